"""Listings page by page: what each has shown, and where it has come to its end.

Some pagers always lead on: to pages that are missing or empty, or that show the last one again.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from crawler.frontier.visits import Role, Visit
from crawler.urls.identity import shape

#: Pages of a listing in a row that are missing or show nothing new, before it has come to its end.
END_LENGTH = 10


class Pagination:
    """The listings of one site during one run, each by the key of its first page."""

    def __init__(self) -> None:
        self._shown: dict[str, set[str]] = {}
        self._in_vain: Counter[str] = Counter()

    @property
    def shown(self) -> Mapping[str, set[str]]:
        """The keys of the pages that each listing shows."""
        return self._shown

    def show(self, visit: Visit, keys: Iterable[str]) -> set[str]:
        """Note what a page shows; returns what its listing has not shown on earlier pages."""
        shown = self._shown.setdefault(visit.chain or visit.key, set())
        added = set(keys) - shown
        shown |= added
        if visit.role is Role.FURTHER:
            name = _name(visit)
            self._in_vain[name] = 0 if added else self._in_vain[name] + 1
        return added

    def has_ended(self, visit: Visit) -> bool:
        """True if a page continues a listing that has nothing more to show."""
        return visit.role is Role.FURTHER and self._in_vain[_name(visit)] >= END_LENGTH


def _name(visit: Visit) -> str:
    """The name that the pages of one listing share; of those an earlier run left, their shape."""
    return visit.chain or shape(visit.url)
