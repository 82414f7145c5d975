"""Split titles: a title set on several lines becomes one block, and so does a date line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile

from lxml.html import HtmlElement

from crawler.extraction.fields.naming import comparable, is_office, is_section
from crawler.extraction.source.blocks import HEADINGS, Block, clean, count_words
from crawler.extraction.source.split_dates import join_dates
from crawler.vietnamese.dates import published_line
from crawler.vietnamese.phrases import BYLINE, COUNTER, TOOLBAR
from crawler.vietnamese.unicode import fold

#: Most words in a title, and most lines that it is set on.
MAX_WORDS, MAX_LINES = 60, 5
#: Least length of a name that identifies lines outside a common heading as a title (letters).
LEAST_LENGTH = 20
_TITLE_NAME = re.compile(
    r"(?<![a-z])(?:title|tieu-?_?de|headline)(?![a-z])|(?:article|post|news|detail)-?title",
    re.IGNORECASE,
)
#: Badges behind new titles, and class names of the elements that contain them.
_BADGE = re.compile(r"\W*(?:(?:tin )?(?:moi|nong|hot)|new|hot)\W*")
_BADGE_NAME = re.compile(
    r"(?<![a-z])(?:label|badge|new|hot|icon?|tag|flag|moi)(?![a-z])", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.;]$")


def join_titles(blocks: Sequence[Block], names: Mapping[str, float]) -> list[Block]:
    """Return the blocks of a page with the lines of a title, and the parts of dates, joined.

    A title's lines stand in one heading of the first level (or the page's first heading), in an
    element named as a title, or in bold type at a date line, or together make up a name of the page
    (`names`).
    """
    blocks = [_without_badge(b) if b.heading else b for b in join_dates(blocks)]
    heads = _heads(blocks)
    joined: list[Block] = []
    place = 0
    while place < len(blocks):
        lines = _lines(blocks, place, heads, names) if _may_begin(blocks[place]) else ()
        joined.append(_join(lines) if lines else blocks[place])
        place += max(1, len(lines))
    if len(joined) == len(blocks):
        return joined
    return [replace(block, index=index) for index, block in enumerate(joined)]


def _without_badge(block: Block) -> Block:
    """Return a heading without a badge behind it that marks it as new."""
    *before, (text, element) = block.pieces
    while before and not text.strip():
        *before, (text, element) = before
    shown = clean(text)
    if (
        not before
        or element is block.element
        or not block.text.endswith(shown)
        or not _BADGE.fullmatch(fold(shown))
        or not _BADGE_NAME.search(element.get("class") or "")
    ):
        return block
    own = block.text.removesuffix(shown).rstrip()
    return replace(block, text=own, words=count_words(own), pieces=tuple(before)) if own else block


def _may_begin(block: Block) -> bool:
    """True if a block can be a title's first line: short, and no menu entry."""
    return block.words <= MAX_WORDS and (block.heading or not block.linked)


def _heads(blocks: Sequence[Block]) -> set[HtmlElement]:
    """Return the headings that may be the page's title: those of the first level, or the first."""
    headings = [e for block in blocks if block.heading for e in block.path if e.tag in ("h1", "h2")]
    first = [element for element in headings if element.tag == "h1"]
    return set(first or headings[:1])


def _lines(
    blocks: Sequence[Block], place: int, heads: set[HtmlElement], names: Mapping[str, float]
) -> Sequence[Block]:
    """Return the blocks from a place on that are a title's lines; empty if none begins there."""
    for lines in _together(blocks, place, heads):
        if _is_named(lines, names) or not (
            _is_any_named(lines, names) or _is_label(lines[0]) or any(map(_is_other, lines))
        ):
            return lines
    for lines in _called(blocks, place, names):
        if not _is_any_named(lines, names):  # else the site's name stands below the title
            return lines
    return ()


def _is_named(lines: Sequence[Block], names: Mapping[str, float]) -> bool:
    return comparable(_text(lines)) in names


def _is_any_named(lines: Sequence[Block], names: Mapping[str, float]) -> bool:
    return any(comparable(line.text) in names for line in lines)


