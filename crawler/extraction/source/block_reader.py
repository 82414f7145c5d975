"""Block reader: collects the blocks of text in a page's tree, in one walk."""

from collections.abc import Sequence, Set
from itertools import groupby

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from crawler.extraction.source.blocks import (
    BLOCK_LEVEL,
    HEADINGS,
    LONG,
    MEDIA,
    Block,
    Piece,
    ancestors,
    is_written,
    read_line,
)
from crawler.extraction.source.links import PageAddress
from crawler.extraction.source.visibility import SKIPPED, holds_prose, is_hidden, is_out_of_sight

#: Most characters in a cell of a data table; layout tables have longer ones.
CELL_LENGTH = 300
#: Least paragraphs with one and the same link that are text inside an unclosed link.
SAME_LINK = 3


class _Reader:
    """Collects text while a tree is walked; a block ends where a block-level element does."""

    def __init__(self, root: HtmlElement, url: str, left_out: Set[HtmlElement]) -> None:
        self.root = root
        self.address = PageAddress(url)
        self.left_out = left_out
        self.hidden_root: HtmlElement | None = None
        self.paths: dict[HtmlElement, tuple[HtmlElement, ...]] = {}
        self.blocks: list[Block] = []
        self.pieces: list[Piece] = []
        self.media: list[HtmlElement] = []
        self.following: list[HtmlElement] = []
        self.linked: list[tuple[str, list[str]]] = []
        self.anchors: list[HtmlElement] = []
        self.headings = 0
        self.after_break = False
        self.row: HtmlElement | None = None

    def add(self, text: str, element: HtmlElement) -> None:
        if not self.pieces and text.isspace():
            return
        self.pieces.append((text, element))
        if self.anchors:
            self.linked[-1][1].append(text)

    def add_gap(self, element: HtmlElement, row: HtmlElement) -> None:
        """Add the separator of two cells or lines in a row of a table."""
        next_cell = element.tag in ("td", "th") and element.getprevious() is not None
        if element.tag in BLOCK_LEVEL or element.tag == "br":
            self.add(" | " if next_cell else " ", row)

    def add_media(self, element: HtmlElement) -> None:
        has_text = any(text.strip() for text, _ in self.pieces)
        (self.following if has_text else self.media).append(element)

    def open_link(self, anchor: HtmlElement) -> None:
        """Count the text from here on as a link's."""
        self.anchors.append(anchor)
        self.linked.append((anchor.get("href", ""), []))

    def end(self, element: HtmlElement, *, by_break: bool = False) -> None:
        if not self.pieces and not self.linked:  # most elements begin or end without text
            self.after_break = self.after_break and by_break
            return
        text, words = (
            read_line("".join([text for text, _ in self.pieces])) if self.pieces else ("", 0)
        )
        if text:
            links, link_words = self._links(text, words)
            self.blocks.append(
                Block(
                    text=text,
                    words=words,
                    link_words=link_words,
                    links=links,
                    element=element,
                    path=self._path(element),
                    heading=self.headings > 0,
                    after_break=self.after_break,
                    media=tuple(self.media),
                    pieces=tuple(self.pieces),
                    hidden=self.hidden_root is not None,
                    index=len(self.blocks),
                )
            )
            self.after_break = by_break
            self.media = []
        elif not by_break:
            self.after_break = False
        self.pieces.clear()
        self.media += self.following
        self.following.clear()
        self.linked = [(self.anchors[-1].get("href", ""), [])] if self.anchors else []

    def _links(self, text: str, words: int) -> tuple[tuple[tuple[str, str], ...], int]:
        """Return the links of a block, and the number of words in links that lead elsewhere.

        Words of a heading or sentence that link to their own page are not counted.
        """
        if not self.linked:
            return (), 0
        may_stay = self.headings > 0 or is_written(text, words)
        if len(self.linked) == 1 and len(self.linked[0][1]) == len(self.pieces):
            href = self.linked[0][0]
            return ((href, text),), 0 if may_stay and self.address.is_target_of(href) else words
        links, counted = [], 0
        for href, parts in self.linked:
            label, count = read_line("".join(parts))
            links.append((href, label))
            counted += 0 if may_stay and self.address.is_target_of(href) else count
        return tuple(links), counted

    def _path(self, element: HtmlElement) -> tuple[HtmlElement, ...]:
        parent = element.getparent()
        if element is self.root or parent is None:
            return (element,)
        if parent not in self.paths:
            self.paths[parent] = tuple(ancestors(parent, self.root))
        return (element, *self.paths[parent])


