"""What is known of a portal's addresses, and which of those that a page offers are to be asked.

Spiders say what is there; the frontier says what is due. An address is asked for when nobody asked
it before, when it is a listing (its first page, once a run), or when it continues a listing that
showed something new. All that is found is on record before it is asked for, so that a run that was
cut off is taken up by the next.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from scrapy.http import Request

from crawler.articles.stages import REPEATS_ARTICLE
from crawler.database import Database, FrontierEntry, FrontierLink, PageKind
from crawler.frontier.list_back_off import EMPTY, IDLE, REDIRECT, BackOffRules, ListBackOff
from crawler.frontier.navigation import Navigation
from crawler.frontier.pagination import Pagination
from crawler.frontier.period import ALWAYS, Period
from crawler.frontier.period_filter import PeriodFilter
from crawler.frontier.traps import Traps
from crawler.frontier.visits import Role, Visit, next_of, visit_of
from crawler.urls.identity import canonical, shape

_KEPT = (PageKind.ARTICLE, PageKind.LISTING)
NO_BACK_OFF = BackOffRules()


class Frontier:
    """The addresses of one site during one run.

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
        self._database = database
        self._wants = wants
        self._site = site
        self._now = now
        self._known = database.frontier(site)
        self._asked: set[str] = set()
        self._fresh: set[str] = set()
        self.pagination = Pagination()
        self._fruitful: set[str] = set()
        self._late: set[str] = set()
        self._back_off = ListBackOff(self._known, now, back_off_rules)
        self._has_news = False
        self._period_filter = PeriodFilter(period)
        self._navigation = Navigation()
        self.traps = Traps(self._known.values())

    def pending(self) -> Iterator[tuple[str, FrontierEntry]]:
        """What earlier runs found and did not get to, or left out for its date."""
        for key, entry in self._known.items():
            if (entry.visited is None or self._period_filter.is_due(entry)) and "#" not in key:
                yield key, entry

    def claim(self, key: str) -> bool:
        """Take an address as asked; False if it was asked before in this run."""
        is_first = key not in self._asked
        self._asked.add(key)
        return is_first

    def walk_only(self, visit: Visit) -> bool:
        """Whether the page behind a visit is known to be no article: only its links are of use.

        A page without text may have been an article that was not finished, if its link says so.
        """
        entry = self._known.get(visit.key)
        if visit.role is not Role.PAGE:
            return True
        if entry is None or entry.visited is None:
            return False  # its links may be on record, but nobody has read it
        was_empty = entry.reason in EMPTY and not visit.promising
        return entry.kind is PageKind.LISTING or was_empty

    def articles_among(self, requests: Iterable[Request]) -> int:
        """How many of the requested pages earlier runs stored as articles."""
        entries = (self._known.get(visit_of(r).key) for r in requests)
        return sum(entry is not None and entry.kind is PageKind.ARTICLE for entry in entries)

    def in_navigation(self, key: str) -> bool:
        """Whether the portal links an address from (nearly) everywhere, as it does its menu."""
        return key in self._navigation

    def due(self, origin: Visit, url: str, requests: list[Request]) -> list[Request]:
        """Those of a page's requests that are to be sent; all new ones are recorded."""
        pages = [r for r in requests if visit_of(r).role is Role.PAGE]
        further = [r for r in requests if visit_of(r).role is Role.FURTHER]
        entries = [r for r in requests if visit_of(r).role is Role.ENTRY]
        self._navigation.add({visit_of(r).key for r in pages})
        new = [r for r in pages if self._is_new(r)]
        self._note_yield(origin.key, url, new)
        if origin.role is Role.ENTRY:
            self._has_news |= any(visit_of(r).promising for r in new)
            self._back_off.offered({visit_of(r).key for r in pages}, by_home=not origin.may_wait)
        chain = origin.chain or origin.key
        shown = self.pagination.show(origin, url, {visit_of(r).key for r in pages})
        news = not shown.isdisjoint(self._fresh.union(visit_of(r).key for r in new))
        again = next_of(origin, further) if news else set()
        further = [r for r in further if shown and self._continues(r, again)]
        for request in pages:
            request.meta["visit"] = replace(visit_of(request), listing=chain)
        self._record(origin.key, [*new, *further])
        sent = [r for r in entries + pages + further if self._wanted(visit_of(r), origin)]
        return [r for r in sent if self.claim(visit_of(r).key)] + self.released()

    def released(self) -> list[Request]:
        """The requests that were held back as a trap's, and turned out to be none."""
        new = [request for request in self.traps.released() if self._is_new(request)]
        self._record("", new)
        return [request for request in new if self.claim(visit_of(request).key)]

    def late(self) -> list[Request]:
        """What was held back as a dead link and is asked all the same, with nothing else left."""
        requests = [r for r in self.traps.late() if self.claim(visit_of(r).key)]
        self._late.update(visit_of(request).key for request in requests)
        self._record("", requests)
        return requests

    def leaves(self, request: Request) -> bool:
        """Whether a request that waited is for a shape that has died meanwhile: then it is held."""
        visit = visit_of(request)
        kind = self._known[visit.key].kind if visit.key in self._known else None
        is_kept = kind in _KEPT or visit.role in (Role.ENTRY, Role.PART)
        if is_kept or visit.key in self._late or self.traps.admits(request.url, visit):
            return False
        self._asked.discard(visit.key)
        self._fresh.discard(visit.key)
        self.traps.hold(request)
        return True

    def redirected(self, visit: Visit, key: str, url: str) -> bool:
        """Note that a page turned out to be another; False where that one needs no second look."""
        entry = self._known.get(visit.key)
        if entry is None or entry.kind is not PageKind.ARTICLE:
            self._database.save_visit(visit.key, PageKind.OTHER, REDIRECT, self._now)
            self._back_off.failed(visit.key)
        if (key in self._known and self._known[key].visited) or key in self._asked:
            return False
        self._database.save_links(self._site, [FrontierLink(key, url, visit.link_text)], self._now)
        self._fresh.add(key)
        return self.claim(key)

    def record_absent(self, visit: Visit, url: str) -> None:
        """Note that there is no feed or sitemap where one might have been."""
        self._database.save_links(self._site, [FrontierLink(visit.key, url)], self._now)
        self._database.save_visit(visit.key, PageKind.OTHER, "no feed", self._now)
        self._back_off.absent(visit.key)

    def record_feed(self, visit: Visit, url: str, newest: str) -> None:
        """Note a feed or sitemap, and the last change of a page that it tells of, "" for none."""
        if visit.key not in self._known:
            self._database.save_links(self._site, [FrontierLink(visit.key, url)], self._now)
        self._database.save_visit(visit.key, PageKind.OTHER, "feed", self._now)
        self._back_off.record_feed(visit.key, newest)

    def may_be_part(self, key: str) -> bool:
        """Whether an address may show a part of an article, for all that is known of it."""
        entry = self._known.get(key)
        return entry is None or entry.reason != REPEATS_ARTICLE

    def part(self, key: str, url: str, kind: PageKind, reason: str | None) -> None:
        """Note what an address turned out to be that was asked as a part of an article."""
        self._database.save_links(self._site, [FrontierLink(key, url, "", True)], self._now)
        self._database.save_visit(key, kind, reason, self._now)

    def plan(self) -> None:
        """Save when lists are due again, at the end of a run that went through the site."""
        pages = self._database.known_pages(self._site)
        shown = {
            chain: {key for key in keys if not self.in_navigation(key)}
            for chain, keys in self.pagination.shown.items()
        }
        self._database.save_due(self._back_off.plan(pages, shown))

    def left_out(self, page_key: str, listing: str, day: str) -> None:
        """Note that an article is of a day (ISO 8601) outside the period that the run is about."""
        self.traps.proved(f"//{page_key}", listing)
        reason = self._period_filter.note(listing, day)
        self._database.save_visit(page_key, PageKind.OTHER, reason, self._now)

    def is_past(self, visit: Visit) -> bool:
        """Whether a listing goes on with what is older than the period that the run is about."""
        return visit.role is Role.FURTHER and self._period_filter.is_past(visit.chain)

    def visited(self, key: str, kind: PageKind, reason: str | None) -> None:
        """Record what a page that is not an article turned out to be.

        What showed something new is a listing to come back to, whatever else it is.
        """
        entry = self._known.get(key)
        was_there = kind is not PageKind.FAILED
        if key in self._fruitful:
            kind, reason = PageKind.LISTING, None
        elif entry is not None and entry.kind is PageKind.LISTING:
            kind, reason = PageKind.LISTING, entry.reason
        elif kind is PageKind.LISTING:
            reason = IDLE
        if was_there:
            self._back_off.asked(key, is_idle=reason == IDLE)
        else:
            self._back_off.failed(key)
        self._database.save_visit(key, kind, reason, self._now)

    def mark_productive(self, url: str, title: str, listing: str = "") -> None:
        """Note that a link of a title led to an article: others of its shape are worth asking.

        So is the list that led there, by its key, however short its titles are.
        """
        self.traps.mark_productive(url, title)
        self.traps.proved(url, listing)
        if listing and listing not in self._fruitful:
            self._fruitful.add(listing)
            self._database.save_links(self._site, [], self._now, listing)

    def _is_new(self, request: Request) -> bool:
        """Whether a page is worth asking: unknown, and not one more of a shape that leads nowhere.

        What is promising is worth it until its shape has proved to lead nowhere; of other links no
        more are asked at a time than it takes to find that out.
        """
        visit = visit_of(request)
        if visit.key in self._known or visit.key in self._fresh:
            return False
        if self.traps.has(request.url, visit):
            self.traps.hold(request)
            return False
        if not visit.promising:
            self.traps.suspect(request.url)
        return True

    def _wanted(self, visit: Visit, origin: Visit) -> bool:
        """Whether a page is to be asked: for the first time, or again for what may be new on it.

        Listings are asked again; those that showed nothing new, and pages that had no text yet,
        only where the portal's home page leads to them. So is what is still linked like an article
        and was not there.
        """
        if visit.may_wait:
            return not self._back_off.may_wait(visit.key, visit.changed)
        if visit.role is not Role.PAGE or visit.key in self._fresh:
            return True
        entry = self._known.get(visit.key)
        if entry is None or entry.visited is None:
            return entry is not None
        if entry.kind is PageKind.ARTICLE:
            return self._wants(visit)
        if entry.kind is PageKind.FAILED or entry.reason == REDIRECT:
            return visit.promising and not self._back_off.may_wait(visit.key)
        if self._back_off.may_wait(visit.key) and not self._has_news:
            return False
        if entry.kind is PageKind.LISTING and entry.reason != IDLE:
            return True
        is_empty = entry.kind is PageKind.LISTING or entry.reason in EMPTY
        return is_empty and origin.role is Role.ENTRY

    def _note_yield(self, key: str, url: str, new: list[Request]) -> None:
        headlines = [r for r in new if visit_of(r).promising]
        if headlines:
            self._fruitful.add(key)
        if any(shape(r.url) != shape(url) for r in headlines):
            self.traps.mark_productive(url)

    def _continues(self, request: Request, again: Collection[str]) -> bool:
        visit = visit_of(request)
        entry = self._known.get(visit.key)
        if entry is None:
            return not self.traps.has(request.url, visit)
        return entry.visited is None or visit.key in again or self._unfinished(visit.key)

    def _unfinished(self, key: str) -> bool:
        """Whether a listing that is paged by postbacks was left before its end."""
        listing, mark, _ = key.partition("#")
        return bool(mark) and any(
            other.startswith(listing + "#") and entry.visited is None
            for other, entry in self._known.items()
        )

    def _record(self, origin: str, found: Iterable[Request]) -> None:
        """Put on record what a page led to, and that it did, before anything is asked."""
        links = [
            FrontierLink(v.key, canonical(r.url), v.link_text, v.role is Role.FURTHER)
            for r in found
            if (v := visit_of(r)).key not in self._known
        ]
        self._fresh.update(link.key for link in links)
        if links:
            fruitful = origin if origin in self._fruitful else None
            self._database.save_links(self._site, links, self._now, fruitful)
