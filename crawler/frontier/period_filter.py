"""Filter of runs that are about a period only."""

from collections import Counter
from datetime import date

from crawler.database import FrontierEntry
from crawler.period import Period

#: How the reason begins for which an article was left out whose day follows.
OUTSIDE = "outside the period: "
#: So many articles of a listing that are too old, and what follows is so, too.
PAST = 10


class PeriodFilter:
    """The articles that are not of the period that a run is about."""

    def __init__(self, period: Period) -> None:
        self._period = period
        self._too_old: Counter[str] = Counter()

    def note(self, listing: str, day: str) -> str:
        """Note an article of a day (ISO 8601), found in a listing; the reason to put on record."""
        if self._period.first and day < self._period.first.isoformat():
            self._too_old[listing] += 1
        return OUTSIDE + day

    def is_past(self, listing: str) -> bool:
        """True if a listing goes on with what is older than the period."""
        return self._too_old[listing] >= PAST

    def is_due(self, entry: FrontierEntry) -> bool:
        """True if an article that was left out for its date is one that this run is about."""
        outside, mark, day = (entry.reason or "").partition(OUTSIDE)
        return bool(mark) and not outside and self._period.has_day(date.fromisoformat(day))
