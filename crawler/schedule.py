"""When a page is visited next: soon while it is young, ever later while nothing changes."""

import zlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from scrapy.settings import BaseSettings

from crawler.errors import UserError
from crawler.vietnamese.moments import VIETNAM

#: What a scheduler's start may vary by: a page that is due tomorrow is due in tomorrow's run.
SLACK = timedelta(hours=6)
#: From such an interval on, first visits are spread over it: the pages of a portal's past are all
#: met at once and must not come back at once.
SPREAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a page when it was seen `at` a time: also when first, and when edited."""

    url: str
    at: datetime
    first: datetime
    published: date | None = None
    changed: datetime | None = None

    @property
    def is_first(self) -> bool:
        """Whether it was never seen before."""
        return self.at == self.first


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
    def of(cls, settings: BaseSettings, *, undated_are_new: bool = False) -> Self:
        """The schedule that REVISIT_AFTER, REVISIT_GROWTH and REVISIT_AT_LATEST set.

        Raises `UserError` when no schedule can be made of them.
        """
        shortest = settings.getfloat("REVISIT_AFTER")
        longest = settings.getfloat("REVISIT_AT_LATEST")
        growth = settings.getfloat("REVISIT_GROWTH")
        if not 0 < shortest <= longest or growth <= 0:
            raise UserError(
                f"REVISIT_AFTER={shortest:g} REVISIT_AT_LATEST={longest:g} "
                f"REVISIT_GROWTH={growth:g}: give days, the first not above the second, and a "
                "growth above 0"
            )
        return cls(timedelta(days=shortest), timedelta(days=longest), growth, undated_are_new)

    def next_visit(self, seen: Seen) -> datetime:
        """The time of the next visit to a page that shows its article."""
        interval = self._interval(seen.at, self._since(seen))
        if seen.is_first and interval > SPREAD:
            share = zlib.crc32(seen.url.encode()) % 1000 / 1000
            interval = max(interval * share, self.shortest)
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
