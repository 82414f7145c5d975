"""Is this an article at all?"""

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.articles.dates import day_in_vietnam, without_future
from crawler.articles.stages import PART_OF_FRAME, AcceptedArticle, ExtractedPage, FetchedPage
from crawler.discovery.links import HEADLINE_WORDS
from crawler.engine.counters import REJECTED
from crawler.engine.stage import Stage
from crawler.extraction import Article, Kind, Reading
from crawler.extraction.source.blocks import count_words

#: Words (syllables) of a link that no menu has.
SURE_HEADLINE = 10
#: Dated articles of a site after which one without a date is no article.
DATED_ENOUGH = 10


class Screen(Stage):
    """Rejects what is no article, with a reason that is recorded and counted."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._dated, self._undated = self._run.database.count_dated(crawler.spidercls.name)

    def process_item(self, extracted: ExtractedPage) -> AcceptedArticle:
        """Let articles through; raises `DropItem` for everything else."""
        page, reading = extracted.page, extracted.reading
        if reading.article is None:
            self._reject(page, reading.kind, reading.reason)
        elif objection := self._objection(page, reading, reading.article):
            self._reject(page, Kind.OTHER, objection)
        elif not self._is_left_out(page, reading.article):
            return AcceptedArticle(
                page,
                self._dated_right(page, reading.article),
                extracted.template,
                extracted.fits,
                extracted.before,
            )
        raise DropItem(f"{page.url} is no article", log_level="DEBUG")

    def _dated_right(self, page: FetchedPage, article: Article) -> Article:
        """The article, without a date that cannot be that of its publication: that is counted."""
        right = without_future(article, page.seen_at or self._run.now)
        if right is not article:
            self._run.count("fallbacks/future date", url=page.url)
        elif article.published_raw and not article.published:
            self._run.count("fallbacks/impossible date", url=page.url)
        return right

    def _reject(self, page: FetchedPage, kind: Kind, reason: str) -> None:
        if not self._run.sightings.rejected(page, kind, reason):
            return
        if kind is Kind.LISTING:
            self._run.count("pages/listing")
        else:
            self._run.count(REJECTED)
            self._run.count(f"{REJECTED}/{reason}", url=page.url)

    def _is_left_out(self, page: FetchedPage, article: Article) -> bool:
        """True if the run is not about an article, for its date."""
        day = article.published[:10] if article.published else ""
        return bool(day) and self._run.sightings.leaves_out(page, day)

    def _objection(self, page: FetchedPage, reading: Reading, article: Article) -> str | None:
        """The objection to a page that reads like an article, by links and date, or None."""
        if not article.title:
            return "no title"
        if page.named or self._run.tracker.known(page.key):
            return None
        today = day_in_vietnam(page.seen_at or self._run.now)
        is_today = article.published is not None and article.published[:10] >= today
        if page.in_navigation and is_today and not reading.surely_dated:
            return PART_OF_FRAME  # what looks like its date may be the header's clock
        if article.published_raw or reading.declares_article:
            self._dated += 1
            return None
        # What led to a page of an archive may be unknown; a link would have said its title.
        link_text = article.title if page.link_text is None else page.link_text
        if count_words(link_text) < (SURE_HEADLINE if page.in_navigation else HEADLINE_WORDS):
            return PART_OF_FRAME
        if page.dated and not page.in_navigation:
            self._run.count("fallbacks/dated in a list only", url=page.url)
            return None
        if self._dated >= DATED_ENOUGH and self._dated > 2 * self._undated:
            return "no date"
        self._undated += 1
        return None
