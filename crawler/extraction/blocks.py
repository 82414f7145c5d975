"""A page as the list of its blocks of text, in the order of reading.

A block is what a browser would set on a line of its own: the text of a paragraph, a cell, a list
item, a heading, or the piece of one between two line breaks. All that follows (region, title,
date, kind of page) is decided on this list, so the tree is walked once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from crawler.vietnamese.legacy import convert, repair_mojibake
from crawler.vietnamese.unicode import fold, repair_entities, tidy

#: What a browser sets on lines of its own; unknown elements (Word's `<o:p>`) are set in line.
BLOCK_LEVEL = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main
    menu nav ol p pre section summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905 - a list of names, not code
)
SKIPPED = frozenset(
    """
    script style noscript template iframe object embed applet svg math canvas audio video map
    select option datalist button input textarea head link meta marquee
    """.split()  # noqa: SIM905
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_HIDDEN_CLASSES = frozenset(
    ("hidden", "hide", "d-none", "sr-only", "visually-hidden", "screen-reader-text", "ms-hidden")
)
#: Pictures and films, behind which a caption can stand.
MEDIA = frozenset(("img", "video", "iframe", "object", "embed", "picture"))
#: A table is data, not layout, when its cells are no longer than this (characters).
CELL_LENGTH = 300
_WORD = re.compile(r"\w[^\s]*")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Block:
    """One line or paragraph of a page.

    `words` counts all words, `link_words` those inside links, `links` holds the links' addresses
    and texts; `element` is the nearest block-level element around the text; `after_break` tells
    that only a `<br>` parts it from the block before, `after_media` that a picture or film stands
    between. The cells of a row in a table of data are one block, parted by ` | `.
    """

    text: str
    words: int
    link_words: int
    links: tuple[tuple[str, str], ...]
    element: HtmlElement
    heading: bool
    after_break: bool
    after_media: bool
    index: int
    _folded: str | None = field(default=None, repr=False)

    @property
    def folded(self) -> str:
        """The text for comparison: lower case, no diacritics."""
        if self._folded is None:
            self._folded = fold(self.text)
        return self._folded

    @property
    def linked(self) -> bool:
        """Whether (nearly) all of the text is a link."""
        return self.link_words > 0 and self.link_words >= 0.8 * self.words


class _Reader:
    """Collects text while a tree is walked; a block ends where a block-level element does."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.linked: list[tuple[str, list[str]]] = []
        self.anchors: list[HtmlElement] = []
        self.headings = 0
        self.after_break = False
        self.after_media = False
        self.row: HtmlElement | None = None

    def add(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)
            if self.anchors:
                self.linked[-1][1].append(text)

    def open_link(self, anchor: HtmlElement) -> None:
        """From here on, text is a link's."""
        self.anchors.append(anchor)
        self.linked.append((anchor.get("href", ""), []))

    def end(self, element: HtmlElement, *, by_break: bool = False) -> None:
        text = clean("".join(self.pieces)) if self.pieces else ""
        if text:
            links = tuple((href, clean("".join(parts))) for href, parts in self.linked)
            self.blocks.append(
                Block(
                    text=text,
                    words=count_words(text),
                    link_words=sum(count_words(label) for _, label in links),
                    links=links,
                    element=element,
                    heading=self.headings > 0,
                    after_break=self.after_break,
                    after_media=self.after_media,
                    index=len(self.blocks),
                )
            )
            self.after_break = by_break
            self.after_media = False
        elif not by_break:
            self.after_break = False
        self.pieces.clear()
        self.linked = [(self.anchors[-1].get("href", ""), [])] if self.anchors else []


def count_words(text: str) -> int:
    """How many words a text has; dashes and bullets are none."""
    return len(_WORD.findall(text))


def clean(text: str) -> str:
    """One line of a page in the project's normal form of text: Unicode, composed, tidy."""
    return tidy(convert(repair_mojibake(repair_entities(text))))


def read_blocks(root: HtmlElement) -> list[Block]:
    """The blocks of text under `root`, in document order, without hidden or scripted parts."""
    reader = _Reader()
    walk = iterwalk(root, events=("start", "end", "comment", "pi"))
    enclosing = [root]
    for event, element in walk:
        if event == "start":
            _start(reader, walk, element, enclosing)
        elif event == "end":
            _end(reader, element, enclosing, root)
        else:
            reader.add(element.tail)
    reader.end(root)
    return reader.blocks


def _start(
    reader: _Reader, walk: "iterwalk", element: HtmlElement, enclosing: list[HtmlElement]
) -> None:
    tag = element.tag
    if tag in MEDIA:
        reader.after_media = True
    if tag in SKIPPED or _is_hidden(element):
        walk.skip_subtree()
        return
    if tag == "a" and element.get("href"):
        reader.open_link(element)
    elif reader.row is not None:
        reader.add(" | " if tag in ("td", "th") and element.getprevious() is not None else " ")
    elif tag == "br":
        reader.end(enclosing[-1], by_break=True)
    elif tag in BLOCK_LEVEL:
        reader.end(enclosing[-1])
        enclosing.append(element)
        reader.headings += tag in HEADINGS
        if tag == "tr" and _is_data(element):
            reader.row = element
    reader.add(element.text)


def _end(
    reader: _Reader, element: HtmlElement, enclosing: list[HtmlElement], root: HtmlElement
) -> None:
    if element is reader.row:
        reader.row = None
    if element is enclosing[-1]:
        reader.end(element)
        reader.headings -= element.tag in HEADINGS
        if element is not root:
            enclosing.pop()
    elif reader.anchors and element is reader.anchors[-1]:
        reader.anchors.pop()
    if element is not root:
        reader.add(element.tail)


def _is_data(row: HtmlElement) -> bool:
    """Whether a row is of a table of data: short cells side by side, no table inside."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    filled = [text for cell in cells if (text := cell.text_content().strip())]
    return (
        len(filled) > 1
        and all(len(text) <= CELL_LENGTH for text in filled)
        and row.find(".//table") is None
        and sum(sibling.tag == "tr" for sibling in row.getparent()) > 1
        and not any(len(cell.findall(".//a")) > 1 for cell in cells)
    )


def _is_hidden(element: HtmlElement) -> bool:
    style, classes = element.get("style"), element.get("class")
    return (
        element.get("hidden") is not None
        or bool(style and _HIDDEN.search(style))
        or bool(classes and _HIDDEN_CLASSES.intersection(classes.split()))
    )


def ancestors(element: HtmlElement, root: HtmlElement) -> Iterator[HtmlElement]:
    """`element` and the elements around it, up to and including `root`."""
    node: HtmlElement | None = element
    while node is not None:
        yield node
        if node is root:
            return
        node = node.getparent()
