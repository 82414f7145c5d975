"""robots.txt as servers really answer it, and the delay that it asks for."""

import re
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Request, Response
from scrapy.robotstxt import ProtegoRobotParser, RobotParser

from crawler.engine.component import Component
from crawler.engine.counters import ROBOTS_ERROR
from crawler.engine.losses import FORBIDDEN, count_loss

#: What RFC 9309 (2.5) has a crawler read at least; what comes behind it is left out.
_MAX_BYTES = 500 * 1024
_MARKUP = re.compile(rb"[\s\xef\xbb\xbf]*<")
#: What holds while robots.txt cannot be had (RFC 9309, 2.3.1.4).
_NOTHING_ALLOWED = b"User-agent: *\nDisallow: /\n"


class StrictRobotsMiddleware(RobotsTxtMiddleware):
    """Obeys robots.txt; an error of the server in its place forbids the whole host for this crawl.

    What is forbidden is counted as lost and left as it is on record. An answer of 4xx means that
    there are no rules; what never answers is left alone by `crawler.engine.http.failures`.
    """

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500:
            self._stats.set_value(ROBOTS_ERROR, f"answers HTTP {response.status}")
            count_loss(self._stats, "robots.txt", response.url)
            response = response.replace(body=_NOTHING_ALLOWED)
        await super()._parse_robots(response, netloc, request)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Raise `IgnoreRequest` for a page that is forbidden."""
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest:
            count_loss(self._stats, FORBIDDEN, request.url)
            raise


class LenientRobotParser(ProtegoRobotParser):
    """Rules of a robots.txt file; a page of HTML in its place, as error pages are, has none.

    `scrapy.signals.robots_parsed` hands it to whoever wants the addresses in `sitemaps`.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler, robotstxt_body: bytes) -> Self:
        """Parse what was answered for robots.txt."""
        if _MARKUP.match(robotstxt_body):
            robotstxt_body = b""
        return super().from_crawler(crawler, robotstxt_body[:_MAX_BYTES])

    @property
    def sitemaps(self) -> list[str]:
        """The addresses that the `Sitemap:` lines name."""
        return list(self.rp.sitemaps)


class CrawlDelay(Component):
    """Keeps the delay between two requests that robots.txt asks for (a Scrapy extension).

    It counts where it is longer than DOWNLOAD_DELAY, up to CRAWL_DELAY_MAX seconds, and
    AutoThrottle never goes below it.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._user_agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._max = crawler.settings.getfloat("CRAWL_DELAY_MAX")
        crawler.signals.connect(self._robots_parsed, signals.robots_parsed)

    def _robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        delay = min(robotparser.crawl_delay(self._user_agent) or 0.0, self._max)
        if delay <= self._crawler.settings.getfloat("DOWNLOAD_DELAY"):
            return
        downloader = self._crawler.engine.downloader
        key = downloader.get_slot_key(request)
        # Without jitter: Scrapy's goes to both sides, and no request may come too early.
        downloader.per_slot_settings[key] = {"delay": delay, "jitter": 0}
        if slot := downloader.slots.get(key):
            slot.delay, slot.jitter = max(slot.delay, delay), 0
        if throttle := self._crawler.get_extension(AutoThrottle):
            throttle.mindelay = max(throttle.mindelay, delay)
            throttle.maxdelay = max(throttle.maxdelay, throttle.mindelay)
