"""A crawl learns its site's template, uses it, and notices when the site has another layout."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.portals.content import Story, stories
from tests.portals.systems import SYSTEMS
from tests.testing.crawling import Crawls
from tests.testing.handmade import Handmade, links, news, page

#: What the portal prints between title and text.
COUNTER = "lượt xem"


def reasons(crawls: Crawls) -> list[dict[str, int]]:
    """What each run says of templates."""
    runs = crawls.rows("SELECT reasons FROM runs ORDER BY id")
    found = [json.loads(run["reasons"]) for run in runs]
    return [{k: v for k, v in run.items() if k.startswith("templates/")} for run in found]


def templates(crawls: Crawls) -> list[dict[str, Any]]:
    return crawls.rows("SELECT * FROM templates ORDER BY version")


@pytest.mark.slow
def test_what_a_sites_pages_share_is_in_no_text(tmp_path: Path) -> None:
    with Crawls(tmp_path, {"bac_lieu": SYSTEMS["modern"](10)}) as crawls:
        run = crawls.run("crawl", "bac_lieu")
        assert run.status == 0, run.log
        articles = crawls.articles("bac_lieu")
        revisions = crawls.rows("SELECT cause FROM revisions")
        assert reasons(crawls)[0]["templates/learned"] >= 1
        first = crawls.tables()

        crawls.run("crawl", "bac_lieu")
        second = crawls.tables()

    assert len(articles) == 10
    assert not [article["text"] for article in articles if COUNTER in article["text"]]
    assert [revision["cause"] for revision in revisions] == ["published"] * 10
    latest = json.loads(first["templates"][-1]["template"])
    assert "0 luot xem" in latest["lines"]
    assert any("prose" in place for place in latest["places"]["text"])
    assert {name for name in second if len(second[name]) != len(first[name])} == {"runs"}
    for name in ("articles", "revisions", "templates"):
        assert second[name] == first[name]
    assert "templates/" not in second["runs"][-1]["reasons"]


def redesigned(story: Story) -> str:
    """A page of the portal as it looks one day."""
    paragraphs = "".join(f"<div>{line}</div>" for line in story.text.splitlines())
    return (
        '<html><head><meta charset="utf-8"></head><body><nav><a href="/">Trang chủ</a></nav>'
        f'<main class="chi-tiet"><h2 class="tieu-de">{story.title}</h2>'
        f"<time>{story.published:%d/%m/%Y %H:%M}</time>"
        f'<section class="noi-dung">{paragraphs}</section></main></body></html>'
    )


def portal(before: Sequence[Story], after: Sequence[Story] = ()) -> Handmade:
    """A portal that shows all its stories as it does now, in the layout of its latest."""
    old = news("/tin", before)
    new = {f"/bai-viet/{story.slug}-{story.id}": redesigned(story) for story in after}
    titles = [story.title for story in (*after, *before)]
    listed = dict(zip((*new, *old), titles, strict=True))
    return Handmade("skhcn.binhson.vidu", {"/": page(links(listed)), **old, **new})


@pytest.mark.slow
def test_site_that_changes_its_layout_is_learned_anew_and_that_is_on_record(
    tmp_path: Path,
) -> None:
    written = stories(18, seed=61)
    site = portal(written[:9])
    with Crawls(tmp_path, {"binh_son": site}) as crawls:
        crawls.run("crawl", "binh_son")
        known = templates(crawls)
        site.answers = portal(written[:9], written[9:]).answers
        run = crawls.run("crawl", "binh_son")
        assert run.status == 0, run.log
        stored = {article["title"]: article["text"] for article in crawls.articles("binh_son")}
        told, learned = reasons(crawls), templates(crawls)

    assert "templates/outdated" not in told[0]
    assert told[1]["templates/outdated"] == 1
    assert learned[: len(known)] == known
    assert len(learned) > len(known)
    assert "noi-dung" in learned[-1]["template"]
    assert "noi-dung" not in known[-1]["template"]
    assert stored == {story.title: story.text for story in written}
