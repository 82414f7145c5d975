"""Files that are no pages are not downloaded."""

import re
from posixpath import splitext
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, StopDownload
from scrapy.http import Headers, Request, Response

from crawler.engine.component import Component

#: Content types of pictures, documents and archives.
_FILE_TYPE = re.compile(
    rb"\s*(?:(?:image|audio|video|font)/"
    rb"|application/(?:x-)?(?:pdf|zip|rar|7z|tar|msword|ms-|vnd\.(?:ms-|rar|android|oasis\."
    rb"|openxmlformats-)|rtf|epub|postscript|shockwave|msdownload|java-archive))",
    re.IGNORECASE,
)
#: Content types that say no more than "a file".
_ANY_FILE_TYPE = re.compile(
    rb"\s*(?:application|binary)/(?:x-)?(?:octet-stream|binary|(?:force-)?download)", re.IGNORECASE
)
#: The files among those that a crawl reads: sitemaps and feeds.
_READABLE = (".gz", ".xml", ".rss", ".atom")
#: How files begin that servers send as something else: PDF, ZIP and Office, OLE, RAR, pictures.
_FILE_START = re.compile(rb"%PDF-|PK\x03\x04|\xd0\xcf\x11\xe0|Rar!|\xff\xd8\xff|\x89PNG|GIF8|RIFF")


def is_binary(url: str, content_type: bytes, body: bytes = b"") -> bool:
    """True if a response is a picture, document or archive, by its type or how its body begins."""
    if _FILE_TYPE.match(content_type) or _FILE_START.match(body):
        return True
    extension = splitext(urlsplit(url).path)[1].lower()
    return _ANY_FILE_TYPE.match(content_type) is not None and extension not in _READABLE


class NoPageError(IgnoreRequest):
    """What is at an address is a file, not a page."""


class BinaryMiddleware(Component):
    """Stops at the headers of a response that is no page, and drops it; `pages/binary` counts."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._stats = crawler.stats
        crawler.signals.connect(self._headers_received, signals.headers_received)

    def _headers_received(self, headers: Headers, request: Request) -> None:
        if is_binary(request.url, headers.get("Content-Type") or b""):
            raise StopDownload(fail=False)

    def process_response(self, request: Request, response: Response) -> Response:
        """Raise `NoPageError` for what is no page."""
        if is_binary(response.url, response.headers.get("Content-Type") or b"", response.body):
            self._stats.inc_value("pages/binary")
            raise NoPageError("not a page")
        return response
