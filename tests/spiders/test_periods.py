"""Crawls of a period, and crawls that visit everything."""

from pathlib import Path

import pytest

from tests.portals.content import Story, stories
from tests.testing.crawling import Crawls
from tests.testing.handmade import Handmade, links, news, page

STORIES = sorted(stories(60, seed=77), key=lambda story: story.published, reverse=True)
SECTION = "/tin-tuc"
#: Stories on a page of the section.
LENGTH = 6
#: The newest ones, which the period is about.
YOUNG = STORIES[:10]
SINCE = YOUNG[-1].published.date()


@pytest.fixture
def portal() -> Handmade:
    """A portal with one section, page after page."""
    answers = {"/": page(links({SECTION: "Tin tức - Sự kiện"})), **news("/tin", STORIES)}
    for number in range(len(STORIES) // LENGTH):
        shown = STORIES[number * LENGTH :][:LENGTH]
        titles = links({path: s.title for s, path in zip(shown, news("/tin", shown), strict=True)})
        pager = links({f"{SECTION}/page-{number + 2}/": f"{number + 2}"})
        answers[SECTION if number == 0 else f"{SECTION}/page-{number + 1}/"] = page(titles + pager)
    return Handmade("skhcn.binhson.vidu", answers)


def titles(crawls: Crawls) -> set[str]:
    return {article["title"] for article in crawls.articles("binh_son")}


def of(chosen: list[Story]) -> set[str]:
    return {story.title for story in chosen}


@pytest.mark.slow
def test_crawl_of_a_period_pages_no_further_back_and_the_next_finds_the_rest(
    tmp_path: Path, portal: Handmade
) -> None:
    with Crawls(tmp_path, {"binh_son": portal}) as crawls:
        # As in real crawls, pages are read before the next are asked for.
        first = crawls.run("crawl", "binh_son", "-a", f"since={SINCE}", DOWNLOAD_DELAY=0.3)
        assert titles(crawls) == of(YOUNG)
        assert first.status == 0
        assert crawls.rows("SELECT outcome FROM runs") == [{"outcome": "partial"}]
        assert len(first.requests) < 2 / 3 * len(STORIES)

        crawls.run("crawl", "binh_son")
        assert titles(crawls) == of(STORIES)


@pytest.mark.slow
def test_crawl_until_a_day_leaves_out_what_is_younger(tmp_path: Path, portal: Handmade) -> None:
    last = STORIES[20].published.date()
    old = [story for story in STORIES if story.published.date() <= last]
    with Crawls(tmp_path, {"binh_son": portal}) as crawls:
        crawls.run("crawl", "binh_son", "-a", f"until={last}")
        assert titles(crawls) == of(old)


@pytest.mark.slow
def test_full_crawl_visits_all_that_is_known(tmp_path: Path, portal: Handmade) -> None:
    with Crawls(tmp_path, {"binh_son": portal}) as crawls:
        crawls.run("crawl", "binh_son")
        asked = crawls.run("crawl", "binh_son", "-a", "full=true").requests
        assert {r.path for r in asked} >= set(news("/tin", STORIES))
        (run,) = crawls.rows("SELECT new, edited, unchanged FROM runs WHERE id = 2")
        assert run == {"new": 0, "edited": 0, "unchanged": len(STORIES)}


@pytest.mark.slow
def test_arguments_that_mean_nothing_are_told(tmp_path: Path, portal: Handmade) -> None:
    with Crawls(tmp_path, {"binh_son": portal}) as crawls:
        for argument, told in (("full=perhaps", "full=true"), ("since=gestern", "not a day")):
            ended = crawls.run("crawl", "binh_son", "-a", argument)
            assert ended.status == 2
            assert told in ended.log
