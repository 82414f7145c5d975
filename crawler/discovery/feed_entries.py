"""Entries of feeds and sitemaps: address, title and date, in a common form."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from time import struct_time
from typing import NamedTuple

from crawler.discovery.feed_dates import read_date, written_month_first
from crawler.extraction.source.blocks import clean
from crawler.urls.gate import absolute

#: Fallbacks: a truncated list, and invalid addresses in it.
CUT, MALFORMED = "list cut off", "malformed address in a list"
#: Tags that occur in titles; any other text in angle brackets belongs to the title.
_TAG = re.compile(
    r"</?(?:(?P<block>p|div|br|hr|h[1-6]|li|ul|ol|td|tr|table|center|blockquote|img)"
    r"|a|abbr|b|big|del|em|font|i|ins|mark|nobr|o:p|s|small|span|strike|strong|su[bp]|tt|u)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});", re.IGNORECASE)
#: Most levels of escaping in a title.
_LAYERS = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A page listed by a feed or sitemap; `changed` is its date there (ISO 8601), "" if none."""

    url: str
    title: str
    changed: str


@dataclass(frozen=True, slots=True)
class Listed:
    """The contents of a feed or sitemap: pages, newest first, and further sitemaps.

    The dates of a feed are mostly those of publication. `fallbacks` counts entries that could not
    be read as they stand, by a few fixed reasons.
    """

    pages: list[Entry]
    sitemaps: list[Entry]
    is_feed: bool = False
    fallbacks: Mapping[str, int] = field(default_factory=dict)


class Written(NamedTuple):
    """A date as written, and feedparser's reading of it, in UTC."""

    text: str
    parsed: struct_time | None = None


class Item(NamedTuple):
    """An entry as written in a list; the first valid address and the first valid date count."""

    addresses: Sequence[str]
    title: str = ""
    dates: Sequence[Written] = ()


class Items(NamedTuple):
    """The readable entries, in the order of the list, and the number of those without address."""

    entries: list[Entry]
    malformed: int


def read_items(items: Iterable[Item], base: str) -> Items:
    """Return the entries of a list at the address `base`, without those that have no address."""
    items = [item for item in items if any(item.addresses)]
    month_first = written_month_first(date.text for item in items for date in item.dates)
    entries = []
    for item in items:
        url = next((u for a in item.addresses if a and (u := _address(base, a))), None)
        if url:
            read = (read_date(*date, month_first=month_first) for date in item.dates)
            entries.append(Entry(url, plain(item.title), next(filter(None, read), "")))
    return Items(entries, len(items) - len(entries))


def counted(fallbacks: Mapping[str, int]) -> dict[str, int]:
    """Return the fallbacks that occurred, with their counts."""
    return {name: int(count) for name, count in fallbacks.items() if count}


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries sorted by date, newest first; equal or missing dates keep their order."""
    return sorted(entries, key=lambda entry: entry.changed, reverse=True)


def plain(title: str) -> str:
    """Return a title as plain text, from text, HTML, or escaped HTML.

    >>> plain("<p>Cân sạch &amp; chợ</p>")
    'Cân sạch & chợ'
    >>> plain("Hàm lượng < 5% và > 3%")
    'Hàm lượng < 5% và > 3%'
    """
    for _ in range(_LAYERS):
        text = _TAG.sub(lambda tag: " " if tag["block"] else "", title)
        text = _REFERENCE.sub(lambda reference: unescape(reference[0]), text)
        if text == title:
            break
        title = text
    return clean(title)


def is_address(text: str) -> bool:
    """True if an identifier is also the address of a page."""
    return text.lower().startswith(("http://", "https://"))


def _address(base: str, written: str) -> str | None:
    """Return an absolute address, with doubly escaped ampersands restored."""
    return absolute(base, written.strip().replace("&amp;", "&"))
