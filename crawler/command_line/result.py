"""The result of a site's crawl: counts, outcome, and remarks."""

from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from typing import Any, Self

from scrapy.crawler import Crawler

from crawler.engine import certificates, losses
from crawler.engine.counters import (
    ALIKE,
    ALIKE_OF,
    ALIKE_SAMPLE,
    ARCHIVED,
    CLOSED_BY_ERROR,
    CLOSED_BY_FAILURES,
    EDITED,
    ERRORS,
    FAILED,
    FIRST_ERROR,
    FIRST_FAILURE,
    LAST_FAILURE,
    LOST,
    LOST_OF,
    MOVED_TO,
    NEW,
    PAGES,
    PERIOD,
    REEXTRACTED,
    ROBOTS_ERROR,
    UNREAD,
    WITHHELD,
)
from crawler.engine.outcome import WELL, Outcome, outcome_of


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of crawls so far."""

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
    """The result of the crawl of a site."""

    site: str
    outcome: Outcome
    #: Why the outcome is not `ok`, in a few words; empty where it is.
    reason: str
    counts: Counts
    #: What one should know of a site that answered, whatever the outcome, each in a few words.
    remarks: tuple[str, ...] = ()

    @property
    def ending(self) -> str:
        """The reason and the remarks, in one line; empty where all is well."""
        return "; ".join(filter(None, (self.reason, *self.remarks)))

    @property
    def failed(self) -> bool:
        """True if somebody should look at the site."""
        return self.outcome not in WELL

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        """The result of a crawl that is over."""
        stats = crawler.stats.get_stats()
        closed_by = str(stats.get("finish_reason", CLOSED_BY_ERROR))
        outcome = outcome_of(stats, closed_by)
        reason = _reason(stats, outcome, closed_by)
        answered = outcome not in (Outcome.UNREACHABLE, Outcome.FORBIDDEN)
        remarks = _remarks(stats) if answered else ()
        return cls(crawler.spidercls.name, outcome, reason, Counts.of(crawler), remarks)


def _remarks(stats: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(filter(None, (certificates.told(stats), losses.told(stats))))


def _reason(stats: Mapping[str, Any], outcome: Outcome, closed_by: str) -> str:
    first_failure = stats.get(FIRST_FAILURE, "no request was answered")
    match outcome:
        case Outcome.OK | Outcome.DISTURBED:
            return "; ".join(_disturbances(stats))
        case Outcome.PARTIAL | Outcome.INTERRUPTED:
            return _ended(stats, closed_by)
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


def _ended(stats: Mapping[str, Any], closed_by: str) -> str:
    if closed_by == "finished":
        return f"only {stats[PERIOD]}"
    return "interrupted" if closed_by == "shutdown" else f"ended by {closed_by}"


def _disturbances(stats: Mapping[str, Any]) -> Iterator[str]:
    if stats.get(ALIKE):
        yield _changed_alike(stats)
    if stats.get(WITHHELD):
        yield (
            f"{stats[WITHHELD]} new articles where most of the known ones are others or missing: "
            "another site answers, unless it stays so"
        )


def _changed_alike(stats: Mapping[str, Any]) -> str:
    of = f" of the {stats[ALIKE_OF]} that were seen" if stats.get(ALIKE_OF) else ""
    sample = stats[ALIKE_SAMPLE]
    return (
        f"{stats[ALIKE]} articles{of} changed alike, such as {sample}: no edits unless it stays so"
    )


def _unreachable(stats: Mapping[str, Any], first_failure: str) -> str:
    if MOVED_TO not in stats:
        return f"cannot be reached ({first_failure})"
    return (
        f"redirects to {stats[MOVED_TO]}; if the publisher has moved there, make that the "
        "`url` of its record and put the old one under `older`"
    )
