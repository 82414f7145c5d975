"""Is it an edit, or is it only read or laid out otherwise?"""

from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler

from crawler.fingerprint import content_hash
from crawler.following.edits import is_edit
from crawler.outcome import REEXTRACTED
from crawler.page import FoundArticle
from crawler.run import Run
from crawler.storing import stored_article, stored_page


class Compare:
    """Compares an article with what its page showed before, both read in the same way.

    What is no edit by the publisher is put right as a better reading, so that the next stage finds
    the page unchanged.
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
            return found
        reads_now = content_hash(before.article.title, before.article.text)
        now = before.now or found.article
        if not is_edit(before.article, now, redesigned=before.redesigned):
            self._correct(found, before.content_hash)
        elif reads_now != before.content_hash:
            read_again = replace(found, article=before.article, content_hash=reads_now)
            self._correct(read_again, before.content_hash)
        return found

    def _correct(self, found: FoundArticle, former: str) -> None:
        changed = self._run.database.correct_article(
            stored_page(found.page),
            former,
            stored_article(found.article, found.content_hash),
            self._run.now,
        )
        if changed:
            self._run.count(REEXTRACTED)
