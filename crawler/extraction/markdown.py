"""Markdown of an article: headings, lists, quotes, tables and figures.

The dialect is CommonMark with the tables of GitHub Flavored Markdown: plain text that can be
searched and compared as it is, and that carries no scripts.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count, groupby, takewhile

from lxml.html import HtmlElement

from crawler.extraction.fields.images import Figure
from crawler.extraction.source.ancestors import AncestorCache
from crawler.extraction.source.blocks import HEADINGS, Block
from crawler.extraction.source.inline import Styles, escape, inline, line
from crawler.extraction.source.tables import row_of, table

#: Most levels of nested lists and quotes; deeper nesting is bad markup.
MOST_CONTAINERS = 6
_CLOSING = re.compile(r"(?<!#)(#+)$")
_START = re.compile(r"\s*(\d{1,8})\s*")

_QUOTE = "> "

#: A paragraph of the text: one block, or several separated only by line breaks.
Paragraph = Sequence[Block]


def to_markdown(paragraphs: Sequence[Paragraph], figures: Sequence[Figure], base: str) -> str:
    """Return the Markdown of an article's paragraphs, with its figures in their places.

    Relative links are relative to `base`.
    """
    styles, containers, writer = Styles(base), _Containers(paragraphs), _Writer()
    waiting = list(reversed(figures))
    for group in _groups(paragraphs):
        while waiting and waiting[-1].index <= group[0][0].index:
            figure = waiting.pop()
            writer.add(_figure(figure), containers.of(figure.element))
        for lines, element in _parts(group, styles):
            writer.add(lines, containers.of(element))
    for figure in reversed(waiting):
        writer.add(_figure(figure), containers.of(figure.element))
    return "\n".join(writer.lines)


def _groups(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Yield the paragraphs of a data table as one group, every other paragraph by itself.

    A table holds data if most of its rows with text are single blocks.
    """
    rows = [row_of(paragraph[0].element) for paragraph in paragraphs]
    whole: dict[HtmlElement, dict[HtmlElement, bool]] = defaultdict(dict)
    for paragraph, row in zip(paragraphs, rows, strict=True):
        if row is not None:
            whole[_table(row)][row] = row is paragraph[0].element
    data = {of for of, known in whole.items() if 2 * sum(known.values()) > len(known)}

    def part(place: int) -> object:
        of = _table(row) if (row := rows[place]) is not None else None
        return of if of in data else place

    for _, places in groupby(range(len(paragraphs)), part):
        yield [paragraphs[place] for place in places]


def _table(row: HtmlElement) -> HtmlElement:
    """Return the table of a row, or its parent in bad markup."""
    node = row.getparent()
    return node.getparent() if node.tag in ("tbody", "thead", "tfoot") else node


def _parts(group: Sequence[Paragraph], styles: Styles) -> Iterator[tuple[list[str], HtmlElement]]:
    """Yield the lines of Markdown of each paragraph of a group, or of the group as a table."""
    blocks = [block for paragraph in group for block in paragraph]
    if len(group) > 1 and (lines := table(blocks, styles)):
        yield lines, row_of(blocks[0].element)
        return
    for paragraph in group:
        yield [_paragraph(paragraph, styles)], paragraph[0].element


def _paragraph(paragraph: Paragraph, styles: Styles) -> str:
    level = _level(paragraph[0])
    text = " ".join(inline(block, styles, heading=level > 0) for block in paragraph)
    if not level:
        return line(text)
    return "#" * level + " " + _CLOSING.sub(r"\\\1", text)


def _level(block: Block) -> int:
    """Return the level of a heading, from 1 to 6; 0 for other blocks."""
    if not block.heading:
        return 0
    # Of lines joined to one title, some may be no heading.
    around = (node for _, element in block.pieces for node in (element, *element.iterancestors()))
    return next((int(node.tag[1]) for node in around if node.tag in HEADINGS), 1)


def _figure(figure: Figure) -> list[str]:
    """Return the lines of a figure: the picture and its caption below, or a film's caption only."""
    lines = [f"*{escape(figure.caption)}*"] if figure.caption else []
    if figure.image:
        picture = f"![{escape(figure.image.alt or '')}]({figure.image.address})"
        lines.insert(0, picture + "\\" if lines else picture)
    return lines


class _Containers:
    """The list items and quotes around elements, except those that contain the whole text."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._around = AncestorCache[tuple[HtmlElement, ...]](_with_container, ())
        around = [set(self._around.of(paragraph[0].element)) for paragraph in paragraphs]
        self._layout = set.intersection(*around) if around else set()

    def of(self, element: HtmlElement) -> list[HtmlElement]:
        """Return the containers of an element, outermost first."""
        return [e for e in self._around.of(element) if e not in self._layout][:MOST_CONTAINERS]


def _with_container(
    element: HtmlElement, around: tuple[HtmlElement, ...]
) -> tuple[HtmlElement, ...]:
    return (*around, element) if element.tag in ("li", "blockquote") else around


class _Writer:
    """Collects lines of Markdown, each behind the markers of the containers that it stands in."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._open: Sequence[HtmlElement] = ()
        self._indents: list[str] = []
        self._is_item = False
        self._numbers: dict[HtmlElement, int] = {}
        self._bullets: dict[HtmlElement, str] = {}

    def add(self, lines: Sequence[str], containers: Sequence[HtmlElement]) -> None:
        """Add the lines of a paragraph, table or figure that stands in `containers`."""
        pairs = zip(self._open, containers, strict=False)
        common = sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1], pairs))
        closed = self._open[common] if common < len(self._open) else None
        is_line = len(lines) == 1
        is_next_item = (
            len(self._open) == len(containers) == common + 1
            and self._open[-1].getparent() is containers[-1].getparent()
            and self._open[-1].tag == "li"
        )
        first = "".join(self._indents[:common])
        if self.lines and not (is_next_item and is_line and self._is_item):
            self.lines.append(first.rstrip())
        del self._indents[common:]
        for container in containers[common:]:
            mark = self._mark(container, closed)
            first += mark
            self._indents.append(mark if mark == _QUOTE else " " * len(mark))
            closed = None
        rest = "".join(self._indents)
        self.lines += [first + lines[0], *(rest + further for further in lines[1:])]
        self._open, self._is_item = containers, is_line and len(containers) > common

    def _mark(self, container: HtmlElement, closed: HtmlElement | None) -> str:
        """Return the marker that begins a container; `closed` is the container that ends there.

        A list right behind another has other bullets, so that it does not continue that one.
        """
        if container.tag == "blockquote":
            return _QUOTE
        own = container.getparent()
        choice = ".)" if own.tag == "ol" else "-*"
        if own not in self._bullets:
            other = self._bullets.get(closed.getparent()) if closed is not None else None
            self._bullets[own] = choice[other == choice[0]]
        number = str(self._number(container, own)) if own.tag == "ol" else ""
        return f"{number}{self._bullets[own]} "

    def _number(self, item: HtmlElement, own: HtmlElement) -> int:
        if item not in self._numbers:
            start = _START.fullmatch(own.get("start") or "")
            self._numbers |= zip(own.iterchildren("li"), count(int(start[1]) if start else 1))
        return self._numbers[item]
