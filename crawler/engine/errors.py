"""Errors of a crawl: counted, told in one line, and ending it where they would come again."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, IgnoreRequest
from scrapy.statscollectors import StatsCollector
from twisted.python.failure import Failure

from crawler.engine.component import Component
from crawler.engine.counters import (
    CLOSED_BY_ERROR,
    ERRORS,
    FIRST_ERROR,
    FIRST_FAILURE,
    LAST_FAILURE,
)
from crawler.errors import UserError

#: The loggers of Scrapy's that tell of exceptions in a project's code.
_SCRAPYS_ERRORS = ("scrapy.core.engine", "scrapy.core.scraper", "scrapy.utils.signal")


def note_failure(stats: StatsCollector, reason: str) -> None:
    """Keep why a request failed, for the line that reports the site."""
    if not stats.get_value(FIRST_FAILURE):
        stats.set_value(FIRST_FAILURE, reason)
    stats.set_value(LAST_FAILURE, reason)


def note_unforeseen(crawler: Crawler, failure: Failure) -> None:
    """Count what ended a request, unless that was done on its way: `IgnoreRequest` says so."""
    error, errors = failure.value, crawler.get_extension(ErrorCounter)
    if errors and error is not None and not isinstance(error, IgnoreRequest):
        errors.note(error)


class BeyondLimitError(DropItem):
    """A page that came after a crawl had as many articles as it was meant to find."""


class ErrorCounter(Component):
    """Counts exceptions in spiders, pipelines and the archive (a Scrapy extension).

    A `UserError` in them, such as a full disk, would come again with every page: it ends the crawl.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._closing: asyncio.Task[None] | None = None
        for name in _SCRAPYS_ERRORS:
            logging.getLogger(name).addFilter(_in_one_line)
        crawler.signals.connect(self._failed, signals.spider_error)
        crawler.signals.connect(self._failed, signals.item_error)

    def count(self, error: BaseException) -> None:
        """Count an exception."""
        stats = self._crawler.stats
        stats.inc_value(ERRORS)
        if not stats.get_value(FIRST_ERROR):
            stats.set_value(FIRST_ERROR, one_line(error))

    def note(self, error: BaseException) -> None:
        """Count an exception, and end the crawl if it is a `UserError`."""
        self.count(error)
        if isinstance(error, UserError):
            self._closing = self._closing or close_spider(self._crawler, CLOSED_BY_ERROR)

    def _failed(self, failure: Failure) -> None:
        assert failure.value is not None
        self.note(failure.value)


@contextmanager
def ending_the_crawl(crawler: Crawler) -> Iterator[None]:
    """Let a `UserError` end the crawl where Scrapy would log it and go on: in signal handlers."""
    try:
        yield
    except UserError as error:
        if errors := crawler.get_extension(ErrorCounter):
            errors.note(error)


def _in_one_line(record: logging.LogRecord) -> bool:
    """Show a `UserError` that Scrapy logs without its traceback; whether to show it at all.

    It is told again when the crawl has ended: until then it is a warning, and told once.
    """
    error = record.exc_info[1] if record.exc_info else None
    if not isinstance(error, UserError):
        return True
    record.msg, record.args, record.exc_info = one_line(error), (), None
    record.levelno, record.levelname = logging.WARNING, "WARNING"
    spider = getattr(record, "spider", None)
    return not spider or spider.crawler.stats.get_value(FIRST_ERROR) != record.msg


def close_spider(crawler: Crawler, reason: str) -> asyncio.Task[None]:
    """Begin to close a crawl's spider; keep the task, or it may be collected before its end."""
    return asyncio.ensure_future(crawler.engine.close_spider_async(reason=reason))


def one_line(error: BaseException | None) -> str:
    """An error in one line: its text, with its type where it is not the user's to mend."""
    text = " ".join(str(error).split())
    if isinstance(error, UserError):
        return text
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
