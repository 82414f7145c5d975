"""Between the spider and Scrapy: only what is due is asked, and what was seen is on record."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.articles.multipage import MultipageArticle
from crawler.articles.stages import PART_OF_ARTICLE, FetchedPage
from crawler.database import PageKind, PageStatus
from crawler.engine.component import Component
from crawler.engine.counters import KNOWN, PARTS
from crawler.engine.errors import ErrorCounter
from crawler.engine.losses import GONE, REQUEST_LOST, loss_of
from crawler.engine.messages import (
    candidate_of,
    context_of,
    findings_of,
    requests_of,
    visit_of,
)
from crawler.engine.page_recorder import PageRecorder
from crawler.engine.run import Run
from crawler.errors import UserError
from crawler.extraction.parted import Relation
from crawler.frontier.frontier import Frontier
from crawler.frontier.visits import Role, Visit
from crawler.urls.gate import MALFORMED, refusals

logger = logging.getLogger(__name__)

#: What runs count pages as that an exception kept from being walked.
BROKEN = "page broke the spider"


class FrontierMiddleware(Component):
    """Lets through what is due of all that a spider finds (a Scrapy spider middleware)."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._run = Run.of(crawler)
        self._recorder = PageRecorder(self._run)
        crawler.signals.connect(self._recorder.request_lost, REQUEST_LOST)

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
        """Collect the spider's output for a response; of one that breaks it, what came before that.

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
        """Select from the output of a walk what goes on."""
        visit = visit_of(response)
        requests = [output for output in found if isinstance(output, Request)]
        pages = [output for output in found if isinstance(output, FetchedPage)]
        parts = [request for request in requests if visit_of(request).role is Role.PART]
        others = [request for request in requests if visit_of(request).role is not Role.PART]
        if visit.role is Role.PART:
            return self._due_of_part(response, pages, parts, others)
        if loss := loss_of(response):
            return self._due_of_lost(visit, response, loss, others)
        multipage = _multipage_of(parts[0]) if parts else None
        if known := self._run.tracker.known(visit.key):
            self._recorder.follow(known, visit, response, goes_on=multipage is not None)
        if multipage:
            pages.append(multipage.page)
            if self._frontier.state.may_be_part(visit_of(parts[0]).key):
                others = [r for r in others if visit_of(r).key not in multipage.keys]
            else:
                multipage = None
        self._count_known(others)
        self._count_fallbacks(response)
        links_itself = any(visit_of(request).key == visit.key for request in others)
        if findings_of(response).is_sitemap:
            self._run.tracker.observations.note_mapped(visit_of(request).key for request in others)
        due = self._due_requests(visit, response, others)
        self._recorder.note(visit, response)
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
        if multipage and passed:
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
        """Select what goes on from a page that could not be read: links, as far as they came."""
        self._recorder.lost(visit, loss)
        self._count_fallbacks(response)
        self._count_known(others)
        due = self._due_requests(visit, response, others)
        self._recorder.note(visit, response)
        return due

    def _due_of_part(
        self,
        response: Response,
        pages: list[FetchedPage],
        parts: list[Request],
        others: list[Request],
    ) -> list[Any]:
        """Select what goes on from a part of an article.

        The article itself has been let through with its first page.
        """
        visit = visit_of(response)
        multipage, part = _multipage_of(response), findings_of(response).part
        assert multipage is not None
        known = self._run.tracker.known(visit.key)
        if known and response.status in GONE:
            self._run.tracker.observations.note_missing(visit.key)
        if multipage.parts or part is not Relation.REPEATS:
            others = [r for r in others if visit_of(r).key not in multipage.keys]
        self._frontier.state.claim(visit.key)
        due = self._due_requests(visit, response, others)
        if visit.key != visit.chain:
            self._recorder.note_part(visit, response, multipage)
        passed = [page for page in pages if page.key not in self._run.tracker.observations.fine]
        return [*passed, *parts, *due]

    def _passes(self, visit: Visit, page: FetchedPage) -> bool:
        known = self._run.tracker.known(visit.key)
        if known and page.key != visit.key:
            self._run.tracker.observations.note_redirect(visit.key, page.key)
        elif known and known.key in self._run.tracker.observations.fine:
            return False
        if self._frontier.state.walk_only(visit):
            return False
        if page.part_of and not self._shows_article(page):
            self._frontier.record_part(visit.key, page.url, PageKind.OTHER, PART_OF_ARTICLE)
            self._run.count(PARTS)
            return False
        return page.key == visit.key or self._frontier.redirected(visit, page.key, page.url)

    def _shows_article(self, page: FetchedPage) -> bool:
        """True if a page is on record as an article now: it may have been joined to another."""
        stored = self._run.database.page(page.site, page.key)
        return stored is not None and stored.status is not PageStatus.MOVED


def _multipage_of(message: Request | Response) -> MultipageArticle | None:
    context = context_of(message)
    return context.multipage if context else None
