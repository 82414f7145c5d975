"""`scrapy evaluate FOLDER`: how well pages are read whose articles are known."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table
from scrapy.commands import ScrapyCommand

from crawler.commands import reports_user_errors
from crawler.errors import UserError
from crawler.evaluation.saved_pages import SavedPage, load_pages
from crawler.evaluation.scoring import Score, can_learn, evaluate

#: Bounds that can be set on the whole: what is measured, whether it may not be less (1) or more
#: (-1), and what the help says.
FLOORS: dict[str, tuple[Callable[[Score], float], int, str]] = {
    "least-f1": (lambda score: score.mean("f1"), 1, "fail where F1 is less, in percent"),
    "most-lost": (lambda score: score.lost, -1, "fail where more articles are lost"),
    "most-times": (
        lambda score: score.times,
        -1,
        "fail where a page takes longer, as a multiple of trafilatura's time",
    ),
}
#: Columns of a table that goes to a file.
WIDTH = 120
_EXPLANATION = """\
Reads the saved pages under FOLDER (NAME.html or NAME.html.gz, with NAME.json beside) and prints a
table of how much of the expected was read, beside trafilatura alone. The pages of one folder are
those of one site: from five on, its template is learned from them first. Instead, an index.json
may list the pages: for each `file`, `site`, and what a page's JSON has, with `paragraphs` for
`text`, and perhaps `half` and `source`, by which the table is parted.

NAME.json has `url` and, of an article, `text` with a line for each paragraph (`[…]` around one
that may be left out) and, where they are known, `title`, `published` and `author`. Of a page that
is no article it has the `kind`: anything but "article".
"""


class Command(ScrapyCommand):
    """Scores a folder of pages."""

    requires_project = True
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012

    def syntax(self) -> str:
        """The arguments, as the command's help shows them."""
        return "[options] FOLDER"

    def short_desc(self) -> str:
        """The command's line in Scrapy's help."""
        return "Score extraction on saved pages whose articles are known"

    def long_desc(self) -> str:
        """The text of the command's help."""
        return _EXPLANATION

    def add_options(self, parser: ArgumentParser) -> None:
        """The command's own option."""
        super().add_options(parser)
        parser.add_argument(
            "--no-template", action="store_true", help="read each page by itself, as on a new site"
        )
        for option, (_, _, meaning) in FLOORS.items():
            parser.add_argument(f"--{option}", type=float, metavar="N", help=meaning)

    @reports_user_errors
    def run(self, args: list[str], opts: Namespace) -> None:
        """Print the table; ends with 1 where a bound is broken."""
        if len(args) != 1:
            raise UserError("name one folder: scrapy evaluate FOLDER")
        table = Table("", "pages", "ROUGE", "F1", "lost", "title", "date", "author", "kind", "ms")
        for column in table.columns[1:]:
            column.justify, column.no_wrap = "right", True
        total = Score()
        for name, pages in load_pages(Path(args[0])).items():
            rows = _rows(name, pages, may_learn=not opts.no_template)
            for label, score in rows:
                table.add_row(label, *_cells(score))
            total += rows[-1][1]
        table.add_section()
        table.add_row("all", *_cells(total))
        console = Console()
        if not console.is_terminal:
            console.width = WIDTH
        console.print(table)
        console.print(
            "Ours/trafilatura's. ROUGE: ROUGE-LSum F1, F1: of words, both in percent; lost:"
            " articles below 50 where trafilatura is above 80; ms: a page (median). *: with a"
            " template."
        )
        broken = _broken(total, opts)
        for line in broken:
            console.print(line)
        self.exitcode = 1 if broken else 0


def _rows(name: str, pages: list[SavedPage], *, may_learn: bool) -> list[tuple[str, Score]]:
    """The scores of some pages: with a template where one can be learned, otherwise without.

    Of an index, which has sites with a few pages and with many, both are shown.
    """
    learns = may_learn and can_learn(pages)
    with_template = [(f"{name} *", evaluate(pages, with_template=True))] if learns else []
    if with_template and with_template[0][1].pages == len(pages):
        return with_template
    return [*with_template, (name, evaluate(pages, with_template=False))]


def _broken(score: Score, opts: Namespace) -> list[str]:
    """The figures that break the bounds set by the options."""
    lines = []
    for option, (measure, sign, _) in FLOORS.items():
        bound, value = getattr(opts, option.replace("-", "_")), measure(score)
        if bound is not None and sign * value < sign * bound:
            lines.append(f"{option}: {value:.2f}, the bound is {bound:g}")
    return lines


def _cells(score: Score) -> list[str]:
    """A table's row of a score."""
    return [
        str(score.pages),
        *(_pair(score, name) for name in ("rouge", "f1")),
        str(score.lost) if score.values["lost"] else "",
        *(_share(score, name) for name in ("title", "published", "author", "kind")),
        f"{score.median('ms'):.1f}/{score.median('their_ms'):.1f}",
    ]


def _pair(score: Score, name: str) -> str:
    if not score.values[name]:
        return ""
    return f"{score.mean(name):.1f}/{score.mean(f'their_{name}'):.1f}"


def _share(score: Score, name: str) -> str:
    found = score.values[name]
    return f"{sum(found):.0f}/{len(found)}" if found else ""
