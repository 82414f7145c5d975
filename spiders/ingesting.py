"""The spider that visits recordings of a site, made by whatever tool, in place of the site."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, NamedTuple, TypeVar

from crawler.archive.captures import capture_of
from crawler.archive.cdx_selection import select
from crawler.archive.errors import UnreadableRecord
from crawler.archive.link_graph import Linked, Web, read_linked
from crawler.archive.reader import read
from crawler.archive.scan import Recorded
from crawler.archive.writer import SiteArchive
from crawler.articles.stages import FetchedPage
from crawler.database import Capture, Source
from crawler.discovery.links import Link
from crawler.engine.back_pressure import BackPressure
from crawler.engine.counters import ARCHIVED, KNOWN
from crawler.engine.errors import ErrorCounter
from crawler.engine.run import Run
from crawler.urls.identity import canonical, unmirrored
from crawler.vietnamese.decoding import decode
from crawler.workers.pool import ReadingError, in_pool
from spiders.captured import CapturedSpider

#: Pages after which it is noted which ones were taken over.
BATCH = 100

_T = TypeVar("_T")


class _Due(NamedTuple):
    """A recorded page that is to be read: what names it, its address, and where it lies."""

    key: str
    url: str
    recorded: Recorded


class IngestingSpider(CapturedSpider):
    """Takes the recorded pages of a site over into our archive, and reads them."""

    source = Source.INGEST
    #: The pages of the site, in all files; set in the class that is made for a site.
    recorded: ClassVar[Sequence[Recorded]] = ()

    async def start(self) -> AsyncIterator[Any]:
        """The pages: those first that links call by a title, each page's in the order of time.

        As in a crawl, articles then tell what the site's pages have in common before menus come.
        """
        self._run = Run.of(self.crawler)
        self._recognise()
        if due := self._due():
            self._web = await self._read_web()
            due = [each for each in due if not self._web.is_listing(each.key)]
            due.sort(key=lambda d: (not self._web.is_headline(d.key), d.recorded.moment, d.url))
            settings = self.settings
            size = settings.getint("ARCHIVE_FILE_SIZE")
            archive = SiteArchive(Path(settings["ARCHIVE"]), self.site.name, size)
            try:
                async for page in self._pages(due, archive):
                    yield page
            finally:
                archive.close()

    async def _pages(self, due: Iterable[_Due], archive: SiteArchive) -> AsyncIterator[FetchedPage]:
        pace, database = BackPressure(self.crawler), self._run.database
        for batch in _batches(due, BATCH):
            taken: list[Capture] = []
            for each in batch:
                page = self._page_of(each, archive)
                if page and page.capture:
                    taken.append(page.capture)
                    if not await pace.admits(each.key):
                        return
                    yield page
            if not await pace.drained():
                return
            for capture in taken:
                database.save_past_capture(self.site.name, capture)

    def _page_of(self, due: _Due, archive: SiteArchive) -> FetchedPage | None:
        """The page as it was recorded, archived; None where it cannot be read any more."""
        try:
            exchange = read(Path(), due.recorded.place)
        except UnreadableRecord as error:
            self._note(error)
            return None
        self._run.count(ARCHIVED)
        return FetchedPage(
            key=due.key,
            url=due.url,
            site=self.site.name,
            body=exchange.decoded_body,
            content_type=exchange.content_type,
            link_text=self._web.text(due.key) or None,
            hints=self.site.hints,
            in_navigation=self._web.in_navigation(due.key),
            named=self.addressing.is_named(due.url),
            capture=capture_of(exchange, archive.write(exchange)),
            seen_at=exchange.date,
        )

    def _due(self) -> list[_Due]:
        """The recorded pages that no run has taken over yet."""
        due: list[_Due] = []
        for key, captures in select(self.recorded, self._readable_key).items():
            for each in captures:
                if self._run.database.has_past_capture(each.url, each.moment):
                    self._run.count(KNOWN)
                else:
                    due.append(_Due(key, canonical(unmirrored(each.url)), each))
        return due

    def _recognise(self) -> None:
        """Find out on which system the site ran, which tells its addresses apart."""
        for sample in self._samples(self.recorded):
            try:
                exchange = read(Path(), sample.place)
            except UnreadableRecord:
                continue
            text = decode(exchange.decoded_body, exchange.content_type).text
            self.addressing.learn_system(sample.url, text)

    async def _read_web(self) -> Web:
        """Read the link graph of the pages."""
        web = Web()
        keys: dict[Link, str | None] = {}
        for batch in _batches(self.recorded, BATCH):
            for recorded, linked in zip(
                batch, await asyncio.gather(*map(self._linked, batch)), strict=True
            ):
                for link in linked.links:
                    if link not in keys:
                        keys[link] = self._link_key(link)
                links = [(key, link) for link in linked.links if (key := keys[link])]
                further = [self.addressing.key(url) for url in linked.further]
                web.add(self.addressing.key(recorded.url), links, further)
        return web

    def _link_key(self, link: Link) -> str | None:
        url = canonical(link.url)
        return self._readable_key(url, link.text) if self.site.contains(url) else None

    async def _linked(self, recorded: Recorded) -> Linked:
        timeout = self.settings.getfloat("EXTRACTION_TIMEOUT")
        try:
            return await in_pool(timeout, self._run.count, read_linked, recorded.place)
        except ReadingError:
            return Linked((), ())  # what is wrong with the page comes up when it is read

    def _note(self, error: Exception) -> None:
        if errors := self.crawler.get_extension(ErrorCounter):
            errors.note(error)


def _batches(things: Iterable[_T], size: int) -> Iterator[list[_T]]:
    source = iter(things)
    while batch := list(islice(source, size)):
        yield batch
