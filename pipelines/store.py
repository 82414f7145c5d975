"""Into the database, one transaction a page."""

import asyncio
import dataclasses
from collections.abc import Sequence
from datetime import date
from typing import Any, NoReturn, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.database import Change, StoredArticle, StoredPage
from crawler.extraction import Attachment, Image
from crawler.outcome import REEXTRACTED, close_spider
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
        if page.former:
            self._correct(found)
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

    def _correct(self, found: FoundArticle) -> NoReturn:
        """Save what a page was read to that had been read before; always raises `DropItem`."""
        page = found.page
        changed = self._run.database.correct_article(
            StoredPage(page.key, page.url, page.site), page.former, _stored(found), self._run.now
        )
        if changed:
            self._run.count(REEXTRACTED)
        raise DropItem(f"{page.url}: read again", log_level="DEBUG")


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
        section=article.section,
        tags=article.tags,
        images=_told(article.images),
        attachments=_told(article.attachments),
        markdown=article.markdown,
    )


def _told(things: Sequence[Image | Attachment]) -> tuple[dict[str, str], ...]:
    """Pictures or files as records, without the fields that the page does not tell."""
    records = map(dataclasses.asdict, things)
    return tuple({k: v for k, v in record.items() if v is not None} for record in records)


def _exported(found: FoundArticle) -> dict[str, Any]:
    article = found.article
    return {
        "url": found.page.url,
        "site": found.page.site,
        "title": article.title,
        "author": article.author,
        "published": article.published,
        "lead": article.lead,
        "section": article.section,
        "tags": list(article.tags),
        "images": list(_told(article.images)),
        "attachments": list(_told(article.attachments)),
        "text": article.text,
        "markdown": article.markdown,
        "content_hash": found.content_hash,
    }
