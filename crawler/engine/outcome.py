"""The outcome of a site's crawl, and what a run of crawls tells its scheduler."""

from collections.abc import Collection, Mapping
from enum import IntEnum, StrEnum
from typing import Any

from crawler.engine.counters import (
    ALIKE_OF,
    ARCHIVED,
    CLOSED_BY_ERROR,
    CLOSED_BY_FAILURES,
    DUPLICATE,
    EDITED,
    ERRORS,
    FAILED,
    KNOWN,
    LOST,
    NEW,
    PERIOD,
    RESTORED,
    UNCHANGED,
    WITHHELD,
)

_STATUS = "downloader/response_status_count/"
_ROBOTS_STATUS = "robotstxt/response_status_count/"
_ROBOTS_FORBIDDEN = "robotstxt/forbidden"


class Outcome(StrEnum):
    """The outcome of the crawl of one site."""

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
    INTERRUPTED = "interrupted"
    """Killed; the next run of the site notes it (`crawler.database`), and nobody counted."""


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
    """The exit status of a run of crawls, for its scheduler."""
    if outcomes and set(outcomes) <= {Outcome.UNREACHABLE, Outcome.FORBIDDEN}:
        return ExitStatus.NOTHING_CRAWLED
    if all(outcome in WELL for outcome in outcomes):
        return ExitStatus.ALL_WELL
    return ExitStatus.SOME_FAILED


def _answered(stats: Mapping[str, Any]) -> int:
    """The number of pages that answered, robots.txt aside."""
    codes = [name.removeprefix(_STATUS) for name in stats if name.startswith(_STATUS)]
    return sum(
        stats[_STATUS + code] - stats.get(_ROBOTS_STATUS + code, 0)
        for code in codes
        if code.startswith("2") or code == "304"
    )
