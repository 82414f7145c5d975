"""Portals that go on for ever: all articles are stored once, for a bounded number of requests."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from crawler.engine.stale_requests import BEYOND_END
from crawler.frontier.traps import DEAD_LENGTH, LATE_SAMPLE
from tests.spiders import endless
from tests.spiders.endless import COUNT, Endless
from tests.testing.crawling import Crawls

TRAP = "fallbacks/addresses left as a trap"
END = f"fallbacks/{BEYOND_END}"


@dataclass(frozen=True)
class Case:
    """A portal, the requests that its crawl may make, and what it is told as."""

    portal: Endless
    most: int
    told: str = ""


#: By what has no end on them.
CASES = {
    "sessions": Case(endless.Sessions(), 4 * COUNT, TRAP),
    "sessions and few links": Case(endless.FewSessions(), 9 * COUNT, TRAP),
    "sessions in paths": Case(endless.PathSessions(), 2 * COUNT),
    "sessions behind paths": Case(endless.JavaSessions(), 2 * COUNT),
    "capitals": Case(endless.CaseVariants(), 2 * COUNT),
    "growing links": Case(endless.GrowingLinks(), 4 * COUNT),
    "calendar": Case(endless.Calendar(), 10 * COUNT, TRAP),
    "facets": Case(endless.Facets(), 20 * COUNT, TRAP),
    "sitemaps": Case(endless.Sitemaps(), 6 * COUNT, "fallbacks/too many sitemaps"),
    "next page missing": Case(endless.Pager(beyond="missing"), 2 * COUNT),
    "next page empty": Case(endless.Pager(beyond="empty"), 2 * COUNT),
    "last page again": Case(endless.Pager(beyond="last"), 2 * COUNT),
    "many pages missing": Case(endless.Pager(beyond="missing", shown=300), 2 * COUNT, END),
    "many pages empty": Case(endless.Pager(beyond="empty", shown=300), 2 * COUNT, END),
    "last page many times": Case(endless.Pager(beyond="last", shown=300), 2 * COUNT, END),
    "dead links": Case(endless.DeadLinks(), 600),
}
#: The others take seconds.
QUICK = ("last page again",)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=name, marks=() if name in QUICK else pytest.mark.slow)
        for name, case in CASES.items()
    ],
)
def test_all_articles_are_stored_for_a_bounded_number_of_requests(
    tmp_path: Path, case: Case
) -> None:
    with Crawls(tmp_path, {"tinh_xa": case.portal}) as crawls:
        run = crawls.run("crawl", "tinh_xa")
        titles = [each["title"] for each in crawls.articles("tinh_xa")]
        pages = crawls.rows("SELECT url FROM pages")
        (row,) = crawls.rows("SELECT outcome, reasons, samples FROM runs")
    assert sorted(titles) == sorted(story.title for story in case.portal.stories)
    assert len(run.requests) <= case.most, (len(run.requests), row)
    assert len(pages) <= case.most
    assert row["outcome"] == "ok", row
    if case.told:
        assert json.loads(row["reasons"])[case.told]
        assert case.portal.host in json.loads(row["samples"])[case.told]


@pytest.mark.slow
def test_dead_links_alone_are_given_up_and_sampled_each_night(tmp_path: Path) -> None:
    portal = endless.DeadLinks(alive=0)
    with Crawls(tmp_path, {"tinh_xa": portal}) as crawls:
        nights = [
            crawls.run("crawl", "tinh_xa", NOW=f"2026-03-{day:02}T03:00:00+07:00") for day in (2, 3)
        ]
        runs = crawls.rows("SELECT reasons FROM runs")
    first, second = (len(night.requests) for night in nights)
    assert first <= DEAD_LENGTH + LATE_SAMPLE + 20
    assert 20 < second <= LATE_SAMPLE + 20
    assert all(json.loads(run["reasons"])[TRAP] for run in runs)
