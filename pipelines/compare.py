"""Is it an edit, or is it only read or laid out otherwise?"""

from dataclasses import replace

from crawler.articles.stages import AcceptedArticle, Correction
from crawler.deduplication.fingerprint import content_hash
from crawler.engine.stage import Stage
from crawler.extraction import Article
from crawler.recrawl.edits import is_edit, is_respelled
from crawler.recrawl.shared_changes import CUT, ways


class Compare(Stage):
    """Compares an article with what its page showed before, both read in the same way.

    What is no edit by the publisher is a correction, with which the page is found unchanged. An
    article whose tone marks alone stand elsewhere (`hoà`, `hòa`) stays as it is stored. What may
    be an edit leaves with the ways in which the article changed.
    """

    def process_item(self, accepted: AcceptedArticle) -> AcceptedArticle:
        """Let the article through, with what was decided."""
        before, stored = accepted.before, self._stored(accepted)
        if stored and is_respelled(stored, accepted.article):
            return _as_stored(accepted, stored)
        if before is None:
            is_known = self._run.sightings.known(accepted.page.key) is not None
            changes = ways(stored, accepted.article) if stored and is_known else frozenset()
            return replace(accepted, changes=changes)
        now = before.now or accepted.article
        changes = ways(before.article, now)
        if before.cut:
            return replace(accepted, changes=changes | {CUT})
        if not is_edit(before.article, now, redesigned=before.redesigned):
            better = Correction(before.content_hash, accepted.article, accepted.content_hash)
            return replace(accepted, corrections=(better,))
        reads_now = content_hash(before.article.title, before.article.text)
        corrections: tuple[Correction, ...] = ()
        if reads_now != before.content_hash:
            corrections = (Correction(before.content_hash, before.article, reads_now),)
        return replace(accepted, changes=changes, corrections=corrections)

    def _stored(self, accepted: AcceptedArticle) -> Article | None:
        """The stored article of a page that says something else now; None where it does not."""
        known = self._run.database.page(accepted.page.site, accepted.page.key)
        if known is None or known.content_hash == accepted.content_hash:
            return None
        return Article(known.url, *self._run.database.text(known.content_hash))


def _as_stored(accepted: AcceptedArticle, stored: Article) -> AcceptedArticle:
    article = replace(accepted.article, title=stored.title, text=stored.text)
    named = content_hash(stored.title, stored.text)
    return replace(accepted, article=article, content_hash=named)
