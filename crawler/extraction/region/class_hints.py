"""Class hints: element class and id names that mean the same on most sites.

Names are weaker evidence than content (a portal may name its main column `sidebar`), so they count
only for small parts of a page: see :data:`MINOR`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice, takewhile
from typing import NamedTuple

from lxml.html import HtmlElement

from crawler.extraction.region.part_names import (
    ABOUT_AUTHOR,
    CAPTION_TAGS,
    ClassHint,
    PartKind,
    hint_of,
    is_picture,
    part_kind,
    words_of,
)
from crawler.extraction.source.ancestors import AncestorCache
from crawler.extraction.source.blocks import Block

#: A name is trusted if its elements hold less than this share of the page's words outside links.
MINOR = 0.4
#: The same share for elements named as comments or footer.
MOST = 0.9
#: Least words of prose above comments that are about it.
TOPIC_WORDS = 30
#: Least paragraphs outside a live blog's entries that form an article.
TEXT_OF_ITS_OWN = 3
#: Most blocks of a page below its footer.
LAST_BLOCKS = 3
#: Least words of a paragraph of running text.
PROSE_WORDS = 20
#: Least paragraphs, and least share of the page's prose, that are text under any name.
SEVERAL, WRITTEN = 2, 0.2
#: Words that no promotion within a text reaches.
LONG_PROSE = 40
#: Levels above a caption within which an element is named after the picture.
PICTURE_REACH = 3
#: Words that a button, such as "Xem thêm", does not reach.
FEW_WORDS = 4


#: The name of an element: its tag and the words of its names, without numbers.
_Name = tuple[str, str]


class _Part(NamedTuple):
    """A named part of a page: its hint and the kind of part that its name states."""

    element: HtmlElement
    name: _Name
    hint: ClassHint
    kind: PartKind


#: Parts whose text does not belong to the article.
_FOREIGN_PARTS = (PartKind.COMMENTS, PartKind.FOOTER, PartKind.COOKIE_NOTICE)


def class_hints(blocks: Sequence[Block]) -> list[ClassHint | None]:
    """Return the hint for each block, by the nearest named element around it.

    A name counts only as far as the content of all elements with that name agrees with it.
    """
    around = AncestorCache[tuple[_Part, ...]](_with_named, ())
    named = [around.of(block.element) for block in blocks]
    trusted, in_text = _trusted_names(blocks, named), _in_text(blocks, named)
    is_script_shown = _is_script_shown(blocks)
    return [
        next(
            (
                part.hint
                for part in parts
                if part.name in trusted
                and part.element not in in_text
                and _suits(part.hint, block, part.element)
            ),
            ClassHint.HIDDEN if block.hidden and not is_script_shown else None,
        )
        for block, parts in zip(blocks, named, strict=True)
    ]


def _is_script_shown(blocks: Sequence[Block]) -> bool:
    """True if most of the page's prose is hidden until a script shows it."""
    hidden, shown = (_written(b for b in blocks if b.hidden is there) for there in (True, False))
    return len(hidden) >= SEVERAL and sum(hidden) >= max(2 * TOPIC_WORDS, sum(shown))


def _written(blocks: Iterable[Block]) -> list[int]:
    """Return the words of each paragraph of running text."""
    words = (block.words - block.link_words for block in blocks)
    return [count for count in words if count >= PROSE_WORDS]


@dataclass
class _Content:
    """The content of all elements with one name: words and paragraphs of running text.

    `before` counts the words of prose above the first of them, `end` is the index of the last
    block.
    """

    before: int = 0
    end: int = 0
    words: int = 0
    written: int = 0
    paragraphs: int = 0
    has_title: bool = False

    def add(self, block: Block) -> None:
        words = block.words - block.link_words
        self.words += words
        self.end = block.index
        self.has_title = self.has_title or (
            block.heading and not block.linked and any(e.tag == "h1" for e in block.path[:3])
        )
        if words >= PROSE_WORDS and not block.hidden:
            self.written += words
            self.paragraphs += 1


