"""The same article, whatever the address, the Unicode form or the counters around it."""

from dataclasses import replace

from crawler.articles.stages import AcceptedArticle
from crawler.deduplication.fingerprint import content_hash


class Deduplicate:
    """Names the article by what it says: stored under its hash, it is there once."""

    def process_item(self, found: AcceptedArticle) -> AcceptedArticle:
        """Set the content hash."""
        article = found.article
        return replace(found, content_hash=content_hash(article.title, article.text))
