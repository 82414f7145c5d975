"""The navigation of a portal: the pages that it links from everywhere, by menu or side box."""

from collections import Counter
from collections.abc import Set

#: A link that stands on this share of a portal's pages belongs to its frame.
SHARE = 0.5
#: Pages to have seen before that share means anything.
LEAST_PAGES = 10


class Navigation:
    """Counts which pages the pages of a portal link, all of them named by their keys."""

    def __init__(self) -> None:
        self._pages = 0
        self._linked: Counter[str] = Counter()

    def add(self, keys: Set[str]) -> None:
        """Add a page that links those with the keys."""
        self._pages += 1
        self._linked.update(keys)

    def __contains__(self, key: str) -> bool:
        return self._pages >= LEAST_PAGES and self._linked[key] >= SHARE * self._pages
