"""What is new is found wherever it is shown first, and what is known is not asked for again."""

from pathlib import Path

import pytest

from crawler.recrawl.witnesses import FEW
from tests.portals.content import Story, stories
from tests.testing.crawling import Crawls
from tests.testing.handmade import Handmade, links, news, page

STORIES = stories(8, seed=51)
ARTICLES = news("/tin", STORIES)
SECTIONS = {"/tin-hoat-dong": "Tin hoạt động", "/tin-trong-tinh": "Tin trong tỉnh"}


def headlines(chosen: list[Story]) -> str:
    return links(
        {path: story.title for path, story in zip(news("/tin", chosen), chosen, strict=True)}
    )


def portal(sections: dict[str, list[Story]]) -> Handmade:
    """A portal whose home page shows no news but the way to its sections."""
    menu = links(SECTIONS)
    pages = {path: page(menu + headlines(listed)) for path, listed in sections.items()}
    texts = {path: text.replace("<div>", f"<div>{menu}", 1) for path, text in ARTICLES.items()}
    return Handmade("skhcn.binhson.vidu", {"/": page(menu), **pages, **texts})


def titles(crawls: Crawls) -> set[str]:
    return {article["title"] for article in crawls.articles("binh_son")}


@pytest.mark.slow
def test_section_that_showed_the_same_as_another_is_asked_again(tmp_path: Path) -> None:
    known, news_there = STORIES[:6], STORIES[6]
    site = portal({"/tin-hoat-dong": known, "/tin-trong-tinh": known})
    with Crawls(tmp_path, {"binh_son": site}) as crawls:
        crawls.run("crawl", "binh_son")
        assert titles(crawls) == {story.title for story in known}

        site.answers = portal(
            {"/tin-hoat-dong": known, "/tin-trong-tinh": [news_there, *known]}
        ).answers
        second = crawls.run("crawl", "binh_son")
        assert news_there.title in titles(crawls)
    asked = [request.path for request in second.requests if request.path.startswith("/tin/")]
    first, *controls = asked  # known pages vouch for the site that has news
    assert [first] == list(news("/tin", [news_there]))
    assert len(controls) == FEW


@pytest.mark.slow
def test_section_that_was_empty_is_asked_again(tmp_path: Path) -> None:
    site = portal({"/tin-hoat-dong": STORIES[:6], "/tin-trong-tinh": []})
    with Crawls(tmp_path, {"binh_son": site}) as crawls:
        crawls.run("crawl", "binh_son")

        site.answers = portal(
            {"/tin-hoat-dong": STORIES[:6], "/tin-trong-tinh": STORIES[6:]}
        ).answers
        crawls.run("crawl", "binh_son")
        assert titles(crawls) == {story.title for story in STORIES}