def _lead_apart(lines: Sequence[Block]) -> bool:
    """True if the links in some lines lead to several pages."""
    return len({href for line in lines for href, _ in line.links}) > 1


def _together(
    blocks: Sequence[Block], place: int, heads: set[HtmlElement]
) -> Iterator[Sequence[Block]]:
    """Yield the lines that stand in one heading, or in one element named as a title."""
    block = blocks[place]
    head = next((e for e in block.path if e in heads), None) if block.heading else None
    if head is None and _is_title(block.element):
        head = block.element
    is_broken = any(following.after_break for following in blocks[place + 1 : place + 2])
    bold = _bold_around(block) if head is None and is_broken else None
    holder = head if head is not None else bold
    if holder is None or (place and _holds(holder, blocks[place - 1])):
        return
    near = blocks[place : place + MAX_LINES + 1]
    lines = list(takewhile(partial(_holds, holder), near))
    while lines and _is_other(lines[-1]):
        lines.pop()  # a date, buttons
    if bold is not None and not _is_at_date(blocks, place, place + len(lines)):
        return
    is_short = sum(line.words for line in lines) <= MAX_WORDS
    if 1 < len(lines) <= MAX_LINES and is_short and not _lead_apart(lines):
        yield lines


def _holds(element: HtmlElement, block: Block) -> bool:
    """True if all of a block stands in an element, be it block-level or inline."""
    own = (holder for text, holder in block.pieces if text.strip())
    return element in block.path or all(
        element is holder or element in holder.iterancestors() for holder in own
    )


def _bold_around(block: Block) -> HtmlElement | None:
    """Return the outermost element of bold type around a block's first words."""
    first = next((element for text, element in block.pieces if text.strip()), block.element)
    inside = takewhile(lambda e: e is not block.element, (first, *first.iterancestors()))
    return next((e for e in reversed([*inside]) if e.tag in ("b", "strong")), None)


def _is_at_date(blocks: Sequence[Block], begin: int, end: int) -> bool:
    """True if a date line stands right before or behind some lines."""
    around = (*blocks[max(0, begin - 1) : begin], *blocks[end : end + 1])
    return any(published_line(block.text) for block in around)


def _is_title(element: HtmlElement) -> bool:
    """True if an element is named as a title."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _TITLE_NAME.search(names) is not None and "box" not in names.lower()


def _called(
    blocks: Sequence[Block], place: int, names: Mapping[str, float]
) -> Iterator[Sequence[Block]]:
    """Yield the lines that together make up a name of the page."""
    own = comparable(blocks[place].text)
    wanted = [n for n in names if len(n) >= LEAST_LENGTH and n != own and n.startswith(own + " ")]
    if not own or not wanted:
        return
    for end in range(place + 2, place + MAX_LINES + 1):
        lines = blocks[place:end]
        if comparable(_text(lines)) in wanted and not _lead_apart(lines):
            yield lines


def _is_label(line: Block) -> bool:
    """True if a line above a title names an office or a section."""
    return is_office(line.text) or is_section(line.text)


def _is_other(line: Block) -> bool:
    """True if a line in a heading is no part of a title: a date, a button, a sentence."""
    folded = line.folded
    return bool(
        published_line(line.text)
        or BYLINE.match(folded)
        or COUNTER.match(folded)
        or TOOLBAR.fullmatch(folded)
        or _SENTENCE_END.search(line.text)
    )


def _text(lines: Sequence[Block]) -> str:
    return " ".join(line.text for line in lines)


def _join(lines: Sequence[Block]) -> Block:
    """Return several blocks as one, in the innermost element around them."""
    first = lines[0]
    element = next(e for e in first.path if all(e in line.path for line in lines))
    path = first.path[first.path.index(element) :]
    pieces = [piece for line in lines for piece in ((" ", element), *line.pieces)]
    return replace(
        first,
        text=_text(lines),
        words=sum(line.words for line in lines),
        link_words=sum(line.link_words for line in lines),
        links=tuple(link for line in lines for link in line.links),
        element=element,
        path=path,
        heading=any(e.tag in HEADINGS for e in path),
        media=tuple(media for line in lines for media in line.media),
        pieces=tuple(pieces[1:]),
    )
