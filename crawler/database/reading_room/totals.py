"""Numbers of articles to read, from the table that keeps count."""

import json
from collections.abc import Sequence
from sqlite3 import Connection

from crawler.database.reading_room.records import rows

_BY_MONTH = """
SELECT month, sum(articles) AS articles FROM article_totals GROUP BY month ORDER BY month
"""
_BY_PROVINCE = """
SELECT province, sum(articles) AS articles FROM article_totals GROUP BY province
"""
_BY_YEAR = """
SELECT substr(month, 1, 4) AS year, sum(articles) AS articles FROM article_totals
WHERE site = ? OR province IN (SELECT value FROM json_each(?))
GROUP BY year ORDER BY year
"""


def by_month(connection: Connection) -> dict[str, int]:
    """The articles of each month that has any; "" for those without a date."""
    return {row["month"]: row["articles"] for row in rows(connection, _BY_MONTH)}


def by_province(connection: Connection) -> dict[str, int]:
    """The articles of each province by its name at the time."""
    return {row["province"]: row["articles"] for row in rows(connection, _BY_PROVINCE)}


def by_year(
    connection: Connection, *, site: str | None = None, provinces: Sequence[str] = ()
) -> dict[str, int]:
    """The articles of a site or of some provinces by year; "" for those without a date."""
    found = rows(connection, _BY_YEAR, site, json.dumps(provinces))
    return {row["year"]: row["articles"] for row in found}
