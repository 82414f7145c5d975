"""Measures speed on loopback and writes what it found: see `make bench`."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import browsing, chart, crawling, reading, report, rereading, stored
from tests.bench.results import Result
from tests.testing.crawling import ROOT


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def _options() -> Namespace:
    parser = ArgumentParser(prog="python -m tests.bench", description=__doc__)
    add = parser.add_argument
    add("--stories", type=int, default=1500, help="articles of the portal that is crawled")
    add("--pages", type=int, default=10, help="pages of each simulated portal that are read")
    add("--new", type=int, default=200, help="new articles stored beside many")
    add("--stored", type=_numbers, default="1000,100000,1000000", help="how many are stored then")
    add("--read", type=int, default=100_000, help="articles of the reading room")
    add("--docs", type=Path, default=ROOT / "docs", help="folder of speed.md and speed.svg")
    return parser.parse_args()


def _results(options: Namespace, folder: Path) -> Iterator[Result]:
    """Measure one thing after the other; the second reading needs what the crawl has left."""
    yield crawling.measure(folder, options.stories)
    yield reading.measure(options.pages)
    yield rereading.measure(folder)
    yield stored.measure(folder / "stored", options.stored, options.new)
    yield browsing.measure(folder / "room" / "articles.db", options.read)


if __name__ == "__main__":
    options = _options()
    results = []
    with TemporaryDirectory() as folder:
        for result in _results(options, Path(folder)):
            report.show(result)
            results.append(result)
    report.write(results, options.docs / "speed.md")
    (options.docs / "speed.svg").write_text(chart.draw(results), "utf-8")
