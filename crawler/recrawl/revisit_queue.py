"""Revisit queue: the known pages to visit in a run."""

import math
import zlib
from collections.abc import Mapping, Set
from datetime import date, datetime, timedelta

from crawler.database import KnownPage, PageStatus
from crawler.frontier.visits import Visit
from crawler.period import ALWAYS, Period
from crawler.schedule import Schedule
from crawler.vietnamese.moments import may_be_since

#: Out of turn, so many pages are visited in a run (and a share of all), as sitemaps' dates suggest.
OUT_OF_TURN, OUT_OF_TURN_SHARE = 20, 0.05
#: A visit is planned late that comes so many times later than a new plan would have it.
LATE = 1.5


class RevisitQueue:
    """Knows what the schedule says of a site's pages, and what the site itself says.

    `last_run` is when the last run began that went through the site, if any did; `believes_dates`
    tells whether the site's dates of change were never found to lie.
    """

    def __init__(
        self,
        pages: Mapping[str, KnownPage],
        now: datetime,
        schedule: Schedule,
        last_run: datetime | None,
        *,
        believes_dates: bool,
    ) -> None:
        self._pages = {k: page for k, page in pages.items() if page.status is not PageStatus.MOVED}
        self._now, self._schedule, self._last_run = now, schedule, last_run
        self._believes_dates = believes_dates
        self._dated: set[str] = set()

    @property
    def dated(self) -> Set[str]:
        """The keys of the pages that are visited because the site calls them changed."""
        return self._dated

    def due(self, period: Period = ALWAYS, *, everything: bool = False) -> list[KnownPage]:
        """The pages to visit in a run about a period, the longest due first."""
        due = [
            page
            for page in self._pages.values()
            if (period == ALWAYS or _is_of(page, period))
            and (everything or self._is_due(page) or self._is_brought_forward(page))
        ]
        return sorted(due, key=lambda page: page.next_visit or page.last_seen)

    def wants(self, visit: Visit) -> bool:
        """True if a page is to be visited out of turn, for what links to it says of it."""
        page = self._pages.get(visit.key)
        if page is None:
            return False
        if page.status is PageStatus.REMOVED:
            return True  # a page that is gone is linked again
        most = max(OUT_OF_TURN, OUT_OF_TURN_SHARE * len(self._pages))
        if not self._believes_dates or len(self._dated) >= most:
            return False
        if visit.changed and may_be_since(visit.changed, page.last_seen):
            self._dated.add(visit.key)
            return True
        return False

    def _is_due(self, page: KnownPage) -> bool:
        return page.next_visit is None or page.next_visit <= self._now

    def _is_brought_forward(self, page: KnownPage) -> bool:
        """True if it is the turn of a page whose visit was planned later than it would be today.

        That was when the site was not yet known to change as often as it does. Such pages are not
        visited all at once but on a day each of a round in the longest interval.
        """
        if page.status is not PageStatus.ARTICLE or page.next_visit is None:
            return False
        if page.next_visit - page.last_seen <= LATE * self._schedule.longest:
            return False
        turn = zlib.crc32(page.url.encode())
        round_days = math.ceil(self._schedule.longest / timedelta(days=1))
        last_day = self._last_run.toordinal() if self._last_run else self._now.toordinal()
        days = range(self._now.toordinal(), last_day, -1)
        return any(turn % round_days == day % round_days for day in days)


def _is_of(page: KnownPage, period: Period) -> bool:
    return page.published is not None and period.has_day(date.fromisoformat(page.published))
