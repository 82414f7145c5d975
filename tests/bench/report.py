"""Results as a table on the terminal, and as Markdown in a document."""

from collections.abc import Sequence
from pathlib import Path
from textwrap import fill

from rich.console import Console
from rich.table import Table

from tests.bench.results import Result

#: What stands before and after the figures in the document.
BEGIN, END = "<!-- begin: make bench -->", "<!-- end: make bench -->"
#: Letters in a line of the document; a table is printed as wide at least.
_WIDTH = 100


def show(result: Result) -> None:
    """Print a result."""
    table = Table(title=result.title, title_justify="left")
    for number, column in enumerate(result.columns):
        table.add_column(column, justify="right" if number else "left")
    for row in result.rows:
        table.add_row(*row)
    console = Console()
    console.width = max(console.width, _WIDTH)
    console.print(table)


def write(results: Sequence[Result], document: Path) -> None:
    """Put results between the marks of a document.

    Raises `ValueError` where it has none.
    """
    before, begin, rest = document.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{document}: lacks {BEGIN} or {END}")
    figures = "\n\n".join(map(_markdown, results))
    document.write_text(f"{before}{BEGIN}\n\n{figures}\n\n{END}{after}", "utf-8")


def _markdown(result: Result) -> str:
    aligned = ["---", *("---:" for _ in result.columns[1:])]
    lines = [_line(cells) for cells in (result.columns, aligned, *result.rows)]
    return "\n".join([f"## {result.title}", "", fill(result.note, _WIDTH), "", *lines])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
