"""Figures reach the document and the chart."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.bench.browsing import PAGES
from tests.bench.chart import draw
from tests.bench.report import BEGIN, END, write
from tests.bench.results import Result
from tests.testing.crawling import ROOT

RESULT = Result(
    "Reading",
    "Medians.",
    ("", "ms/page"),
    [("ours & others", "2.00"), ("trafilatura", "8.00")],
    "ms a page",
    {"ours & others": 2.0, "trafilatura": 8.0},
)
SVG = "{http://www.w3.org/2000/svg}"
TITLES = ["Crawling", "Reading", "Reading an archive again", "Storing beside many", "Reading room"]
TINY = ("--stories=8", "--pages=5", "--new=4", "--stored=100", "--read=100")


def test_figures_take_the_place_of_former_ones(tmp_path: Path) -> None:
    document = tmp_path / "speed.md"
    document.write_text(f"# Speed\n\n{BEGIN}\nformer\n{END}\n\nAfter.\n", "utf-8")
    write([RESULT], document)
    text = document.read_text("utf-8")
    assert text.startswith(f"# Speed\n\n{BEGIN}\n\n## Reading\n\nMedians.\n\n|  | ms/page |\n")
    assert "| ours & others | 2.00 |\n| trafilatura | 8.00 |\n\n" in text
    assert text.endswith(f"{END}\n\nAfter.\n")
    assert "former" not in text


def test_a_document_without_marks_is_left_as_it_is(tmp_path: Path) -> None:
    document = tmp_path / "speed.md"
    document.write_text(f"# Speed\n{BEGIN}\n", "utf-8")
    with pytest.raises(ValueError, match="lacks"):
        write([RESULT], document)
    assert document.read_text("utf-8") == f"# Speed\n{BEGIN}\n"


def test_bars_are_as_long_as_the_figures_are_large() -> None:
    picture = ElementTree.fromstring(draw([RESULT]))  # noqa: S314 - our own
    own, theirs = (int(bar.attrib["width"]) for bar in picture.iter(f"{SVG}rect"))
    assert theirs == 4 * own
    assert "ours & others" in [text.text for text in picture.iter(f"{SVG}text")]


@pytest.mark.slow
def test_a_small_run_writes_all_tables_and_the_chart(tmp_path: Path) -> None:
    document = tmp_path / "speed.md"
    document.write_text(f"{BEGIN}\n{END}\n", "utf-8")
    ended = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "tests.bench", f"--docs={tmp_path}", *TINY],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    lines = document.read_text("utf-8").split("\n")
    assert [line.removeprefix("## ") for line in lines if line.startswith("## ")] == TITLES
    rows = [line for line in lines if line.startswith("| ") and "---" not in line]
    assert len(rows) == (1 + 4) + (1 + 4) + (1 + 2) + (1 + 1) + (1 + len(PAGES))
    assert all(title in ended.stdout for title in TITLES)
    picture = ElementTree.fromstring((tmp_path / "speed.svg").read_text("utf-8"))  # noqa: S314
    assert len(list(picture.iter(f"{SVG}rect"))) == 4 + 4 + 2 + 1 + len(PAGES)
