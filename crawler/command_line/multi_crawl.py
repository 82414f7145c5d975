"""Crawls of many sites in one process."""

import asyncio
import logging
import signal
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Any

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess

from crawler.command_line.progress import Display, Progress
from crawler.command_line.result import Counts, Result
from crawler.engine.errors import one_line
from crawler.engine.outcome import Outcome
from crawler.errors import UserError

logger = logging.getLogger(__name__)

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class MultiCrawl:
    """Runs crawls in one event loop, so many at once, the next when one ends."""

    def __init__(
        self,
        process: AsyncCrawlerProcess,
        display: Display,
        spiders: Iterable[type[Spider]],
        spider_arguments: Mapping[str, Any],
    ) -> None:
        self._process = process
        self._display = display
        self._spiders = deque(spiders)
        self._spider_arguments = spider_arguments
        self._stopping: asyncio.Task[None] | None = None
        self._error: UserError | None = None
        self.progress = Progress(len(self._spiders), display.view)
        self.forced = False

    def run(self, at_once: int) -> None:
        """Crawl all sites; returns when they have ended or Ctrl-C came twice.

        Raises `UserError` where a mistake keeps the crawls from starting.
        """
        loop = asyncio.get_event_loop()
        for number in _STOP_SIGNALS:
            loop.add_signal_handler(number, self._interrupted)
        task = loop.create_task(self._crawl_all(at_once))
        self._process.start(stop_after_crawl=False, install_signal_handlers=False)
        for number in _STOP_SIGNALS:
            loop.remove_signal_handler(number)
        if task.done():
            task.result()
        if self._error is not None:
            raise self._error

    async def _crawl_all(self, at_once: int) -> None:
        refreshing = asyncio.create_task(self._refresh())
        try:
            await asyncio.gather(*(self._crawl_some() for _ in range(at_once)))
        finally:
            refreshing.cancel()
            _stop_reactor()

    async def _crawl_some(self) -> None:
        while self._spiders:
            result = await self._crawl(self._spiders.popleft())
            if result is not None:
                self.progress.results.append(result)
                self._display.finished(result)

    async def _crawl(self, spider: type[Spider]) -> Result | None:
        name = spider.name
        crawler = self._process.create_crawler(spider)
        crawling = self._process.crawl(crawler, **self._spider_arguments)
        self.progress.active[name] = crawler
        try:
            await crawling
        except UserError as error:
            # Whatever it is, a setting or the database, it is the same for all sites.
            self._error = error
            self._stop()
            return None
        except Exception as error:
            logger.exception("%s did not start", name)
            return Result(name, Outcome.ERROR, one_line(error), Counts(errors=1))
        finally:
            del self.progress.active[name]
        return Result.of(crawler)

    async def _refresh(self) -> None:
        while True:
            await asyncio.sleep(self._display.interval)
            self._display.refresh(self.progress)

    def _interrupted(self) -> None:
        if self._stopping is None:
            number = len(self.progress.active)
            self._display.log(f"Closing {number} sites; Ctrl-C again stops them at once.")
            self._stop()
        else:
            self.forced = True
            _stop_reactor()

    def _stop(self) -> None:
        self._spiders.clear()
        self._stopping = asyncio.ensure_future(self._process.stop())


def _stop_reactor() -> None:
    # Only importable once a reactor is installed.
    from twisted.internet import reactor

    if reactor.running:
        reactor.stop()  # type: ignore[misc]  # its interface is not typed
