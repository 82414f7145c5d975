"""The frontier of a site: its known addresses, and the choice of those to request.

Spiders say what is there; the frontier says what is due. An address is asked for when nobody asked
it before, when it is a listing (its first page, once a run), or when it continues a listing that
showed something new.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from crawler.database import Database, FrontierEntry, PageKind
from crawler.frontier.list_back_off import IDLE, REDIRECT, BackOffRules, ListBackOff
from crawler.frontier.navigation import Navigation
from crawler.frontier.pagination import Pagination
from crawler.frontier.period_filter import PeriodFilter
from crawler.frontier.selection import Selection
from crawler.frontier.state import FrontierState
from crawler.frontier.traps import Traps
from crawler.frontier.visits import Candidate, Role, Visit, next_of
from crawler.period import ALWAYS, Period

_KEPT = (PageKind.ARTICLE, PageKind.LISTING)
NO_BACK_OFF = BackOffRules()


class Frontier:
    """The addresses of one site during one run, and which of them are asked.

    Articles that are known are not asked again but where `wants` says so. The run may be about
    those of a `period` only.
    """

    def __init__(
        self,
        database: Database,
        site: str,
        now: datetime,
        wants: Callable[[Visit], bool],
        period: Period = ALWAYS,
        back_off_rules: BackOffRules = NO_BACK_OFF,
    ) -> None:
        self._database, self._site = database, site
        self.state = FrontierState(database, site, now)
        known = self.state.known
        self.pagination = Pagination()
        self.traps = Traps(known.values())
        self._late: set[str] = set()
        self._back_off = ListBackOff(known, now, back_off_rules)
        self._selection = Selection(self.state, self._back_off, self.traps, wants)
        self._period_filter = PeriodFilter(period)
        self._navigation = Navigation()

    def pending(self) -> Iterator[tuple[str, FrontierEntry]]:
        """The addresses that earlier runs found and did not get to, or left out for their date."""
        for key, entry in self.state.known.items():
            if (entry.visited is None or self._period_filter.is_due(entry)) and "#" not in key:
                yield key, entry

    def in_navigation(self, key: str) -> bool:
        """True if the portal links an address from (nearly) everywhere, as it does its menu."""
        return key in self._navigation

    # --- what is asked

    def due(self, origin: Visit, url: str, offered: list[Candidate]) -> list[Candidate]:
        """Those visits to make that a page offers; all new ones are recorded.

        `origin` is the page's own visit, `url` the address that it was found at.
        """
        pages = [c for c in offered if c.visit.role is Role.PAGE]
        entries = [c for c in offered if c.visit.role is Role.ENTRY]
        keys = {page.visit.key for page in pages}
        self._navigation.add(keys)
        new = self._selection.new_among(pages)
        self._selection.note_yield(origin, url, new)
        if origin.role is Role.ENTRY:
            self._back_off.offered(keys, by_home=not origin.deferrable)
        further = self._further(origin, offered, keys, new)
        chain = origin.chain or origin.key
        for page in pages:
            page.visit = replace(page.visit, listing=chain)
        self.state.record(origin.key, [*new, *further])
        wanted = [c for c in entries + pages + further if self._selection.wants(c.visit, origin)]
        return [c for c in wanted if self.state.claim(c.visit.key)] + self.released()

    def _further(
        self, origin: Visit, offered: list[Candidate], keys: set[str], new: list[Candidate]
    ) -> list[Candidate]:
        """The further pages of a listing that are worth a visit, by what its page shows."""
        further = [c for c in offered if c.visit.role is Role.FURTHER]
        shown = self.pagination.show(origin, keys)
        if not shown:
            return []
        has_news = any(self.state.is_found(key) for key in shown)
        has_news |= not shown.isdisjoint(candidate.visit.key for candidate in new)
        again = next_of(origin, further) if has_news else set()
        return [c for c in further if self._selection.continues(c.visit, again)]

    def released(self) -> list[Candidate]:
        """The visits that were held back as a trap's, and turned out to be none."""
        new = self._selection.new_among(self.traps.released())
        self.state.record("", new)
        return [candidate for candidate in new if self.state.claim(candidate.visit.key)]

    def late(self) -> list[Candidate]:
        """The visits that were held back as dead links and are made when nothing else is left."""
        late = [c for c in self.traps.late() if self.state.claim(c.visit.key)]
        self._late.update(candidate.visit.key for candidate in late)
        self.state.record("", late)
        return late

    def leaves(self, candidate: Candidate) -> bool:
        """True if a visit that waited is of a shape that has died meanwhile: then it is held."""
        visit = candidate.visit
        is_kept = self.state.kind(visit.key) in _KEPT or visit.role in (Role.ENTRY, Role.PART)
        if is_kept or visit.key in self._late or self.traps.admits(visit):
            return False
        self.state.give_back(visit.key)
        self.traps.hold(candidate)
        return True

    def is_past(self, visit: Visit) -> bool:
        """True if a listing goes on with what is older than the period that the run is about."""
        return visit.role is Role.FURTHER and self._period_filter.is_past(visit.chain)

    # --- what was found

    def redirected(self, visit: Visit, key: str, url: str) -> bool:
        """Note that a page turned out to be another; False where that one needs no second look."""
        if not self.state.is_article(visit.key):
            self.state.record_visit(visit.key, PageKind.OTHER, REDIRECT)
            self._back_off.failed(visit.key)
        if self.state.is_visited(key):
            return False
        self.state.record_target(visit, key, url)
        return self.state.claim(key)

    def record_absent(self, visit: Visit, url: str) -> None:
        """Note that there is no feed or sitemap where one might have been."""
        self.state.record_link(visit.key, url)
        self.state.record_visit(visit.key, PageKind.OTHER, "no feed")
        self._back_off.absent(visit.key)

    def record_feed(self, visit: Visit, url: str, newest: str) -> None:
        """Note a feed or sitemap, and the last change of a page that it tells of, "" for none."""
        if visit.key not in self.state.known:
            self.state.record_link(visit.key, url)
        self.state.record_visit(visit.key, PageKind.OTHER, "feed")
        self._back_off.record_feed(visit.key, newest)

    def record_part(self, key: str, url: str, kind: PageKind, reason: str | None) -> None:
        """Note what an address turned out to be that was asked as a part of an article."""
        self.state.record_link(key, url, "", continuation=True)
        self.state.record_visit(key, kind, reason)

    def left_out(self, page_key: str, listing: str, day: str) -> None:
        """Note that an article is of a day (ISO 8601) outside the period that the run is about."""
        self.traps.proved(f"//{page_key}", listing)
        reason = self._period_filter.note(listing, day)
        self.state.record_visit(page_key, PageKind.OTHER, reason)

    def visited(self, key: str, kind: PageKind, reason: str | None) -> None:
        """Record what a page that is not an article turned out to be.

        What showed something new is a listing to come back to, whatever else it is.
        """
        entry = self.state.known.get(key)
        was_there = kind is not PageKind.FAILED
        if self.state.is_productive(key):
            kind, reason = PageKind.LISTING, None
        elif entry is not None and entry.kind is PageKind.LISTING:
            kind, reason = PageKind.LISTING, entry.reason
        elif kind is PageKind.LISTING:
            reason = IDLE
        if was_there:
            self._back_off.asked(key, is_idle=reason == IDLE)
        else:
            self._back_off.failed(key)
        self.state.record_visit(key, kind, reason)

    def mark_productive(self, url: str, title: str, listing: str = "") -> None:
        """Note that a link of a title led to an article: others of its shape are worth asking.

        So is the list that led there, by its key, however short its titles are.
        """
        self.traps.mark_productive(url, title)
        self.traps.proved(url, listing)
        if listing:
            self.state.record_listing(listing)

    def plan(self) -> None:
        """Save when lists are due again, at the end of a run that went through the site."""
        pages = self._database.known_pages(self._site)
        shown = {
            chain: {key for key in keys if not self.in_navigation(key)}
            for chain, keys in self.pagination.shown.items()
        }
        self._database.save_due(self._back_off.plan(pages, shown))
