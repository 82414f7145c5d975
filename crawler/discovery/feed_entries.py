"""What feeds and sitemaps have in common: entries with an address, a title and a date."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from time import struct_time
from typing import NamedTuple

from crawler.discovery.feed_dates import read_date, written_month_first
from crawler.extraction.source.blocks import clean
from crawler.urls.gate import absolute

#: A list that ended in the middle, and addresses in it that are none.
CUT, MALFORMED = "list cut off", "malformed address in a list"
#: Tags that are found in titles; anything else in angle brackets is a part of the title.
_TAG = re.compile(
    r"</?(?:(?P<block>p|div|br|hr|h[1-6]|li|ul|ol|td|tr|table|center|blockquote|img)"
    r"|a|abbr|b|big|del|em|font|i|ins|mark|nobr|o:p|s|small|span|strike|strong|su[bp]|tt|u)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});", re.IGNORECASE)
#: How often a title may have been escaped.
_LAYERS = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a feed or sitemap lists; `changed` is its date there (ISO 8601), "" if none."""

    url: str
    title: str
    changed: str


@dataclass(frozen=True, slots=True)
class Listed:
    """What a feed or sitemap holds: pages, newest first, and further sitemaps.

    The dates of a feed are mostly those of publication. `fallbacks` counts what could not be read
    as it stands, in few fixed forms.
    """

    pages: list[Entry]
    sitemaps: list[Entry]
    is_feed: bool = False
    fallbacks: Mapping[str, int] = field(default_factory=dict)


class Written(NamedTuple):
    """A date as it is written, and what feedparser makes of it, in UTC."""

    text: str
    parsed: struct_time | None = None


class Item(NamedTuple):
    """An entry as a list writes it: of addresses and dates, the first that is one counts."""

    addresses: Sequence[str]
    title: str = ""
    dates: Sequence[Written] = ()


class Items(NamedTuple):
    """The entries that could be read, in the order of the list, and how many had no address."""

    entries: list[Entry]
    malformed: int


def read_items(items: Iterable[Item], base: str) -> Items:
    """The entries of a list that stands at the address `base`; those without address are left."""
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
    """Those of the fallbacks that came to pass."""
    return {name: int(count) for name, count in fallbacks.items() if count}


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """Entries by their dates; those of one date, or without, stay in their order."""
    return sorted(entries, key=lambda entry: entry.changed, reverse=True)


def plain(title: str) -> str:
    """A title as text, whether it was written as text, as HTML, or as HTML that was escaped.

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
    """Whether an identifier is the address of a page as well."""
    return text.lower().startswith(("http://", "https://"))


def _address(base: str, written: str) -> str | None:
    """An absolute address; ampersands that were escaped once more are no part of it."""
    return absolute(base, written.strip().replace("&amp;", "&"))
