"""The parts of a Liferay page that lead to ever more pages: pager and calendar."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypedDict
from urllib.parse import urlencode

DELTA = 10
_WINDOW = 5


@dataclass(frozen=True)
class Pager:
    """Where in a list a page stands."""

    path: str
    """Of the list's page."""
    instance: str
    """Of the list's portlet."""
    total: int
    cur: int
    """From 1."""
    delta: int
    """Rows on a page."""

    @property
    def portlet(self) -> str:
        return f"101_INSTANCE_{self.instance}"

    @property
    def cur_name(self) -> str:
        """The parameter for the page's number."""
        return f"_{self.portlet}_cur"

    @classmethod
    def read(cls, path: str, instance: str, total: int, query: Mapping[str, str]) -> Pager:
        """The pager that a request's parameters ask for; what is no number counts as absent."""
        cur = _number(query.get(f"_101_INSTANCE_{instance}_cur"), 1)
        delta = _number(query.get(f"_101_INSTANCE_{instance}_delta"), DELTA)
        return cls(path, instance, total, cur, min(delta, 75))

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.delta))

    @property
    def start(self) -> int:
        return (self.cur - 1) * self.delta + 1

    @property
    def end(self) -> int:
        return min(self.cur * self.delta, self.total)

    @property
    def window(self) -> range:
        """The page numbers that are links."""
        first = max(1, min(self.cur - _WINDOW // 2, self.pages - _WINDOW + 1))
        return range(first, min(first + _WINDOW, self.pages + 1))

    def link(self, cur: int, delta: int | None = None) -> str:
        """The address of another page of the list, all the parameters of the portlet in it."""
        own = f"_{self.portlet}_"
        parameters = {
            "p_p_id": self.portlet,
            "p_p_lifecycle": 0,
            "p_p_state": "normal",
            "p_p_mode": "view",
            "p_p_col_id": "column-2",
            "p_p_col_count": 1,
            f"{own}delta": delta or self.delta,
            f"{own}keywords": "",
            f"{own}advancedSearch": "false",
            f"{own}andOperator": "true",
            "p_r_p_564233524_resetCur": "false",
            self.cur_name: cur,
        }
        return f"{self.path}?{urlencode(parameters)}"


class CalendarPage(TypedDict):
    """The variables of the calendar's template."""

    month: date
    weeks: list[list[date]]
    previous: date
    following: date
    yesterday: date
    tomorrow: date


def calendar_day(query: Mapping[str, str], today: date) -> date:
    """The day that a request asks the calendar portlet for; Liferay counts months from zero."""
    try:
        year, month, day = (int(query[f"_8_{part}"]) for part in ("year", "month", "day"))
        return date(year, month + 1, day)
    except (KeyError, ValueError):
        return today


def calendar_page(day: date) -> CalendarPage:
    """The month of that day."""
    first = day.replace(day=1)
    weeks = calendar.Calendar().monthdatescalendar(day.year, day.month)
    return {
        "month": day,
        "weeks": weeks,
        "previous": (first - timedelta(days=1)).replace(day=1),
        "following": (first + timedelta(days=31)).replace(day=1),
        "yesterday": day - timedelta(days=1),
        "tomorrow": day + timedelta(days=1),
    }


def calendar_link(path: str, day: date, state: str) -> str:
    """The address that shows the page at `path` with the calendar at that day."""
    parameters = {
        "p_p_id": "8",
        "p_p_lifecycle": "0",
        "p_p_state": state,
        "p_p_mode": "view",
        "_8_struts_action": "/calendar/view",
        "_8_tabs1": "day",
        "_8_year": day.year,
        "_8_month": day.month - 1,
        "_8_day": day.day,
    }
    return f"{path}?{urlencode(parameters)}"


def _number(text: str | None, default: int) -> int:
    return max(1, int(text)) if text and text.isdecimal() else default
