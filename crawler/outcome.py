"""What the crawl of a site came to, and what a run of crawls tells its scheduler.

A crawl's counts live in Scrapy's stats, under the names below; whoever does the thing counts it.
"""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector
from twisted.python.failure import Failure

from crawler.errors import UserError

REQUESTS = "downloader/request_count"
#: Answers that reached the spider or were dropped on the way to it, robots.txt among them.
PAGES = "response_received_count"
NEW = "articles/new"
EDITED = "articles/edited"
UNCHANGED = "articles/unchanged"
DUPLICATE = "articles/duplicate"
#: Articles that earlier runs stored and that this one found linked, but did not ask for again.
KNOWN = "articles/known"
#: Followed by `/<reason>` as well, for each reason.
REJECTED = "pages/rejected"
#: Pages that were read again and better in the same crawl.
REEXTRACTED = "articles/re-extracted"
#: Templates that were learned; those that were because articles no longer fitted the last.
LEARNED = "templates/learned"
OUTDATED = "templates/outdated"
#: Requests that no retry helped: no answer, or one that says that the server cannot.
FAILED = "requests/failed"
FIRST_FAILURE = "requests/first_failure"
LAST_FAILURE = "requests/last_failure"
#: Exceptions in spiders and pipelines.
ERRORS = "errors"
FIRST_ERROR = "errors/first"
#: Why a spider closes that cannot go on.
CLOSED_BY_ERROR = "error"
#: Why a spider closes whose site has stopped answering.
CLOSED_BY_FAILURES = "failures"

_STATUS = "downloader/response_status_count/"
_ROBOTS_STATUS = "robotstxt/response_status_count/"


class Outcome(StrEnum):
    """What the crawl of one site came to."""

    OK = "ok"
    PARTIAL = "partial"
    """Ended before the end: by a limit or by Ctrl-C."""
    UNREACHABLE = "unreachable"
    """No page answered, the home page included."""
    EMPTY = "empty"
    """Pages answered, but there was not one article, old or new."""
    ERROR = "error"
    """Something broke: our own code, the storage, or the site halfway."""


_WELL = (Outcome.OK, Outcome.PARTIAL)


class ExitStatus(IntEnum):
    """The exit status of `scrapy crawl` and `scrapy crawlall`."""

    ALL_WELL = 0
    """Sites that a limit or Ctrl-C ended are well, too."""
    SOME_FAILED = 1
    """A site is unreachable or empty, or something broke; or Ctrl-C came twice."""
    BAD_USAGE = 2
    """A mistake in the command line, the catalogue or the settings: nothing was begun."""
    NOTHING_CRAWLED = 3
    """No site could be reached."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What crawls have done so far."""

    pages: int = 0
    new: int = 0
    edited: int = 0
    errors: int = 0

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        """The counts of a crawl, running or over."""
        get = crawler.stats.get_value
        errors = get(FAILED, 0) + get(ERRORS, 0)
        return cls(get(PAGES, 0), get(NEW, 0), get(EDITED, 0), errors)

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.pages + other.pages,
            self.new + other.new,
            self.edited + other.edited,
            self.errors + other.errors,
        )

    def __str__(self) -> str:
        return f"{self.pages} pages, {self.new} new, {self.edited} edited, {self.errors} errors"


@dataclass(frozen=True, slots=True)
class Result:
    """What the crawl of a site came to."""

    site: str
    outcome: Outcome
    #: Why the outcome is not `ok`, in a few words; empty where it is.
    reason: str
    counts: Counts

    @property
    def failed(self) -> bool:
        """Whether somebody should look at the site."""
        return self.outcome not in _WELL

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        """The result of a crawl that is over."""
        stats = crawler.stats.get_stats()
        closed_by = str(stats.get("finish_reason", CLOSED_BY_ERROR))
        outcome = outcome_of(stats, closed_by)
        reason = _reason(stats, outcome, closed_by)
        return cls(crawler.spidercls.name, outcome, reason, Counts.of(crawler))


def outcome_of(stats: Mapping[str, Any], closed_by: str) -> Outcome:
    """The outcome of a crawl by its stats and the reason for which its spider was closed."""
    if closed_by in (CLOSED_BY_ERROR, "start_error") or stats.get(ERRORS):
        return Outcome.ERROR
    if closed_by not in ("finished", CLOSED_BY_FAILURES):
        return Outcome.PARTIAL
    answered = _answered(stats)
    if not answered:
        return Outcome.UNREACHABLE
    if closed_by == CLOSED_BY_FAILURES or stats.get(FAILED, 0) > answered:
        return Outcome.ERROR
    if not any(stats.get(name) for name in (NEW, EDITED, UNCHANGED, DUPLICATE, KNOWN)):
        return Outcome.EMPTY
    return Outcome.OK


def exit_status(outcomes: Collection[Outcome]) -> ExitStatus:
    """What a run of crawls tells its scheduler."""
    if outcomes and all(outcome is Outcome.UNREACHABLE for outcome in outcomes):
        return ExitStatus.NOTHING_CRAWLED
    if all(outcome in _WELL for outcome in outcomes):
        return ExitStatus.ALL_WELL
    return ExitStatus.SOME_FAILED


def note_failure(stats: StatsCollector, reason: str) -> None:
    """Keep why a request failed, for the line that reports the site."""
    if not stats.get_value(FIRST_FAILURE):
        stats.set_value(FIRST_FAILURE, reason)
    stats.set_value(LAST_FAILURE, reason)


class ErrorCounter:
    """Counts exceptions in spiders and pipelines (a Scrapy extension).

    A `UserError` in a pipeline, such as a full disk, would come again with every page: it ends
    the crawl.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._closing: asyncio.Task[None] | None = None
        crawler.signals.connect(self._failed, signals.spider_error)
        crawler.signals.connect(self._failed, signals.item_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the extension, as Scrapy does."""
        return cls(crawler)

    def _failed(self, failure: Failure) -> None:
        error = failure.value
        stats = self._crawler.stats
        stats.inc_value(ERRORS)
        if not stats.get_value(FIRST_ERROR):
            stats.set_value(FIRST_ERROR, one_line(error))
        if isinstance(error, UserError):
            self._closing = self._closing or close_spider(self._crawler, CLOSED_BY_ERROR)


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


def _reason(stats: Mapping[str, Any], outcome: Outcome, closed_by: str) -> str:
    first_failure = stats.get(FIRST_FAILURE, "no request was answered")
    match outcome:
        case Outcome.OK:
            return ""
        case Outcome.PARTIAL:
            return "interrupted" if closed_by == "shutdown" else f"ended by {closed_by}"
        case Outcome.UNREACHABLE:
            return f"cannot be reached ({first_failure})"
        case Outcome.EMPTY:
            return "answers, but no article was found"
        case Outcome.ERROR if closed_by == CLOSED_BY_FAILURES:
            return f"stopped answering ({stats.get(LAST_FAILURE)})"
        case Outcome.ERROR:
            failed = f"{stats.get(FAILED, 0)} requests failed ({first_failure})"
            return str(stats.get(FIRST_ERROR, failed))
