"""Importer of captures: each goes into our own archive once, with a note that it was taken over."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.web.http import RESPONSES

from crawler.archive.cdx import Captured
from crawler.archive.records import Exchange
from crawler.archive.records import Headers as Fields
from crawler.archive.writer import SiteArchive
from crawler.database import Capture
from crawler.engine.counters import KNOWN
from crawler.engine.run import Run

#: Captures of a page that were no articles, after which the others are not read: a list or a menu
#: page is captured hundreds of times, with something new on it each time.
FRUITLESS = 3
#: Before each header of the server that was captured, the Internet Archive puts this.
_ORIGINAL = "x-archive-orig-"
#: Headers of the server that an archive hands on as they are.
_KEPT = ("content-type", "last-modified", "etag", "content-language", "location")
#: Headers about how a body travelled.
_TRANSFER = ("content-length", "content-encoding", "transfer-encoding", "connection")


class CaptureImporter:
    """Imports captures of another archive into ours."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._run = Run.of(crawler)
        self._site = self._run.site.name
        self._fruitless: Counter[str] = Counter()
        self._archive = None
        if settings["ARCHIVE"]:
            size = settings.getint("ARCHIVE_FILE_SIZE")
            self._archive = SiteArchive(Path(settings["ARCHIVE"]), self._site, size)
            crawler.signals.connect(self._archive.close, signals.spider_closed)

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        """The importer of a crawl's run."""
        return cls(crawler)

    def due(self, key: str, captures: Iterable[Captured]) -> list[Captured]:
        """Those of a page's captures that no run has taken over yet."""
        captures = list(captures)
        is_taken = self._run.database.has_past_capture
        due = [each for each in captures if not is_taken(each.url, each.moment)]
        taken = len(captures) - len(due)
        if taken and self._is_article(key):
            self._run.count(KNOWN)
        elif taken:
            self._fruitless[key] = taken
        return due

    def is_fruitless(self, key: str) -> bool:
        """True if a page was read often enough to know that it is no article."""
        return self._fruitless[key] >= FRUITLESS

    def archive(self, captured: Captured, response: Response) -> tuple[Exchange, Capture | None]:
        """Archive a capture as of its own time; without an archive, there is no place."""
        exchange = Exchange(
            method="GET",
            url=captured.url,
            request_headers=(),
            request_body=b"",
            status=response.status,
            reason=RESPONSES.get(response.status, b"").decode(),
            headers=_headers(response),
            body=response.body,
            date=captured.moment,
        )
        if self._archive is None:
            return exchange, None
        place = self._archive.write(exchange)
        return exchange, Capture(
            url=captured.url,
            captured=captured.moment,
            status=response.status,
            digest=exchange.digest,
            warc_file=place.file,
            warc_offset=place.offset,
            etag=exchange.header("ETag"),
            last_modified=exchange.header("Last-Modified"),
        )

    def taken(self, key: str, capture: Capture | None) -> None:
        """Note that a capture was read and need not be again."""
        if capture:
            self._run.database.save_past_capture(self._site, capture)
        if not self._is_article(key):
            self._fruitless[key] += 1

    def _is_article(self, key: str) -> bool:
        return self._run.database.histories.find_page((), [key]) is not None


def _headers(response: Response) -> Fields:
    """The headers of the server that was captured, as far as the archive tells them."""
    told = [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    ]
    originals = [(n[len(_ORIGINAL) :], v) for n, v in told if n.lower().startswith(_ORIGINAL)]
    names = {name.lower() for name, _ in originals}
    kept = [(n, v) for n, v in told if n.lower() in _KEPT and n.lower() not in names]
    fields = [(n, v) for n, v in originals + kept if n.lower() not in _TRANSFER]
    return (*fields, ("Content-Length", str(len(response.body))))