def read_blocks(
    root: HtmlElement, url: str = "", left_out: Set[HtmlElement] = frozenset()
) -> list[Block]:
    """Return the blocks of text under `root`, in document order, without scripted parts.

    Hidden elements are read if they hold prose. The elements `left_out`, which are block-level, are
    not read. `url` is the address of the page.
    """
    reader = _Reader(root, url, left_out)
    walk = iterwalk(root, events=("start", "end", "comment", "pi"))
    enclosing = [root]
    for event, element in walk:
        if event == "start":
            _start(reader, walk, element, enclosing)
        elif event == "end":
            _end(reader, element, enclosing, root)
        elif tail := element.tail:
            reader.add(tail, element.getparent())
    reader.end(root)
    _release(reader.blocks)
    return reader.blocks


def _release(blocks: Sequence[Block]) -> None:
    """Count paragraphs that are all one and the same link as text.

    Teasers are excepted: their headline is repeated in their "read more" link and in other boxes.
    """
    for _, run in groupby(blocks, key=lambda b: b.links[0][0] if b.linked else None):
        written = [block for block in run if block.linked and block.words >= LONG]
        others = [block for block in written[1:] if written[0].text not in block.text]
        if 1 + len(others) >= SAME_LINK:
            for block in written:
                block.link_words = 0


def _start(
    reader: _Reader, walk: "iterwalk", element: HtmlElement, enclosing: list[HtmlElement]
) -> None:
    if _passes_over(reader, element, enclosing[-1]):
        walk.skip_subtree()
        return
    tag = element.tag
    if tag == "a" and element.get("href"):
        reader.open_link(element)
    elif reader.row is not None:
        reader.add_gap(element, reader.row)
    elif tag == "br":
        reader.end(enclosing[-1], by_break=True)
    elif tag in BLOCK_LEVEL:
        reader.end(enclosing[-1])
        enclosing.append(element)
        reader.headings += tag in HEADINGS
        if tag == "tr" and _is_data(element):
            reader.row = element
    if text := element.text:
        reader.add(text, element)


def _passes_over(reader: _Reader, element: HtmlElement, around: HtmlElement) -> bool:
    """True if an element's text is not read; records its pictures, and the end of a block there."""
    if element in reader.left_out and reader.row is None:
        reader.end(around)
        return True
    if is_out_of_sight(element):
        if not holds_prose(element):
            if element.tag in MEDIA and not is_hidden(element):
                reader.add_media(element)
            return True
        if reader.hidden_root is None:
            reader.end(around)
            reader.hidden_root = element
    elif element.tag in MEDIA:
        reader.add_media(element)
    return element.tag in SKIPPED


def _end(
    reader: _Reader, element: HtmlElement, enclosing: list[HtmlElement], root: HtmlElement
) -> None:
    if element is reader.row:
        reader.row = None
    if element is reader.hidden_root:
        reader.end(enclosing[-1])
        reader.hidden_root = None
    if element is enclosing[-1]:
        reader.end(element)
        reader.headings -= element.tag in HEADINGS
        if element is not root:
            enclosing.pop()
    elif reader.anchors and element is reader.anchors[-1]:
        reader.anchors.pop()
    elif reader.row is not None and element.tag in BLOCK_LEVEL:
        reader.add(" ", reader.row)
    if element is not root and (tail := element.tail):
        reader.add(tail, element.getparent())


def _is_data(row: HtmlElement) -> bool:
    """True if a row is of a data table: short cells side by side, no table inside."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    filled = [text for cell in cells if (text := cell.text_content().strip())]
    return (
        len(filled) > 1
        and all(len(text) <= CELL_LENGTH for text in filled)
        and row.find(".//table") is None
        and sum(sibling.tag == "tr" for sibling in row.getparent()) > 1
        and not any(len(cell.findall(".//a")) > 1 for cell in cells)
    )
