"""How fast an archive is read again, and the same pages as files by trafilatura's command."""

from pathlib import Path

from crawler.archive.reader import read
from crawler.archive.records import Place
from crawler.database import Database
from tests.bench.costs import Cost, cost_of
from tests.bench.crawling import ALONE
from tests.bench.ours import Ours
from tests.bench.results import Result, number, ratio

#: More than any of the portals has.
_ALL = 1_000_000


def measure(folder: Path) -> Result:
    """Read the pages again that a crawl has left in a folder."""
    ours = Ours(folder, proxy="")
    pages = _write_files(ours, folder / "files")
    own = ours.scrapy("reextract", ALONE)
    theirs = cost_of(
        "trafilatura.cli",
        "--input-dir",
        str(folder / "files"),
        "--output-dir",
        str(folder / "texts"),
        "--parallel",
        "2",
    )
    costs = {"scrapy reextract": own, "trafilatura --parallel 2": theirs}
    return Result(
        "Reading an archive again",
        f"The {pages:,} pages that the crawl archived. Ours takes them from WARC files, reads them "
        "with the site's template and compares them with what is stored; trafilatura's command "
        "turns the same pages, as files, into text files. Two processes read in either.",
        ("", "pages/s", "ratio", "CPU ms/page", "ratio"),
        [_row(name, cost, theirs, pages) for name, cost in costs.items()],
        "pages a second",
        {name: pages / cost.seconds for name, cost in costs.items()},
    )


def _row(name: str, cost: Cost, theirs: Cost, pages: int) -> list[str]:
    speed, cpu = pages / cost.seconds, 1000 * cost.cpu / pages
    rows = number(speed), ratio(theirs.seconds, cost.seconds)
    return [name, *rows, number(cpu), ratio(cost.cpu, theirs.cpu)]


def _write_files(ours: Ours, folder: Path) -> int:
    """Write the pages that will be read again as files; how many there are."""
    folder.mkdir()
    database = Database(ours.database)
    try:
        pages = database.archived_pages(ALONE, ("", -1), _ALL)
    finally:
        database.close()
    for place, page in enumerate(pages):
        exchange = read(ours.archive, Place(page.warc_file, page.warc_offset))
        (folder / f"{place:06}.html").write_bytes(exchange.decoded_body)
    return len(pages)
