"""Between the spider and Scrapy: only what is due is asked, and what was seen is on record."""

import logging
from collections.abc import AsyncIterator
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from crawler.articles.stages import PART_OF_ARTICLE, REPEATS_ARTICLE, Page
from crawler.database import Capture, KnownPage, PageKind, PageStatus
from crawler.engine.gathering import Gathering
from crawler.engine.http.binary import NoPageError
from crawler.engine.http.failures import SILENT_HOST
from crawler.engine.losses import GONE, REQUEST_LOST, LostPageError, loss_of
from crawler.engine.outcome import KNOWN, PARTS, UNCHANGED, ErrorCounter
from crawler.engine.run import Run
from crawler.errors import UserError
from crawler.extraction.parted import Relation
from crawler.frontier.frontier import Frontier
from crawler.frontier.visits import Role, Visit, visit_of
from crawler.urls.gate import MALFORMED, refusals
from crawler.urls.identity import canonical

logger = logging.getLogger(__name__)

#: What runs count pages as that an exception kept from being walked.
BROKEN = "page broke the spider"
#: And further pages of a listing that were left: those before had nothing to show any more.
BEYOND_END = "pages beyond the end of a listing"
#: Answers of the kind that blames the request, but only for the moment.
_NOT_NOW = (408, 425, 429)


