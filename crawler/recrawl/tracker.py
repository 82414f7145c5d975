"""Tracker of the pages that showed articles, during one run."""

from datetime import datetime

from crawler.database import Database, KnownPage, PageStatus
from crawler.recrawl.follow_up import FollowUp
from crawler.recrawl.observations import Observations
from crawler.recrawl.revisit_queue import RevisitQueue
from crawler.recrawl.verdict import Conclusion, Rules, Verdict
from crawler.schedule import Schedule

#: A portal's dates of change lie when this share of so many pages is found unchanged.
LIE_SHARE, LIE_LEAST = 0.8, 5


class PageTracker:
    """Knows a site's pages: which to visit, what they were found to be, and what follows."""

    def __init__(
        self, database: Database, site: str, now: datetime, schedule: Schedule, rules: Rules
    ) -> None:
        self._database, self._site = database, site
        self._pages = database.known_pages(site)
        self.revisit_queue = RevisitQueue(
            self._pages,
            now,
            schedule,
            database.last_complete_run(site),
            believes_dates=database.trusts_dates(site),
        )
        self.observations = Observations(database, site, now, schedule, self._pages)
        self.follow_up = FollowUp(self._pages, self.observations, now)
        self._verdict = Verdict(
            database, site, now, schedule, rules, self._pages, self.observations, self.follow_up
        )

    def known(self, key: str) -> KnownPage | None:
        """The page of a key, if it has shown an article before this run."""
        page = self._pages.get(key)
        return page if page and page.status is not PageStatus.MOVED else None

    def conclude(self) -> Conclusion:
        """Record removals and moves, and whether the site's dates of change are to be believed."""
        self._judge_dates()
        return self._verdict.conclude()

    def _judge_dates(self) -> None:
        seen = self.revisit_queue.dated & self.observations.fine
        unchanged = seen - self.observations.edited
        if len(seen) >= LIE_LEAST and len(unchanged) >= LIE_SHARE * len(seen):
            self._database.distrust_dates(self._site)
