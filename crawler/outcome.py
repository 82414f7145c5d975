"""What the crawl of a site came to, and what a run of crawls tells its scheduler.

A crawl's counts live in Scrapy's stats, under the names below; whoever does the thing counts it.
"""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import astuple, dataclass
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
    ERROR = "error"
    """Something broke: our own code, the storage, or the site halfway."""


_WELL = (Outcome.OK, Outcome.PARTIAL)


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


@dataclass(frozen=True, slots=True)
class Counts:
    """What crawls have done so far."""

    pages: int = 0
    new: int = 0
    edited: int = 0
    errors: int = 0
    reextracted: int = 0
    unread: int = 0

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        """The counts of a crawl, running or over."""
        get = crawler.stats.get_value
        errors = get(FAILED, 0) + get(ERRORS, 0)
        return cls(
            pages=get(PAGES, 0) + get(ARCHIVED, 0),
            new=get(NEW, 0),
            edited=get(EDITED, 0),
            errors=errors,
            reextracted=get(REEXTRACTED, 0),
            unread=get(UNREAD, 0),
        )

    def __add__(self, other: "Counts") -> "Counts":
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Counts(*(one + another for one, another in pairs))


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
    answered = _answered(stats) + stats.get(ARCHIVED, 0)
    if not answered and not stats.get(KNOWN):
        return Outcome.FORBIDDEN if stats.get(_ROBOTS_FORBIDDEN) else Outcome.UNREACHABLE
    if closed_by == CLOSED_BY_FAILURES or stats.get(FAILED, 0) > answered:
        return Outcome.ERROR
    if stats.get(LOST):
        return Outcome.LOST
    if not any(stats.get(name) for name in (NEW, EDITED, UNCHANGED, DUPLICATE, RESTORED, KNOWN)):
        return Outcome.EMPTY
    return Outcome.PARTIAL if stats.get(PERIOD) else Outcome.OK


def exit_status(outcomes: Collection[Outcome]) -> ExitStatus:
    """What a run of crawls tells its scheduler."""
    if outcomes and set(outcomes) <= {Outcome.UNREACHABLE, Outcome.FORBIDDEN}:
        return ExitStatus.NOTHING_CRAWLED
    if all(outcome in _WELL for outcome in outcomes):
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
        crawler.signals.connect(self._failed, signals.spider_error)
        crawler.signals.connect(self._failed, signals.item_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the extension, as Scrapy does."""
        return cls(crawler)

    def note(self, error: BaseException) -> None:
        """Count an exception, and end the crawl if it is a `UserError`."""
        stats = self._crawler.stats
        stats.inc_value(ERRORS)
        if not stats.get_value(FIRST_ERROR):
            stats.set_value(FIRST_ERROR, one_line(error))
        if isinstance(error, UserError):
            self._closing = self._closing or close_spider(self._crawler, CLOSED_BY_ERROR)

    def _failed(self, failure: Failure) -> None:
        assert failure.value is not None
        self.note(failure.value)


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
        case Outcome.PARTIAL if closed_by == "finished":
            return f"only {stats[PERIOD]}"
        case Outcome.PARTIAL:
            return "interrupted" if closed_by == "shutdown" else f"ended by {closed_by}"
        case Outcome.UNREACHABLE:
            return _unreachable(stats, first_failure)
        case Outcome.FORBIDDEN:
            return f"not crawled: its robots.txt {stats.get(ROBOTS_ERROR, 'forbids it')}"
        case Outcome.LOST:
            return (
                f"{stats[LOST]} of the {stats[LOST_OF]} known articles that were asked for are "
                "missing: out of order, or moved to other addresses"
            )
        case Outcome.EMPTY:
            return "answers, but no article was found"
        case Outcome.ERROR if closed_by == CLOSED_BY_FAILURES:
            return f"stopped answering ({stats.get(LAST_FAILURE)})"
        case Outcome.ERROR:
            failed = f"{stats.get(FAILED, 0)} requests failed ({first_failure})"
            return str(stats.get(FIRST_ERROR, failed))


def _unreachable(stats: Mapping[str, Any], first_failure: str) -> str:
    if MOVED_TO not in stats:
        return f"cannot be reached ({first_failure})"
    return (
        f"redirects to {stats[MOVED_TO]}; if the publisher has moved there, make that the "
        "`url` of its record and put the old one under `older`"
    )
