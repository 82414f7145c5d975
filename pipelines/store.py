"""Into the database, one transaction a page."""

import asyncio
from datetime import date
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.database import Change, StoredArticle, StoredPage
from crawler.outcome import close_spider
from crawler.page import FoundArticle
from crawler.run import Run


class Store:
    """Saves the article and its page; passes new and edited articles on to feed exports."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._run = Run.of(crawler)
        self._found = 0
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make a component."""
        return cls(crawler)

    def process_item(self, found: FoundArticle) -> dict[str, Any]:
        """Save the page; raises `DropItem` when it brought no new text."""
        page = found.page
        spider: Any = self._crawler.spider
        if spider.limit is not None and self._found >= spider.limit:
            raise DropItem(f"{page.url}: beyond limit={spider.limit}", log_level="DEBUG")
        change = self._run.database.save_article(
            StoredPage(page.key, page.url, page.site), _stored(found), self._run.now
        )
        self._run.frontier.bore(page.url)
        self._run.count(f"articles/{change}")
        if change not in (Change.NEW, Change.EDITED):
            raise DropItem(f"{page.url}: {change}", log_level="DEBUG")
        self._found += 1
        if self._found == spider.limit:
            self._closing = close_spider(self._crawler, "limit")
        return _exported(found)


def _stored(found: FoundArticle) -> StoredArticle:
    article = found.article
    published = article.published
    return StoredArticle(
        content_hash=found.content_hash,
        title=article.title,
        text=article.text,
        author=article.author,
        published=date.fromisoformat(published[:10]) if published else None,
        published_at=published if published and "T" in published else None,
        published_raw=article.published_raw,
        lead=article.lead,
        source=article.source,
    )


def _exported(found: FoundArticle) -> dict[str, Any]:
    article = found.article
    return {
        "url": found.page.url,
        "site": found.page.site,
        "title": article.title,
        "author": article.author,
        "published": article.published,
        "text": article.text,
        "content_hash": found.content_hash,
    }
