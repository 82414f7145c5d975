"""Answers with header lines that are none: they are used without them, as browsers use them."""

import re
from collections.abc import Callable
from functools import partial
from typing import cast

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.crawler import Crawler
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress
from twisted.web._newclient import HEADER, Request
from twisted.web.iweb import IResponse

from crawler.engine.losses import keep_sample

#: Counts answers with lines among their headers that are none.
MALFORMED_HEADER = "fallbacks/malformed header"
#: A name (RFC 9110, 5.6.2), and what stands between it and its value.
_NAMED = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:")
#: What notes the address of an answer with a malformed header.
_Note = Callable[[str], None]


class TolerantDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's own handler, which skips header lines that have no name.

    Twisted gives up an answer for a header whose name has letters with marks, angle brackets or
    nothing at all. It and Scrapy let nobody choose what parses answers: the names that begin with
    `_` in this module are the only way, and its tests fail where they change.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = cast(
            type[_LenientHTTP11ClientFactory], partial(_Factory, partial(_count, crawler))
        )


def _count(crawler: Crawler, url: str) -> None:
    assert crawler.stats is not None
    crawler.stats.inc_value(MALFORMED_HEADER)
    keep_sample(crawler.stats, MALFORMED_HEADER, url)


class _Factory(_LenientHTTP11ClientFactory):
    def __init__(self, note: _Note, returned: Callable[..., None], metadata: object) -> None:
        super().__init__(returned, metadata)  # type: ignore[no-untyped-call]
        self._note, self._returned = note, returned

    def buildProtocol(self, addr: IAddress | None) -> "_Protocol":  # noqa: N802
        return _Protocol(self._note, self._returned)


class _Protocol(_LenientHTTP11ClientProtocol):
    def __init__(self, note: _Note, returned: Callable[..., None]) -> None:
        super().__init__(returned)  # type: ignore[no-untyped-call]
        self._note = note

    def request(self, request: Request) -> Deferred[IResponse]:
        answer: Deferred[IResponse] = super().request(request)
        # Scrapy chooses its parser in the same way, for Twisted names its own in the code.
        self._parser.__class__ = _Parser
        cast(_Parser, self._parser).note = self._note
        return answer


class _Parser(_LenientHTTPClientParser):
    """A parser that is made of another when that has been initialised: it cannot be itself."""

    note: _Note
    _is_noted = False
    #: Whether the line before this one was a header, which goes on where this one begins blank.
    _is_header = False

    def lineReceived(self, line: bytes) -> None:  # noqa: N802
        """Hand on a line if it belongs to a header, without blanks behind its name."""
        if self.state != HEADER or not line.strip(b"\r"):
            self._is_header = False
            super().lineReceived(line)
        elif line[:1] not in (b" ", b"\t"):
            named = _NAMED.match(line)
            self._is_header = named is not None
            self._take(named and named[1] + b":" + line[named.end() :])
        else:
            self._take(line if self._is_header else None)

    def _take(self, line: bytes | None) -> None:
        if line is not None:
            super().lineReceived(line)
        elif not self._is_noted:
            self._is_noted = True
            self.note(self.request.absoluteURI.decode("ascii"))
