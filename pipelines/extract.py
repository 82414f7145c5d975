"""Page to article."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.database import PageKind
from crawler.extraction.pool import ReadingError, read_in_pool
from crawler.page import Page, ReadPage
from crawler.run import Run


class Extract:
    """Reads the page in another process; a page that cannot be read is recorded as such."""

    def __init__(self, crawler: Crawler) -> None:
        self._run = Run.of(crawler)
        self._timeout = crawler.settings.getfloat("EXTRACTION_TIMEOUT")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make a component."""
        return cls(crawler)

    async def process_item(self, page: Page) -> ReadPage:
        """Read the page; raises `DropItem` where that fails."""
        try:
            reading = await read_in_pool(page, self._timeout)
        except ReadingError as error:
            self._run.count("errors/extraction")
            self._run.frontier.visited(page.key, PageKind.FAILED, str(error))
            raise DropItem(f"{page.url}: {error}", log_level="ERROR") from error
        for fallback in reading.fallbacks:
            self._run.count(f"fallbacks/{fallback}")
        return ReadPage(page, reading)
