"""Why an address is asked, and what the link to it said."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from scrapy.http import Request, Response

from crawler.discovery.links import HEADLINE_WORDS


class Role(Enum):
    """Why an address is asked."""

    ENTRY = auto()
    PAGE = auto()
    FURTHER = auto()
    #: A further page of an article, not of a list.
    PART = auto()


@dataclass(frozen=True, slots=True)
class Visit:
    """A request's place in the walk: `chain` is the listing or article that a page continues.

    `number` is the page's place in its listing as the pager shows it, 0 where it shows none;
    `listed` tells that a feed or sitemap names the page, `changed` when it says
    that the page changed (ISO 8601, "" if it does not); `listing` is the listing that led to it.
    `dated` tells that the link stands beside a day, `may_wait` of an entry that it is not the home
    page: a feed or sitemap.
    """

    key: str
    role: Role
    link_text: str = ""
    chain: str = ""
    number: int = 0
    listed: bool = False
    changed: str = ""
    listing: str = ""
    may_wait: bool = False
    dated: bool = False

    @property
    def promising(self) -> bool:
        """Whether the page is likely an article: its link reads like a title, or it is listed."""
        return self.listed or len(self.link_text.split()) >= HEADLINE_WORDS


def visit_of(message: Request | Response) -> Visit:
    """The visit that a request was made for, or that a response answers."""
    visit = message.meta["visit"]
    assert isinstance(visit, Visit)
    return visit


def next_of(origin: Visit, further: Iterable[Request]) -> set[str]:
    """The keys of the pages that follow a page in its listing.

    Pagers count from 0, from 1 or in articles, and may link the first page as one more: the next is
    the one numbered so, or else the nearest.
    """
    visits = [v for r in further if (v := visit_of(r)).number > origin.number or not v.number]
    numbers = {visit.number for visit in visits} - {0}
    expected = max(origin.number, 1) + 1
    last = expected if expected in numbers else min(numbers, default=0)
    return {visit.key for visit in visits if visit.number <= last}
