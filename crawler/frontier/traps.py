"""Addresses that lead to ever more of their kind and to no article: calendars, searches, filters.

They are told by their shape: when many of one shape brought nothing, no more are asked for. What
has been found meanwhile is held until one of its shape turns out to show an article.
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from crawler.database import FrontierEntry, PageKind
from crawler.frontier.list_back_off import IDLE
from crawler.frontier.visits import Candidate, Visit
from crawler.urls.identity import shape

#: Pages of one shape of address in a row that brought nothing, before the shape is a trap.
TRAP_LENGTH = 50
#: How much a page counts for that was promising and brought nothing.
DISAPPOINTMENT = 0.25
#: Missing pages of one shape of address in a row, and none that shows an article, before the shape
#: is dead: what waits to be asked waits for the end of the run. Portals keep many dead links beside
#: living ones.
DEAD_LENGTH = 160
#: So many of a dead shape are asked at the end of a run at a time, the likeliest first; and in all,
#: if articles are known to stand at such addresses.
LATE_SAMPLE, LATE_MOST = 40, 1_000
#: Pages of one shape that repeated texts of others, before what is called by the title of one that
#: was read is not asked any more; then what has no title, or another one, is not either.
REPEATS, REPEATS_MOST = 40, 120
#: Repeats that an article makes up for.
ARTICLE_WORTH = 5
#: Pages in a row that nobody knew and that brought no new article, before only addresses are asked
#: of shapes that did; and before none is asked but what is known.
VAIN, VAIN_MOST = 500, 1_000
#: So many visits are held at most; a trap has no end.
MOST_HELD = 5_000


class Traps:
    """The yield of each shape of address of one site, in earlier runs and in this one."""

    def __init__(self, known: Iterable[FrontierEntry]) -> None:
        self._barren: defaultdict[str, float] = defaultdict(float)
        self._missing: Counter[str] = Counter()
        self._repeats: Counter[str] = Counter()
        self._titles: defaultdict[str, set[str]] = defaultdict(set)
        self._alive: set[str] = set()
        self._vain = 0
        self._is_vain = False
        self._proven: set[str] = set()
        self._held: defaultdict[str, dict[str, Candidate]] = defaultdict(dict)
        self._late: Counter[str] = Counter()
        entries = list(known)
        for entry in entries:
            if entry.kind is PageKind.OTHER or entry.reason == IDLE:
                self._barren[shape(entry.url)] += 1
            elif entry.kind is PageKind.FAILED:
                self._missing[shape(entry.url)] += 1
        for entry in entries:
            if entry.kind is PageKind.ARTICLE:
                self.mark_productive(entry.url, entry.link_text or "")
                self._proven.add(shape(entry.url))

    @property
    def held(self) -> int:
        """The number of visits that are held."""
        return sum(map(len, self._held.values()))

    @property
    def sample(self) -> str:
        """The address of a visit that is held; "" where none is."""
        return next((candidate.visit.url for candidate in self._all_held()), "")

    def has(self, visit: Visit) -> bool:
        """True if an address is one of a trap's, for all that is known."""
        return self._barren[shape(visit.url)] >= TRAP_LENGTH or self.is_dead(visit)

    def is_dead(self, visit: Visit) -> bool:
        """True if answers have shown that nothing new stands at addresses such as this one."""
        own = shape(visit.url)
        if self._missing[own] >= DEAD_LENGTH or self._repeats[own] >= REPEATS_MOST:
            return True
        if self._vain >= VAIN_MOST or (self._is_vain and not self._is_proven(visit)):
            return True
        is_new = visit.promising and visit.link_text not in self._titles[own]
        return self._repeats[own] >= REPEATS and not is_new

    def missed(self, url: str) -> None:
        """Note that there was no page at an address."""
        self._missing[shape(url)] += 1

    def repeated(self, url: str, title: str) -> None:
        """Note that an address showed a text that is known from another one."""
        self._repeats[shape(url)] += 1
        self._titles[shape(url)].add(title)

    def suspect(self, url: str) -> None:
        """Note that an address is asked for that may lead nowhere."""
        self._barren[shape(url)] += 1

    def penalise(self, url: str) -> None:
        """Note that a promising address led to no article."""
        self._barren[shape(url)] += DISAPPOINTMENT

    def admits(self, visit: Visit) -> bool:
        """True if a page that nobody knew is asked for; it may be one of a run without end."""
        if self.is_dead(visit):
            return False
        self._vain += 1
        self._is_vain |= self._vain >= VAIN
        return True

    def proved(self, url: str, listing: str) -> None:
        """Note that an address showed a new article, to which a listing led, by its key."""
        self._vain = 0
        self._proven |= {shape(url), shape(f"//{listing}")}

    def _is_proven(self, visit: Visit) -> bool:
        return not self._proven.isdisjoint((shape(visit.url), shape(f"//{visit.key}")))

    def mark_productive(self, url: str, title: str = "") -> None:
        """Note that an address led to an article of a title, or to others: its shape is no trap."""
        own = shape(url)
        self._barren[own] = self._missing[own] = 0
        self._repeats[own] = max(0, self._repeats[own] - ARTICLE_WORTH)
        self._alive.add(own)
        self._titles[own].add(title)

    def hold(self, candidate: Candidate) -> None:
        """Keep a visit of what looks like a trap."""
        if self.held < MOST_HELD:
            held = self._held[shape(candidate.visit.url)]
            held.setdefault(candidate.visit.key, candidate)

    def released(self) -> list[Candidate]:
        """The visits that were held and whose shapes are no traps; they are held no more."""
        free = [c for c in self._all_held() if not self.has(c.visit)]
        return [self._freed(candidate) for candidate in free]

    def late(self) -> list[Candidate]:
        """Visits that were held, to make at the end of a run, when nothing else is left.

        They are of shapes of which many were missing; the others may be there all the same.
        """
        return [self._freed(c) for own in list(self._held) for c in self._sample(own)]

    def _sample(self, own: str) -> list[Candidate]:
        most = LATE_MOST if own in self._alive else LATE_SAMPLE
        if self._missing[own] < DEAD_LENGTH or self._late[own] >= most:
            return []
        chosen = sorted(self._held[own].values(), key=_likeliest_first)[:LATE_SAMPLE]
        self._late[own] += len(chosen)
        return chosen

    def _all_held(self) -> Iterator[Candidate]:
        return (candidate for held in self._held.values() for candidate in held.values())

    def _freed(self, candidate: Candidate) -> Candidate:
        return self._held[shape(candidate.visit.url)].pop(candidate.visit.key)


def _likeliest_first(candidate: Candidate) -> tuple[bool, bool, int]:
    """The order of visits of one shape: a list's entries before a menu's, else at random."""
    visit = candidate.visit
    return (not visit.dated, not visit.promising, zlib.crc32(visit.key.encode()))
