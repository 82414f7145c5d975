"""Which of a site's known pages are to be visited in a run."""

import math
from collections.abc import Mapping, Set
from datetime import date, datetime, timedelta

from crawler.database import KnownPage, PageStatus
from crawler.period import ALWAYS, Period
from crawler.schedule import Schedule
from crawler.vietnamese.moments import may_be_since
from crawler.visits import Visit

#: Out of turn, so many pages are visited in a run (and a share of all), as sitemaps' dates suggest.
OUT_OF_TURN, OUT_OF_TURN_SHARE = 20, 0.05
#: A visit is planned late that comes so many times later than a new plan would have it.
LATE = 1.5
#: In the longest interval, so many times as many pages take their turn as there are: enough for all
#: of them, and few enough for one night to be like the next.
TURNS = 1.25


class Agenda:
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
        of_period = [p for p in self._pages.values() if period == ALWAYS or _is_of(p, period)]
        due = [page for page in of_period if everything or self._is_due(page)]
        if period == ALWAYS and not everything:
            due = self._in_turn(due)
        return sorted(due, key=lambda page: page.next_visit or page.last_seen)

    def wants(self, visit: Visit) -> bool:
        """Whether a page is to be visited out of turn, for what links to it says of it."""
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

    def _in_turn(self, due: list[KnownPage]) -> list[KnownPage]:
        """What is due, but of older pages no more than take their turn since the last run.

        Those come first that were not seen for the longest time, be they due or planned late: for
        when the site was not yet known to change as often as it does.
        """
        older = [page for page in due if self._is_older(page)]
        late = [page for page in self._pages.values() if self._is_late(page)]
        elapsed = self._now - self._last_run if self._last_run else self._schedule.longest
        turns = math.ceil(TURNS * len(self._pages) * elapsed / self._schedule.longest)
        in_turn = sorted(older + late, key=lambda page: page.last_seen)[:turns]
        return [page for page in due if not self._is_older(page)] + in_turn

    def _is_older(self, page: KnownPage) -> bool:
        """Whether a page is visited about as seldom as any on the site."""
        return _planned(page) >= self._schedule.longest / 2

    def _is_late(self, page: KnownPage) -> bool:
        return not self._is_due(page) and _planned(page) > LATE * self._schedule.longest


def _planned(page: KnownPage) -> timedelta:
    """The time between two visits to a page that was well; none otherwise."""
    if page.status is not PageStatus.ARTICLE or page.gone_since or page.next_visit is None:
        return timedelta(0)
    return page.next_visit - page.last_seen


def _is_of(page: KnownPage, period: Period) -> bool:
    return page.published is not None and period.has_day(date.fromisoformat(page.published))
