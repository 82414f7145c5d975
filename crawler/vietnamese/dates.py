"""Dates as Vietnamese portals write them: in date lines, bylines, feeds and addresses.

:mod:`crawler.vietnamese.moments` finds the dates, with explicit patterns instead of a general
parser, and says why; here stands what a date means by the words around it. Patterns are in the
folded form of :func:`crawler.vietnamese.unicode.fold`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from re import Match
from urllib.parse import urlsplit

from crawler.vietnamese.lines import kept
from crawler.vietnamese.moments import WEEKDAY, Moment, find_moments, find_unreadable, read_day
from crawler.vietnamese.names import caption
from crawler.vietnamese.people import is_name
from crawler.vietnamese.phrases import RELATIVE_TIME
from crawler.vietnamese.unicode import fold, tidy

#: Characters of the longest date line: a long title with its date in brackets.
LONGEST_LINE = 300


@dataclass(frozen=True)
class Timestamp:
    """A date, with the time of day where one was given, in Vietnam's time zone.

    `value` is ISO 8601 (`2021-09-30T05:53:00+07:00` or `2018-01-12`), None for a day that cannot
    be; `raw` is what it was read from, as it stands in the tidied text. `day_first` is the value
    with the day before the month, where the month was read first and the numbers could be either.
    """

    value: str | None
    raw: str
    day_first: str | None = None


@dataclass(frozen=True)
class PublishedLine:
    """A portal's date line: its date, the label in front of it and how sure it is.

    `certainty` is 3 for a date labelled as publication, 2 for one labelled as update or standing
    alone with a time, a weekday or a view count, 1 for a bare date or one in brackets at the end
    of a title or breadcrumb.
    """

    timestamp: Timestamp
    label: str | None
    certainty: int


_VERB = r"(?:dang(?: tai| tin| bai)?|dua tin|viet|gui|tao|xuat ban|phat hanh)"
_PUBLISHED = (
    rf"(?:ngay|thoi gian|gio) (?:duoc )?{_VERB}(?: tin| bai| bai viet)?"
    rf"|(?:(?:tin|bai|bai viet) )?(?:da |duoc )*{_VERB}(?: vao)? (?:ngay|luc|vao|tren)"
    r"|(?:da |duoc )?(?:dang(?: tai)?|xuat ban)(?=\s*:)"
    r"|(?:publish(?:ed)?|publication|posted|submitted|created)(?: date| on| at)?"
    r"|date (?:published|posted|created)|post date"
)
_UPDATED = (
    r"(?:(?:ngay|thoi gian|lan|tin|bai(?: viet)?) )?cap nhat(?: tin)?"
    r"(?: moi nhat| (?:lan )?cuoi(?: cung)?)?(?: vao)?(?: ngay| luc)?"
    r"|(?:last )?(?:updated?|modified)(?: date| on| at)?"
)
_BY = r"(?:submitted|posted|published|written|created) by|(?:duoc )?(?:dang|viet|gui) boi"
_BEFORE_DATE = r"[\s:.,|(\[»>•–—-]"
_OPENING = rf"{_BEFORE_DATE}*+(?:(?P<weekday>{WEEKDAY})[\s:,.|–—-]*+)?(?:(?:ngay|on)\s*+:?\s*+)?$"
_LABEL = re.compile(rf"(?<!\w)(?:(?P<published>{_PUBLISHED})|(?P<updated>{_UPDATED})){_OPENING}")
_LABEL_BY = re.compile(rf"(?<!\w)(?P<published>{_BY})\b.{{1,60}}?(?: on| at)?{_OPENING}")
#: The certainty of a line that says that its date is the one of publication.
LABELLED = 3
_OPENING_ONLY = re.compile(_OPENING)
_CLOCK_LAST = re.compile(r"\d[:hg]\d{0,2}\W*$")
_UNLABELLED = re.compile(rf"(?<!{_BEFORE_DATE}){_OPENING}")

#: What stands beside the date in a byline without a date label.
_BYLINE = re.compile(
    r"(?:author|admin(?:istrator)?|by|boi|tac gia|nguoi (?:dang|viet|gui)|bbt|ban bien tap|pv"
    r"|(?:so )?luot (?:xem|doc)|view(?:s| count))\b|(?:date|nguon)(?: ?:|$)"
)
#: What follows the date in a date line.
_TAIL = re.compile(
    rf"{WEEKDAY}\W*$"
    r"|(?:\d+ |no |chua co |khong co )?"
    r"(?:(?:so )?(?:luot|lan) (?:xem|doc|truy cap)|(?:da )?(?:xem|doc) ?:"
    r"|views?\b|hits?\b|binh luan|comments?\b|phan hoi)"
    r"|(?:(?:dang|viet|gui) )?boi\b|(?:chuyen muc|danh muc|the loai) ?:|cap nhat|(?:last )?update"
    r"|in (?:bai|tin|trang)|print|e?mail|gui (?:e?mail|tin|bai)|chia se|share"
    r"|co chu|mau chu|a ?[+-]|gio viet nam|(?:gmt|utc)\b"
)
#: What a date on a portal is that is not the page's: the header's clock, the life of a document,
#: the times of an event. Diacritics matter here: `Tú 05:53 30/09/2021` is a byline.
_OTHER_DATE = re.compile(
    r"hôm nay|bây giờ|giờ hà nội|hiện tại|chào mừng|welcome|today|ban hành|hiệu lực|ngày ký"
    r"|hết hạn|thời hạn|hạn (?:nộp|cuối|chót|đăng ký)|thời gian|khai mạc|bế mạc"
    r"|\b(?:từ|đến|lúc|vào|trước|sau|sáng|chiều|tối)(?: ngày)?\W*$"
)

#: A date that Americans would not write, with their clock.
_DAY_FIRST = re.compile(
    r"(?<![\d/])(?:1[3-9]|2\d|3[01])/\d{1,2}/\d{4},? \d{1,2}:\d\d(?::\d\d)? ?[ap]\.?m\b",
    re.IGNORECASE,
)

_URL_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"/(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})(?=/)",
        r"/(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?=/)",
        r"/(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})(?=/|$)",
    )
)


def parse(text: str) -> Timestamp | None:
    """Read the first plausible full date of a short text, with the time that adjoins it.

    >>> parse("Cập nhật: 28/4/2021 | 1:08:42 PM").value
    '2021-04-28T13:08:42+07:00'
    """
    line = tidy(text)
    moment = next(_moments(line), None)
    return _timestamp(line, moment) if moment else None


@kept
def published_line(text: str) -> PublishedLine | None:
    """Read a block of text as the date line of a portal; None if it is something else.

    Dates inside sentences, clocks of a page's header, and the dates of documents and events are
    none of an article's publication.
    """
    line = tidy(text)
    if len(line) > LONGEST_LINE:
        return None
    moments = list(_moments(line))
    if not moments:
        return None
    readings = [_labelled(line, moment) for moment in moments]
    readings[0] = readings[0] or _alone(line, moments[0])
    readings.append(_bracketed(line, moments[-1]))
    return max((r for r in readings if r), key=lambda reading: reading.certainty, default=None)


def impossible(text: str) -> Timestamp | None:
    """Read what a line gives as the date of publication but cannot be one; None if there is none.

    >>> impossible("Ngày đăng: 31/02/2021")
    Timestamp(value=None, raw='31/02/2021')
    """
    line = tidy(text)
    if len(line) > LONGEST_LINE:
        return None
    folded = fold(line)
    spans = (span for span in find_unreadable(line) if _LABEL.search(folded[: span[0]]))
    return next((Timestamp(None, line[start:end]) for start, end in spans), None)


@kept
def unreadable_line(text: str) -> Timestamp | None:
    """Read a line that is nothing but a date, and one that tells no day; None if it is not.

    The date cannot be, has no year but a time of day, or counts from the reader's own day.

    >>> unreadable_line("30/02 11:04").raw
    '30/02 11:04'
    """
    line = tidy(text)
    if len(line) > LONGEST_LINE:
        return None
    folded = fold(line)
    if RELATIVE_TIME.fullmatch(folded) and _CLOCK_LAST.search(folded):
        return Timestamp(None, line)
    for start, end in find_unreadable(line):
        opening, rest = _OPENING_ONLY.match(folded[:start]), _rest(line, end)
        if (opening or _LABEL.search(folded[:start])) and (not rest or _is_tail(rest)):
            return Timestamp(None, line[start:end])
    return None


def is_labelled(text: str) -> bool:
    """True if a line says that its date is the one of publication (`Ngày đăng: …`)."""
    line = published_line(text)
    return line is not None and line.certainty == LABELLED


def puts_day_first(text: str, day: str) -> bool:
    """Tell whether a text shows that American dates beside it are none.

    It names the `day` (ISO 8601) that such a date is when the day stands first, or has a date of
    their form in which it must.
    """
    line = tidy(text)
    told = (moment.value[:10] for moment in find_moments(line) if not moment.day_first)
    return day in told or _DAY_FIRST.search(line) is not None


def from_url(url: str) -> Timestamp | None:
    """Read the date that an address carries as path segments: `/2019/02/22/slug/`."""
    path = urlsplit(url).path
    for pattern in _URL_DATES:
        for match in pattern.finditer(path):
            if value := read_day(match):
                return Timestamp(value, match[0].lstrip("/"))
    return None


def _moments(line: str) -> Iterator[Moment]:
    """Yield the dates of a line; years of two digits need a label in front of them."""
    for moment in find_moments(line):
        lead = fold(line[moment.lead : moment.start])
        if not moment.two_digit_year or _LABEL.search(lead):
            yield moment


def _timestamp(line: str, moment: Moment) -> Timestamp:
    return Timestamp(moment.value, line[moment.start : moment.end], moment.day_first)


def _labelled(line: str, moment: Moment) -> PublishedLine | None:
    """Read a date with a label of publication or update right in front of it."""
    lead = fold(line[moment.lead : moment.start])
    match = _LABEL.search(lead) or _LABEL_BY.search(lead)
    if not match or _goes_on(line, moment.end):
        return None
    published = match["published"] is not None
    start, end = (moment.lead + at for at in match.span("published" if published else "updated"))
    before = line[moment.lead : start].rstrip()
    if line[start].islower() and before and before[-1].isalnum():
        return None
    return PublishedLine(_timestamp(line, moment), line[start:end], 3 if published else 2)


def _alone(line: str, moment: Moment) -> PublishedLine | None:
    """Read a date that is the whole line but for a byline or view count beside it."""
    lead, rest = line[: moment.start], _rest(line, moment.end)
    opening = _UNLABELLED.search(fold(lead))
    if not opening or _OTHER_DATE.search(lead.lower()) or (rest and not _is_tail(rest)):
        return None
    certainty = _certainty(lead[: opening.start()], opening, line, moment)
    return PublishedLine(_timestamp(line, moment), None, certainty) if certainty else None


def _certainty(before: str, opening: Match[str], line: str, moment: Moment) -> int:
    """Weigh what stands in front of an unlabelled date; 0 for a date of something else."""
    words = before.split()
    if not words:
        return 2 if moment.timed or opening["weekday"] or _rest(line, moment.end) else 1
    if len(words) <= 10 and _BYLINE.match(fold(before)):
        return 2
    if len(words) > 1 and is_name(before):
        return 2
    short = len(words) <= 6
    named = short and not any(word[0].islower() for word in words)
    apart = short and re.search("[|»>•–—-]", opening[0])
    stamped = len(words) <= 12 and line[moment.start : moment.start + 4].isdigit()
    if moment.timed and (named or apart or stamped):
        return 2
    return 1 if short and re.search("[|»>•]", opening[0]) else 0


def _is_tail(rest: str) -> bool:
    """Tell whether what follows a date belongs to its line: a counter, a byline, a button."""
    folded = fold(rest)
    return bool(_TAIL.match(folded) or _BYLINE.match(folded) or is_name(rest))


def _bracketed(line: str, moment: Moment) -> PublishedLine | None:
    """Read a date in brackets at the end of a title or breadcrumb."""
    lead, tail = line[: moment.start].rstrip(), line[moment.end :].strip()
    enclosed = lead[-1:] + tail in ("()", "[]")
    other = lead[:1] in "-–+•*" or caption(lead[:-1]) or _OTHER_DATE.search(lead.lower())
    if not enclosed or other:
        return None
    return PublishedLine(_timestamp(line, moment), None, 1)


def _rest(line: str, end: int) -> str:
    return line[end:].lstrip(" ()[]|,;:.*–—-")


def _goes_on(line: str, end: int) -> bool:
    """Tell whether the sentence goes on after the date."""
    rest = _rest(line, end)
    return rest[:1].islower() and not _is_tail(rest)
