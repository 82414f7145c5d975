"""`scrapy evaluate FOLDER`: how well pages are read whose articles are known."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from rich.console import Console
from rich.table import Table
from scrapy.commands import ScrapyCommand

from crawler.commands import reports_user_errors
from crawler.errors import UserError
from crawler.evaluation import Score, evaluate, load_pages
from crawler.extraction.learning import LEAST_PAGES

#: Columns of a table that goes to a file.
WIDTH = 120
_EXPLANATION = """\
Reads the saved pages under FOLDER (NAME.html or NAME.html.gz, with NAME.json beside) and prints a
table of how much of the expected was read, beside trafilatura alone. The pages of one folder are
those of one site: from five on, its template is learned from them first.

NAME.json has `url` and, of an article, `text` with a line for each paragraph (`[…]` around one
that may be left out) and, where they are known, `title`, `published` and `author`. Of a page that
is no article it has the `kind`: anything but "article".
"""


class Command(ScrapyCommand):
    """Scores a folder of pages."""

    requires_project = True
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012

    def syntax(self) -> str:
        """What follows the command's name."""
        return "[options] FOLDER"

    def short_desc(self) -> str:
        """The command's line in Scrapy's help."""
        return "Score extraction on saved pages whose articles are known"

    def long_desc(self) -> str:
        """What the command's help says."""
        return _EXPLANATION

    def add_options(self, parser: ArgumentParser) -> None:
        """The command's own option."""
        super().add_options(parser)
        parser.add_argument(
            "--no-template", action="store_true", help="read each page by itself, as on a new site"
        )

    @reports_user_errors
    def run(self, args: list[str], opts: Namespace) -> None:
        """Print the table."""
        if len(args) != 1:
            raise UserError("name one folder: scrapy evaluate FOLDER")
        table = Table("", "pages", "ROUGE", "F1", "title", "date", "author", "kind", "ms")
        for column in table.columns[1:]:
            column.justify, column.no_wrap = "right", True
        total = Score()
        for site, pages in load_pages(Path(args[0])).items():
            articles = sum(page.is_article for page in pages)
            learns = not opts.no_template and articles >= LEAST_PAGES
            score = evaluate(pages, with_template=learns)
            table.add_row(site + (" *" if learns else ""), *_cells(score))
            total += score
        table.add_section()
        table.add_row("all", *_cells(total))
        console = Console()
        if not console.is_terminal:
            console.width = WIDTH
        console.print(table)
        console.print(
            "Ours/trafilatura's. ROUGE: ROUGE-LSum F1, F1: of words, both in percent; ms: a page."
            " *: with a template."
        )


def _cells(score: Score) -> list[str]:
    """A table's row of a score."""
    return [
        str(score.pages),
        *(_pair(score, name) for name in ("rouge", "f1")),
        *(_share(score, name) for name in ("title", "published", "author", "kind")),
        _pair(score, "ms"),
    ]


def _pair(score: Score, name: str) -> str:
    if not score.values[name]:
        return ""
    return f"{score.mean(name):.1f}/{score.mean(f'their_{name}'):.1f}"


def _share(score: Score, name: str) -> str:
    found = score.values[name]
    return f"{sum(found):.0f}/{len(found)}" if found else ""