def _trusted_names(blocks: Sequence[Block], named: Sequence[tuple[_Part, ...]]) -> set[_Name]:
    """Return the names that agree with the content of all their elements."""
    page, own, held = _Content(), _Content(), dict[_Name, _Content]()
    for block, parts in zip(blocks, named, strict=True):
        page.add(block)
        for name in {part.name for part in parts}:
            held.setdefault(name, _Content(before=own.written)).add(block)
        if not any(part.kind in _FOREIGN_PARTS for part in parts):
            own.add(block)
    kinds = {part.name: part.kind for parts in named for part in parts}
    return {name for name, kind in kinds.items() if _fits(kind, held[name], page, own)}


def _fits(kind: PartKind, held: _Content, page: _Content, own: _Content) -> bool:
    """True if the content of a name's elements suits the kind of part.

    Several paragraphs are no boilerplate, whatever their name. Comments can be far longer than the
    text that they are about, and stand below it.
    """
    if kind is PartKind.LIVE_BLOG:
        return own.paragraphs - held.paragraphs >= TEXT_OF_ITS_OWN
    is_frame = held.words < MOST * page.words and not held.has_title
    if kind is PartKind.COOKIE_NOTICE:
        return is_frame
    is_small = held.words < MINOR * page.words and (
        held.paragraphs < SEVERAL or held.written < WRITTEN * page.written
    )
    if kind is PartKind.FOOTER:
        return is_small or (is_frame and page.end - held.end <= LAST_BLOCKS)
    is_below = kind is PartKind.COMMENTS and held.before >= TOPIC_WORDS and not held.has_title
    return is_small or is_below


def _in_text(blocks: Sequence[Block], named: Sequence[tuple[_Part, ...]]) -> set[HtmlElement]:
    """Return the named elements that hold only paragraphs, between or below such paragraphs.

    Comments have names and dates among them, promotions are short.
    """
    found: set[HtmlElement] = set()
    place = 0
    while place < len(blocks):
        part = next(iter(named[place]), None)
        if part is None:
            place += 1
            continue
        following = map(blocks.__getitem__, range(place, len(blocks)))
        inside = list(takewhile(partial(_is_in, part.element), following))
        before = [block for block in blocks[max(0, place - 2) : place] if block.words >= FEW_WORDS]
        around = (*before[-1:], *blocks[place + len(inside) : place + len(inside) + 1])
        parent = part.element.getparent()
        if (
            part.hint is not ClassHint.CAPTION
            and part.kind is not PartKind.LIVE_BLOG
            and not ABOUT_AUTHOR.search(part.name[1])
            and all(map(_is_prose, inside))
            and sum(block.words for block in inside) >= LONG_PROSE
            and any(_is_prose(block) and parent in block.path[:3] for block in around)
            and (part.kind is not PartKind.FOOTER or sum(map(_is_prose, around)) > 1)
        ):
            found.add(part.element)
        place += len(inside) or 1
    return found


def _is_in(element: HtmlElement, block: Block) -> bool:
    return element in block.path


def _is_prose(block: Block) -> bool:
    return block.words - block.link_words >= PROSE_WORDS


def _with_named(element: HtmlElement, around: tuple[_Part, ...]) -> tuple[_Part, ...]:
    """Return the parts `around` an element, preceded by itself if its name gives a hint."""
    names = element.tag, element.get("class") or "", element.get("id") or ""
    hint = hint_of(*names)
    if hint is None or (element.tag == "figure" and element.find(".//table") is not None):
        return around
    name = element.tag, words_of(*names)
    return (_Part(element, name, hint, part_kind(*names)), *around)


def _suits(hint: ClassHint, block: Block, element: HtmlElement) -> bool:
    """True if a hint can apply to a block: captions stand at a picture.

    Leads are named captions, too.
    """
    if hint is not ClassHint.CAPTION or block.after_media or element.tag in CAPTION_TAGS:
        return True
    around = islice(element.iterancestors(), PICTURE_REACH)
    return any(is_picture(e.get("class") or "", e.get("id") or "") for e in around)
