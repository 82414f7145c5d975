"""Files that are no pages are not downloaded."""

import re
from posixpath import splitext
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, StopDownload
from scrapy.http import Headers, Request, Response

from crawler.engine.component import Component
from crawler.engine.counters import REJECTED
from crawler.engine.http.scope import is_for_robots
from crawler.engine.losses import keep_sample
from crawler.extraction.source.document import LARGEST_PAGE
from crawler.payload.codings import decoded
from crawler.payload.sniffing import LONGEST_HEAD, begins_as_html

#: Content types of pictures, documents and archives.
_FILE_TYPE = re.compile(
    rb"\s*(?:(?:image|audio|video|font)/"
    rb"|application/(?:x-)?(?:pdf|zip|rar|7z|tar|msword|ms-|vnd\.(?:ms-|rar|android|oasis\."
    rb"|openxmlformats-)|rtf|epub|postscript|shockwave|msdownload|java-archive))",
    re.IGNORECASE,
)
#: Those of them, and names of files, that portals give to HTML for an Office program to open.
_OFFICE_TYPE = re.compile(rb"\s*application/(?:x-)?(?:msword|ms-|vnd\.|rtf)", re.IGNORECASE)
_OFFICE_FILE = re.compile(r"\.(?:docx?|xlsx?|rtf)$", re.IGNORECASE)
#: Content types that say no more than "a file".
_ANY_FILE_TYPE = re.compile(
    rb"\s*(?:application|binary)/(?:x-)?(?:octet-stream|binary|(?:force-)?download)", re.IGNORECASE
)
#: The files among those that a crawl reads: sitemaps and feeds.
_READABLE = (".gz", ".xml", ".rss", ".atom")
#: How files begin that servers send as something else: PDF, ZIP and Office, OLE, RAR, pictures.
_FILE_START = re.compile(rb"%PDF-|PK\x03\x04|\xd0\xcf\x11\xe0|Rar!|\xff\xd8\xff|\x89PNG|GIF8|RIFF")


#: Reason of rejection: no page but a file.
FILE = "file"


def is_binary(url: str, headers: Headers, body: bytes = b"") -> bool:
    """True if a response is a picture, document or archive.

    That is told by its type or how its body begins; a page that is sent as a file is none.
    """
    if begins_as_html(body) and not _is_saved(url, headers):
        return False
    content_type = _content_type(headers)
    if _FILE_TYPE.match(content_type) or _FILE_START.match(body):
        return True
    extension = splitext(urlsplit(url).path)[1].lower()
    return _ANY_FILE_TYPE.match(content_type) is not None and extension not in _READABLE


def is_file(response: Response) -> bool:
    """True if a response is no page, as it comes over the network, compressed or not."""
    beginning = _Beginning(response.headers)
    beginning.add(response.body)
    return is_binary(response.url, response.headers, beginning.head)


def _is_saved(url: str, headers: Headers) -> bool:
    """True if HTML is for an Office program, or to be saved as a file."""
    disposition = headers.get("Content-Disposition") or b""
    return (
        _OFFICE_TYPE.match(_content_type(headers)) is not None
        or _OFFICE_FILE.search(urlsplit(url).path) is not None
        or disposition.lstrip().lower().startswith(b"attachment")
    )


def _content_type(headers: Headers) -> bytes:
    return headers.get("Content-Type") or b""


class NoPageError(IgnoreRequest):
    """A file is at an address, not a page."""


class BinaryMiddleware(Component):
    """Stops where a response turns out to be no page, and drops it; it counts as rejected.

    What its headers call a file is a page if it begins like one: some servers send pages as
    `application/octet-stream` or as pictures.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._stats = crawler.stats
        self._doubtful = WeakKeyDictionary[Request, _Beginning]()
        crawler.signals.connect(self._headers_received, signals.headers_received)
        crawler.signals.connect(self._bytes_received, signals.bytes_received)

    def _headers_received(self, headers: Headers, body_length: int, request: Request) -> None:
        if not is_binary(request.url, headers):
            return
        if _is_saved(request.url, headers) or body_length > LARGEST_PAGE:
            raise StopDownload(fail=False)
        self._doubtful[request] = _Beginning(headers)

    def _bytes_received(self, data: bytes, request: Request) -> None:
        if (beginning := self._doubtful.get(request)) is None:
            return
        beginning.add(data)
        if beginning.is_page:
            del self._doubtful[request]
        elif beginning.is_known:
            raise StopDownload(fail=False)

    def process_response(self, request: Request, response: Response) -> Response:
        """Raise `NoPageError` for what is no page."""
        if not is_binary(response.url, response.headers, response.body):
            return response
        if not is_for_robots(request):
            self._stats.inc_value(REJECTED)
            self._stats.inc_value(f"{REJECTED}/{FILE}")
            keep_sample(self._stats, f"{REJECTED}/{FILE}", request.url)
        raise NoPageError("not a page")


class _Beginning:
    """The first bytes of a response's body, as they come."""

    def __init__(self, headers: Headers) -> None:
        self._codings = b",".join(headers.getlist("Content-Encoding")).decode("latin-1")
        self._body = b""

    def add(self, data: bytes) -> None:
        """Take what came."""
        self._body += data

    @property
    def head(self) -> bytes:
        """The beginning, decompressed."""
        return decoded(self._body, self._codings, LONGEST_HEAD)[:LONGEST_HEAD]

    @property
    def is_page(self) -> bool:
        """True if it begins like a page."""
        return begins_as_html(self.head)

    @property
    def is_known(self) -> bool:
        """True if enough came to say so."""
        return len(self._body) >= LONGEST_HEAD
