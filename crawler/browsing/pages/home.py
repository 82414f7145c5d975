"""`/`: what is new, and how much there is of what."""

from datetime import timedelta
from sqlite3 import Connection
from typing import Any

from crawler.browsing import charts
from crawler.browsing.pages.lists import LISTED, listed, position
from crawler.browsing.pages.places import map_of
from crawler.browsing.serving import Page, PageRequest
from crawler.browsing.verdicts import by_verdict
from crawler.database.base import moment, utc
from crawler.database.reading_room import headlines, sites, totals
from crawler.database.reading_room.records import START

#: Changes that are named, and months of the chart.
_CHANGES, _MONTHS = 8, 24


def home(connection: Connection, request: PageRequest) -> Page:
    """The first page, or a later one of the list of all articles."""
    after = position(request)
    context = listed(headlines.newest(connection, LISTED + 1, after))
    context["overview"] = _overview(connection) if after == START else None
    return Page("home.html", context)


def _overview(connection: Connection) -> dict[str, Any]:
    latest = sites.latest_crawl(connection)
    since = utc(moment(latest) - timedelta(days=1)) if latest else ""
    by_month = totals.by_month(connection)
    total = sum(by_month.values())
    by_month.pop("", None)
    months = charts.months_until(max(by_month), _MONTHS) if by_month else []
    return {
        "latest": latest,
        "changes": sites.changes(connection, since, _CHANGES),
        "counts": sites.count_changes(connection, since),
        "total": total,
        "months": charts.bars({month: by_month.get(month, 0) for month in months}),
        "map": map_of(connection, "present"),
        "states": by_verdict(sites.states(connection)),
    }
