"""Dates in feeds and sitemaps, which follow other conventions than those on pages."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from time import struct_time

from crawler.vietnamese.dates import parse
from crawler.vietnamese.moments import PLAUSIBLE_YEARS, VIETNAM

#: Day and month in figures, the year behind them.
_FIGURES = re.compile(r"\s*(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<rest>\d{4}\b.*)", re.DOTALL)
#: Dates whose order of day, month and year is unambiguous.
_ENGLISH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|^\s*\d{8}T", re.IGNORECASE
)
_CLOCK = re.compile(r"\d:\d\d|\dT\d{4}")
_ZONE = re.compile(r"(?:[+-]\d\d:?\d\d|[A-Z]{1,5}|Z)\s*$")
#: Zone names that our own date parser does not know (RFC 822 and Europe's).
_NAMED_ZONE = re.compile(r"\d\s+(?:[ECMP][SD]?T|A[SD]T|MES?T|UT)\s*$")
_LAST_MONTH = 12


def written_month_first(texts: Iterable[str]) -> bool:
    """True if a list writes dates month first: at least one allows no other reading, none excludes
    it.

    >>> written_month_first(["4/13/2021", "4/3/2021"])
    True
    """
    figures = [match for text in texts if (match := _FIGURES.match(text))]
    return any(int(match["second"]) > _LAST_MONTH for match in figures) and not any(
        int(match["first"]) > _LAST_MONTH for match in figures
    )


def read_date(text: str, parsed: struct_time | None = None, *, month_first: bool = False) -> str:
    """Return a day or moment in ISO 8601, in Vietnam's time zone; "" if the text gives none.

    The day stands before the month unless `month_first`. `parsed` is feedparser's reading of the
    text, in UTC; it is used where ours finds nothing, and for named zones.

    >>> read_date("4/13/2021", month_first=True)
    '2021-04-13'
    """
    figures = _FIGURES.match(text)
    if month_first and figures:
        text = f"{figures['second']}/{figures['first']}/{figures['rest']}"
    foreign = _foreign(text, parsed) if parsed else ""
    if foreign and _NAMED_ZONE.search(text):
        return foreign
    timestamp = parse(text)
    return (timestamp.value if timestamp else None) or foreign


def _foreign(text: str, parsed: struct_time) -> str:
    """Return feedparser's reading, if it did not guess the order of day and month; "" otherwise."""
    if not _ENGLISH.search(text) or parsed.tm_year not in PLAUSIBLE_YEARS:
        return ""
    year, month, day, hour, minute, second = parsed[:6]
    if not _CLOCK.search(text):
        return f"{year:04}-{month:02}-{day:02}"
    zone = UTC if _ZONE.search(text) else VIETNAM
    moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
    return moment.astimezone(VIETNAM).isoformat()
