"""Progress of a run of crawls: a moving table on a terminal, lines elsewhere."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.live import Live
from rich.table import Table
from scrapy.crawler import Crawler

from crawler.command_line.result import Counts, Result
from crawler.engine.errors import one_line

#: Lines that the moving table needs besides its rows: head, rule, total, and the cursor's.
_FRAME_LINES = 5


#: A line of the table: the site's name, its counts, and how it stands.
Row = tuple[str, Counts, str]


@dataclass(frozen=True, slots=True)
class View:
    """The columns of a progress table: counts of `Counts`, by heading, and the state of a crawl."""

    counts: Mapping[str, str]
    doing: str

    def numbers(self, counts: Counts) -> dict[str, str]:
        """The counts that are shown, by their headings."""
        return {heading: str(getattr(counts, name)) for heading, name in self.counts.items()}

    def line(self, counts: Counts) -> str:
        """The counts that are shown, in one line."""
        return ", ".join(f"{number} {name}" for name, number in self.numbers(counts).items())


CRAWLING = View(
    {"pages": "pages", "new": "new", "edited": "edited", "errors": "errors"}, "crawling"
)


class Progress:
    """The state of a run of crawls."""

    def __init__(self, sites: int, view: View = CRAWLING) -> None:
        self.sites = sites
        self.view = view
        self.active: dict[str, Crawler] = {}
        self.results: list[Result] = []

    def rows(self) -> list[Row]:
        """A line for each site that was begun: those that have ended first."""
        ended = [(result.site, result.counts, str(result.outcome)) for result in self.results]
        return ended + self.running()

    def running(self) -> list[Row]:
        """A line for each site that is under way."""
        doing = self.view.doing
        return [(name, Counts.of(crawler), doing) for name, crawler in self.active.items()]

    def total(self) -> Row:
        """All of them added up."""
        counts = sum((counts for _, counts, _ in self.rows()), Counts())
        return f"{len(self.results)} of {self.sites} sites", counts, ""


class Display(Protocol):
    """Shows progress; open it as a context while the run lasts."""

    view: View
    interval: float
    """Seconds between two calls of `refresh`."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

    def finished(self, result: Result) -> None:
        """Say what a site's crawl came to."""

    def log(self, text: str) -> None:
        """Show a line that stays."""

    def refresh(self, progress: Progress) -> None:
        """Show where the run stands now."""


class LineDisplay:
    """A line for every site that ends, and one for all of them each minute."""

    interval = 60.0

    def __init__(self, console: Console, view: View = CRAWLING) -> None:
        self.view = view
        self._console = console

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Leave all lines as they stand."""

    def finished(self, result: Result) -> None:
        """Print the site's counts, or why it failed, and what else one should know."""
        counts = "" if result.failed else self.view.line(result.counts)
        self.log(f"{result.site}: {'; '.join(filter(None, (counts, result.ending)))}")

    def log(self, text: str) -> None:
        """Print a line."""
        _print_line(self._console, text)

    def refresh(self, progress: Progress) -> None:
        """Print the counts of all sites together."""
        sites, counts, _ = progress.total()
        came_to = self.view.line(counts)
        self.log(f"{sites} done, {len(progress.active)} running: {came_to}")


class LiveDisplay:
    """A table with a line for each site, or for those under way where the terminal is too low."""

    interval = 0.5

    def __init__(self, console: Console, view: View = CRAWLING) -> None:
        self.view = view
        self._console = console
        self._live = Live(console=console, auto_refresh=False, transient=True)

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._live.stop()

    def finished(self, result: Result) -> None:
        """Print a line above the table for a site that failed, or where one should know more."""
        if result.failed or result.remarks:
            self.log(f"{result.site}: {result.ending}")

    def log(self, text: str) -> None:
        """Print a line above the table."""
        _print_line(self._console, text)

    def refresh(self, progress: Progress) -> None:
        """Redraw the table."""
        room = self._console.height - _FRAME_LINES
        rows = progress.rows()
        if len(rows) > room:
            rows = progress.running()[:room]
        self._live.update(results_table(rows, progress.total(), self.view), refresh=True)


class ErrorLines(logging.Handler):
    """Shows what is logged as an error in one line, without its traceback."""

    def __init__(self, display: Display) -> None:
        super().__init__(logging.ERROR)
        self._display = display

    def emit(self, record: logging.LogRecord) -> None:
        """Show a log record."""
        spider = getattr(record, "spider", None)
        parts = [spider.name if spider else record.name, " ".join(record.getMessage().split())]
        if record.exc_info and record.exc_info[1]:
            parts.append(one_line(record.exc_info[1]))
        self._display.log(": ".join(parts))


def results_table(rows: Iterable[Row], total: Row, view: View) -> Table:
    """Sites with their counts, one a line, and all of them added up."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("site", no_wrap=True)
    for name in view.counts:
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("state", no_wrap=True)
    for row in rows:
        table.add_row(*_cells(row, view))
    table.add_section()
    table.add_row(*_cells(total, view))
    return table


def print_summary(console: Console, progress: Progress) -> None:
    """Print what the crawls came to, as plain text."""
    rows = sorted(progress.rows(), key=lambda row: row[0])
    console.print(results_table(rows, progress.total(), progress.view))


def _print_line(console: Console, text: str) -> None:
    console.print(text, markup=False, highlight=False, emoji=False, soft_wrap=True)


def _cells(row: Row, view: View) -> list[str]:
    site, counts, state = row
    return [site, *view.numbers(counts).values(), state]