class FrontierMiddleware:
    """Lets through what is due of all that a spider finds (a Scrapy spider middleware)."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._run = Run.of(crawler)
        crawler.signals.connect(self._request_lost, REQUEST_LOST)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make a component."""
        return cls(crawler)

    @property
    def _frontier(self) -> Frontier:
        return self._run.frontier

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Send what every run begins with, then what an earlier run did not get to."""
        async for output in start:
            if "visit" not in getattr(output, "meta", {}):
                yield output  # what is read from an archive is not walked
            elif self._frontier.claim(visit_of(output).key):
                yield output
        if not self._run.is_walk:
            return
        spider: Any = self._crawler.spider
        for key, entry in [*self._frontier.pending(), *self._run.lost_pages.due()]:
            if self._frontier.claim(key):
                yield spider.resume(key, entry.url, entry.link_text or "", entry.continuation)
        for page in self._run.tracker.revisit_queue.due(spider.period, everything=spider.full):
            if self._frontier.claim(page.key):
                yield spider.revisit(page)

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """Pass the page on if it may be an article, and the requests that are due."""
        with refusals() as refused:
            found = await self._gathered(response, result)
        if refused:
            self._run.count(f"fallbacks/{MALFORMED}", len(refused), url=refused[0])
        if "visit" in response.meta:
            found = self._due(response, found)
        for output in found:
            yield output

    async def _gathered(self, response: Response, result: AsyncIterator[Any]) -> list[Any]:
        """What the spider makes of a response; of one that breaks it, what came before that.

        That is counted as an error of the crawl, which goes on with all other pages.
        """
        found: list[Any] = []
        try:
            async for output in result:
                found.append(output)
        except UserError:
            raise
        except Exception as error:
            logger.exception("%s: broke the spider", response.url)
            self._run.count(f"fallbacks/{BROKEN}", url=response.url)
            if errors := self._crawler.get_extension(ErrorCounter):
                errors.note(error)
        return found

    def _due(self, response: Response, found: list[Any]) -> list[Any]:
        """What of that which a walk found on a page goes on."""
        visit = visit_of(response)
        requests = [output for output in found if isinstance(output, Request)]
        pages = [output for output in found if isinstance(output, Page)]
        parts = [request for request in requests if visit_of(request).role is Role.PART]
        others = [request for request in requests if visit_of(request).role is not Role.PART]
        if visit.role is Role.PART:
            return self._due_of_part(response, pages, parts, others)
        if loss := loss_of(response):
            return self._due_of_lost(visit, response, loss, others)
        gathering: Gathering | None = parts[0].meta["gathering"] if parts else None
        if known := self._run.tracker.known(visit.key):
            self._follow(known, visit, response, goes_on=gathering is not None)
        if gathering:
            pages.append(gathering.page)
            if self._frontier.may_be_part(visit_of(parts[0]).key):
                others = [r for r in others if visit_of(r).key not in gathering.keys]
            else:
                gathering = None
        self._run.count(KNOWN, self._frontier.articles_among(others))
        self._count_fallbacks(response)
        links_itself = any(visit_of(request).key == visit.key for request in others)
        if response.meta.get("is_sitemap"):
            self._run.tracker.mapped(visit_of(request).key for request in others)
        due = self._frontier.due(visit, response.url, others)
        self._note(visit, response)
        passed = [page for page in pages if self._passes(visit, page)]
        for page in passed:
            # What comes up later, called like an article, is news in a box of every page.
            is_news = visit.promising and not self._run.is_first_walk
            in_navigation = links_itself or self._frontier.in_navigation(visit.key)
            page.in_navigation = in_navigation and not is_news
            if known:
                page.link_text = known.link_text
        if gathering and passed:
            return [*parts, *due]  # the page waits for its parts
        return [*passed, *due]

    def _count_fallbacks(self, response: Response) -> None:
        for name, number in response.meta.get("fallbacks", {}).items():
            self._run.count(f"fallbacks/{name}", number, response.url)

    def _due_of_lost(
        self, visit: Visit, response: Response, loss: str, others: list[Request]
    ) -> list[Any]:
        """What goes on from a page that could not be read: its links, as far as they came."""
        self._lost(visit, loss)
        self._count_fallbacks(response)
        self._run.count(KNOWN, self._frontier.articles_among(others))
        due = self._frontier.due(visit, response.url, others)
        self._note(visit, response)
        return due

    def _due_of_part(
        self, response: Response, pages: list[Page], parts: list[Request], others: list[Request]
    ) -> list[Any]:
        """What of that which was found on a part of an article goes on.

        The article itself has been let through with its first page.
        """
        visit = visit_of(response)
        gathering: Gathering = response.meta["gathering"]
        known = self._run.tracker.known(visit.key)
        if known and response.status in GONE:
            self._run.tracker.missing(visit.key)
        if gathering.parts or response.meta.get("part") is not Relation.REPEATS:
            others = [r for r in others if visit_of(r).key not in gathering.keys]
        self._frontier.claim(visit.key)
        due = self._frontier.due(visit, response.url, others)
        if visit.key != visit.chain:
            self._note_part(visit, response, gathering)
        passed = [page for page in pages if page.key not in self._run.tracker.fine]
        return [*passed, *parts, *due]

    def _note_part(self, visit: Visit, response: Response, gathering: Gathering) -> None:
        """Record what an address turned out to be that was asked as a part of an article."""
        kind, reason = PageKind.OTHER, PART_OF_ARTICLE
        if response.status == 429 or response.status >= 500:
            return  # it is asked for again with its article
        match response.meta.get("part"):
            case Relation.REPEATS if not gathering.parts:
                reason = REPEATS_ARTICLE
            case None:
                kind, reason = PageKind.FAILED, f"HTTP {response.status}"
            case Relation.NONE:
                kind, reason = PageKind.FAILED, "no text"
        self._frontier.part(visit.key, canonical(response.url), kind, reason)

    def _follow(self, known: KnownPage, visit: Visit, response: Response, *, goes_on: bool) -> None:
        """See what became of a page that showed an article, where the answer alone tells it.

        An article that goes on over other pages may have changed there. What did not change since
        it was last asked for may be another answer than the one that the article was read from.
        """
        tracker, capture = self._run.tracker, response.meta.get("capture")
        if response.meta.get("not_modified") and not goes_on and _is_source(known, capture):
            tracker.unchanged(known, capture)
            self._run.count(UNCHANGED)
        elif response.status in GONE or response.meta.get("no_page"):
            tracker.missing(visit.key)

    def _passes(self, visit: Visit, page: Page) -> bool:
        known = self._run.tracker.known(visit.key)
        if known and page.key != visit.key:
            self._run.tracker.leads(visit.key, page.key)
        elif known and known.key in self._run.tracker.fine:
            return False
        if self._frontier.walk_only(visit):
            return False
        if page.part_of and not self._shows_article(page):
            self._frontier.part(visit.key, page.url, PageKind.OTHER, PART_OF_ARTICLE)
            self._run.count(PARTS)
            return False
        return page.key == visit.key or self._frontier.redirected(visit, page.key, page.url)

    def _request_lost(self, request: Request, exception: Exception) -> None:
        """See to a request to which no answer came that can be read."""
        visit = request.meta.get("visit")
        if visit is None:
            return
        if isinstance(exception, NoPageError) and not self._run.tracker.known(visit.key):
            self._frontier.visited(visit.key, PageKind.OTHER, str(exception))
        elif isinstance(exception, NoPageError):
            self._lost(visit, str(exception))
        elif isinstance(exception, LostPageError) and exception.loss != SILENT_HOST:
            self._lost(visit, exception.loss)

    def _lost(self, visit: Visit, loss: str) -> None:
        """Record that a page could not be read, which is no verdict on it.

        A list that is paged by postbacks goes on at its first page that was never read.
        """
        if known := self._run.tracker.known(visit.key):
            self._run.tracker.unread(known, loss)
        elif visit.role in (Role.PAGE, Role.FURTHER) and "#" not in visit.key:
            self._run.lost_pages.lost(visit.key, loss)

    def _shows_article(self, page: Page) -> bool:
        """Whether a page is on record as an article now: it may have been joined to another."""
        stored = self._run.database.page(page.site, page.key)
        return stored is not None and stored.status is not PageStatus.MOVED

    def _note(self, visit: Visit, response: Response) -> None:
        """Record a visit that no pipeline will."""
        if visit.may_wait and response.meta.get("no_list"):
            self._frontier.record_absent(visit, response.url)
        elif visit.may_wait and "newest" in response.meta:
            self._frontier.record_feed(visit, response.url, response.meta["newest"])
        if visit.role is Role.ENTRY or self._run.tracker.known(visit.key):
            return
        if 400 <= response.status < 500 and response.status not in _NOT_NOW:
            self._frontier.visited(visit.key, PageKind.FAILED, f"HTTP {response.status}")
            self._frontier.traps.missed(response.url)
        elif loss_of(response):
            return  # noted as lost
        elif self._frontier.walk_only(visit):
            self._frontier.visited(visit.key, PageKind.LISTING, None)
        elif response.meta.get("no_page"):
            self._frontier.visited(visit.key, PageKind.OTHER, response.meta["no_page"])


def _is_source(known: KnownPage, capture: Capture | None) -> bool:
    """Whether an answer is the one that an article was read from."""
    place = (known.warc_file, known.warc_offset)
    return capture is None or place == (capture.warc_file, capture.warc_offset)


class PeriodMiddleware:
    """Drops what waited and is no longer worth asking (a downloader middleware).

    A crawl about a period does not page on into the past, none goes on with addresses whose shape
    has died.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make a component."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise `IgnoreRequest` for a page that is too old, or of a shape that is dead."""
        visit = request.meta.get("visit")
        if visit is None:
            return
        run = Run.of(self._crawler)
        frontier = run.frontier
        if frontier.is_past(visit):
            raise IgnoreRequest("older than the period")
        if frontier.pagination.has_ended(visit, request.url):
            run.count(f"fallbacks/{BEYOND_END}", url=request.url)
            raise IgnoreRequest("beyond the end of its listing")
        if frontier.leaves(request):
            raise IgnoreRequest("of a shape that is dead")
