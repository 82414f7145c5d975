"""An archive that answers as the Internet Archive's servers do, among the simulated portals."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha1
from urllib.parse import urlencode, urlsplit

from tests.portals.content import ExpectedArticle
from tests.portals.server import Portal, Request, Response

HOST = "kho.vidu"
SETTINGS = {
    "WAYBACK_CDX": f"http://{HOST}/cdx/search/cdx",
    "WAYBACK_CAPTURES": f"http://{HOST}/web",
    "WAYBACK_DELAY": 0,
}
_FIELDS = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]


@dataclass(frozen=True)
class Kept:
    """A capture; one without a body is a revisit of the address's capture at `repeats`."""

    url: str
    stamp: str
    body: bytes = b""
    media_type: str = "text/html"
    status: int = 200
    repeats: str = ""
    #: The stamp of the capture that the archive redirects to, for it has lost this one.
    lost_to: str = ""


class InternetArchive:
    """Lists captures as a JSON array, so many at once, and gives them back as they were."""

    host = HOST
    #: Captures that the index tells at once.
    AT_ONCE = 7

    def __init__(self, captures: Sequence[Kept]) -> None:
        self._captures = sorted(captures, key=lambda kept: (kept.url, kept.stamp))
        self._by_stamp = {(kept.url, kept.stamp): kept for kept in captures}

    def articles(self) -> list[ExpectedArticle]:
        return []

    def respond(self, request: Request) -> Response:
        if request.path == "/cdx/search/cdx":
            return self._index(request)
        if request.path.startswith("/web/"):
            return self._capture(request)
        return Response(404, body=b"<p>Not here.</p>")

    def _index(self, request: Request) -> Response:
        asked = request.query
        rows = [
            self._row(kept)
            for kept in self._captures
            if _bare(kept.url).startswith(asked["url"])
            and asked.get("from", "") <= kept.stamp <= asked.get("to", "9")
        ]
        first = int(asked.get("resumeKey", "0"))
        told: list[list[str]] = [_FIELDS, *rows[first : first + self.AT_ONCE]] if rows else []
        if first + self.AT_ONCE < len(rows):
            told += [[], [str(first + self.AT_ONCE)]]
        body = json.dumps(told).encode()
        return Response(200, {"Content-Type": "application/json"}, body)

    def _row(self, kept: Kept) -> list[str]:
        original = self._original(kept)
        media_type = "warc/revisit" if kept.repeats else kept.media_type
        status = "-" if kept.repeats else str(kept.status)
        digest = sha1(original.body, usedforsecurity=False).hexdigest().upper()[:32]
        return [_bare(kept.url), kept.stamp, kept.url, media_type, status, digest, "1"]

    def _original(self, kept: Kept) -> Kept:
        return self._by_stamp[kept.url, kept.repeats] if kept.repeats else kept

    def _capture(self, request: Request) -> Response:
        stamp, _, url = request.path.removeprefix("/web/").partition("id_/")
        if request.query:
            url = f"{url}?{urlencode(request.query)}"
        kept = self._by_stamp.get((url, stamp))
        if kept is None:
            return Response(404)
        if kept.lost_to:
            return Response(302, {"Location": f"/web/{kept.lost_to}id_/{url}"})
        original = self._original(kept)
        moment = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        headers = {
            "Content-Type": original.media_type,
            "Memento-Datetime": format_datetime(moment, usegmt=True),
            "X-Archive-Orig-Content-Type": f"{original.media_type}; charset=UTF-8",
            "X-Archive-Orig-Content-Encoding": "gzip",
            "X-Archive-Orig-ETag": f'"{stamp}"',
            "Server": "nginx",
        }
        return Response(200, headers, gzip.compress(original.body, mtime=0))


class GoneSite:
    """A site that nobody serves any more, beside the archive that captured it."""

    def __init__(self, host: str, archive: InternetArchive) -> None:
        self.host = host
        self._archive = archive

    def portals(self) -> Sequence[Portal]:
        return [self._archive]

    def articles(self) -> list[ExpectedArticle]:
        return []

    def respond(self, request: Request) -> Response:
        raise AssertionError(f"{request.host} was asked for {request.path}")


def _bare(url: str) -> str:
    parts = urlsplit(url)
    tail = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return f"{(parts.hostname or '').removeprefix('www.')}{tail}"
