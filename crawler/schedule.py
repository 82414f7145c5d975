"""Revisit schedule: a page is visited soon while it is young, ever later while it stays."""

import zlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from crawler.errors import UserError
from crawler.vietnamese.moments import VIETNAM

#: What a scheduler's start may vary by: a page that is due tomorrow is due in tomorrow's run.
SLACK = timedelta(hours=6)
#: The pages of a portal's past are all met at once and must not come back at once: first visits
#: that are later than this are spread over the time from then on.
SPREAD = timedelta(days=7)
#: Of pages of which little was seen so far: so many changes, in the time that goes with the longest
#: interval. The prior of a Poisson rate, as Cho and Garcia-Molina estimate it ("Estimating
#: frequency of change", ACM TOIT 3(3), 2003), weak enough for one or two changes to tell.
PRIOR_CHANGES = 0.1
#: However much a site changes, its older pages are not visited more often than this.
ROUND = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class RevisitRules:
    """The REVISIT settings: days, days, and shares above 0."""

    after: float
    at_latest: float
    growth: float
    unseen: float

    def check(self) -> None:
        """Raise `UserError` when no schedule can be made of them."""
        if not 0 < self.after <= self.at_latest or self.growth <= 0:
            raise UserError(
                f"REVISIT_AFTER={self.after:g} REVISIT_AT_LATEST={self.at_latest:g} "
                f"REVISIT_GROWTH={self.growth:g}: give days, the first not above the second, and a "
                "growth above 0"
            )
        if not 0 < self.unseen <= 1:
            raise UserError(f"REVISIT_UNSEEN={self.unseen:g}: give a share above 0 and up to 1")


@dataclass(frozen=True, slots=True)
class Seen:
    """A sighting of a page `at` a time, with those of the first one and of the last edit."""

    url: str
    at: datetime
    first: datetime
    published: date | None = None
    changed: datetime | None = None

    @property
    def is_first(self) -> bool:
        """True if it was never seen before."""
        return self.at == self.first


@dataclass(frozen=True, slots=True)
class Past:
    """The observed changes of a site's older pages, in so many days of each page."""

    changes: int = 0
    days: tuple[float, ...] = ()

    def days_until_changed(self, share: float, longest: float) -> float:
        """In how many days a share of the pages changes; `longest` is assumed at first."""
        seen_days = sum(_seen_days(days, longest) for days in self.days)
        rate = (self.changes + PRIOR_CHANGES) / (seen_days + PRIOR_CHANGES * longest / share)
        return min(max(share / rate, ROUND.days), longest)


def _seen_days(days: float, longest: float) -> float:
    """Of the days since a page was first seen, those before its last visit, as is to be expected.

    First visits are spread over the longest interval, in which all pages are visited later.
    """
    return days * days / (2 * longest) if days < longest else days - longest / 2


@dataclass(frozen=True, slots=True)
class Schedule:
    """Bounds of the interval between two visits, and the share of a page's age that it is.

    An interval in proportion to the age since publication or the last edit grows geometrically: it
    is that of a page whose chance to change falls with time, as Common Crawl's news crawler and
    RFC 9111 (4.2.2, heuristic freshness) assume.
    """

    shortest: timedelta
    longest: timedelta
    growth: float
    #: Of pages without a date: whether they are new since an earlier run met the portal's past.
    undated_are_new: bool = False

    @classmethod
    def of(cls, rules: RevisitRules, past: Past = Past(), *, undated_are_new: bool = False) -> Self:
        """The schedule for a site with such a past.

        The more of its older pages change, the shorter the longest interval, so that only the share
        REVISIT_UNSEEN of them is expected to have changed since the last visit. Raises `UserError`
        when no schedule can be made of the rules.
        """
        rules.check()
        days = max(past.days_until_changed(rules.unseen, rules.at_latest), rules.after)
        shortest, longest = timedelta(days=rules.after), timedelta(days=days)
        return cls(shortest, longest, rules.growth, undated_are_new)

    def next_visit(self, seen: Seen) -> datetime:
        """The time of the next visit to a page that shows its article."""
        interval = self._interval(seen.at, self._since(seen))
        if seen.is_first and interval > SPREAD:
            share = zlib.crc32(seen.url.encode()) % 1000 / 1000
            interval = SPREAD + (interval - SPREAD) * share
        return seen.at + interval - min(SLACK, interval / 4)

    def again(self, now: datetime, gone_since: datetime | None = None) -> datetime:
        """The next visit to a page that did not show its article: ever later while it stays so."""
        return now + self._interval(now, gone_since or now) - SLACK

    def _since(self, seen: Seen) -> datetime | None:
        """Since when the page is what it is; None where nobody knows."""
        if seen.published is not None:
            day = seen.published
            midnight = datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
            return max(midnight, seen.changed or midnight)
        if seen.is_first and not self.undated_are_new:
            return None
        return seen.changed or seen.first

    def _interval(self, now: datetime, since: datetime | None) -> timedelta:
        if since is None:
            return self.longest
        return min(max((now - since) * self.growth, self.shortest), self.longest)
