"""`scrapy history URL`: what a page said, and what changed when."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text
from scrapy.commands import ScrapyCommand

from crawler.commands import reports_user_errors
from crawler.database import Database
from crawler.database.errors import explained
from crawler.errors import UserError
from crawler.page_history.history import Entry, PageHistory
from crawler.page_history.word_diff import Kind, Paragraph

_STYLES = {Kind.SAME: "", Kind.REMOVED: "red strike", Kind.ADDED: "green"}
#: Where there are no colours; so does `git diff --word-diff`.
_MARKS = {Kind.SAME: "{}", Kind.REMOVED: "[-{}-]", Kind.ADDED: "{{+{}+}}"}
_INDENT = "    "
_EXPLANATION = """\
Prints the history of a page from the database: when it was published, edited, removed or restored
(Vietnam's time), with what each edit removed and added. Any variant of the page's address will do,
also one that it has moved away from.
"""


class Command(ScrapyCommand):
    """Prints a page's history."""

    requires_project = True
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012

    def syntax(self) -> str:
        """The arguments, as the command's help shows them."""
        return "[options] URL"

    def short_desc(self) -> str:
        """The command's line in Scrapy's help."""
        return "Show how a page's text changed, word by word"

    def long_desc(self) -> str:
        """The text of the command's help."""
        return _EXPLANATION

    @reports_user_errors
    def run(self, args: list[str], opts: Namespace) -> None:
        """Print the history."""
        assert self.settings is not None
        if len(args) != 1:
            raise UserError("name one page: scrapy history URL")
        path = Path(self.settings["DATABASE"])
        if not path.exists():
            raise UserError(f"DATABASE={path}: no such file; `scrapy crawl` makes it")
        database = Database(path)
        try:
            with explained(path):
                chronicle = PageHistory.of(database.histories, args[0])
        finally:
            database.close()
        if chronicle is None:
            raise UserError(f"{args[0]}: no page of {path} has this address")
        console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
        console.print(chronicle.url)
        for entry in chronicle.entries:
            for line in _lines(entry, with_marks=console.color_system is None):
                console.print(line)


def _lines(entry: Entry, *, with_marks: bool) -> Iterator[Text]:
    title = _shown(entry.title, with_marks=with_marks)
    yield Text.assemble(f"{entry.day_and_time}  {entry.cause:<12}  ", title)
    for paragraph in entry.text:
        if isinstance(paragraph, int):
            yield Text(f"{_INDENT}…", style="dim")
        else:
            yield Text.assemble(_INDENT, _shown(paragraph, with_marks=with_marks))


def _shown(paragraph: Paragraph, *, with_marks: bool) -> Text:
    marks = _MARKS if with_marks else dict.fromkeys(Kind, "{}")
    return Text.assemble(
        *((marks[piece.kind].format(piece.text), _STYLES[piece.kind]) for piece in paragraph)
    )
