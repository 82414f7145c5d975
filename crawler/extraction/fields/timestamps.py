"""Dates that stand in attributes, beside words that only say how long ago that was."""

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

#: What holds the date, the surest first.
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
#: The last of these may say anything; only where the words beside it are those of time, or none,
#: a date there is that of the words.
_TITLES = _ATTRIBUTES[-3:]
#: A line with such words, an author and a counter is no longer than this (words).
LINE_WORDS = 15
#: What such an element shows is no longer than this (characters).
SHORT = 60
#: How an element is called that holds the date of the last change.
_CHANGED = re.compile(r"updated|modified|last-?mod", re.IGNORECASE)
_PUBLISHED = re.compile(r"publish|entry-date|created|dang", re.IGNORECASE)
#: Seconds or milliseconds since 1970, in the years in which there were portals.
_EPOCH = re.compile(r"(\d{9,10})(?:\.\d+|\d{3})?")


#: Elements whose attributes tell something else: where a link leads, what a picture shows.
_OTHER_TAGS = frozenset(
    ("a", "img", "input", "button", "option", "meta", "link", "script", "iframe")
)


class Marked(NamedTuple):
    """A date in an attribute, and whether the block at it is the line that shows its words."""

    timestamp: Timestamp
    is_line: bool


def marked_dates(elements: Sequence[HtmlElement], blocks: Sequence[Block]) -> dict[int, Marked]:
    """The dates in attributes, each under the index of the block that stands at it.

    That is the one that shows the element's words, or else the one behind it. `elements` are all of
    the tree, in order.
    """
    holders = (element for element in elements if not _NAMES.isdisjoint(element.keys()))
    found = [(holder, date) for holder in holders if (date := _marked(holder))]
    if not found or not blocks:
        return {}
    places = {element: place for place, element in enumerate(elements)}
    ends: list[int] = []  # where in the tree the text of each block ends
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
    """The date in an element's attributes, where its words do not say it themselves."""
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
    """Whether what an element shows is nothing, or words of time that are no date themselves."""
    shown = " ".join(element.text_content().split())
    link = next(element.iterancestors("a"), None)
    if len(shown) > SHORT or (link is not None and len(link.text_content()) > SHORT):
        return False
    if not shown or RELATIVE_TIME.fullmatch(fold(shown)):
        return True
    is_dated = next(find_moments(shown), None) is not None
    is_bare = not any(map(str.isalpha, shown))
    return not is_dated and name not in _TITLES and (element.tag == "time" or is_bare)
