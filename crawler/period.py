"""The time between two days, as the arguments `since` and `until` give them."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from crawler.errors import UserError
from crawler.vietnamese.moments import VIETNAM

_GIVEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Period:
    """From the day `first` through the day `last`, in Vietnam; None where it is open."""

    first: date | None = None
    last: date | None = None

    @classmethod
    def given(cls, since: str | None, until: str | None) -> Self:
        """The period that is given by a year, month or day each (`2025`, `2025-07`, `2025-07-01`).

        Raises `UserError` for what is no such thing, and for a period that ends before it begins.
        """
        first = _first_day("since", since) if since else None
        last = _last_day("until", until) if until else None
        if first and last and last < first:
            raise UserError(f"since={since} is later than until={until}")
        return cls(first, last)

    def __contains__(self, moment: datetime) -> bool:
        return self.has_day(moment.astimezone(VIETNAM).date())

    def has_day(self, day: date) -> bool:
        """True if a day is in the period."""
        return (self.first or date.min) <= day <= (self.last or date.max)

    def __str__(self) -> str:
        return f"{self.first or '…'} to {self.last or '…'}"

    @property
    def begins(self) -> datetime | None:
        """The first second, in UTC."""
        return _midnight(self.first) if self.first else None

    @property
    def ends(self) -> datetime | None:
        """The last second, in UTC."""
        return _midnight(self.last + timedelta(1)) - timedelta(seconds=1) if self.last else None


#: All days.
ALWAYS = Period()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM).astimezone(UTC)


def _first_day(name: str, given: str) -> date:
    match = _GIVEN.fullmatch(given)
    try:
        if match:
            return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        pass
    raise UserError(f"{name}={given}: not a day; write a year, a month or a day, as in 2025-07")


def _last_day(name: str, given: str) -> date:
    first = _first_day(name, given)
    if len(given) == len("2025-07-01"):
        return first
    beyond = 366 if len(given) == len("2025") else 31
    later = first + timedelta(days=beyond)
    following = later.replace(month=1, day=1) if len(given) == len("2025") else later.replace(day=1)
    return following - timedelta(days=1)
