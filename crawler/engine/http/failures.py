"""Requests that failed for good: told in a few words, counted, and too many of them are enough."""

import asyncio
import logging
from collections import defaultdict
from urllib.parse import urlsplit

from OpenSSL import SSL
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from scrapy.http import Request, Response
from twisted.internet.error import ConnectError, ConnectionClosed

from crawler.engine.component import Component
from crawler.engine.counters import CLOSED_BY_FAILURES, FAILED
from crawler.engine.errors import close_spider, note_failure
from crawler.engine.http.scope import is_for_robots
from crawler.engine.losses import TOO_LARGE, LostPageError, count_loss, loss_of

logger = logging.getLogger(__name__)

_DOWNLOAD_ERRORS = (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ConnectError,
    ConnectionClosed,
    TunnelError,
    OSError,
)
#: Requests given up to a host that has not answered any, until no more are made; the first is
#: enough for a host whose name does not resolve, and for robots.txt, without which all is forbidden
#: (RFC 9309, 2.3.1.4).
_ATTEMPTS = 2
#: A server, or the gateway before it, that does not serve; 500 is a broken page more often.
_OUT_OF_SERVICE = (429, 502, 503, 504, 522, 524)


#: Why pages of a host are not asked for that did not answer before.
SILENT_HOST = "host does not answer"


class FailureMiddleware(Component):
    """Reports final failures, each in one line, and leaves alone what is down.

    All that is not read for them is counted as lost, by reason.

    A site is down after FAILURES_IN_A_ROW requests that failed one after the other: its spider is
    closed, and what is left stays due for the next run. A host that never answered is not asked
    over and over. Stands before the retries, to see what they gave up.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._longest_row = crawler.settings.getint("FAILURES_IN_A_ROW")
        self._row = 0
        self._answered: set[str] = set()
        self._silent: dict[str, list[str]] = defaultdict(list)
        self._given_up: set[str] = set()
        self._closing: asyncio.Task[None] | None = None

    def process_request(self, request: Request) -> None:
        """Raise `LostPageError` for a host that does not answer anyway; it fails but once."""
        host = urlsplit(request.url).netloc
        if len(self._silent[host]) >= _ATTEMPTS and host not in self._answered:
            reason = self._silent[host][0]
            if host not in self._given_up:
                self._given_up.add(host)
                self._fail(request, reason, is_down=True)
            raise self._lost(request, SILENT_HOST, reason)

    def process_response(self, request: Request, response: Response) -> Response:
        """Count a response that says that the server cannot."""
        self._answered.add(urlsplit(request.url).netloc)
        if is_for_robots(request):
            return response
        if response.status >= 400:
            note_failure(self._crawler.stats, f"HTTP {response.status}")
        if loss := loss_of(response):
            count_loss(self._crawler.stats, loss, request.url)
        if response.status in _OUT_OF_SERVICE:
            self._count(request, f"HTTP {response.status}", is_down=True)
        elif response.status >= 500:
            self._count(request, f"HTTP {response.status}", is_down=False)
        else:
            self._row = 0
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Raise `LostPageError` in place of what went wrong with a download."""
        if not isinstance(exception, _DOWNLOAD_ERRORS):
            return
        reason = describe(exception, request)
        is_down = not isinstance(exception, DownloadCancelledError)
        if is_down:
            once = isinstance(exception, CannotResolveHostError) or is_for_robots(request)
            self._silent[urlsplit(request.url).netloc] += [reason] * (_ATTEMPTS if once else 1)
        self._fail(request, reason, is_down=is_down)
        raise self._lost(request, kind_of(exception), reason) from exception

    def _fail(self, request: Request, reason: str, *, is_down: bool) -> None:
        if not is_for_robots(request):
            note_failure(self._crawler.stats, reason)
            self._count(request, reason, is_down=is_down)

    def _lost(self, request: Request, loss: str, reason: str) -> LostPageError:
        if not is_for_robots(request):
            count_loss(self._crawler.stats, loss, request.url)
        return LostPageError(loss, reason)

    def _count(self, request: Request, reason: str, *, is_down: bool) -> None:
        self._crawler.stats.inc_value(FAILED)
        logger.warning("%s: %s", request, reason, extra={"spider": self._crawler.spider})
        self._row = self._row + 1 if is_down else 0
        if self._row == self._longest_row:
            self._closing = close_spider(self._crawler, CLOSED_BY_FAILURES)


def kind_of(error: Exception) -> str:
    """The kind of failure that a download ended with: one of few, to be counted."""
    match error:
        case CannotResolveHostError():
            return "DNS lookup failed"
        case DownloadConnectionRefusedError():
            return "connection refused"
        case DownloadTimeoutError():
            return "timeout"
        case DownloadCancelledError():
            return TOO_LARGE
        case DownloadFailedError() if any(isinstance(e, SSL.Error) for e in _low_level(error)):
            return "TLS"
        case DownloadFailedError():
            return "connection broken"
        case _:
            return "no connection"


def describe(error: Exception, request: Request) -> str:
    """The failure of a download, in a few words."""
    asked = urlsplit(request.meta.get("proxy") or request.url)
    host = asked.netloc
    match error:
        case CannotResolveHostError():
            return f"DNS lookup failed for {asked.hostname}"
        case DownloadConnectionRefusedError():
            return f"connection refused by {host}"
        case DownloadTimeoutError():
            what = "complete robots.txt" if is_for_robots(request) else "complete answer"
            return f"no {what} within {request.meta['download_timeout']:g} s from {host}"
        case DownloadCancelledError():
            return "larger than DOWNLOAD_MAXSIZE"
        case DownloadFailedError():
            causes = dict.fromkeys(_text(cause) for cause in _low_level(error))
            return f"{'; '.join(causes) or _text(error)} ({host})"
        case _:
            return f"{_text(error)} ({host})"


def _low_level(error: DownloadFailedError) -> list[BaseException]:
    """The reasons within Twisted's `ResponseFailed`, which Scrapy wraps."""
    return [failure.value for failure in getattr(error.__cause__, "reasons", [])]


def _text(error: BaseException) -> str:
    if isinstance(error, SSL.Error) and error.args and isinstance(error.args[0], list):
        return "TLS: " + ", ".join(reason for _, _, reason in error.args[0])
    text = " ".join(str(error).split()).rstrip(".")
    return text[:1].lower() + text[1:] if text else type(error).__name__
