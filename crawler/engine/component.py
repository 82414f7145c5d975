"""The base of what Scrapy makes for a crawl: extensions, middlewares and pipelines."""

from typing import Self

from scrapy.crawler import Crawler


class Component:
    """A part of one crawl."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the component, as Scrapy does."""
        return cls(crawler)
