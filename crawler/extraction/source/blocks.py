"""Blocks of a page: its lines of text, in reading order.

A block is what a browser would set on a line of its own: the text of a paragraph, a cell, a list
item, a heading, or the piece of one between two line breaks. All further steps (region, title,
date, kind of page) work on the list of blocks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from lxml.html import HtmlElement

from crawler.vietnamese.legacy import convert
from crawler.vietnamese.lines import kept
from crawler.vietnamese.mojibake import repair_latin_1, repair_mojibake
from crawler.vietnamese.unicode import fold, repair_entities, tidy, tidy_punctuation

#: Block-level elements; unknown elements (Word's `<o:p>`) are inline.
BLOCK_LEVEL = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main
    menu nav ol p pre section summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905 - a list of names, not code
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

#: Pictures and films, behind which a caption can stand.
MEDIA = frozenset(("img", "video", "iframe", "object", "embed", "picture"))
#: Least words of prose, and least words of a block that ends like a sentence and so is prose.
LONG, SENTENCE = 20, 8
#: Least words of running text rather than a label.
TEXT_WORDS = 8
_SENTENCE_END = re.compile(r"[.!?…;:][\"”’»)\]]*$")
_WORD = re.compile(r"\w[^\s]*")

Piece = tuple[str, HtmlElement]


class Role(Enum):
    """The role of a block on the page."""

    TEXT = auto()
    SHORT = auto()
    LINK = auto()
    HEADLINE = auto()
    TEASER = auto()
    DATE = auto()
    RELATED = auto()
    FURNITURE = auto()
    CAPTION = auto()
    ASIDE = auto()
    OTHERS = auto()
    HIDDEN = auto()


@dataclass(slots=True, eq=False)
class Block:
    """One line or paragraph of a page.

    `words` counts all words, `link_words` those inside links to other pages; `links` holds the
    links' addresses and texts. `hidden`: a browser does not show it, or not at first. `element` is
    the nearest block-level element around the text, `path` that and all around it, outwards.
    `after_break`: only a `<br>` separates it from the block before. `media` are the pictures, films
    and embedded documents between its text and that of the block before. `pieces` is the text as in
    the markup, each piece with its element. The cells of a row in a data table are one block,
    separated by ` | `.
    """

    text: str
    words: int
    link_words: int
    links: tuple[tuple[str, str], ...]
    element: HtmlElement
    path: tuple[HtmlElement, ...]
    heading: bool
    after_break: bool
    media: tuple[HtmlElement, ...]
    pieces: tuple[Piece, ...]
    hidden: bool
    index: int

    @property
    def folded(self) -> str:
        """The text for comparison: lower case, no diacritics."""
        return fold(self.text)

    @property
    def after_media(self) -> bool:
        """True if a picture or film stands right before it."""
        return bool(self.media)

    @property
    def linked(self) -> bool:
        """True if at least 80 % of the words are in links."""
        return self.link_words > 0 and self.link_words >= 0.8 * self.words

    @property
    def is_written(self) -> bool:
        """True if the text is prose: long, or a sentence."""
        return is_written(self.text, self.words)


@kept
def read_line(raw: str) -> tuple[str, int]:
    """Return a line of a page in normal form, and its number of words."""
    text = clean(raw)
    return text, count_words(text)


def count_words(text: str) -> int:
    """Return the number of words in a text; dashes and bullets are none."""
    return len(_WORD.findall(text))


@kept
def clean(text: str) -> str:
    """Return a line of a page in normal form: Unicode, composed, tidy."""
    return tidy_punctuation(tidy(convert(repair_latin_1(repair_mojibake(repair_entities(text))))))


def is_written(text: str, words: int) -> bool:
    """True if a text of so many words is long, or a sentence."""
    return words >= LONG or (words >= SENTENCE and _SENTENCE_END.search(text) is not None)


def ancestors(element: HtmlElement, root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield `element` and the elements around it, up to and including `root`."""
    node: HtmlElement | None = element
    while node is not None:
        yield node
        if node is root:
            return
        node = node.getparent()
