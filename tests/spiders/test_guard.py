"""What breaks the spider on one page costs that page only, and is told with its address."""

import json
from pathlib import Path

import pytest

from crawler.engine.frontier_middleware import BROKEN
from tests.portals.content import stories
from tests.testing.crawling import Crawls
from tests.testing.handmade import Handmade, links, news, page

STORIES = stories(4, seed=17)
PAGES = news("/tin", STORIES)
BREAKING = "/chuyen-de"


@pytest.mark.slow
def test_a_page_that_breaks_the_spider_costs_that_page_only(tmp_path: Path) -> None:
    titles = dict(zip(PAGES, (story.title for story in STORIES), strict=True))
    home = page(links({BREAKING: "Chuyên đề", **titles}))
    portal = Handmade("binhson.gov.vidu", {"/": home, BREAKING: home, **PAGES})
    launcher = ("tests.spiders.breaking", BREAKING)
    with Crawls(tmp_path, {"binh_son": portal}, launcher=launcher) as crawls:
        run = crawls.run("crawl", "binh_son")
        stored = crawls.articles("binh_son")
        (row,) = crawls.rows("SELECT outcome, errors, reasons, samples FROM runs")
    assert {each["title"] for each in stored} == {story.title for story in STORIES}
    assert (run.status, row["outcome"], row["errors"]) == (1, "error", 1)
    name = f"fallbacks/{BROKEN}"
    assert json.loads(row["reasons"])[name] == 1
    assert json.loads(row["samples"])[name] == f"http://binhson.gov.vidu{BREAKING}"
