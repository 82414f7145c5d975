"""Pages are handed to the pipelines no faster than they are done with them."""

import asyncio
import gc
from types import SimpleNamespace
from typing import Any

from scrapy import signals
from scrapy.utils.test import get_crawler
from twisted.internet.defer import Deferred

from crawler.engine.back_pressure import BackPressure


class Pipelines:
    """What a crawl's pipelines and engine look like from outside."""

    def __init__(self, at_once: int) -> None:
        crawler: Any = get_crawler(settings_dict={"CONCURRENT_ITEMS": at_once})
        self._signals = crawler.signals
        self.ends = False
        self.idle = True
        self.slot = SimpleNamespace(closing=None, is_idle=lambda: self.idle)
        scraper = SimpleNamespace(slot=self.slot)
        crawler.engine = SimpleNamespace(needs_backout=lambda: self.ends, scraper=scraper)
        self.pace: Any = BackPressure(crawler)

    def done(self, signal: object = signals.item_scraped) -> None:
        """Be done with a page."""
        self._signals.send_catch_log(signal, item=None)


async def waits(task: "asyncio.Task[bool]") -> bool:
    for _ in range(5):
        await asyncio.sleep(0)
    return not task.done()


def test_page_waits_until_one_is_done_with() -> None:
    async def run() -> None:
        pipelines = Pipelines(at_once=2)
        assert await pipelines.pace.admits("1")
        assert await pipelines.pace.admits("2")
        third = asyncio.create_task(pipelines.pace.admits("3"))
        assert await waits(third)
        pipelines.done(signals.item_dropped)
        assert await third

    asyncio.run(run())


def test_two_versions_of_a_page_never_overtake_each_other() -> None:
    async def run() -> None:
        pipelines = Pipelines(at_once=9)
        await pipelines.pace.admits("1")
        await pipelines.pace.admits("2")
        later = asyncio.create_task(pipelines.pace.admits("1"))
        pipelines.done()
        assert await waits(later)
        pipelines.done(signals.item_error)
        assert await later

    asyncio.run(run())


def test_drained_when_all_are_done_with() -> None:
    async def run() -> None:
        pipelines = Pipelines(at_once=9)
        await pipelines.pace.admits("1")
        drained = asyncio.create_task(pipelines.pace.drained())
        assert await waits(drained)
        pipelines.done()
        assert await drained

    asyncio.run(run())


def test_crawl_that_ends_admits_no_more() -> None:
    async def run() -> None:
        pipelines = Pipelines(at_once=9)
        pipelines.ends = True
        assert not await pipelines.pace.admits("1")

    asyncio.run(run())


def test_engine_that_was_stopped_may_close_when_the_last_page_is_done_with() -> None:
    async def run() -> None:
        pipelines = Pipelines(at_once=9)
        await pipelines.pace.admits("1")
        await pipelines.pace.admits("2")
        closed: Deferred[Any] = Deferred()
        pipelines.ends, pipelines.idle, pipelines.slot.closing = True, False, closed
        pipelines.pace = None  # as the spider's start is, when it was cancelled
        gc.collect()
        pipelines.done()
        await asyncio.sleep(0.1)
        assert not closed.called
        pipelines.idle = True
        pipelines.done()
        await asyncio.sleep(0.1)
        assert closed.called

    asyncio.run(run())
