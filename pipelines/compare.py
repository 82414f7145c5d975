"""Is it an edit, or is it only read or laid out otherwise?"""

from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler

from crawler.articles.records import stored_article, stored_page
from crawler.articles.stages import FoundArticle
from crawler.deduplication.fingerprint import content_hash
from crawler.engine.outcome import REEXTRACTED
from crawler.engine.run import Run
from crawler.extraction import Article
from crawler.recrawl.edits import is_edit
from crawler.recrawl.shared_changes import CUT, ways


class Compare:
    """Compares an article with what its page showed before, both read in the same way.

    What is no edit by the publisher is put right as a better reading, so that the next stage finds
    the page unchanged. What may be one leaves with the ways in which the article changed.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._run = Run.of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make a component."""
        return cls(crawler)

    def process_item(self, found: FoundArticle) -> FoundArticle:
        """Let the article through."""
        before = found.before
        if before is None:
            stored = self._stored(found)
            return replace(found, ways=ways(stored, found.article)) if stored else found
        now = before.now or found.article
        changed = ways(before.article, now)
        if before.cut:
            return replace(found, ways=changed | {CUT})
        if not is_edit(before.article, now, redesigned=before.redesigned):
            self._correct(found, before.content_hash)
            return found
        reads_now = content_hash(before.article.title, before.article.text)
        if reads_now != before.content_hash:
            read_again = replace(found, article=before.article, content_hash=reads_now)
            self._correct(read_again, before.content_hash)
        return replace(found, ways=changed)

    def _stored(self, found: FoundArticle) -> Article | None:
        """What is stored of a page that says something else now; None where it does not."""
        known = self._run.tracker.known(found.page.key) if self._run.is_walk else None
        if known is None or known.content_hash == found.content_hash or found.page.former:
            return None
        return Article(known.url, *self._run.database.text(known.content_hash))

    def _correct(self, found: FoundArticle, former: str) -> None:
        changed = self._run.database.correct_article(
            stored_page(found.page),
            former,
            stored_article(found.article, found.content_hash),
            self._run.now,
        )
        if changed:
            self._run.count(REEXTRACTED)
