"""Records about HTTP, as tools of all kinds write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, NamedTuple

from warcio.bufferedreaders import ChunkedDataReader

from crawler.archive.records import Exchange, Headers, Original

KINDS = ("request", "response", "revisit", "resource")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LINE_END = re.compile(r"\r?\n")
#: A line that begins with white space goes on with the header before it (RFC 9112, 5.2).
_FOLD = re.compile(r"\n[ \t]+")


class _Message(NamedTuple):
    """An HTTP message; `line` is its first line in three parts, `body` is not chunked."""

    line: tuple[str, str, str]
    headers: Headers
    body: bytes


#: What a revisit says that has no head of its own.
_UNTOLD = _Message(("HTTP/1.1", "200", ""), (), b"")


@dataclass(frozen=True, slots=True)
class HttpRecord:
    """A request, a response, or the revisit that stands for one, and where it begins."""

    offset: int
    kind: str
    record_id: str
    concurrent_to: tuple[str, ...]
    url: str
    date: datetime
    payload_digest: str | None
    repeats: Original | None
    truncated: bool
    message: _Message

    @property
    def is_request(self) -> bool:
        """True if this is what was asked, not what was answered."""
        return self.kind == "request"

    def belongs_with(self, other: "HttpRecord") -> bool:
        """True if one is the request of the other."""
        named = other.record_id in self.concurrent_to or self.record_id in other.concurrent_to
        return named and self.is_request != other.is_request

    def exchange(self, request: "HttpRecord | None") -> Exchange:
        """The exchange of this answer, and the request if it is known."""
        asked = request.message if request else _Message(("GET", "", ""), (), b"")
        _, status, reason = self.message.line
        return Exchange(
            method=asked.line[0],
            url=self.url,
            request_headers=asked.headers,
            request_body=asked.body,
            status=int(status),
            reason=reason,
            headers=self.message.headers,
            body=self.message.body,
            date=self.date,
            truncated=self.truncated,
            repeats=self.repeats,
            recorded_digest=self.payload_digest,
        )


def http_record(fields: Any, block: bytes, offset: int) -> HttpRecord | None:
    """The record of some fields (warcio's) and a block of bytes; None if it is not about HTTP."""
    kind, url = fields.get_header("WARC-Type"), fields.get_header("WARC-Target-URI") or ""
    date = _date(fields.get_header("WARC-Date"))
    if kind not in KINDS or not url.lower().startswith(("http://", "https://")) or date is None:
        return None
    if kind == "resource":
        message = _resource(fields.get_header("Content-Type") or "", block)
    else:
        message = _message(block) if block or kind != "revisit" else _UNTOLD
    if kind != "request" and not message.line[1].isdecimal():
        return None
    return HttpRecord(
        offset=offset,
        kind=kind,
        record_id=fields.get_header("WARC-Record-ID") or "",
        concurrent_to=tuple(v for n, v in fields.headers if n.lower() == "warc-concurrent-to"),
        url=url,
        date=date,
        payload_digest=fields.get_header("WARC-Payload-Digest"),
        repeats=_repeated(fields, url) if kind == "revisit" else None,
        truncated=fields.get_header("WARC-Truncated") is not None,
        message=message,
    )


def _resource(content_type: str, block: bytes) -> _Message:
    """Make the answer of a record that was kept without its HTTP headers."""
    return _Message(("HTTP/1.1", "200", "OK"), (("Content-Type", content_type),), block)


def _repeated(fields: Any, url: str) -> Original:
    return Original(
        url=fields.get_header("WARC-Refers-To-Target-URI") or url,
        captured=_date(fields.get_header("WARC-Refers-To-Date")),
        digest=fields.get_header("WARC-Payload-Digest"),
    )


def _date(text: str | None) -> datetime | None:
    """A time, to the second: databases and other records name it so."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment.replace(microsecond=0, tzinfo=moment.tzinfo or UTC).astimezone(UTC)


def _message(block: bytes) -> _Message:
    head, body = (*_HEAD_END.split(block, maxsplit=1), b"")[:2]
    first, *lines = _LINE_END.split(head.decode("latin-1"))
    protocol, status, reason = (*first.split(None, 2), "", "", "")[:3]
    headers = tuple(_headers(lines))
    if any(n.lower() == "transfer-encoding" and "chunked" in v.lower() for n, v in headers):
        body = ChunkedDataReader(BytesIO(body)).read()
    kept = tuple((n, v) for n, v in headers if n.lower() != "transfer-encoding")
    return _Message((protocol, status, reason), kept, body)


def _headers(lines: list[str]) -> Iterator[tuple[str, str]]:
    """The headers of a message; lines that are none are left out, continued ones are joined."""
    for line in _FOLD.sub(" ", "\n".join(lines)).split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip(), value.strip()
