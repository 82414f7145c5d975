"""Crawls over recorded WARC files: the same spiders and pipelines, without a network.

WARC is the archive format of the web (ISO 28500); any file with `response` records will do.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from hashlib import sha1
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, Self
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, Request, Response
from scrapy.responsetypes import responsetypes
from twisted.web.http import RESPONSES
from w3lib.url import canonicalize_url
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.errors import UserError
from crawler.http.scope import is_for_robots
from crawler.outcome import note_failure

#: Headers about how a body travelled, which a response in memory no longer is.
_TRANSFER_HEADERS = (b"content-encoding", b"transfer-encoding", b"content-length")


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


class _Place(NamedTuple):
    """Where a record begins."""

    path: Path
    offset: int


class Recordings:
    """Responses in WARC files, found by their requests; of several to one request, the last."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._places: dict[str, _Place] = {}
        for path in paths:
            self._index(path)

    def respond(self, request: Request) -> Response | None:
        """The response recorded for a request's method, address and body; None if there is none."""
        place = self._places.get(_key(request.method, request.url, request.body))
        if place is None:
            return None
        with place.path.open("rb") as file:
            file.seek(place.offset)
            record = next(iter(ArchiveIterator(file)))
            headers = Headers()
            for name, value in record.http_headers.headers:
                headers.appendlist(name, value)
            body = _body(record)
            status = int(record.http_headers.get_statuscode())
        kind = responsetypes.from_args(headers=headers, url=request.url, body=body)
        return kind(request.url, status=status, headers=headers, body=body)

    def _index(self, path: Path) -> None:
        responses: dict[str, tuple[str, _Place]] = {}
        requests: dict[str, tuple[str, bytes]] = {}
        for number, (record, offset) in enumerate(_records(path)):
            url = record.rec_headers.get_header("WARC-Target-URI")
            record_id = record.rec_headers.get_header("WARC-Record-ID") or str(number)
            if record.http_headers is None:
                continue
            if record.rec_type == "response":
                responses[record_id] = (url, _Place(path, offset))
            elif record.rec_type == "request":
                answer = record.rec_headers.get_header("WARC-Concurrent-To")
                requests[answer] = (record.http_headers.protocol, _body(record))
        for record_id, (url, place) in responses.items():
            method, body = requests.get(record_id, ("GET", b""))
            self._places[_key(method, url, body)] = place


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


def record(responses: Iterable[Response], path: Path, date: datetime) -> None:
    """Write responses to a WARC file, so that replaying it gives the same ones.

    The file depends on nothing but the arguments. `date` is the time of all records, with its
    zone. A response to a request with a body needs that `request`.
    """
    stamp = date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for response in responses:
            request = response.request or Request(response.url)
            key = _key(request.method, response.url, request.body)
            answer = _response_record(writer, response, key, stamp)
            if request.method == "GET":
                writer.write_record(answer)
            else:
                question = _request_record(writer, request, key, stamp)
                writer.write_request_response_pair(question, answer)


def _response_record(writer: WARCWriter, response: Response, key: str, stamp: str) -> Any:
    phrase = RESPONSES.get(response.status, b"").decode()
    headers = [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in sorted(response.headers.items())
        if name.lower() not in _TRANSFER_HEADERS
        for value in values
    ]
    headers.append(("Content-Length", str(len(response.body))))
    return writer.create_warc_record(
        response.url,
        "response",
        payload=BytesIO(response.body),
        length=len(response.body),
        http_headers=StatusAndHeaders(f"{response.status} {phrase}", headers, protocol="HTTP/1.1"),
        warc_headers_dict=_warc_headers(f"response {key} {_digest(response.body)}", stamp),
    )


def _request_record(writer: WARCWriter, request: Request, key: str, stamp: str) -> Any:
    parts = urlsplit(request.url)
    target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    headers = [("Host", parts.netloc), ("Content-Length", str(len(request.body)))]
    line = f"{request.method} {target} HTTP/1.1"
    return writer.create_warc_record(
        request.url,
        "request",
        payload=BytesIO(request.body),
        length=len(request.body),
        http_headers=StatusAndHeaders(line, headers, is_http_request=True),
        warc_headers_dict=_warc_headers(f"request {key}", stamp),
    )


def _warc_headers(name: str, stamp: str) -> dict[str, str]:
    return {"WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, name)}>", "WARC-Date": stamp}


def _records(path: Path) -> Iterator[tuple[Any, int]]:
    """The records of a file with their offsets; a file that is cut off ends before the cut."""
    with path.open("rb") as file:
        records = ArchiveIterator(file)
        try:
            for entry in records:
                yield entry, records.offset
        except ArchiveLoadFailed as error:
            reason = " ".join(str(error).split())
            raise UserError(f"REPLAY: {path} is not a WARC file ({reason})") from error


def _body(entry: Any) -> bytes:
    stream = entry.raw_stream
    if (entry.http_headers.get_header("Transfer-Encoding") or "").lower() == "chunked":
        stream = ChunkedDataReader(stream)
    body: bytes = stream.read()
    return body


def _key(method: str, url: str, body: bytes) -> str:
    key = f"{method} {canonicalize_url(url)}"
    return f"{key} {_digest(body)}" if body else key


def _digest(data: bytes) -> str:
    return sha1(data, usedforsecurity=False).hexdigest()
