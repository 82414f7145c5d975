"""Date and time recognition: the moments in a line of text, and their positions.

A small, explicit set of patterns, in which the day stands before the month, unless the date is in
.NET's American form (`4/27/2021 8:15:00 AM`) or falls on the weekday beside it only in Drupal's
form (`Thu, 04/06/2023 - 15:53`). General parsers (dateparser and htmldate come with trafilatura)
are unsuitable: they are slow on the thousands of lines of a page, take decree numbers
(`19/2014/QĐ-TTg`) and phone numbers for dates, and swap day and month where the other order would
be impossible.

Patterns are in the folded form of :func:`crawler.vietnamese.unicode.fold`, because portals write
the same words in capitals, in decomposed Unicode or without diacritics.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from re import Match

from crawler.vietnamese.unicode import fold

#: Vietnam's time zone, which has no daylight saving time.
VIETNAM = timezone(timedelta(hours=7))

#: Years outside are misread numbers or history.
PLAUSIBLE_YEARS = range(1990, 2101)


@dataclass(frozen=True)
class Moment:
    """A date in a line, with the time of day that adjoins it.

    `value` is ISO 8601 in Vietnam's time zone. The moment stands at `start` to `end`; the text from
    `lead` to `start` lies between the preceding moment, or the line's beginning, and this one.
    `day_first` is the value with the day read first, where the month was and both are possible.
    """

    value: str
    lead: int
    start: int
    end: int
    two_digit_year: bool
    day_first: str | None = None

    @property
    def timed(self) -> bool:
        """True if a time of day was given."""
        return "T" in self.value


_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "mot/gieng/jan",
            "hai/feb",
            "ba/mar",
            "tu/bon/apr",
            "nam/may",
            "sau/jun",
            "bay/jul",
            "tam/aug",
            "chin/sep",
            "muoi/oct",
            "muoi mot/nov",
            "muoi hai/dec",
        ),
        start=1,
    )
    for word in words.split("/")
}
# Not inside a longer number, version or address, and not the number of a decree.
_START = r"(?<!\d)(?<!\d[./-])(?<!\bv)"
_END = r"(?!\d)(?!(?P=sep)\d)(?!/)"
_SEPARATOR = r"\s?(?P<sep>[/.-])\s?"
_VIETNAMESE_MONTH = (
    r"(?:thang|thg|th)\.?\s*"
    r"(?P<month>\d{1,2}|muoi (?:mot|hai)|mot|gieng|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi)\b"
)
_ENGLISH_MONTH = r"\b(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_FORMATS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_START}(?P<year>\d{{4}})(?P<sep>[/.-])(?P<month>\d{{1,2}})(?P=sep){_DAY}{_END}",
        rf"{_START}{_DAY}{_SEPARATOR}(?P<month>\d{{1,2}})\s?(?P=sep)\s?(?P<year>\d{{4}}){_END}",
        rf"{_START}{_DAY}(?P<sep>[/.-])(?P<month>\d{{1,2}})(?P=sep)(?P<year>\d\d){_END}",
        rf"{_START}{_DAY}\s*{_VIETNAMESE_MONTH}(?:\s+nam\s+|\s*,\s*|\s+){_YEAR}",
        rf"\b{_VIETNAMESE_MONTH}\s+{_DAY}(?:\s*,\s*|\s+){_YEAR}",
        rf"{_START}{_DAY}(?:st|nd|rd|th)?[\s-]+{_ENGLISH_MONTH},?[\s-]+{_YEAR}",
        rf"{_ENGLISH_MONTH}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}",
    )
)
#: A day without its year.
_YEARLESS = re.compile(rf"{_START}\d{{1,2}}\s?[/.-]\s?\d{{1,2}}(?!\d|\s?[/.-]\s?\d)")

_GAP = r"[\s,|;@–—-]*"
WEEKDAY = (
    r"(?<!\w)(?:thu\s*(?:hai|ba|tu|nam|sau|bay|[2-7])|chu\s*nhat|t[2-7]|cn"
    r"|t\.\s?(?:hai|ba|tu|nam|sau|bay|[2-7])"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b"
)
_WEEKDAY_BEFORE = re.compile(rf"(?P<weekday>{WEEKDAY}){_GAP}$")
#: The days of the week in folded Vietnamese and English, Monday first.
_VIETNAMESE_DAYS = tuple(
    re.compile(rf"(?:(?:thu|t)\W*)?(?:{names})")
    for names in ("hai|2", "ba|3", "tu|4", "nam|5", "sau|6", "bay|7", r"chu\s*nhat|cn")
)
_ENGLISH_DAYS = tuple(
    re.compile(rf"{name}(?:day)?")
    for name in ("mon", "tues?", "wed(?:nes)?", "thu(?:rs)?", "fri", "sat(?:ur)?", "sun")
)
#: The time of day in Drupal's default date format.
_DRUPAL_CLOCK = re.compile(r" - \d\d:\d\d(?![:\d])")
_OFFSET = r"[+-]\s?(?:1[0-4]|0?\d)(?::?[0345]\d)?\b"
_CLOCK = (
    r"(?<![\d:])(?P<hour>\d{1,2})"
    r"(?:\s?:\s?(?P<minute>\d\d)(?:\s?:\s?(?P<second>\d\d)(?:\.\d+)?)?(?!\d)"
    r"(?:'|\s?(?:h|g|gio)(?![a-z]))?"
    r"|\s?(?:h|g|gio)(?![a-z])(?:\s?(?P<minute_h>\d{1,2})(?!\d)"
    r"(?:\s?(?:phut|ph|p)(?!\.?m|[a-z])|')?)?)"
    r"(?:\s?(?P<half>[ap]\.?m|sang|sa|chieu|ch|toi)\b\.?)?"
    rf"(?:\s?[\[(]*(?P<zone>z\b|(?:gmt|utc)(?:\s?{_OFFSET})?|[+-][01]\d:?[0345]\d\b)[\])]*)?"
)
_CLOCK_BEFORE = re.compile(rf"{_CLOCK}{_GAP}(?:{WEEKDAY}{_GAP})?(?:ngay\s*)?$")
_CLOCK_AFTER = re.compile(rf"(?:t|[\s,|;@()\[\]–—-]*+(?:(?:vao )?luc|at)?:?\s*+){_CLOCK}")

# Necessary for a date, and cheaper to test than folding the line.
_DATED = re.compile(r"(?:19|20|21)\d\d|\d[/.-]\d{1,2}[/.-]\d\d")


def find_moments(line: str) -> Iterator[Moment]:
    """Yield the plausible dates of a tidied line, in order."""
    if not _DATED.search(line):
        return
    folded = fold(line)
    lead = 0
    for match in _matches(folded):
        if match.start() >= lead and (moment := _moment(folded, match, lead)):
            yield moment
            lead = moment.end


def find_unreadable(line: str) -> Iterator[tuple[int, int]]:
    """Yield where in a tidied line dates stand, with their times of day, that cannot be read.

    No calendar or portal has them, or they have a time of day in place of a year.
    """
    folded = fold(line)
    for match in _matches(folded):
        if not _day(match):
            yield _span(match, _clock(folded, match))
    for match in _YEARLESS.finditer(folded):
        if clock := _clock(folded, match):
            yield _span(match, clock)


def _span(date: Match[str], clock: Match[str] | None) -> tuple[int, int]:
    if clock is None:
        return date.span()
    return min(date.start(), clock.start("hour")), max(date.end(), clock.end())


def _matches(folded: str) -> list[Match[str]]:
    matches = (match for pattern in _FORMATS for match in pattern.finditer(folded))
    return sorted(matches, key=Match.start)


def _moment(folded: str, match: Match[str], lead: int) -> Moment | None:
    """Join a date with the time of day that adjoins it."""
    clock = _clock(folded, match, lead)
    day, swapped = _day(match), _month_first(match, clock)
    is_swapped = swapped is not None and (not day or _is_american(folded, match, clock))
    day, other = (swapped, day) if is_swapped else (day, None)
    if not is_swapped and (meant := _on_weekday(folded, match, lead, day)):
        day = meant
    if not day:
        return None
    short = len(match["year"]) == 2
    moment = clock and _at(day, clock)
    if not clock or not moment:
        return Moment(day.date().isoformat(), lead, match.start(), match.end(), short)
    start, end = _span(match, clock)
    otherwise = _at(other, clock) if other and other != day else None
    day_first = otherwise.isoformat() if otherwise else None
    return Moment(moment.isoformat(), lead, start, end, short, day_first)


def _clock(folded: str, date: Match[str], lead: int = 0) -> Match[str] | None:
    """The time of day in front of a date, behind `lead`, or else behind the date."""
    before = _CLOCK_BEFORE.search(folded, lead, date.start())
    return before or _CLOCK_AFTER.match(folded, date.end())


def _month_first(date: Match[str], clock: Match[str] | None) -> datetime | None:
    """Return the day of a numeric date read in American order; None without an American clock.

    That is a twelve-hour clock behind the date with English AM or PM.
    """
    behind = clock is not None and clock.start() >= date.end()
    english = clock is not None and (clock["half"] or "").rstrip(".").endswith("m")
    in_numbers = date.groupdict().get("sep") == "/" and date.end("year") == date.end()
    return _day(date, month_first=True) if behind and english and in_numbers else None


def _is_american(folded: str, date: Match[str], clock: Match[str] | None) -> bool:
    """True if a date is in the default American form of .NET and scripts.

    Leading zeros, or more than a space before the time, indicate a form chosen by the portal, and
    Vietnamese authors put the day first.
    """
    if clock is None:
        return False
    numbers = date["day"], date["month"]
    padded = any(number.startswith("0") for number in numbers)
    hour_padded = clock["hour"].startswith("0") and all(len(number) == 2 for number in numbers)
    between = folded[date.end() : clock.start("hour")]
    return not padded and not hour_padded and between in (" ", ", ")


def _on_weekday(folded: str, date: Match[str], lead: int, day: datetime | None) -> datetime | None:
    """Return the day of a numeric date read month first, if only that falls on its weekday.

    Programs that write both write the right weekday. Vietnamese weekdays count only in Drupal's
    form, because people make errors.
    """
    named = _WEEKDAY_BEFORE.search(folded, lead, date.start())
    if named is None or date.groupdict().get("sep") != "/" or date.end("year") != date.end():
        return None
    is_drupal = _DRUPAL_CLOCK.match(folded, date.end()) is not None
    forms = (*_ENGLISH_DAYS, *(_VIETNAMESE_DAYS if is_drupal else ()))
    told = {i % 7 for i, form in enumerate(forms) if form.fullmatch(named["weekday"])}
    swapped = _day(date, month_first=True)
    is_right = day is not None and day.weekday() in told
    return swapped if swapped and not is_right and swapped.weekday() in told else None


def may_be_since(changed: str, seen: datetime) -> bool:
    """True if a date of change, a day or a moment in ISO 8601, may be later than a visit."""
    if "T" in changed:
        return datetime.fromisoformat(changed) > seen
    return changed >= seen.astimezone(VIETNAM).date().isoformat()


def read_day(date: Match[str]) -> str | None:
    """Return a match's `year`, `month` and `day` as ISO 8601; None for an impossible day."""
    day = _day(date)
    return day.date().isoformat() if day else None


