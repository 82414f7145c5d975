"""Is this an article at all?"""

from dataclasses import replace
from datetime import date
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.articles.stages import PART_OF_FRAME, FoundArticle, Page, ReadPage
from crawler.database import PageKind
from crawler.discovery.links import HEADLINE_WORDS
from crawler.engine.outcome import REJECTED, UNREAD
from crawler.engine.run import Run
from crawler.extraction import Article, Kind, Reading
from crawler.extraction.source.blocks import count_words
from crawler.recrawl.soft_404 import Soft404Fingerprint
from crawler.vietnamese.decoding import decode
from crawler.vietnamese.moments import VIETNAM

#: Words (syllables) of a link that no menu has.
SURE_HEADLINE = 10
#: Dated articles of a site after which one without a date is no article.
DATED_ENOUGH = 10


class Screen:
    """Rejects what is no article, with a reason that is recorded and counted."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._run = Run.of(crawler)
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
        elif objection := self._objection(page, reading, reading.article):
            self._reject(page, Kind.OTHER, objection)
        elif self._is_outside(page, reading.article):
            self._run.count("pages/outside the period")
        else:
            return FoundArticle(page, self._dated_right(page, reading.article), item.before)
        raise DropItem(f"{page.url} is no article", log_level="DEBUG")

    def _again(self, page: Page, reading: Reading) -> FoundArticle:
        """A page that was read before has been judged, recorded and counted."""
        if reading.article is None:
            self._run.count(UNREAD)
            raise DropItem(f"{page.url}: no article when read again", log_level="DEBUG")
        return FoundArticle(page, self._without_future(page, reading.article))

    def _dated_right(self, page: Page, article: Article) -> Article:
        """The article, without a date that cannot be that of its publication: that is counted."""
        right = self._without_future(page, article)
        if right is not article:
            self._run.count("fallbacks/future date")
        elif article.published_raw and not article.published:
            self._run.count("fallbacks/impossible date")
        return right

    def _without_future(self, page: Page, article: Article) -> Article:
        is_future = article.published is not None and article.published[:10] > self._day(page)
        return replace(article, published=None) if is_future else article

    def _day(self, page: Page) -> str:
        """The day in Vietnam when the page was fetched."""
        return (page.seen_at or self._run.now).astimezone(VIETNAM).date().isoformat()

    def _reject(self, page: Page, kind: Kind, reason: str) -> None:
        if self._run.is_walk and self._run.tracker.known(page.key):
            self._doubt(page, reason)
            return
        if self._run.is_walk:
            self._run.frontier.visited(page.key, PageKind(kind), reason)
            self._run.frontier.traps.penalise(page.url)
        if kind is Kind.LISTING:
            self._run.count("pages/listing")
        else:
            self._run.count(REJECTED)
            self._run.count(f"{REJECTED}/{reason}", url=page.url)

    def _is_outside(self, page: Page, article: Article) -> bool:
        """Whether the run is not about an article, for its date; it is left to other runs."""
        spider: Any = self._crawler.spider
        if not self._run.is_walk or not article.published or not hasattr(spider, "period"):
            return False
        day = article.published[:10]
        if spider.period.has_day(date.fromisoformat(day)):
            return False
        self._run.frontier.left_out(page.key, page.listing, day)
        return True

    def _doubt(self, page: Page, reason: str) -> None:
        """A page that showed an article: is it gone, or only not there today?"""
        if reason == "not found":
            self._run.tracker.missing(page.key)
        else:
            text = decode(page.body, page.content_type).text
            self._run.tracker.doubtful(page.key, Soft404Fingerprint.of(page.url, text))

    def _objection(self, page: Page, reading: Reading, article: Article) -> str | None:
        """What speaks against a page that reads like an article: how it is linked or dated."""
        if not article.title:
            return "no title"
        if page.named or self._run.tracker.known(page.key):
            return None
        is_today = article.published is not None and article.published[:10] >= self._day(page)
        if page.in_navigation and is_today and not reading.surely_dated:
            return PART_OF_FRAME  # what looks like its date may be the header's clock
        if article.published_raw or reading.declares_article:
            self._dated += 1
            return None
        # What led to a page of an archive may be unknown; a link would have said its title.
        link_text = page.link_text or ("" if self._run.is_walk else article.title)
        if count_words(link_text) < (SURE_HEADLINE if page.in_navigation else HEADLINE_WORDS):
            return PART_OF_FRAME
        if page.dated and not page.in_navigation:
            self._run.count("fallbacks/dated in a list only")
            return None
        if self._dated >= DATED_ENOUGH and self._dated > 2 * self._undated:
            return "no date"
        self._undated += 1
        return None
