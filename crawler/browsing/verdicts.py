"""Verdicts on sites, from their records and last runs."""

from collections.abc import Iterable
from enum import StrEnum

from crawler.database.reading_room.records import SiteState

#: Outcomes of runs that nobody need look at.
_WELL = ("ok", "partial")


class Verdict(StrEnum):
    """The state of a site; what needs a look comes first."""

    #: Its last run did not end well.
    FAILING = "failing"
    EMPTY = "empty"
    #: Some requests failed, or some pages could not be read.
    ERRORS = "errors"
    RUNNING = "running"
    WELL = "well"
    NEVER = "never"
    #: Its department was merged into another one.
    CLOSED = "closed"
    #: No address of it is known.
    UNKNOWN = "unknown"


def verdict(site: SiteState) -> Verdict:
    """The verdict on a site."""
    if site.started is None:
        return _uncrawled(site)
    if site.outcome is None:
        return Verdict.RUNNING
    if site.outcome not in _WELL:
        return Verdict.FAILING
    if not site.articles:
        return Verdict.EMPTY
    return Verdict.ERRORS if site.errors else Verdict.WELL


def _uncrawled(site: SiteState) -> Verdict:
    if not site.url:
        return Verdict.UNKNOWN
    return Verdict.CLOSED if site.until else Verdict.NEVER


def by_verdict(states: Iterable[SiteState]) -> list[tuple[Verdict, list[SiteState]]]:
    """Sites by what is to be thought of them, those that need a look first."""
    judged = [(verdict(state), state) for state in states]
    grouped = [(of, [state for known, state in judged if known is of]) for of in Verdict]
    return [(of, alike) for of, alike in grouped if alike]
