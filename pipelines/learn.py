"""What a site's articles have in common."""

import asyncio
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.articles.stages import FoundArticle, Page
from crawler.database import KnownPage, PageStatus
from crawler.deduplication.fingerprint import content_hash
from crawler.engine.outcome import LEARNED, NOT_LEARNED, OUTDATED
from crawler.engine.run import Run
from crawler.engine.template_manager import LEAST, choose
from crawler.workers.pool import ReadingError, learn_in_pool

_log = logging.getLogger(__name__)


class Learn:
    """Learns the site's template from the articles that come by.

    Pages that were read before there was one are read again at the end.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._run = Run.of(crawler)
        self._keeper = self._run.template_manager
        self._timeout = crawler.settings.getfloat("EXTRACTION_TIMEOUT")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make a component."""
        return cls(crawler)

    async def process_item(self, found: FoundArticle) -> FoundArticle:
        """Let the article through, after a lesson if there are enough of them for one.

        What a page says otherwise in the same layout may be a fault of the night: it teaches
        nothing until it is on record.
        """
        if found.before is not None and not found.before.redesigned:
            return found
        self._keeper.note(found.page, found.article)
        if self._keeper.is_due:
            await self._learn([sample.page for sample in self._keeper.samples])
        return found

    async def close_spider(self) -> None:
        """Learn from what there is, and read again what was read with another template or none.

        After the first walk through a site that is all of it, as the archive has it: what the
        record holds then does not depend on the order in which pages came, or on interruptions.
        """
        self._keeper.at_end = True
        known = self._articles() if self._run.is_first_walk and self._run.went_through else []
        if len(known) >= LEAST:
            await self._learn([page for k in choose(known) if (page := self._archived(k))])
            stale = [k for k in known if k.template != self._keeper.version]
            await self._reread(page for k in stale if (page := self._archived(k)))
            return
        if self._keeper.is_due_at_end:
            await self._learn([sample.page for sample in self._keeper.samples])
        await self._reread(
            replace(sample.page, former=content_hash(sample.article.title, sample.article.text))
            for sample in self._keeper.outdated_samples()
        )

    async def _learn(self, pages: Sequence[Page]) -> None:
        """Learn the site's template; pages that come meanwhile wait to be read with it."""
        is_outdated = self._keeper.is_outdated
        self._keeper.begin()
        try:
            template = await learn_in_pool(pages, self._timeout, self._run.count)
        except ReadingError as error:
            self._run.count(NOT_LEARNED)
            _log.error("%s: no template learned: %s", self._run.site.name, error)
            return
        finally:
            self._keeper.end()
        version = self._run.database.save_template(
            self._run.site.name, template.to_json(), template.pages, self._run.now
        )
        self._keeper.use(template, version)
        self._run.count(LEARNED)
        if is_outdated:
            self._run.count(OUTDATED)

    def _articles(self) -> list[KnownPage]:
        """The articles of the site whose pages are in the archive."""
        known = self._run.database.known_pages(self._run.site.name).values()
        return [k for k in known if k.status is PageStatus.ARTICLE and k.warc_file]

    def _archived(self, known: KnownPage) -> Page | None:
        """A page of the archive, to be read again."""
        exchange = self._run.archived(known)
        if exchange is None:
            return None
        return Page(
            key=known.key,
            url=known.url,
            site=self._run.site.name,
            body=exchange.decoded_body,
            content_type=exchange.content_type,
            link_text=known.link_text,
            hints=self._run.site.hints,
            former=known.content_hash,
            parts=self._run.parts(known.url),
        )

    async def _reread(self, pages: Iterable[Page]) -> None:
        """Send pages through the pipelines once more, as many at once as keep them busy."""
        waiting = iter(pages)
        workers = self._crawler.settings.getint("CONCURRENT_ITEMS")
        await asyncio.gather(*(self._reread_some(waiting) for _ in range(workers)))

    async def _reread_some(self, pages: Iterator[Page]) -> None:
        pipelines: Any = self._crawler.engine.scraper.itemproc
        for page in pages:
            try:
                await pipelines.process_item_async(page)
            except DropItem as dropped:
                _log.debug("%s", dropped)