def _day(date: Match[str], *, month_first: bool = False) -> datetime | None:
    year = int(date["year"])
    if len(date["year"]) == 2:
        year += 1900 if year >= 90 else 2000
    month, day = _MONTHS.get(date["month"]) or int(date["month"]), int(date["day"])
    if month_first:
        month, day = day, month
    if year not in PLAUSIBLE_YEARS:
        return None
    try:
        return datetime(year, month, day, tzinfo=VIETNAM)
    except ValueError:
        return None


def _at(day: datetime, clock: Match[str]) -> datetime | None:
    """Return a day with the clock's time; None for a time that does not exist."""
    hour = int(clock["hour"])
    if clock["half"] and hour <= 12:
        hour = hour % 12 + (12 if clock["half"][0] in "pct" else 0)
    minute = int(clock["minute"] or clock["minute_h"] or 0)
    try:
        moment = day.replace(hour=hour, minute=minute, second=int(clock["second"] or 0))
    except ValueError:
        return None
    if not clock["zone"]:
        return moment
    return moment.replace(tzinfo=_zone(clock["zone"])).astimezone(VIETNAM)


def _zone(text: str) -> timezone:
    offset = re.search(r"([+-])\s?(\d{1,2}):?(\d\d)?$", text)
    if not offset:
        return UTC
    ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    return timezone(ahead if offset[1] == "+" else -ahead)
