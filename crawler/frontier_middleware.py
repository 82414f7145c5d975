"""Between the spider and Scrapy: only what is due is asked, and what was seen is on record."""

from collections.abc import AsyncIterator
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.database import PageKind
from crawler.frontier import Frontier, Role, Visit, visit_of
from crawler.outcome import KNOWN
from crawler.page import Page
from crawler.run import Run


class FrontierMiddleware:
    """Lets through what is due of all that a spider finds (a Scrapy spider middleware)."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._run = Run.of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make a component."""
        return cls(crawler)

    @property
    def _frontier(self) -> Frontier:
        return self._run.frontier

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Send what every run begins with, then what an earlier run did not get to."""
        async for request in start:
            if self._frontier.enter(visit_of(request).key):
                yield request
        spider: Any = self._crawler.spider
        for key, entry in list(self._frontier.pending()):
            if self._frontier.enter(key):
                yield spider.resume(key, entry.url, entry.link_text or "", entry.continuation)

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """Pass the page on if it may be an article, and the requests that are due."""
        visit = visit_of(response)
        requests: list[Request] = []
        pages: list[Page] = []
        async for output in result:
            if isinstance(output, Request):
                requests.append(output)
            elif isinstance(output, Page):
                pages.append(output)
        self._run.count(KNOWN, self._frontier.articles_among(requests))
        links_itself = any(visit_of(request).key == visit.key for request in requests)
        due = self._frontier.due(visit, response.url, requests)
        self._note(visit, response)
        for page in pages:
            if self._passes(visit, page):
                page.in_frame = links_itself or self._frontier.in_frame(visit.key)
                yield page
        for request in due:
            yield request

    def _passes(self, visit: Visit, page: Page) -> bool:
        if self._frontier.walk_only(visit):
            return False
        return page.key == visit.key or self._frontier.redirected(visit, page.key, page.url)

    def _note(self, visit: Visit, response: Response) -> None:
        """Record a visit that no pipeline will."""
        if visit.role is Role.ENTRY:
            return
        if response.status == 429 or response.status >= 500:
            return  # it stays to be asked
        if response.status >= 400:
            self._frontier.visited(visit.key, PageKind.FAILED, f"HTTP {response.status}")
        elif self._frontier.walk_only(visit):
            self._frontier.visited(visit.key, PageKind.LISTING, None)
        elif response.meta.get("no_page"):
            self._frontier.visited(visit.key, PageKind.OTHER, response.meta["no_page"])
