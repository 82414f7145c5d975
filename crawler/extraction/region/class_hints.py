"""What those who made a page call its parts: the class and id names that mean the same everywhere.

Names are a weaker sign than what a part holds (a portal may call its main column `sidebar`), so
they count for small parts of a page only: see :data:`MINOR`.
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
    Author,
    ClassHint,
    author_of,
    hint_of,
    is_picture,
    words_of,
)
from crawler.extraction.source.ancestors import AncestorCache
from crawler.extraction.source.blocks import Block

#: A part of a page is what its name says if it holds less than this share of the page's words
#: (outside links).
MINOR = 0.4
#: What is called comments or a footer is that unless it is the whole page.
MOST = 0.9
#: So many words of prose can be what a page of comments is about.
TOPIC_WORDS = 30
#: So many paragraphs besides a live blog's entries are an article of their own.
TEXT_OF_ITS_OWN = 3
#: Below a page's end stand no more blocks than this.
LAST_BLOCKS = 3
#: A paragraph of running text has so many words.
PROSE_WORDS = 20
#: So many paragraphs, with that share of the page's prose, are text whatever they are called.
SEVERAL, WRITTEN = 2, 0.2
#: No promotion in the midst of a text has so many words.
LONG_PROSE = 40
#: How far above a caption an element is named after the picture.
PICTURE_REACH = 3
#: A button, such as "Xem thêm", has fewer words.
FEW_WORDS = 4


#: What the elements of a page are called that are named alike, but for numbers.
_Name = tuple[str, str]


class _Part(NamedTuple):
    """A part of a page that has a name, what it says of it, and who would have written it."""

    element: HtmlElement
    name: _Name
    mark: ClassHint
    author: Author


#: Who writes what is not missed in an article.
_STRANGERS = (Author.READER, Author.OFFICE, Author.LAWYER)


def class_hints(blocks: Sequence[Block]) -> list[ClassHint | None]:
    """What each block is by the name of the nearest element around it that has one.

    A name is believed as far as what all elements that bear it hold agrees with it.
    """
    around = AncestorCache[tuple[_Part, ...]](_with_named, ())
    named = [around.of(block.element) for block in blocks]
    believed, in_text = _believed(blocks, named), _in_text(blocks, named)
    is_veiled = _is_veiled(blocks)
    return [
        next(
            (
                part.mark
                for part in parts
                if part.name in believed
                and part.element not in in_text
                and _suits(part.mark, block, part.element)
            ),
            ClassHint.HIDDEN if block.hidden and not is_veiled else None,
        )
        for block, parts in zip(blocks, named, strict=True)
    ]


def _is_veiled(blocks: Sequence[Block]) -> bool:
    """Whether most of the page's prose is hidden: then a script shows it, and it is the page's."""
    hidden, shown = (_written(b for b in blocks if b.hidden is there) for there in (True, False))
    return len(hidden) >= SEVERAL and sum(hidden) >= max(2 * TOPIC_WORDS, sum(shown))


def _written(blocks: Iterable[Block]) -> list[int]:
    """How many words each paragraph of running text has."""
    words = (block.words - block.link_words for block in blocks)
    return [count for count in words if count >= PROSE_WORDS]


@dataclass
class _Held:
    """What the elements of one name hold: words of running text, and paragraphs of it.

    `before` are the words of prose that stand above the first of them, `end` is the last block.
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


def _believed(blocks: Sequence[Block], named: Sequence[tuple[_Part, ...]]) -> set[_Name]:
    """The names that are what they say, by what of the page all elements hold that bear them."""
    page, own, held = _Held(), _Held(), dict[_Name, _Held]()
    for block, parts in zip(blocks, named, strict=True):
        page.add(block)
        for name in {part.name for part in parts}:
            held.setdefault(name, _Held(before=own.written)).add(block)
        if not any(part.author in _STRANGERS for part in parts):
            own.add(block)
    authors = {part.name: part.author for parts in named for part in parts}
    return {name for name, author in authors.items() if _fits(author, held[name], page, own)}


def _fits(author: Author, held: _Held, page: _Held, own: _Held) -> bool:
    """Whether what a name's elements hold is what such an author writes.

    What is written in several paragraphs is no furniture, whatever its name. Comments can be far
    longer than what they are about, and stand below it.
    """
    if author is Author.CORRESPONDENT:
        return own.paragraphs - held.paragraphs >= TEXT_OF_ITS_OWN
    is_frame = held.words < MOST * page.words and not held.has_title
    if author is Author.LAWYER:
        return is_frame
    is_small = held.words < MINOR * page.words and (
        held.paragraphs < SEVERAL or held.written < WRITTEN * page.written
    )
    if author is Author.OFFICE:
        return is_small or (is_frame and page.end - held.end <= LAST_BLOCKS)
    is_below = author is Author.READER and held.before >= TOPIC_WORDS and not held.has_title
    return is_small or is_below


def _in_text(blocks: Sequence[Block], named: Sequence[tuple[_Part, ...]]) -> set[HtmlElement]:
    """The named elements that hold paragraphs and nothing else, between or below such paragraphs.

    Comments have names and days among them, promotions are short.
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
            part.mark is not ClassHint.CAPTION
            and part.author is not Author.CORRESPONDENT
            and not ABOUT_AUTHOR.search(part.name[1])
            and all(map(_is_prose, inside))
            and sum(block.words for block in inside) >= LONG_PROSE
            and any(_is_prose(block) and parent in block.path[:3] for block in around)
            and (part.author is not Author.OFFICE or sum(map(_is_prose, around)) > 1)
        ):
            found.add(part.element)
        place += len(inside) or 1
    return found


def _is_in(element: HtmlElement, block: Block) -> bool:
    return element in block.path


def _is_prose(block: Block) -> bool:
    return block.words - block.link_words >= PROSE_WORDS


def _with_named(element: HtmlElement, around: tuple[_Part, ...]) -> tuple[_Part, ...]:
    """The parts `around` an element, and before them itself if its name says what it is."""
    names = element.tag, element.get("class") or "", element.get("id") or ""
    mark = hint_of(*names)
    if mark is None or (element.tag == "figure" and element.find(".//table") is not None):
        return around
    name = element.tag, words_of(*names)
    return (_Part(element, name, mark, author_of(*names)), *around)


def _suits(mark: ClassHint, block: Block, element: HtmlElement) -> bool:
    """Whether a block can be what its element is called: captions stand by a picture.

    Leads are called captions, too.
    """
    if mark is not ClassHint.CAPTION or block.after_media or element.tag in CAPTION_TAGS:
        return True
    around = islice(element.iterancestors(), PICTURE_REACH)
    return any(is_picture(e.get("class") or "", e.get("id") or "") for e in around)
