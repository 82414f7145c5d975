"""Page to article."""

import asyncio
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.database import KnownPage, PageKind, PageStatus
from crawler.extraction import Reading, Template
from crawler.extraction.pool import ReadingError, learn_in_pool, read_in_pool
from crawler.fingerprint import content_hash
from crawler.following.edits import is_redesigned
from crawler.outcome import LEARNED, OUTDATED
from crawler.page import Before, Page, ReadPage
from crawler.run import Run
from crawler.template_keeper import LEAST, TemplateKeeper, choose

_log = logging.getLogger(__name__)


class Extract:
    """Reads the page in another process; a page that cannot be read is recorded as such.

    On its way it learns the site's template. Pages that were read before there was one are read
    again at the end.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._run = Run.of(crawler)
        self._timeout = crawler.settings.getfloat("EXTRACTION_TIMEOUT")
        self._keeper = TemplateKeeper(*self._run.database.template(self._run.site.name))
        self._no_lesson = asyncio.Event()
        self._no_lesson.set()
        self._at_end = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make a component."""
        return cls(crawler)

    async def process_item(self, page: Page) -> ReadPage:
        """Read the page; raises `DropItem` where that fails."""
        await self._no_lesson.wait()
        template, page.template = self._keeper.template, self._keeper.version
        try:
            reading = await read_in_pool(page, self._timeout, template)
        except ReadingError as error:
            self._run.count("errors/extraction")
            if self._run.is_walk and not page.former:  # the reading that there is stays
                self._run.frontier.visited(page.key, PageKind.FAILED, str(error))
            raise DropItem(f"{page.url}: {error}", log_level="ERROR") from error
        if not self._at_end:
            await self._note(page, reading, template)
        return ReadPage(page, reading, await self._before(page, reading, template))

    async def _before(
        self, page: Page, reading: Reading, template: Template | None
    ) -> Before | None:
        """What the page was like when it was last read, if it reads otherwise now."""
        if page.former or reading.article is None:
            return None
        known = self._run.database.page(page.site, page.key)
        if known is None or (page.seen_at and page.seen_at < known.last_seen):
            return None
        if content_hash(reading.article.title, reading.article.text) == known.content_hash:
            return None
        before = await self._read_again(page, known, template)
        if before is None:
            self._run.count("fallbacks/edit not compared")
        return before

    async def _read_again(
        self, page: Page, known: KnownPage, template: Template | None
    ) -> Before | None:
        """What the archive has of a page, read with the same template; None if nothing readable."""
        exchange = self._run.archived(known)
        if exchange is None:
            return None
        body = exchange.decoded_body
        archived = replace(page, body=body, content_type=exchange.content_type)
        try:
            article = (await read_in_pool(archived, self._timeout, template)).article
        except ReadingError:
            return None
        if article is None:
            return None
        return Before(known.content_hash, article, is_redesigned(body, page.body))

    async def close_spider(self) -> None:
        """Learn from what there is, and read again what was read with another template or none.

        After the first walk through a site that is all of it, as the archive has it: what the
        record holds then does not depend on the order in which pages came, or on interruptions.
        """
        self._at_end = True
        known = self._articles() if self._run.is_first_walk and self._run.went_through else []
        if len(known) >= LEAST:
            await self._learn([page for k in choose(known) if (page := self._archived(k))])
            stale = [k for k in known if k.template != self._keeper.version]
            await self._reread(page for k in stale if (page := self._archived(k)))
            return
        if self._keeper.is_due_at_end:
            await self._learn([sample.page for sample in self._keeper.begin()])
        await self._reread(
            replace(sample.page, former=content_hash(sample.article.title, sample.article.text))
            for sample in self._keeper.outdated_samples()
        )

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

    async def _note(self, page: Page, reading: Reading, template: Template | None) -> None:
        for fallback in reading.fallbacks:
            self._run.count(f"fallbacks/{fallback}")
        self._keeper.note(page, reading, template)
        if self._keeper.is_due:
            await self._learn([sample.page for sample in self._keeper.begin()])

    async def _learn(self, pages: Sequence[Page]) -> None:
        """Learn the site's template; pages that come meanwhile wait to be read with it."""
        is_outdated = self._keeper.is_outdated
        self._no_lesson.clear()
        try:
            template = await learn_in_pool(pages, self._timeout)
        except ReadingError as error:
            self._run.count("errors/template")
            _log.error("%s: no template learned: %s", self._run.site.name, error)
            return
        finally:
            self._keeper.end()
            self._no_lesson.set()
        version = self._run.database.save_template(
            self._run.site.name, template.to_json(), template.pages, self._run.now
        )
        self._keeper.use(template, version)
        self._run.count(LEARNED)
        if is_outdated:
            self._run.count(OUTDATED)
