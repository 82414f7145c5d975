"""Reading articles again, from the archive or from what is at hand, without crawling them."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from crawler.articles.dates import without_future
from crawler.articles.records import stored_article, stored_page
from crawler.articles.stages import AcceptedArticle, FetchedPage
from crawler.database import Database
from crawler.deduplication.fingerprint import content_hash
from crawler.engine.counters import REEXTRACTED, UNREAD
from crawler.engine.page_reader import PageReader
from crawler.engine.template_trainer import TemplateTrainer
from crawler.errors import UserError
from crawler.workers.pool import ReadingError

_log = logging.getLogger(__name__)


class Rereader:
    """Reads what was stored as articles once more, and puts right what reads better.

    So many pages `at_once`. What was read before is `provisional` as long as no crawl went through
    the site.
    """

    def __init__(
        self,
        database: Database,
        reader: PageReader,
        trainer: TemplateTrainer,
        now: datetime,
        count: Callable[[str], None],
        note_error: Callable[[Exception], None],
        *,
        at_once: int,
        provisional: bool,
    ) -> None:
        self._database, self._reader, self._trainer = database, reader, trainer
        self._now, self._count, self._note_error = now, count, note_error
        self._at_once, self._provisional = at_once, provisional

    async def reread(self, page: FetchedPage, former: str) -> None:
        """Read a page again that is stored under the content hash `former`."""
        template, version = await self._reader.template()
        try:
            reading = await self._reader.read(page, template)
        except ReadingError as error:
            _log.error("%s: %s", page.url, error)
            return
        if reading.article is None:
            self._count(UNREAD)
            return
        article = without_future(reading.article, page.seen_at or self._now)
        accepted = AcceptedArticle(
            page, article, version, content_hash=content_hash(article.title, article.text)
        )
        await self._trainer.note(accepted)
        self._correct(accepted, former)

    def _correct(self, accepted: AcceptedArticle, former: str) -> None:
        changed = self._database.correct_article(
            stored_page(accepted.page, accepted.template),
            former,
            stored_article(accepted.article, accepted.content_hash),
            self._now,
            provisional=self._provisional,
        )
        if changed:
            self._count(REEXTRACTED)

    async def reread_all(self, pages: Iterable[tuple[FetchedPage, str]]) -> None:
        """Read pages again, each with its content hash, some of them at once."""
        waiting = iter(pages)
        await asyncio.gather(*(self._reread_some(waiting) for _ in range(self._at_once)))

    async def _reread_some(self, pages: Iterator[tuple[FetchedPage, str]]) -> None:
        for page, former in pages:
            try:
                await self.reread(page, former)
            except UserError:
                raise
            except Exception as error:
                _log.exception("%s: not read again", page.url)
                self._note_error(error)
