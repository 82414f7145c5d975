"""The outcome of a site's crawl, and what a run of crawls tells its scheduler.

A crawl's counts live in Scrapy's stats, under the names below; whoever does the thing counts it.
"""

import asyncio
import logging
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from enum import IntEnum, StrEnum
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, IgnoreRequest
from scrapy.statscollectors import StatsCollector
from twisted.python.failure import Failure

from crawler.errors import UserError

REQUESTS = "downloader/request_count"
#: Answers that reached the spider or were dropped on the way to it, robots.txt among them.
PAGES = "response_received_count"
#: Pages that were taken from an archive in place of the network.
ARCHIVED = "pages/archived"
NEW = "articles/new"
EDITED = "articles/edited"
UNCHANGED = "articles/unchanged"
DUPLICATE = "articles/duplicate"
#: What became of pages that showed articles: see `crawler.following`.
RESTORED = "articles/restored"
REMOVED = "articles/removed"
MOVED = "articles/moved"
#: So many of so many pages were missing that the portal must be out of order or have moved.
LOST = "following/lost"
LOST_OF = "following/lost of"
#: Articles that changed as many others did: edits only if they stay so; the address of one of them.
ALIKE = "following/changed alike"
ALIKE_SAMPLE = "alike/sample"
#: The known articles that were seen, where a large share of them changed alike.
ALIKE_OF = "following/changed alike of"
#: Articles of which only the beginning was left: edits when they are found so again.
UNCONFIRMED = "following/to be confirmed"
#: New articles of a night on which known pages were others or missing: not stored yet.
WITHHELD = "following/new where little is known"
#: Addresses that cannot exist, asked for what the portal says to them.
PROBES = "following/probes"
#: The period that a crawl is limited to.
PERIOD = "period"
#: Where the site's home page redirects to, outside the site.
MOVED_TO = "following/moved to"
#: Articles that earlier runs stored and that this one found linked, but did not ask for again.
KNOWN = "articles/known"
#: Pages that were met as such and are parts of articles that begin elsewhere.
PARTS = "pages/part of an article"
#: Followed by `/<reason>` as well, for each reason.
REJECTED = "pages/rejected"
#: Pages that were read again and better, in the same crawl or from the archive.
REEXTRACTED = "articles/re-extracted"
#: Pages that read as articles before and no longer do; they are left as they are.
UNREAD = "articles/no longer read"
#: Templates that were learned; those that could not be; those that were because articles no longer
#: fitted the last.
LEARNED = "templates/learned"
NOT_LEARNED = "templates/not learned"
OUTDATED = "templates/outdated"
#: Requests that no retry helped: no answer, or one that says that the server cannot.
FAILED = "requests/failed"
FIRST_FAILURE = "requests/first_failure"
LAST_FAILURE = "requests/last_failure"
#: Exceptions in spiders and pipelines.
ERRORS = "errors"
FIRST_ERROR = "errors/first"
#: What robots.txt does in place of having rules: answer with an error of the server.
ROBOTS_ERROR = "robotstxt/error"
#: Why a spider closes that cannot go on.
CLOSED_BY_ERROR = "error"
#: Why a spider closes whose site has stopped answering.
CLOSED_BY_FAILURES = "failures"

#: The loggers of Scrapy's that tell of exceptions in a project's code.
_SCRAPYS_ERRORS = ("scrapy.core.engine", "scrapy.core.scraper", "scrapy.utils.signal")
_STATUS = "downloader/response_status_count/"
_ROBOTS_STATUS = "robotstxt/response_status_count/"
_ROBOTS_FORBIDDEN = "robotstxt/forbidden"


class Outcome(StrEnum):
    """What the crawl of one site came to."""

    OK = "ok"
    PARTIAL = "partial"
    """Ended before the end, by a limit or by Ctrl-C, or was about a period only."""
    UNREACHABLE = "unreachable"
    """No page answered, the home page included."""
    FORBIDDEN = "forbidden"
    """robots.txt forbids to ask for any page, or is out of order, which forbids it for now."""
    EMPTY = "empty"
    """Pages answered, but there was not one article, old or new."""
    LOST = "lost"
    """Many of the known articles were missing at once; none of them is marked as removed."""
    DISTURBED = "disturbed"
    """Many known articles changed alike, or another site answers; that is no news yet."""
    ERROR = "error"
    """Something broke: our own code, the storage, or the site halfway."""


#: Outcomes of a site that nobody need look at.
WELL = (Outcome.OK, Outcome.PARTIAL)


class ExitStatus(IntEnum):
    """The exit status of the commands that crawl sites, or read what was archived of them."""

    ALL_WELL = 0
    """Sites that a limit or Ctrl-C ended are well, too."""
    SOME_FAILED = 1
    """A site was not crawled or is empty, or some file is broken; or Ctrl-C came twice."""
    BAD_USAGE = 2
    """A mistake in the command line, the catalogue or the settings: nothing was begun."""
    NOTHING_CRAWLED = 3
    """No site could be reached and allows it, or no file has a page of any."""
    INTERRUPTED = 130
    """Ctrl-C came before anything was crawled or read."""


def outcome_of(stats: Mapping[str, Any], closed_by: str) -> Outcome:
    """The outcome of a crawl by its stats and the reason for which its spider was closed."""
    if closed_by in (CLOSED_BY_ERROR, "start_error") or stats.get(ERRORS):
        return Outcome.ERROR
    if closed_by not in ("finished", CLOSED_BY_FAILURES):
        return Outcome.PARTIAL
    answered = _answered(stats) + stats.get(ARCHIVED, 0)
    if not answered and not stats.get(KNOWN):
        return Outcome.FORBIDDEN if stats.get(_ROBOTS_FORBIDDEN) else Outcome.UNREACHABLE
    if closed_by == CLOSED_BY_FAILURES or stats.get(FAILED, 0) > answered:
        return Outcome.ERROR
    if stats.get(LOST):
        return Outcome.LOST
    if stats.get(ALIKE_OF) or stats.get(WITHHELD):
        return Outcome.DISTURBED
    if not any(stats.get(name) for name in (NEW, EDITED, UNCHANGED, DUPLICATE, RESTORED, KNOWN)):
        return Outcome.EMPTY
    return Outcome.PARTIAL if stats.get(PERIOD) else Outcome.OK


def exit_status(outcomes: Collection[Outcome]) -> ExitStatus:
    """What a run of crawls tells its scheduler."""
    if outcomes and set(outcomes) <= {Outcome.UNREACHABLE, Outcome.FORBIDDEN}:
        return ExitStatus.NOTHING_CRAWLED
    if all(outcome in WELL for outcome in outcomes):
        return ExitStatus.ALL_WELL
    return ExitStatus.SOME_FAILED


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


class ErrorCounter:
    """Counts exceptions in spiders, pipelines and the archive (a Scrapy extension).

    A `UserError` in them, such as a full disk, would come again with every page: it ends the crawl.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._closing: asyncio.Task[None] | None = None
        for name in _SCRAPYS_ERRORS:
            logging.getLogger(name).addFilter(_in_one_line)
        crawler.signals.connect(self._failed, signals.spider_error)
        crawler.signals.connect(self._failed, signals.item_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the extension, as Scrapy does."""
        return cls(crawler)

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


def _answered(stats: Mapping[str, Any]) -> int:
    """How many pages answered, robots.txt aside."""
    codes = [name.removeprefix(_STATUS) for name in stats if name.startswith(_STATUS)]
    return sum(
        stats[_STATUS + code] - stats.get(_ROBOTS_STATUS + code, 0)
        for code in codes
        if code.startswith("2") or code == "304"
    )
