"""Back-pressure: pages are handed to the pipelines no faster than these are done with them."""

import asyncio
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler

#: Seconds between two looks whether a crawl that is to end has nothing under way any more.
_LOOK = 0.05


class BackPressure:
    """Keeps at most CONCURRENT_ITEMS pages in the pipelines.

    Scrapy takes whatever a spider's `start` yields at once, however much is under way.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._engine: Any = crawler.engine
        self._most = crawler.settings.getint("CONCURRENT_ITEMS")
        self._under_way = 0
        self._keys: set[str] = set()
        self._one_is_done = asyncio.Event()
        self._closing: asyncio.Task[None] | None = None
        for signal in (signals.item_scraped, signals.item_dropped, signals.item_error):
            # The spider may be gone before what it yielded is done.
            crawler.signals.connect(self._done, signal, weak=False)

    async def admits(self, key: str) -> bool:
        """Wait until there is room for a page; False when the crawl ends first.

        The page has to be yielded then. Pages of one key never overtake each other.
        """
        if key in self._keys:
            await self._until_at_most(0)
            self._keys.clear()
        await self._until_at_most(self._most - 1)
        self._keys.add(key)
        self._under_way += 1
        return not self._ends

    async def drained(self) -> bool:
        """Wait until no page is under way any more; False when the crawl ends first."""
        await self._until_at_most(0)
        self._keys.clear()
        return not self._ends

    @property
    def _ends(self) -> bool:
        # Nothing else can hold the engine back: there are no downloads.
        return bool(self._engine.needs_backout())

    async def _until_at_most(self, number: int) -> None:
        while self._under_way > number:
            self._one_is_done.clear()
            await self._one_is_done.wait()

    def _done(self, **_: Any) -> None:
        self._under_way -= 1
        self._one_is_done.set()
        if self._ends and self._closing is None:
            self._closing = asyncio.ensure_future(self._close())

    async def _close(self) -> None:
        """Let the engine close when nothing is under way any more.

        Scrapy (2.19) looks for that only when it is done with a response, of which there are none.
        """
        while (slot := self._engine.scraper.slot) and not slot.is_idle():
            await asyncio.sleep(_LOOK)
        if slot and slot.closing and not slot.closing.called:
            slot.closing.callback(self._crawler.spider)
