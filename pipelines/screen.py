"""Is this an article at all?"""

from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.database import PageKind
from crawler.extraction import Article, Kind, Reading
from crawler.extraction.blocks import count_words
from crawler.outcome import REJECTED
from crawler.page import FoundArticle, Page, ReadPage
from crawler.run import Run
from crawler.vietnamese.moments import VIETNAM
from crawler.walking.links import HEADLINE_WORDS

#: Dated articles of a site after which one without a date is no article.
DATED_ENOUGH = 10


class Screen:
    """Rejects what is no article, with a reason that is recorded and counted."""

    def __init__(self, crawler: Crawler) -> None:
        self._run = Run.of(crawler)
        self._today = self._run.now.astimezone(VIETNAM).date().isoformat()
        self._dated, self._undated = self._run.database.count_dated(crawler.spidercls.name)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make a component."""
        return cls(crawler)

    def process_item(self, item: ReadPage) -> FoundArticle:
        """Let articles through; raises `DropItem` for everything else."""
        page, reading = item.page, item.reading
        if page.former:
            return self._again(page, reading)
        if reading.article is None:
            self._reject(page, reading.kind, reading.reason)
        elif objection := self._objection(page, reading.article, reading.declares_article):
            self._reject(page, Kind.OTHER, objection)
        else:
            return FoundArticle(page, self._dated_right(reading.article))
        raise DropItem(f"{page.url} is no article", log_level="DEBUG")

    def _again(self, page: Page, reading: Reading) -> FoundArticle:
        """A page that is read once more in its crawl has been judged, recorded and counted."""
        if reading.article is None:
            raise DropItem(f"{page.url}: no article when read again", log_level="DEBUG")
        return FoundArticle(page, self._without_future(reading.article))

    def _dated_right(self, article: Article) -> Article:
        """The article, without a date that cannot be that of its publication: that is counted."""
        right = self._without_future(article)
        if right is not article:
            self._run.count("fallbacks/future date")
        elif article.published_raw and not article.published:
            self._run.count("fallbacks/impossible date")
        return right

    def _without_future(self, article: Article) -> Article:
        is_future = article.published is not None and article.published[:10] > self._today
        return replace(article, published=None) if is_future else article

    def _reject(self, page: Page, kind: Kind, reason: str) -> None:
        self._run.frontier.visited(page.key, PageKind(kind), reason)
        self._run.frontier.disappointed(page.url)
        if kind is Kind.LISTING:
            self._run.count("pages/listing")
        else:
            self._run.count(REJECTED)
            self._run.count(f"{REJECTED}/{reason}")

    def _objection(self, page: Page, article: Article, declared: bool) -> str | None:
        """What speaks against a page that reads like an article: it is linked or dated like none.

        `declared` says that the page calls itself an article.
        """
        if not article.title:
            return "no title"
        if page.named:
            return None
        if page.in_frame and article.published and article.published[:10] >= self._today:
            return "part of the portal's frame"  # what looks like its date is the header's clock
        if article.published_raw or declared:
            self._dated += 1
            return None
        if page.in_frame or count_words(page.link_text) < HEADLINE_WORDS:
            return "part of the portal's frame"
        if self._dated >= DATED_ENOUGH and self._dated > 2 * self._undated:
            return "no date"
        self._undated += 1
        return None
