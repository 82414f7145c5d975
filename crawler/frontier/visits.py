"""Visits: the addresses of a walk, each with why it is asked and what the link to it said."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from crawler.discovery.links import HEADLINE_WORDS


class Role(Enum):
    """The role of an address in the walk."""

    ENTRY = auto()
    PAGE = auto()
    FURTHER = auto()
    #: A further page of an article, not of a list.
    PART = auto()


@dataclass(frozen=True, slots=True)
class Visit:
    """An address in the walk through a site: `key` is its identity, `url` what is asked.

    `chain` is the key of the listing or article that the page continues, `number` its place in
    there as the pager shows it, 0 where it shows none; `listing` is the key of the listing that led
    to the page. `listed` tells that a feed or sitemap names it, `changed` when it says that the
    page changed (ISO 8601, "" if it does not); `dated` that the link stands beside a day.
    `deferrable` tells of an entry that it is not the home page: a feed or sitemap.
    """

    key: str
    url: str
    role: Role
    link_text: str = ""
    chain: str = ""
    number: int = 0
    listed: bool = False
    changed: str = ""
    listing: str = ""
    deferrable: bool = False
    dated: bool = False

    @property
    def promising(self) -> bool:
        """True if the page is likely an article: its link reads like a title, or it is listed."""
        return self.listed or len(self.link_text.split()) >= HEADLINE_WORDS


@dataclass(slots=True)
class Candidate:
    """A visit that may be made, and the engine's request for it, which the frontier never reads."""

    visit: Visit
    request: Any = None


def next_of(origin: Visit, further: Iterable[Candidate]) -> set[str]:
    """The keys of the pages that follow a page in its listing.

    Pagers count from 0, from 1 or in articles, and may link the first page as one more: the next is
    the one numbered so, or else the nearest.
    """
    visits = [c.visit for c in further if c.visit.number > origin.number or not c.visit.number]
    numbers = {visit.number for visit in visits} - {0}
    expected = max(origin.number, 1) + 1
    last = expected if expected in numbers else min(numbers, default=0)
    return {visit.key for visit in visits if visit.number <= last}
