"""Crawls over recorded WARC files: the same spiders and pipelines, without a network.

WARC is the archive format of the web (ISO 28500); any file with `response` records will do.
"""

from collections.abc import Iterable
from functools import cache
from hashlib import sha1
from pathlib import Path
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response
from w3lib.url import canonicalize_url

from crawler.archive.reader import Originals, exchanges, read
from crawler.archive.records import Place
from crawler.engine.archived_responses import response_of
from crawler.engine.errors import note_failure
from crawler.engine.http.scope import is_for_robots
from crawler.errors import UserError
from crawler.urls.gate import web_address


class ReplayMiddleware:
    """Answers requests from the recordings in REPLAY, a WARC file or a folder of such.

    What is not recorded is answered with 404 and the header `X-Replay: not recorded`. Stands last
    before the downloader, which it keeps out of work, delays and all.
    """

    def __init__(self, crawler: Crawler, recordings: "Recordings") -> None:
        self._crawler = crawler
        self._recordings = recordings

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware, as Scrapy does; raises `UserError` for a REPLAY without use."""
        path = crawler.settings["REPLAY"]
        if not path:
            raise NotConfigured
        return cls(crawler, open_recordings(Path(path)))

    def process_request(self, request: Request) -> Response:
        """Answer a request. A second try would bring the same."""
        request.meta["dont_retry"] = True
        response = self._recordings.respond(request)
        if response is not None:
            return response
        if not is_for_robots(request):
            note_failure(self._crawler.stats, f"{request.url} is not recorded")
        return Response(request.url, status=404, headers={"X-Replay": "not recorded"})


class Recordings:
    """Responses in WARC files, found by their requests; of several to one request, the last."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._places: dict[str, Place] = {}
        originals = Originals()
        for path in paths:
            self._index(path, originals)

    def respond(self, request: Request) -> Response | None:
        """The response recorded for a request's method, address and body; None if there is none."""
        place = self._places.get(_key(request.method, request.url, request.body))
        return response_of(read(Path(), place)).replace(url=request.url) if place else None

    def _index(self, path: Path, originals: Originals) -> None:
        for exchange, own_place in exchanges(path):
            if web_address(exchange.url) is None:
                continue  # nobody can ask for it
            place: Place | None = own_place
            if exchange.repeats:
                place = originals.find(exchange.repeats)
            else:
                originals.add(exchange, own_place)
            if place:
                key = _key(exchange.method, exchange.url, exchange.request_body)
                self._places[key] = place


@cache
def open_recordings(path: Path) -> Recordings:
    """The recordings in a WARC file or in all those of a folder; read once in a process.

    Raises `UserError` where there are none.
    """
    if path.is_dir():
        paths = sorted([*path.rglob("*.warc"), *path.rglob("*.warc.gz")])
    else:
        paths = [path] if path.is_file() else []
    if not paths:
        raise UserError(f"REPLAY={path}: no WARC file (.warc, .warc.gz) is there")
    return Recordings(paths)


def _key(method: str, url: str, body: bytes) -> str:
    key = f"{method} {canonicalize_url(url)}"
    return f"{key} {sha1(body, usedforsecurity=False).hexdigest()}" if body else key
