"""Split date lines: a date set in several elements, as on a calendar leaf, becomes one block."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from lxml.html import HtmlElement

from crawler.extraction.source.blocks import Block, count_words
from crawler.vietnamese.dates import published_line
from crawler.vietnamese.unicode import fold

#: Most characters in a date line, and most elements that its parts stand in.
MAX_LENGTH, MAX_PARTS = 30, 4
#: Most levels of elements around its parts that such a date has for itself.
MAX_DEPTH = 3
_DAY, _YEAR = r"(?P<day>0?[1-9]|[12]\d|3[01])", r"(?P<year>(?:19|20)\d\d)"
_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
_MONTH_NAME = r"(?:thang|thg|th|t)\.?\s*"
_GAP = r"\s*[\s/,.|–—-]\s*"
_WEEKDAY = r"(?:(?:thu \w+|chu nhat|t[2-7]|cn)\W+)?"
#: A day, a month and a year with any separators: `22 Tháng 12 2024`, `15 12/2024`.
_FORMS = tuple(
    re.compile(rf"{_WEEKDAY}(?:ngay )?{form}")
    for form in (
        rf"{_DAY}{_GAP}(?:{_MONTH_NAME})?{_MONTH}{_GAP}(?:nam )?{_YEAR}",
        rf"{_MONTH_NAME}{_MONTH}{_GAP}{_DAY}{_GAP}{_YEAR}",
        rf"{_MONTH_NAME}{_MONTH}{_GAP}(?:nam )?{_YEAR}{_GAP}{_DAY}",
    )
)
#: A day with a two-digit year, which is ambiguous unless a name marks it as a date.
_SHORT = re.compile(r"(?P<date>(?:0[1-9]|[12]\d|3[01])/(?:0[1-9]|1[0-2])/)(?P<year>\d\d)(?!\S)")
_DATE_NAME = re.compile(
    r"(?<![a-z])(?:date(?:time)?|time|ngay(?:-?dang)?|thoi-?gian|publish(?:ed)?|posted|created)"
    r"(?![a-z])",
    re.IGNORECASE,
)
#: Table cells, which contain numbers for other reasons.
_CELLS = frozenset(("td", "th"))


def join_dates(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a page with the parts of each date line joined so that it can be parsed.

    A two-digit year, in an element named as a date, is completed.
    """
    joined: list[Block] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        count, text = _date_at(blocks, place) if _may_be(block.text) else (1, None)
        joined.append(_as_date(blocks[place : place + count], text) if text else block)
        place += count
    if len(joined) == len(blocks):
        return joined
    return [replace(block, index=index) for index, block in enumerate(joined)]


def _may_be(text: str) -> bool:
    """True if a line can be part of a date: short, with a digit. A test before costlier ones."""
    return len(text) <= MAX_LENGTH and any(map(str.isdigit, text))


def _date_at(blocks: Sequence[Block], place: int) -> tuple[int, str | None]:
    """Return the number of blocks from a place on that form a date, and the date, or None."""
    block = blocks[place]
    if published_line(block.text) or block.element.tag in ("tr", *_CELLS):
        return 1, None
    if date := _in_parts(block) or _in_full(block):
        return 1, date
    for end in range(place + 2, min(place + MAX_PARTS, len(blocks)) + 1):
        parts = blocks[place:end]
        if not _may_be(parts[-1].text):
            break
        date = _read(" ".join(part.text for part in parts))
        if date and _are_boxed(blocks, place, end):
            return end - place, date
    return 1, None


def _in_parts(block: Block) -> str | None:
    """Return the date in a line whose parts stand in elements of their own, without spaces."""
    parts = [text for text, _ in block.pieces if text.strip()]
    return _read(" ".join(" ".join(parts).split())) if 1 < len(parts) <= MAX_PARTS else None


def _in_full(block: Block) -> str | None:
    """Return a date line with its two-digit year completed, if an element is named as a date."""
    short = _SHORT.search(block.text)
    if short is None:
        return None
    full = f"{block.text[: short.start('year')]}20{block.text[short.start('year') :]}"
    elements = (block.element, *(element for _, element in block.pieces))
    return full if published_line(full) and any(map(_is_called_date, elements)) else None


def _is_called_date(element: HtmlElement) -> bool:
    return _DATE_NAME.search(f"{element.get('class') or ''} {element.get('id') or ''}") is not None


@lru_cache(maxsize=10_000)
def _read(text: str) -> str | None:
    """Return the date in the words of several elements, in the form of a single line."""
    found = next(filter(None, (form.fullmatch(fold(text)) for form in _FORMS)), None)
    return f"{found['day']}/{found['month']}/{found['year']}" if found else None


def _are_boxed(blocks: Sequence[Block], begin: int, end: int) -> bool:
    """True if the parts of a date stand close to each other, and none of them is a link."""
    parts = blocks[begin:end]
    return not any(part.linked for part in parts) and all(
        _are_near(one, other) for one, other in pairwise(parts)
    )


def _are_near(one: Block, other: Block) -> bool:
    """True if two blocks stand in one box, and not in two cells of a table."""
    around = set(other.path[: MAX_DEPTH + 1])
    return _cell(one) is _cell(other) and any(e in around for e in one.path[: MAX_DEPTH + 1])


def _cell(block: Block) -> HtmlElement | None:
    return next((element for element in block.path if element.tag in _CELLS), None)


def _as_date(parts: Sequence[Block], text: str) -> Block:
    """Return the parts of a date as one block, in the innermost element around them."""
    first = parts[0]
    element = next(e for e in first.path if all(e in part.path for part in parts))
    return replace(
        first,
        text=text,
        words=count_words(text),
        element=element,
        path=first.path[first.path.index(element) :],
        pieces=((text, parts[-1].pieces[-1][1]),),
    )
