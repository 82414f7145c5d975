"""The Scrapy side of following: asks what a conclusion needs, and draws it at the end of a run."""

from functools import cached_property
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, NotConfigured
from scrapy.http import Request, Response

from crawler.engine.counters import PROBES
from crawler.engine.errors import ending_the_crawl
from crawler.engine.messages import requests_of
from crawler.engine.run import Run
from crawler.recrawl.soft_404 import Soft404Fingerprint, impossible
from crawler.vietnamese.decoding import decode

#: How often a run that has ended otherwise goes on for what is still to be asked.
ROUNDS = 3


class Revisits:
    """Keeps a spider open until enough was asked to conclude (a Scrapy extension)."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._rounds = 0
        crawler.signals.connect(self._idle, signals.spider_idle)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make a component; `scrapy shell` crawls no site and has no use for it."""
        if not hasattr(crawler.spidercls, "site"):
            raise NotConfigured
        return cls(crawler)

    @cached_property
    def _run(self) -> Run:
        return Run.of(self._crawler)

    def _idle(self) -> None:
        """Ask what is left to ask; raises `DontCloseSpider` where that is something."""
        with ending_the_crawl(self._crawler):
            self._ask_what_is_left()

    def _ask_what_is_left(self) -> None:
        if not self._run.is_walk:
            return
        requests = requests_of(self._run.frontier.released() or self._run.frontier.late())
        if not requests and self._rounds < ROUNDS:
            self._rounds += 1
            requests = self._requests()
        for request in requests:
            self._crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider
        self._run.went_through = True

    def _requests(self) -> list[Request]:
        spider: Any = self._crawler.spider
        tracker = self._run.tracker
        pages = [spider.revisit(page) for page in tracker.follow_up.questions()]
        return pages + [self._probe(url) for url in tracker.follow_up.probes()]

    def _probe(self, url: str) -> Request:
        self._run.count(PROBES)
        return Request(impossible(url), self._probed, errback=self._failed, cb_kwargs={"like": url})

    def _probed(self, response: Response, like: str) -> None:
        said = None
        if response.status < 400:
            content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
            said = Soft404Fingerprint.of(response.url, decode(response.body, content_type).text)
        self._run.tracker.follow_up.note_probe(like, said)

    def _failed(self, failure: Any) -> None:
        """No answer tells nothing."""
