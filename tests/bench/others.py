"""What a crawl is compared with: SPIDER ADDRESSES DATABASE, where ADDRESSES is a file of them.

`bare` is Scrapy that downloads given pages and does nothing with them. `afternoon` is a crawler as
it is written in an afternoon: it follows all links within the host, and puts what trafilatura
makes of each page into SQLite.
"""

import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import trafilatura
from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import HtmlResponse, Response
from scrapy.linkextractors import LinkExtractor

from tests.bench.settings import IN_PARALLEL


class Bare(Spider):
    name = "bare"

    def __init__(self, addresses: list[str], database: str) -> None:
        super().__init__()
        self.addresses = addresses

    async def start(self) -> AsyncIterator[Request]:
        for url in self.addresses:
            yield Request(url)

    def parse(self, response: Response) -> None:
        """Let it go."""


class Afternoon(Spider):
    name = "afternoon"

    def __init__(self, addresses: list[str], database: str) -> None:
        super().__init__()
        self.start_urls = addresses[:1]
        self.links = LinkExtractor(allow_domains=urlsplit(addresses[0]).netloc)
        self.database = sqlite3.connect(database)
        self.database.execute("CREATE TABLE pages (url TEXT PRIMARY KEY, title TEXT, text TEXT)")

    def parse(self, response: Response) -> Iterator[Request]:
        if isinstance(response, HtmlResponse):
            text = trafilatura.extract(response.text, url=response.url)
            row = (response.url, response.css("title::text").get(), text)
            with self.database:
                self.database.execute("INSERT OR REPLACE INTO pages VALUES (?, ?, ?)", row)
            for link in self.links.extract_links(response):
                yield response.follow(link)

    def closed(self, reason: str) -> None:
        self.database.close()


if __name__ == "__main__":
    _, name, addresses, database = sys.argv
    process = CrawlerProcess({**IN_PARALLEL, "LOG_LEVEL": "INFO"})
    urls = Path(addresses).read_text("utf-8").split()
    process.crawl({"bare": Bare, "afternoon": Afternoon}[name], urls, database)
    process.start()
