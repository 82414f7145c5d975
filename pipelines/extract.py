"""Page to article."""

from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.database import KnownPage, PageKind
from crawler.extraction import Reading, Template
from crawler.extraction.pool import ReadingError, read_in_pool
from crawler.extraction.reading import UNFIT
from crawler.fingerprint import content_hash
from crawler.following.edits import is_redesigned
from crawler.page import Before, Page, ReadPage
from crawler.run import Run


class Extract:
    """Reads the page in another process, with what is known of the site's template.

    A page that cannot be read is recorded as such.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._run = Run.of(crawler)
        self._timeout = crawler.settings.getfloat("EXTRACTION_TIMEOUT")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make a component."""
        return cls(crawler)

    async def process_item(self, page: Page) -> ReadPage:
        """Read the page; raises `DropItem` where that fails."""
        keeper = self._run.template_keeper
        await keeper.ready()
        template, page.template = keeper.template, keeper.version
        try:
            reading = await read_in_pool(page, self._timeout, template)
        except ReadingError as error:
            self._run.count("errors/extraction")
            if self._run.is_walk and not page.former:  # the reading that there is stays
                self._run.frontier.visited(page.key, PageKind.FAILED, str(error))
            raise DropItem(f"{page.url}: {error}", log_level="ERROR") from error
        page.fits = UNFIT not in reading.fallbacks
        if not keeper.at_end:
            for fallback in reading.fallbacks:
                self._run.count(f"fallbacks/{fallback}")
        return ReadPage(page, reading, await self._before(page, reading, template))

    async def _before(
        self, page: Page, reading: Reading, template: Template | None
    ) -> Before | None:
        """What the page was like when it was last read, if it reads otherwise now."""
        if page.former or reading.article is None:
            return None
        known = self._run.database.page(page.site, page.key)
        if known is None or (page.seen_at and page.seen_at < known.last_seen):
            return None
        if content_hash(reading.article.title, reading.article.text) == known.content_hash:
            return None
        before = await self._read_again(page, known, template)
        if before is None:
            self._run.count("fallbacks/edit not compared")
        return before

    async def _read_again(
        self, page: Page, known: KnownPage, template: Template | None
    ) -> Before | None:
        """What the archive has of a page, read with the same template; None if nothing readable."""
        exchange = self._run.archived(known)
        if exchange is None:
            return None
        body = exchange.decoded_body
        archived = replace(page, body=body, content_type=exchange.content_type)
        try:
            article = (await read_in_pool(archived, self._timeout, template)).article
        except ReadingError:
            return None
        if article is None:
            return None
        return Before(known.content_hash, article, is_redesigned(body, page.body))
