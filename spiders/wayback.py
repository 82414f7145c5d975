"""Sites that are no longer there: what a web archive captured of them, read in place of the site.

`-a source=wayback` asks the index of the archive at WAYBACK_CDX for all captures of a site, and
the archive at WAYBACK_CAPTURES for the pages among them, as they were received (`id_`). Each goes
into our own archive under the time of its capture, and through the pipelines: several captures of
a page become its revisions.
"""

from collections import deque
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from crawler.archive.cdx import Captured
from crawler.archive.cdx_selection import select
from crawler.articles.stages import FetchedPage
from crawler.database import Capture, Source
from crawler.engine.capture_importer import CaptureImporter
from crawler.engine.cdx_client import Survey, archive_request
from crawler.engine.errors import BeyondLimitError, ErrorCounter
from crawler.engine.responses import text_of
from crawler.engine.run import Run
from crawler.errors import UserError
from crawler.urls.gate import MALFORMED, refusals
from crawler.urls.identity import canonical, unmirrored
from spiders.captured import CapturedSpider

#: Pages that are under way at once: one is read while the next is asked for.
_AT_ONCE = 8


@dataclass(slots=True)
class _Reading:
    """A page that is being read: its captures to come, and where the last one was archived."""

    key: str
    captures: deque[Captured]
    archived: Capture | None = None


class WaybackSpider(CapturedSpider):
    """Reads one site of the catalogue from a web archive."""

    source = Source.WAYBACK

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._waiting: deque[_Reading] = deque()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Scrapy's way to make a spider; the archive has manners of its own."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        delay = crawler.settings.getfloat("WAYBACK_DELAY")
        crawler.settings.set("DOWNLOAD_DELAY", delay, "cmdline")
        # Index and captures are meant for programs; the rules in robots.txt are for other pages.
        crawler.settings.set("ROBOTSTXT_OBEY", False, "cmdline")
        for signal in (signals.item_scraped, signals.item_dropped, signals.item_error):
            crawler.signals.connect(spider.go_on, signal)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Ask what there is, then for the first pages; each that was read sends for the next."""
        self._taking = CaptureImporter(self.crawler)
        server = self.settings["WAYBACK_CDX"]
        try:
            with refusals() as refused:
                captures = await Survey(self._download, server, self.site, self.period).captures()
        except UserError as error:
            self._note(error)
            return
        if refused:
            Run.of(self.crawler).count(f"fallbacks/{MALFORMED}", len(refused), refused[0])
        await self._recognise(captures)
        pages = select(captures, self._readable_key)
        due = {key: self._taking.due(key, found) for key, found in pages.items()}
        self._waiting.extend(_Reading(k, deque(found)) for k, found in due.items() if found)
        self.logger.info(
            f"{len(captures)} captures; {len(pages)} addresses may be articles, "
            f"of which {sum(map(len, due.values()))} captures are to be read"
        )
        for _ in range(_AT_ONCE):
            for request in self._next_page():
                yield request

    def parse_capture(self, response: Response) -> Iterator[Request | FetchedPage]:
        """A capture: archived, then read as the page that it was."""
        reading: _Reading = response.meta["reading"]
        captured: Captured = response.meta["captured"]
        if response.status != 200 or not _is_of(captured, response):
            yield from self._next_capture(reading)
            return
        exchange, reading.archived = self._taking.archive(captured, response)
        url = canonical(unmirrored(captured.url))
        yield FetchedPage(
            key=reading.key,
            url=url,
            site=self.site.name,
            body=exchange.decoded_body,
            content_type=exchange.content_type,
            link_text=None,
            hints=self.site.hints,
            named=self.addressing.is_named(url),
            capture=reading.archived,
            seen_at=captured.moment,
        )

    def given_up(self, failure: Any) -> Iterator[Request]:
        """A capture that did not come stays to be asked for by the next run."""
        yield from self._next_capture(failure.request.meta["reading"])

    def go_on(
        self, response: Response, exception: Exception | None = None, failure: Any = None
    ) -> None:
        """Go on when the pipelines are done with a capture: a page's come in the order of time."""
        reading: _Reading = response.meta["reading"]
        if not isinstance(exception, BeyondLimitError) and failure is None:
            try:
                self._taking.taken(reading.key, reading.archived)
            except UserError as error:
                self._note(error)
        assert self.crawler.engine is not None
        for request in self._next_capture(reading):
            self.crawler.engine.crawl(request)

    def _note(self, error: UserError) -> None:
        """End the run with an error, where Scrapy would only log it."""
        errors = self.crawler.get_extension(ErrorCounter)
        assert errors is not None
        errors.note(error)

    def _next_capture(self, reading: _Reading) -> Iterator[Request]:
        if reading.captures and not self._taking.is_fruitless(reading.key):
            yield self._capture_request(reading.captures.popleft(), reading=reading)
        else:
            yield from self._next_page()

    def _next_page(self) -> Iterator[Request]:
        if self._waiting:
            yield from self._next_capture(self._waiting.popleft())

    async def _recognise(self, captures: Iterable[Captured]) -> None:
        """Find out on which system the site ran, which tells its addresses apart."""
        for captured in self._samples(captures):
            text = None
            if self.site.system is None:
                with suppress(IgnoreRequest):
                    text = text_of(await self._download(self._capture_request(captured)))
            self.addressing.learn_system(captured.url, text)

    async def _download(self, request: Request) -> Response:
        assert self.crawler.engine is not None
        return await self.crawler.engine.download_async(request)

    def _capture_request(self, captured: Captured, **meta: Any) -> Request:
        address = f"{self.settings['WAYBACK_CAPTURES']}/{captured.stamp}id_/{captured.url}"
        meta["captured"] = captured
        return archive_request(address, meta, callback=self.parse_capture, errback=self.given_up)


def _is_of(captured: Captured, response: Response) -> bool:
    """True if the archive answers with the capture that was asked for, not with a similar one."""
    told = (response.headers.get("Memento-Datetime") or b"").decode("latin-1")
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return captured.stamp in response.url
    return moment.replace(tzinfo=UTC) == captured.moment
