"""Retries that give a server time, and more of it where it asks for more."""

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from urllib.parse import urlsplit

from scrapy import Spider
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.http import Request, Response
from scrapy.settings import BaseSettings

from crawler.engine.losses import BROKEN_OFF, keep_sample
from crawler.payload.sniffing import ends_whole

#: Too many requests, or none at all for now: meant for all requests, not for this one.
_HOST_WIDE = (429, 503)
#: A name that does not resolve twice does not resolve.
_DNS_RETRIES = 1
#: Counts pages that are whole, although their servers said that they would be longer.
WRONG_LENGTH = "fallbacks/whole page of another length than declared"


class BackoffRetryMiddleware(RetryMiddleware):
    """Retries after RETRY_BACKOFF seconds, twice as many the second time, and so on.

    A server that answers 429 or 503 is left alone altogether for that time, or for the one that
    its `Retry-After` asks for, up to RETRY_AFTER_MAX seconds. A response that broke off is asked
    for again, and handed on with its flag when it breaks off every time; one that has its end is
    whole, for there are servers that send every page with another length than they say.
    """

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self._backoff = settings.getfloat("RETRY_BACKOFF")
        self._longest = settings.getfloat("RETRY_AFTER_MAX")
        self._closed_until: dict[str, float] = {}

    async def process_request(self, request: Request) -> None:
        """Wait until the request may be made; raise `IgnoreRequest` if the crawl stops first."""
        moment = max(request.meta.get("not_before", 0.0), self._closed_until.get(_host(request), 0))
        while (seconds := moment - monotonic()) > 0:
            if not self.crawler.crawling:
                raise IgnoreRequest("the crawl was stopped before a retry")
            await asyncio.sleep(min(seconds, 0.5))

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Turn a response that may be better the next time into a retry."""
        if BROKEN_OFF in response.flags:
            return self._broken_off(request, response)
        result = super().process_response(request, response)
        if isinstance(result, Request) and response.status in _HOST_WIDE:
            asked = _retry_after(response)
            pause = self._pause(result) if asked is None else min(asked, self._longest)
            self._closed_until[_host(request)] = monotonic() + pause
            result.meta.pop("not_before", None)
        return result

    def _broken_off(self, request: Request, response: Response) -> Request | Response:
        """The retry; the response where it is whole, whatever its length was said to be."""
        if ends_whole(response.body):
            response.flags.remove(BROKEN_OFF)
            self.crawler.stats.inc_value(WRONG_LENGTH)
            keep_sample(self.crawler.stats, WRONG_LENGTH, request.url)
            return response
        return self._retry(request, "truncated response") or response

    def _retry(self, request: Request, reason: str | Exception | type[Exception]) -> Request | None:
        if isinstance(reason, CannotResolveHostError):
            request.meta.setdefault("max_retry_times", min(_DNS_RETRIES, self.max_retry_times))
        if retry := super()._retry(request, reason):
            retry.meta["not_before"] = monotonic() + self._pause(retry)
        return retry

    def _pause(self, retry: Request) -> float:
        seconds: float = self._backoff * 2 ** (retry.meta["retry_times"] - 1)
        return min(seconds, self._longest)


def _host(request: Request) -> str:
    return urlsplit(request.url).hostname or ""


def _retry_after(response: Response) -> float | None:
    """The seconds that `Retry-After` asks for (RFC 9110, 10.2.3); None if it makes no sense."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
