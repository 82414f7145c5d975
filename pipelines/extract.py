"""Page to article."""

import asyncio
import logging
from dataclasses import replace
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.database import PageKind
from crawler.extraction import Reading, Template
from crawler.extraction.pool import ReadingError, learn_in_pool, read_in_pool
from crawler.fingerprint import content_hash
from crawler.outcome import LEARNED, OUTDATED
from crawler.page import Page, ReadPage
from crawler.run import Run
from crawler.template_keeper import TemplateKeeper

_log = logging.getLogger(__name__)


class Extract:
    """Reads the page in another process; a page that cannot be read is recorded as such.

    On its way it learns the site's template. Pages that were read before there was one are read
    again at the end.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._run = Run.of(crawler)
        self._timeout = crawler.settings.getfloat("EXTRACTION_TIMEOUT")
        self._keeper = TemplateKeeper(self._run.database.template(self._run.site.name))
        self._no_lesson = asyncio.Event()
        self._no_lesson.set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make a component."""
        return cls(crawler)

    async def process_item(self, page: Page) -> ReadPage:
        """Read the page; raises `DropItem` where that fails."""
        await self._no_lesson.wait()
        template = self._keeper.template
        try:
            reading = await read_in_pool(page, self._timeout, template)
        except ReadingError as error:
            self._run.count("errors/extraction")
            if not page.former:  # the reading that there is stays
                self._run.frontier.visited(page.key, PageKind.FAILED, str(error))
            raise DropItem(f"{page.url}: {error}", log_level="ERROR") from error
        if not page.former:
            await self._note(page, reading, template)
        return ReadPage(page, reading)

    async def close_spider(self) -> None:
        """Learn from what there is, and read again what was read with less."""
        if self._keeper.is_due_at_end:
            await self._learn()
        pipelines: Any = self._crawler.engine.scraper.itemproc
        for sample in self._keeper.outdated_samples():
            former = content_hash(sample.article.title, sample.article.text)
            try:
                await pipelines.process_item_async(replace(sample.page, former=former))
            except DropItem as dropped:
                _log.debug("%s", dropped)

    async def _note(self, page: Page, reading: Reading, template: Template | None) -> None:
        for fallback in reading.fallbacks:
            self._run.count(f"fallbacks/{fallback}")
        self._keeper.note(page, reading, template)
        if self._keeper.is_due:
            await self._learn()

    async def _learn(self) -> None:
        """Learn the site's template; pages that come meanwhile wait to be read with it."""
        is_outdated = self._keeper.is_outdated
        samples = self._keeper.begin()
        self._no_lesson.clear()
        template = None
        try:
            template = await learn_in_pool([s.page for s in samples], self._timeout)
        except ReadingError as error:
            self._run.count("errors/template")
            _log.error("%s: no template learned: %s", self._run.site.name, error)
            return
        finally:
            self._keeper.end(template)
            self._no_lesson.set()
        self._run.database.save_template(
            self._run.site.name, template.to_json(), template.pages, self._run.now
        )
        self._run.count(LEARNED)
        if is_outdated:
            self._run.count(OUTDATED)
