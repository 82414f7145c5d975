"""What became of the pages that showed articles, concluded when a run has seen enough of them.

A removal is certain before it is recorded: the page was missing again, days after the first time,
while the rest of the site is well. Where much is missing at once, the portal is out of order or has
moved, and nothing is recorded but that.
"""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import islice

from crawler.database import Capture, Database, KnownPage, PageStatus
from crawler.recrawl.moves import successor
from crawler.recrawl.renamed_pages import RenamedPages
from crawler.recrawl.revisit_queue import RevisitQueue
from crawler.recrawl.soft_404 import Soft404Fingerprint
from crawler.recrawl.witnesses import FEW, Witnesses, controls, is_well, telling
from crawler.schedule import SLACK, Schedule
from crawler.urls.identity import shape

#: Pages that tell, when some are missing, how the rest of the site is.
CONTROLS = 10
#: Of the pages whose articles came up elsewhere, so many are looked at; if none of them is there
#: any more, the others are not either.
FORMER_ASKED = 20
#: A sitemap that names this share of so many known pages names all; where it does not name one that
#: was not visited for some time, that page is looked at, so many of them in a run.
MAPPED_SHARE, MAPPED_LEAST = 0.8, 20
UNVISITED, UNMAPPED_ASKED = timedelta(days=7), 5
#: A portal's dates of change lie when this share of so many pages is found unchanged.
LIE_SHARE, LIE_LEAST = 0.8, 5


@dataclass(frozen=True, slots=True)
class Rules:
    """When a page that is missing is removed, and when a portal is out of order."""

    visits: int
    days: timedelta
    lost_share: float


@dataclass(slots=True)
class Conclusion:
    """What a run came to, in pages; `lost` of `asked` were missing where that is no removal.

    `variants` turned out to be other addresses of known pages.
    """

    removed: int = 0
    missing: int = 0
    moved: int = 0
    variants: int = 0
    doubtful: int = 0
    lost: int = 0
    asked: int = 0


