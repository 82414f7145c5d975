"""What a run of crawls shows on a terminal."""

from collections.abc import Callable
from io import StringIO

import pytest
from rich.console import Console
from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.utils.test import get_crawler

from crawler.command_line.progress import Display, LineDisplay, LiveDisplay, Progress, print_summary
from crawler.command_line.result import Counts, Result
from crawler.engine.counters import NEW, PAGES
from crawler.engine.losses import LOSSES
from crawler.engine.outcome import Outcome


class MotSpider(Spider):
    name = "mot"


def crawler(pages: int, new: int) -> Crawler:
    crawler = get_crawler(MotSpider)
    crawler.stats.set_value(PAGES, pages)
    crawler.stats.set_value(NEW, new)
    return crawler


def progress(ended: int, active: int) -> Progress:
    progress = Progress(64)
    for n in range(ended):
        progress.results.append(Result(f"xong_{n}", Outcome.OK, "", Counts(pages=10, new=4)))
    for n in range(active):
        progress.active[f"dang_{n}"] = crawler(pages=3, new=1)
    return progress


def shown(progress: Progress, height: int) -> list[str]:
    """The lines of the moving table on a terminal of a height."""
    out = StringIO()
    console = Console(file=out, force_terminal=True, width=80, height=height, color_system=None)
    with LiveDisplay(console) as display:
        display.refresh(progress)
        lines = out.getvalue().splitlines()
    return [line for line in lines if line.strip()]


def test_every_site_has_its_line_where_there_is_room() -> None:
    lines = shown(progress(ended=5, active=2), height=40)
    assert sum("xong_" in line for line in lines) == 5
    assert sum("crawling" in line for line in lines) == 2
    assert lines[-1].split() == ["5", "of", "64", "sites", "56", "22", "0", "0"]


def test_low_terminal_shows_what_is_under_way_and_the_total() -> None:
    lines = shown(progress(ended=40, active=4), height=12)
    assert not any("xong_" in line for line in lines)
    assert sum("crawling" in line for line in lines) == 4
    assert any("40 of 64 sites" in line for line in lines)


def test_table_never_grows_beyond_the_terminal() -> None:
    assert len(shown(progress(ended=0, active=30), height=12)) <= 11


def test_summary_is_plain_text_in_columns() -> None:
    out = StringIO()
    print_summary(Console(file=out, width=80), progress(ended=2, active=0))
    rows = [line for line in out.getvalue().splitlines() if line.startswith(("site", "xong"))]
    assert "\x1b" not in out.getvalue()
    assert len({row.index("  ok" if "ok" in row else "  state") for row in rows}) == 1


@pytest.mark.parametrize("display", [LineDisplay, LiveDisplay])
@pytest.mark.parametrize(
    ("losses", "line"),
    [
        ({"timeout": 2}, "2 not read (timeout 2)"),
        (
            {"HTTP 503": 1, "timeout": 4, "too large": 1, "broken off": 2},
            "8 not read (timeout 4, broken off 2, HTTP 503 1, …)",
        ),
    ],
)
def test_what_a_site_lost_stands_on_its_line(
    display: Callable[[Console], Display], losses: dict[str, int], line: str
) -> None:
    ended = crawler(pages=9, new=3)
    ended.stats.set_value("finish_reason", "finished")
    ended.stats.set_value("downloader/response_status_count/200", 9)
    for reason, number in losses.items():
        ended.stats.set_value(f"{LOSSES}/{reason}", number)
    out = StringIO()
    display(Console(file=out, width=80)).finished(Result.of(ended))
    assert out.getvalue().strip().endswith(line)
