"""Makes the records of an exchange: each one gzip member, as WARC files have them."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.archive.records import Exchange, Headers, payload_digest

#: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
VERSION = "1.1"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")

NewId = Callable[[], UUID]


class Repeated(Protocol):
    """An archived answer that another one repeats."""

    @property
    def url(self) -> str:
        """The address that was asked."""

    @property
    def captured(self) -> datetime:
        """The date of its record."""

    @property
    def digest(self) -> str:
        """The digest of its payload, as the record has it."""


class Members(NamedTuple):
    """The records of an exchange, in the order in which they are written.

    The request goes first: where a crash cuts it off from its answer, the answer is not taken for
    that of another request.
    """

    request: bytes
    answer: bytes


def response_members(exchange: Exchange, new_id: NewId = uuid4) -> Members:
    """An exchange as `request` and `response`."""

    def response(writer: WARCWriter, warc_headers: dict[str, str]) -> Any:
        length = ("Content-Length", str(len(exchange.body)))
        return writer.create_warc_record(
            _clean(exchange.url),
            "response",
            payload=BytesIO(exchange.body),
            length=len(exchange.body),
            http_headers=_answer_head(exchange, length),
            warc_headers_dict=warc_headers | {"WARC-Payload-Digest": payload_digest(exchange.body)},
        )

    return _members(exchange, response, new_id)


def revisit_members(
    exchange: Exchange, of: Repeated, *, not_modified: bool, new_id: NewId = uuid4
) -> Members:
    """An exchange as `request` and `revisit`: the payload is the one of an earlier answer.

    `not_modified`: the server says so with status 304; else it sent the same payload once more.
    """

    def revisit(writer: WARCWriter, warc_headers: dict[str, str]) -> Any:
        length = () if not_modified else ("Content-Length", str(len(exchange.body)))
        record = writer.create_revisit_record(
            _clean(exchange.url),
            of.digest,
            _clean(of.url),
            timestamp(of.captured),
            http_headers=_answer_head(exchange, *([length] if length else [])),
            warc_headers_dict=warc_headers,
        )
        if not_modified:
            record.rec_headers.replace_header("WARC-Profile", _NOT_MODIFIED)
        return record

    return _members(exchange, revisit, new_id)


def warcinfo_member(filename: str, software: str) -> bytes:
    """The record at the head of a file: what wrote it, and in which format."""
    info = {
        "software": software,
        "format": f"WARC File Format {VERSION}",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    }
    return _member(lambda writer: writer.create_warcinfo_record(filename, info))


def timestamp(moment: datetime) -> str:
    """A time as WARC files have it: in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class _Head(StatusAndHeaders):  # type: ignore[misc]
    """The head of an HTTP message, byte for byte; warcio would percent-encode what is not ASCII."""

    def to_ascii_bytes(self, filter_func: Any = None) -> bytes:
        text: str = self.to_str(filter_func) + "\r\n"
        try:
            return text.encode("latin-1")
        except UnicodeEncodeError:
            return text.encode("utf-8")


def _members(
    exchange: Exchange, answer: Callable[[WARCWriter, dict[str, str]], Any], new_id: NewId
) -> Members:
    request_id, answer_id = (f"<urn:uuid:{new_id()}>" for _ in range(2))
    common = {"WARC-Date": timestamp(exchange.date)}
    broken_off = {"WARC-Truncated": "disconnect"} if exchange.truncated else {}
    request_headers = common | {"WARC-Record-ID": request_id, "WARC-Concurrent-To": answer_id}
    answer_headers = (
        common
        | broken_off
        | {
            "WARC-Record-ID": answer_id,
            "WARC-Concurrent-To": request_id,
        }
    )
    return Members(
        _member(lambda writer: _request(writer, exchange, request_headers)),
        _member(lambda writer: answer(writer, answer_headers)),
    )


def _request(writer: WARCWriter, exchange: Exchange, warc_headers: dict[str, str]) -> Any:
    parts = urlsplit(exchange.url)
    target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    host = ("Host", parts.netloc.rpartition("@")[2])
    length = [("Content-Length", str(len(exchange.request_body)))] if exchange.request_body else []
    headers = _without(exchange.request_headers, "host", "content-length", "transfer-encoding")
    line = _clean(f"{exchange.method} {target} HTTP/1.1")
    return writer.create_warc_record(
        _clean(exchange.url),
        "request",
        payload=BytesIO(exchange.request_body),
        length=len(exchange.request_body),
        http_headers=_Head(line, [host, *headers, *length], is_http_request=True),
        warc_headers_dict=warc_headers,
    )


def _answer_head(exchange: Exchange, *length: tuple[str, str]) -> _Head:
    headers = _without(exchange.headers, "content-length", "transfer-encoding")
    line = _clean(f"{exchange.status} {exchange.reason}")
    return _Head(line, [*headers, *length], protocol="HTTP/1.1")


def _without(headers: Headers, *left_out: str) -> list[tuple[str, str]]:
    """Headers without those about how a body travelled, fit to be written as lines."""
    return [
        (_clean(name), _clean(value)) for name, value in headers if name.lower() not in left_out
    ]


def _clean(text: str) -> str:
    return _CONTROLS.sub(" ", text).strip()


def _member(make: Callable[[WARCWriter], Any]) -> bytes:
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=True, warc_version=VERSION)
    writer.write_record(make(writer))
    return buffer.getvalue()
