"""Addresses that lead to ever more of their kind and to no article: calendars, searches, filters.

They are told by their shape: when many of one shape brought nothing, no more are asked for. What
has been found meanwhile is held until one of its shape turns out to show an article.
"""

from collections import defaultdict
from collections.abc import Iterable

from scrapy.http import Request

from crawler.addresses import shape
from crawler.database import FrontierEntry, PageKind
from crawler.resting import IDLE
from crawler.visits import visit_of

#: Pages of one shape of address in a row that brought nothing, before the shape is a trap.
TRAP_LENGTH = 50
#: How much a page counts for that was promising and brought nothing.
DISAPPOINTMENT = 0.25
#: Answers of one shape of address in a row that showed no article, and none that is new, before the
#: shape is dead: what waits to be asked is not asked any more either.
DEAD_LENGTH = 40
#: How much a missing page counts for; one that repeats a known text counts whole, for portals keep
#: many dead links beside living ones, but few texts under dozens of addresses.
MISSING = 0.25
#: So many requests are held at most; a trap has no end.
MOST_HELD = 5_000


class Traps:
    """What came of the shapes of addresses of one site, in earlier runs and in this one."""

    def __init__(self, known: Iterable[FrontierEntry]) -> None:
        self._barren: defaultdict[str, float] = defaultdict(float)
        self._dead: defaultdict[str, float] = defaultdict(float)
        self._held: defaultdict[str, dict[str, Request]] = defaultdict(dict)
        entries = list(known)
        for entry in entries:
            if entry.kind is PageKind.OTHER or entry.reason == IDLE:
                self._barren[shape(entry.url)] += 1
            elif entry.kind is PageKind.FAILED:
                self._dead[shape(entry.url)] += MISSING
        for entry in entries:
            if entry.kind is PageKind.ARTICLE:
                self._barren[shape(entry.url)] = self._dead[shape(entry.url)] = 0

    @property
    def held(self) -> int:
        """How many requests are held."""
        return sum(map(len, self._held.values()))

    @property
    def sample(self) -> str:
        """The address of a request that is held; "" where none is."""
        requests = next(filter(None, self._held.values()), {})
        return next((request.url for request in requests.values()), "")

    def has(self, url: str) -> bool:
        """Whether an address is one of a trap's, for all that is known."""
        return self._is_trap(shape(url))

    def is_dead(self, url: str) -> bool:
        """Whether answers have shown that nothing new stands at addresses such as this one."""
        return self._dead[shape(url)] >= DEAD_LENGTH

    def missed(self, url: str) -> None:
        """Note that there was no page at an address."""
        self._dead[shape(url)] += MISSING

    def repeated(self, url: str) -> None:
        """Note that an address showed a text that is known from another one."""
        self._dead[shape(url)] += 1

    def suspect(self, url: str) -> None:
        """Note that an address is asked for that may lead nowhere."""
        self._barren[shape(url)] += 1

    def disappointed(self, url: str) -> None:
        """Note that a promising address led to no article."""
        self._barren[shape(url)] += DISAPPOINTMENT

    def bore(self, url: str) -> None:
        """Note that an address led to an article, or to others: its shape is no trap."""
        self._barren[shape(url)] = self._dead[shape(url)] = 0

    def hold(self, request: Request) -> None:
        """Keep a request of what looks like a trap."""
        if self.held < MOST_HELD:
            self._held[shape(request.url)].setdefault(visit_of(request).key, request)

    def released(self) -> list[Request]:
        """The requests that were held and whose shapes are no traps; they are held no more."""
        free = [own for own, requests in self._held.items() if requests and not self._is_trap(own)]
        return [request for own in free for request in self._held.pop(own).values()]

    def _is_trap(self, own: str) -> bool:
        return self._barren[own] >= TRAP_LENGTH or self._dead[own] >= DEAD_LENGTH
