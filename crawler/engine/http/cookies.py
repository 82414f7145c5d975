"""Cookies without a request of their own."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares import cookies


class OfflineCookiesMiddleware(cookies.CookiesMiddleware):
    """Knows public suffixes from the list that tldextract carries.

    Scrapy's middleware fetches the list from the network on the first cookie, holding up all
    crawls until it comes or fails.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make a component; Scrapy's one extractor is told to stay offline."""
        cookies._split_domain.suffix_list_urls = ()
        return super().from_crawler(crawler)
