"""Having the pages of a crawl surveyed in the processes that read pages."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from scrapy.http import Response

from crawler.discovery.survey import HomeSurvey, PageSurvey, survey, survey_home
from crawler.engine import responses
from crawler.engine.run import Run
from crawler.urls.gate import refuse
from crawler.workers.pool import ReadingError, in_pool

logger = logging.getLogger(__name__)

#: What is counted where a page's links could not be read, in time or at all.
LINKS_LOST = "fallbacks/links not read"

_Found = TypeVar("_Found", PageSurvey, HomeSurvey)


class Surveyor:
    """Finds out what pages offer to go on from, for the spider of one site.

    A page that cannot be surveyed offers nothing: that is counted. Pages are handed on in the order
    in which they came, and none is asked for meanwhile: what is asked next, and what is on record
    of an address that several pages offer, does not depend on how long a survey takes.
    """

    def __init__(self, spider: Any) -> None:
        self._spider = spider
        self._under_way = 0
        self._last = asyncio.Event()
        self._last.set()

    async def page(
        self, response: Response, part: int | None = None, title: str = ""
    ) -> PageSurvey | None:
        """Survey a page; None for what is no page. See `survey` for the arguments."""
        found = await self._survey(survey, PageSurvey(), response, part=part, title=title)
        if found is not None:
            self._note(response, found)
        return found

    async def home(self, response: Response) -> HomeSurvey | None:
        """Survey a home page; None for what is no page."""
        unknown, refresh = HomeSurvey(PageSurvey()), responses.refresh(response)
        found = await self._survey(survey_home, unknown, response, refresh=refresh)
        if found is not None:
            self._note(response, found.page)
        return found

    async def _survey(
        self,
        function: Callable[..., _Found | None],
        unknown: _Found,
        response: Response,
        **options: Any,
    ) -> _Found | None:
        run = Run.of(self._spider.crawler)
        timeout = self._spider.settings.getfloat("EXTRACTION_TIMEOUT")
        source = response.body, response.url, responses.content_type(response)
        async with self._in_order():
            try:
                return await in_pool(timeout, run.count, function, *source, **options)
            except ReadingError as error:
                logger.warning("%s: links not read: %s", response.url, error)
                run.count(LINKS_LOST, url=response.url)
                return unknown

    @asynccontextmanager
    async def _in_order(self) -> AsyncIterator[None]:
        """Hold the crawl while a page is surveyed; end behind the pages that came before it."""
        engine, before, own = self._spider.crawler.engine, self._last, asyncio.Event()
        self._last, self._under_way = own, self._under_way + 1
        engine.pause()
        try:
            yield
            await before.wait()
        finally:
            own.set()
            self._under_way -= 1
            if not self._under_way:
                engine.unpause()

    def _note(self, response: Response, found: PageSurvey) -> None:
        refuse(found.refused)
        for fallback in found.fallbacks:
            Run.of(self._spider.crawler).count(f"fallbacks/{fallback}", url=response.url)