class PageTracker:
    """Knows a site's pages during one run, and what they were found to be."""

    def __init__(
        self, database: Database, site: str, now: datetime, schedule: Schedule, rules: Rules
    ) -> None:
        self._database, self._site, self._now = database, site, now
        self._schedule, self._rules = schedule, rules
        self._pages = database.known_pages(site)
        self.revisit_queue = RevisitQueue(
            self._pages,
            now,
            schedule,
            database.last_complete_run(site),
            believes_dates=database.trusts_dates(site),
        )
        self._fine: set[str] = set()
        self._missing: set[str] = set()
        self._doubtful: dict[str, Soft404Fingerprint] = {}
        self._led: dict[str, str] = {}
        self._former: dict[str, KnownPage] = {}
        self._renamed: dict[str, str] = {}
        self._asked: set[str] = set()
        self._probes: dict[str, Soft404Fingerprint | None] = {}
        self._edited: set[str] = set()
        self._others: set[str] = set()
        self._declared: dict[str, str] = {}
        self._mapped: set[str] = set()
        self._controls_asked = 0

    @property
    def fine(self) -> Set[str]:
        """The keys of the pages that are known to show articles now."""
        return self._fine

    @property
    def articles_seen(self) -> int:
        """How many known articles those pages showed before, two addresses of one counting once."""
        return len({self._pages[key].content_hash for key in self._fine if key in self._pages})

    @property
    def witnesses(self) -> Witnesses:
        """What the known pages that were seen say of the site."""
        return Witnesses.of(self._asked_well(), (self._seen() - self._fine) | self._others)

    def known(self, key: str) -> KnownPage | None:
        """The page of a key, if it has shown an article before this run."""
        page = self._pages.get(key)
        return page if page and page.status is not PageStatus.MOVED else None

    # --- what pages were found to be

    def unchanged(self, page: KnownPage, capture: Capture | None) -> None:
        """Note that the portal says that a page did not change."""
        self._database.note_unchanged(page, self._now, self._schedule, capture)
        self._fine.add(page.key)

    def shows(
        self,
        key: str,
        url: str,
        content_hash: str,
        *,
        is_edited: bool = False,
        is_another: bool = False,
        declared: str = "",
    ) -> None:
        """Note that a page shows an article; whether its text is another than before, or all of it.

        `declared` is the key of the address that the page calls its own.
        """
        self._fine.add(key)
        if is_another:
            self._others.add(key)
        if declared and declared != key:
            self._declared[key] = declared
        if is_edited:
            self._edited.add(key)
        if key in self._pages:
            return
        for twin in self._database.twins(self._site, content_hash, url):
            if twin.key not in self._fine:
                self._former[twin.key] = twin
        if namesake := self._renamed_pages.of(url):
            self._former[namesake.key] = namesake
            self._renamed[namesake.key] = key

    @cached_property
    def _renamed_pages(self) -> RenamedPages:
        return RenamedPages(page for page in self._pages.values() if is_well(page))

    def mapped(self, keys: Iterable[str]) -> None:
        """Note the pages that a sitemap names."""
        self._mapped.update(keys)

    def unread(self, page: KnownPage, reason: str) -> None:
        """Note that a page could not be read: it is visited later, and ever later while so."""
        since = page.unread_since or self._now
        again = self._schedule.again(self._now, since)
        self._database.note_unread(page, reason, since, again)

    def missing(self, key: str) -> None:
        """Note that the portal says that there is no such page."""
        self._missing.add(key)

    def doubtful(self, key: str, impression: Soft404Fingerprint) -> None:
        """Note that a page shows no article, for whatever reason."""
        self._doubtful[key] = impression

    def leads(self, key: str, to: str) -> None:
        """Note that a page leads to another page now."""
        self._led[key] = to

    # --- what else is to be asked before anything can be concluded

    def questions(self) -> list[KnownPage]:
        """Pages to visit as well: some that should be well, and where known articles were."""
        pages = list(islice(self._unmapped(), UNMAPPED_ASKED)) if not self._asked else []
        seen = max(self._controls_asked, sum(key in self._pages for key in self._fine))
        self._controls_asked = max(seen, self._controls_wanted())
        well = controls(self._pages.values(), self._asked | self._seen())
        pages += well[: self._controls_asked - seen]
        pages += islice(self._former.values(), FORMER_ASKED)
        asked = self._asked | self._seen()
        news = {page.key: page for page in pages if page.key not in asked}
        self._asked |= news.keys()
        return list(news.values())

    def probes(self) -> Iterator[str]:
        """Addresses of doubtful pages: what does the portal answer to one like it that is none?"""
        for key in self._doubtful:
            page = self._pages.get(key)
            if page and shape(page.url) not in self._probes:
                self._probes[shape(page.url)] = None
                yield page.url

    def probed(self, url: str, impression: Soft404Fingerprint | None) -> None:
        """Note what the portal answered to an address like `url`; None for an error."""
        self._probes[shape(url)] = impression

    def _controls_wanted(self) -> int:
        """How many known pages are to be seen before anything is concluded from others."""
        if self._missing or self._doubtful or self._led or self._edited:
            return CONTROLS
        return 0 if self._fine <= self._pages.keys() else FEW

    def _unmapped(self) -> Iterator[KnownPage]:
        """Pages that the site's sitemaps, which name all others, do not name any more."""
        well = {key for key, page in self._pages.items() if is_well(page)}
        if len(well) < MAPPED_LEAST or len(well & self._mapped) < MAPPED_SHARE * len(well):
            return iter(())
        unmapped = (self._pages[key] for key in well - self._mapped)
        long_unseen = [page for page in unmapped if self._now - page.last_seen >= UNVISITED]
        return iter(sorted(long_unseen, key=lambda page: page.last_seen))

    def _asked_well(self) -> list[KnownPage]:
        return [page for key in self._seen() if (page := self._pages.get(key)) and is_well(page)]

    def _seen(self) -> set[str]:
        return self._fine | self._missing | self._doubtful.keys() | self._led.keys()

    # --- what it comes to

    def conclude(self) -> Conclusion:
        """Record removals and moves."""
        result = Conclusion()
        self._judge_dates()
        gone = {key: page for key in self._gone() if (page := self._pages.get(key))}
        for key, page in list(gone.items()):
            led_to = self._led.get(key) or self._renamed.get(key)
            if target := successor(self._database, self._site, page, led_to):
                self._database.move_page(page.url, target, self._now)
                result.moved += 1
                del gone[key]
        result.variants = self._unite_variants()
        asked = telling(self._asked_well(), gone.keys())
        lost = [page for page in asked if page.key in gone]
        if len(lost) >= FEW and len(lost) > self._rules.lost_share * len(asked):
            result.lost, result.asked = len(lost), len(asked)
        elif not self.witnesses.deny:
            self._record(gone.values(), result)
        return result

    def _unite_variants(self) -> int:
        """Let pages that call another address their own go on there; how many did.

        So do those whose story is at a new address with a new title, if the old one shows it, too.
        """
        united = 0
        renamed = {key: new for key, new in self._renamed.items() if key in self._edited}
        claims = renamed | self._declared
        for key, claimed in claims.items():
            if claimed not in self._fine or claimed in claims:
                continue
            page, own = (self._database.page(self._site, k) for k in (key, claimed))
            if page and own and page.url != own.url and page.content_hash == own.content_hash:
                self._database.move_page(page.url, own.url, self._now)
                united += 1
        return united

    def _judge_dates(self) -> None:
        seen = self.revisit_queue.dated & self._fine
        if len(seen) >= LIE_LEAST and len(seen - self._edited) >= LIE_SHARE * len(seen):
            self._database.distrust_dates(self._site)

    def _gone(self) -> Iterator[str]:
        """The pages that do not show their articles any more."""
        yield from (self._missing | self._doubtful.keys() | self._led.keys()) - self._fine
        asked = [key for key in self._former if key in self._asked]
        if asked and not any(key in self._fine for key in asked):
            yield from self._former.keys() - self._seen()

    def _record(self, gone: Iterable[KnownPage], result: Conclusion) -> None:
        removed = []
        for page in gone:
            if page.key in self._doubtful and not self._is_soft_404(page):
                result.doubtful += 1
                again = self._schedule.again(self._now, page.last_seen)
                self._database.plan_visit(page, again)
            elif page.status is PageStatus.REMOVED:
                again = self._schedule.again(self._now, page.gone_since)
                self._database.plan_visit(page, again)
            elif self._is_certain(page):
                removed.append(page)
            else:
                result.missing += 1
                again = self._now + self._rules.days / max(1, self._rules.visits - 1) - SLACK
                self._database.note_missing(page, self._now, again)
        self._database.remove_pages(removed, self._now, self._schedule)
        result.removed = len(removed)

    def _is_certain(self, page: KnownPage) -> bool:
        since = page.gone_since or self._now
        late_enough = self._now - since >= self._rules.days - SLACK
        return late_enough and page.misses + 1 >= self._rules.visits

    def _is_soft_404(self, page: KnownPage) -> bool:
        answer = self._probes.get(shape(page.url))
        return answer is not None and answer.resembles(self._doubtful[page.key])
