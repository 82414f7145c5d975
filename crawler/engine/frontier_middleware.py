"""Between the spider and Scrapy: only what is due is asked, and what was seen is on record."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.articles.stages import PART_OF_ARTICLE, REPEATS_ARTICLE, FetchedPage
from crawler.database import Capture, KnownPage, PageKind, PageStatus
from crawler.engine.gathering import Gathering
from crawler.engine.http.binary import NoPageError
from crawler.engine.http.failures import SILENT_HOST
from crawler.engine.losses import GONE, REQUEST_LOST, LostPageError, loss_of
from crawler.engine.messages import (
    candidate_of,
    context_of,
    findings_of,
    requests_of,
    visit_of,
)
from crawler.engine.outcome import KNOWN, PARTS, UNCHANGED, ErrorCounter
from crawler.engine.run import Run
from crawler.errors import UserError
from crawler.extraction.parted import Relation
from crawler.frontier.frontier import Frontier
from crawler.frontier.visits import Role, Visit
from crawler.urls.gate import MALFORMED, refusals
from crawler.urls.identity import canonical

logger = logging.getLogger(__name__)

#: What runs count pages as that an exception kept from being walked.
BROKEN = "page broke the spider"
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
            if not isinstance(output, Request) or context_of(output) is None:
                yield output  # what is read from an archive is not walked
            elif self._frontier.state.claim(visit_of(output).key):
                yield output
        if not self._run.is_walk:
            return
        spider: Any = self._crawler.spider
        for key, entry in [*self._frontier.pending(), *self._run.lost_pages.due()]:
            if self._frontier.state.claim(key):
                yield spider.resume(key, entry.url, entry.link_text or "", entry.continuation)
        for page in self._run.tracker.revisit_queue.due(spider.period, everything=spider.full):
            if self._frontier.state.claim(page.key):
                yield spider.revisit(page)

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """Pass the page on if it may be an article, and the requests that are due."""
        with refusals() as refused:
            found = await self._gathered(response, result)
        if refused:
            self._run.count(f"fallbacks/{MALFORMED}", len(refused), url=refused[0])
        if context_of(response) is not None:
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
        pages = [output for output in found if isinstance(output, FetchedPage)]
        parts = [request for request in requests if visit_of(request).role is Role.PART]
        others = [request for request in requests if visit_of(request).role is not Role.PART]
        if visit.role is Role.PART:
            return self._due_of_part(response, pages, parts, others)
        if loss := loss_of(response):
            return self._due_of_lost(visit, response, loss, others)
        gathering = _gathering_of(parts[0]) if parts else None
        if known := self._run.tracker.known(visit.key):
            self._follow(known, visit, response, goes_on=gathering is not None)
        if gathering:
            pages.append(gathering.page)
            if self._frontier.state.may_be_part(visit_of(parts[0]).key):
                others = [r for r in others if visit_of(r).key not in gathering.keys]
            else:
                gathering = None
        self._count_known(others)
        self._count_fallbacks(response)
        links_itself = any(visit_of(request).key == visit.key for request in others)
        if findings_of(response).is_sitemap:
            self._run.tracker.mapped(visit_of(request).key for request in others)
        due = self._due_requests(visit, response, others)
        self._note(visit, response)
        passed = [page for page in pages if self._passes(visit, page)]
        # What comes up later, called like an article, is news in a box of every page.
        is_news = visit.promising and not self._run.is_first_walk
        in_navigation = links_itself or self._frontier.in_navigation(visit.key)
        passed = [
            replace(
                page,
                in_navigation=in_navigation and not is_news,
                link_text=known.link_text if known else page.link_text,
            )
            for page in passed
        ]
        if gathering and passed:
            return [*parts, *due]  # the page waits for its parts
        return [*passed, *due]

    def _due_requests(
        self, visit: Visit, response: Response, offered: list[Request]
    ) -> list[Request]:
        candidates = [candidate_of(request) for request in offered]
        return requests_of(self._frontier.due(visit, response.url, candidates))

    def _count_known(self, requests: list[Request]) -> None:
        self._run.count(KNOWN, self._frontier.state.articles_among(map(visit_of, requests)))

    def _count_fallbacks(self, response: Response) -> None:
        for name, number in findings_of(response).fallbacks.items():
            self._run.count(f"fallbacks/{name}", number, response.url)

    def _due_of_lost(
        self, visit: Visit, response: Response, loss: str, others: list[Request]
    ) -> list[Any]:
        """What goes on from a page that could not be read: its links, as far as they came."""
        self._lost(visit, loss)
        self._count_fallbacks(response)
        self._count_known(others)
        due = self._due_requests(visit, response, others)
        self._note(visit, response)
        return due

    def _due_of_part(
        self,
        response: Response,
        pages: list[FetchedPage],
        parts: list[Request],
        others: list[Request],
    ) -> list[Any]:
        """What of that which was found on a part of an article goes on.

        The article itself has been let through with its first page.
        """
        visit = visit_of(response)
        gathering, part = _gathering_of(response), findings_of(response).part
        assert gathering is not None
        known = self._run.tracker.known(visit.key)
        if known and response.status in GONE:
            self._run.tracker.missing(visit.key)
        if gathering.parts or part is not Relation.REPEATS:
            others = [r for r in others if visit_of(r).key not in gathering.keys]
        self._frontier.state.claim(visit.key)
        due = self._due_requests(visit, response, others)
        if visit.key != visit.chain:
            self._note_part(visit, response, gathering)
        passed = [page for page in pages if page.key not in self._run.tracker.fine]
        return [*passed, *parts, *due]

    def _note_part(self, visit: Visit, response: Response, gathering: Gathering) -> None:
        """Record what an address turned out to be that was asked as a part of an article."""
        kind, reason = PageKind.OTHER, PART_OF_ARTICLE
        if response.status == 429 or response.status >= 500:
            return  # it is asked for again with its article
        match findings_of(response).part:
            case Relation.REPEATS if not gathering.parts:
                reason = REPEATS_ARTICLE
            case None:
                kind, reason = PageKind.FAILED, f"HTTP {response.status}"
            case Relation.NONE:
                kind, reason = PageKind.FAILED, "no text"
        self._frontier.record_part(visit.key, canonical(response.url), kind, reason)

    def _follow(self, known: KnownPage, visit: Visit, response: Response, *, goes_on: bool) -> None:
        """See what became of a page that showed an article, where the answer alone tells it.

        An article that goes on over other pages may have changed there. What did not change since
        it was last asked for may be another answer than the one that the article was read from.
        """
        tracker, findings = self._run.tracker, findings_of(response)
        if findings.not_modified and not goes_on and _is_source(known, findings.capture):
            tracker.unchanged(known, findings.capture)
            self._run.count(UNCHANGED)
        elif response.status in GONE or findings.no_page:
            tracker.missing(visit.key)

    def _passes(self, visit: Visit, page: FetchedPage) -> bool:
        known = self._run.tracker.known(visit.key)
        if known and page.key != visit.key:
            self._run.tracker.leads(visit.key, page.key)
        elif known and known.key in self._run.tracker.fine:
            return False
        if self._frontier.state.walk_only(visit):
            return False
        if page.part_of and not self._shows_article(page):
            self._frontier.record_part(visit.key, page.url, PageKind.OTHER, PART_OF_ARTICLE)
            self._run.count(PARTS)
            return False
        return page.key == visit.key or self._frontier.redirected(visit, page.key, page.url)

    def _request_lost(self, request: Request, exception: Exception) -> None:
        """See to a request to which no answer came that can be read."""
        context = context_of(request)
        if context is None:
            return
        visit = context.visit
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

    def _shows_article(self, page: FetchedPage) -> bool:
        """Whether a page is on record as an article now: it may have been joined to another."""
        stored = self._run.database.page(page.site, page.key)
        return stored is not None and stored.status is not PageStatus.MOVED

    def _note(self, visit: Visit, response: Response) -> None:
        """Record a visit that no pipeline will."""
        findings = findings_of(response)
        if visit.deferrable and findings.no_list:
            self._frontier.record_absent(visit, response.url)
        elif visit.deferrable and findings.newest is not None:
            self._frontier.record_feed(visit, response.url, findings.newest)
        if visit.role is Role.ENTRY or self._run.tracker.known(visit.key):
            return
        if 400 <= response.status < 500 and response.status not in _NOT_NOW:
            self._frontier.visited(visit.key, PageKind.FAILED, f"HTTP {response.status}")
            self._frontier.traps.missed(response.url)
        elif loss_of(response):
            return  # noted as lost
        elif self._frontier.state.walk_only(visit):
            self._frontier.visited(visit.key, PageKind.LISTING, None)
        elif findings.no_page:
            self._frontier.visited(visit.key, PageKind.OTHER, findings.no_page)


def _is_source(known: KnownPage, capture: Capture | None) -> bool:
    """Whether an answer is the one that an article was read from."""
    place = (known.warc_file, known.warc_offset)
    return capture is None or place == (capture.warc_file, capture.warc_offset)


def _gathering_of(message: Request | Response) -> Gathering | None:
    context = context_of(message)
    return context.gathering if context else None
