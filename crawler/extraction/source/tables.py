"""Markdown tables: tables of data in the form of GitHub Flavored Markdown.

The specification is https://github.github.com/gfm/#tables-extension-. A Markdown table has a
heading row and no cells that span others: the first row becomes the heading, and the text of a cell
that spans several stands in the first of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from lxml.html import HtmlElement

from crawler.extraction.source.blocks import Block
from crawler.extraction.source.inline import Styles, escape, inline, marked, runs

#: Most columns of a table; some editors write `colspan="1000"`.
MOST_COLUMNS = 100
_CELLS = frozenset(("td", "th"))
_SPAN = re.compile(r"\s*0*([1-9]\d{0,3})")


@dataclass(slots=True)
class _Row:
    """A row of a page's table, with the Markdown of its cells."""

    element: HtmlElement
    cells: dict[HtmlElement, list[str]] = field(default_factory=dict)

    def add(self, cell: HtmlElement | None, markdown: str) -> None:
        key = self.element if cell is None else cell
        self.cells.setdefault(key, []).append(markdown.replace("|", r"\|"))


def row_of(element: HtmlElement) -> HtmlElement | None:
    """Return the table row that an element is or stands in; None outside of rows."""
    node: HtmlElement | None = element
    while node is not None and node.tag != "tr":
        node = None if node.tag in ("table", "caption") else node.getparent()
    return node


def table(blocks: Sequence[Block], styles: Styles) -> list[str]:
    """Return the lines of the Markdown table of blocks in a table's rows.

    Empty if only one column has text.
    """
    rows: list[_Row] = []
    for block in blocks:
        element = row_of(block.element)
        if not rows or rows[-1].element is not element:
            rows.append(_Row(element))
        _fill(rows[-1], block, styles, heading=len(rows) == 1)
    columns = [column for column in zip(*_grid(rows), strict=True) if any(column)]
    if len(columns) < 2:
        return []
    heading, *body = (f"| {' | '.join(cells)} |" for cells in zip(*columns, strict=True))
    return [heading, "|" + " --- |" * len(columns), *body]


def _fill(row: _Row, block: Block, styles: Styles, *, heading: bool) -> None:
    """Put a block into its cell, or into its cells if it is the whole row."""
    if block.element is not row.element:
        row.add(_cell(block.element, row), inline(block, styles, heading=heading))
        return
    found = runs(block, lambda element: (_cell(element, row), styles.of(element)))
    if found is None:
        _split(row, block)
        return
    for cell, group in groupby(found, lambda run: run[2][0]):
        stretches = [(start, stop, key[1]) for start, stop, key in group]
        if cell is not None:
            row.add(cell, marked(block.text, stretches, heading=heading))


def _split(row: _Row, block: Block) -> None:
    """Put the text of a row whose pieces cannot be located into its cells, without markup."""
    cells = [cell for cell in row.element if cell.tag in _CELLS]
    parts = re.split(r" ?\| ?", block.text)
    if len(parts) != len(cells):
        cells, parts = cells[:1], [block.text]
    for cell, part in zip(cells, parts, strict=True):
        row.add(cell, escape(part))


def _cell(element: HtmlElement, row: _Row) -> HtmlElement | None:
    """Return the cell of a row that an element is or stands in; None for cell separators."""
    node = element
    while node is not row.element:
        if node.tag in _CELLS and node.getparent() is row.element:
            return node
        node = node.getparent()
    return None


def _grid(rows: Sequence[_Row]) -> list[list[str]]:
    """Return the texts of all rows' cells, with as many in each row."""
    grid: list[list[str]] = []
    covered: dict[int, int] = {}  # further rows that a cell covers, by column
    for row in rows:
        texts: list[str] = []
        below: dict[int, int] = {}
        elements = [cell for cell in row.element if cell.tag in _CELLS]
        for cell in elements + [cell for cell in row.cells if cell not in elements]:
            while covered.get(len(texts)):
                below[len(texts)] = covered[len(texts)] - 1
                texts.append("")
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            for column in range(len(texts), len(texts) + width):
                below[column] = height - 1
            texts += [" ".join(row.cells.get(cell, ()))] + [""] * (width - 1)
        grid.append(texts)
        covered = below
    widest = max(map(len, grid))
    return [texts + [""] * (widest - len(texts)) for texts in grid]


def _span(cell: HtmlElement, attribute: str) -> int:
    number = _SPAN.match(cell.get(attribute) or "")
    return min(int(number[1]), MOST_COLUMNS) if number else 1
