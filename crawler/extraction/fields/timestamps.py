"""Dates in attributes: exact times kept in the markup beside relative ones in the text."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from lxml.html import HtmlElement

from crawler.extraction.source.blocks import Block, clean
from crawler.vietnamese import dates
from crawler.vietnamese.dates import Timestamp
from crawler.vietnamese.moments import VIETNAM, find_moments
from crawler.vietnamese.phrases import RELATIVE_TIME
from crawler.vietnamese.unicode import fold

#: Attributes that hold a date, the most reliable first.
_ATTRIBUTES = (
    "datetime",
    "data-datetime",
    "data-date",
    "data-time",
    "data-timestamp",
    "data-published",
    "data-publish-date",
    "data-created",
    "data-utime",
    "data-original-title",
    "data-title",
    "title",
)
_NAMES = frozenset(_ATTRIBUTES)
#: The last attributes can hold any text; a date there counts only beside relative time or no text.
_TITLES = _ATTRIBUTES[-3:]
#: Most words in a date line that also has an author and a counter.
LINE_WORDS = 15
#: Most characters in the text of an element whose attribute holds its date.
SHORT = 60
#: Class and itemprop names of elements with the date of the last change.
_CHANGED = re.compile(r"updated|modified|last-?mod", re.IGNORECASE)
_PUBLISHED = re.compile(r"publish|entry-date|created|dang", re.IGNORECASE)
#: Unix time in seconds or milliseconds, in years from 1973 on.
_EPOCH = re.compile(r"(\d{9,10})(?:\.\d+|\d{3})?")


#: Elements whose attributes describe something else: a link's target, a picture.
_OTHER_TAGS = frozenset(
    ("a", "img", "input", "button", "option", "meta", "link", "script", "iframe")
)


class Marked(NamedTuple):
    """A date in an attribute; `is_line`: the block at it is the line that shows its words."""

    timestamp: Timestamp
    is_line: bool


def marked_dates(elements: Sequence[HtmlElement], blocks: Sequence[Block]) -> dict[int, Marked]:
    """Return the dates in attributes by the index of the block at each.

    That is the block that shows the element's words, or else the one behind it. `elements` are all
    of the tree, in order.
    """
    holders = (element for element in elements if not _NAMES.isdisjoint(element.keys()))
    found = [(holder, date) for holder in holders if (date := _marked(holder))]
    if not found or not blocks:
        return {}
    places = {element: place for place, element in enumerate(elements)}
    ends: list[int] = []  # index in the tree at which each block's text ends
    for block in blocks:
        end = max((places.get(element, 0) for _, element in block.pieces), default=0)
        ends.append(max(end, ends[-1] if ends else 0))
    dated: dict[int, Marked] = {}
    for holder, date in found:
        index = min(bisect_left(ends, places.get(holder, 0)), len(blocks) - 1)
        words = clean(holder.text_content())
        is_in = bool(words) and words in blocks[index].text
        if not (is_in and blocks[index].linked):  # a headline's own
            dated.setdefault(index, Marked(date, is_in and blocks[index].words <= LINE_WORDS))
    return dated


def _marked(element: HtmlElement) -> Timestamp | None:
    """Return the date in an element's attributes, None if its text states a date itself."""
    if element.tag in _OTHER_TAGS:
        return None
    name = next((name for name in _ATTRIBUTES if element.get(name)), None)
    if name is None or not (found := _date(name, element.get(name).strip())):
        return None
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    if _CHANGED.search(names) and not _PUBLISHED.search(names):
        return None
    return found if _is_beside_time(element, name) else None


def _date(name: str, value: str) -> Timestamp | None:
    if epoch := _EPOCH.fullmatch(value):
        moment = datetime.fromtimestamp(int(epoch[1]), VIETNAM)
        return Timestamp(moment.isoformat(), value)
    line = dates.published_line(value)
    if name in _TITLES:
        return line.timestamp if line else None
    return dates.parse(value)


def _is_beside_time(element: HtmlElement, name: str) -> bool:
    """True if an element shows no text, or a time that is not a date itself."""
    shown = " ".join(element.text_content().split())
    link = next(element.iterancestors("a"), None)
    if len(shown) > SHORT or (link is not None and len(link.text_content()) > SHORT):
        return False
    if not shown or RELATIVE_TIME.fullmatch(fold(shown)):
        return True
    is_dated = next(find_moments(shown), None) is not None
    is_bare = not any(map(str.isalpha, shown))
    return not is_dated and name not in _TITLES and (element.tag == "time" or is_bare)
