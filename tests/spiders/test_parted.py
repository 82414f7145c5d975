"""Articles that go on over several pages: each is one article, whatever its pager is like."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.database import Database, StoredArticle, StoredPage
from crawler.urls.identity import identity
from tests.portals.parted import LENGTH, STYLES, Parted
from tests.portals.server import HANG_UP, Request, Response
from tests.spiders.quality import score
from tests.testing.crawling import Crawls
from tests.testing.handmade import Handmade, article, links, page

pytestmark = pytest.mark.slow

SITE = "nhieu_trang"
FIRST, LATER = "2026-03-02T08:00:00+07:00", "2026-05-20T08:00:00+07:00"


@dataclass
class Paging(Handmade):
    """A portal on which one article has a list below it that is paged."""

    pages: dict[int, str] = field(default_factory=dict)

    def respond(self, request: Request) -> Response:
        if request.path != "/tin/dau.html":
            return super().respond(request)
        return Response(body=self.pages[int(request.query.get("page", 1))].encode())


def texts(crawls: Crawls) -> dict[str, str]:
    """The text of each article that can be read now, by its title."""
    rows = crawls.rows("SELECT title, text FROM current_articles")
    assert len(rows) == len({row["title"] for row in rows})
    return {row["title"]: row["text"] for row in rows}


def told(portal: Parted) -> dict[str, str]:
    return {story.title: story.text for story in portal.stories}


def causes(crawls: Crawls) -> list[str]:
    return [row["cause"] for row in crawls.rows("SELECT cause FROM revisions ORDER BY id")]


def reasons(crawls: Crawls) -> str:
    """What was out of the ordinary in the last run."""
    (row,) = crawls.rows("SELECT reasons FROM runs ORDER BY id DESC LIMIT 1")
    return row["reasons"] or ""


@pytest.mark.parametrize("maps_parts", [False, True])
@pytest.mark.parametrize("style", STYLES)
def test_all_parts_are_one_article(tmp_path: Path, style: str, maps_parts: bool) -> None:
    portal = Parted(STYLES[style], maps_parts=maps_parts)
    with Crawls(tmp_path, {SITE: portal}) as crawls:
        run = crawls.run("crawl", SITE, NOW=FIRST)
        assert run.status == 0, run.log
        assert texts(crawls) == told(portal)
        stored = crawls.articles(SITE)
        result = score(portal.articles(), stored)
        assert (result.twice, result.foreign, result.wrong) == ([], [], {})
        assert {row["url"] for row in stored} == {each.urls[0] for each in portal.articles()}


def test_second_crawl_finds_nothing_new_and_an_edit_of_any_part(tmp_path: Path) -> None:
    portal = Parted(STYLES["trang"])
    with Crawls(tmp_path, {SITE: portal}) as crawls:
        crawls.run("crawl", SITE, NOW=FIRST)
        run = crawls.run("crawl", SITE, "-a", "full=true", NOW=LATER)
        assert run.status == 0, run.log
        assert causes(crawls) == ["published"] * len(portal.stories)

        portal.edit(2, -1)
        crawls.run("crawl", SITE, "-a", "full=true", NOW="2026-06-20T08:00:00+07:00")
        assert texts(crawls) == told(portal)
        assert causes(crawls) == ["published"] * len(portal.stories) + ["edited"]
        assert "not compared" not in reasons(crawls)


@pytest.mark.parametrize("answer", [Response(404), Response(500), HANG_UP])
def test_part_that_does_not_come_is_made_up_for_later(tmp_path: Path, answer: Response) -> None:
    portal = Parted(STYLES["wordpress"])
    story = portal.stories[3]
    second = portal.paths(story)[1]
    portal.answers[second] = answer
    with Crawls(tmp_path, {SITE: portal}) as crawls:
        crawls.run("crawl", SITE, NOW=FIRST)
        rest = story.text.split("\n")
        del rest[1 + LENGTH : 1 + 2 * LENGTH]
        assert texts(crawls) == told(portal) | {story.title: "\n".join(rest)}
        assert '"fallbacks/part missing": 1' in reasons(crawls)

        del portal.answers[second]
        crawls.run("crawl", SITE, NOW="2026-03-04T08:00:00+07:00")
        assert texts(crawls) == told(portal)
        assert "edited" not in causes(crawls)


def test_part_that_is_away_for_a_day_leaves_the_article_as_it_was(tmp_path: Path) -> None:
    portal = Parted(STYLES["page"])
    with Crawls(tmp_path, {SITE: portal}) as crawls:
        crawls.run("crawl", SITE, NOW=FIRST)
        portal.answers[portal.paths(portal.stories[1])[1]] = Response(503)
        crawls.run("crawl", SITE, "-a", "full=true", NOW=LATER)
        assert texts(crawls) == told(portal)
        assert set(causes(crawls)) == {"published"}
        assert '"fallbacks/part from the archive": 1' in reasons(crawls)


def test_reextraction_reads_the_parts_from_the_archive(tmp_path: Path) -> None:
    portal = Parted(STYLES["query"], maps_parts=True)
    with Crawls(tmp_path, {SITE: portal}) as crawls:
        crawls.run("crawl", SITE, NOW=FIRST)
        run = crawls.run("reextract", SITE, NOW=LATER)
        assert run.status == 0, run.log
        assert texts(crawls) == told(portal)
        assert set(causes(crawls)) == {"published"}


def test_article_that_grows_by_a_part_was_edited(tmp_path: Path) -> None:
    portal = Parted(STYLES["trang"])
    story = portal.stories[4]
    shorter = replace(story, paragraphs=story.paragraphs[:LENGTH])
    portal.stories[4] = shorter
    with Crawls(tmp_path, {SITE: portal}) as crawls:
        crawls.run("crawl", SITE, NOW=FIRST)
        portal.stories[4] = story
        crawls.run("crawl", SITE, "-a", "full=true", NOW=LATER)
        assert texts(crawls) == told(portal)
        assert causes(crawls)[-1] == "edited"


def test_series_of_articles_is_not_one_article(tmp_path: Path) -> None:
    """Each has a title and a day of its own, and links the others as a pager does."""
    stories = Parted(STYLES["phan"]).stories[1:4]
    paths = ["/chuyen-de.html", "/chuyen-de-phan-2.html", "/chuyen-de-phan-3.html"]
    pager = " ".join(f'<a href="{path}">Phần {n}</a>' for n, path in enumerate(paths, 1))
    answers = {path: article(s, pager) for path, s in zip(paths, stories, strict=True)}
    answers["/"] = page(links({paths[0]: stories[0].title}))
    portal = Handmade("skhcn.loatbai.vidu", answers)
    with Crawls(tmp_path, {SITE: portal}) as crawls:
        for now in (FIRST, LATER):
            run = crawls.run("crawl", SITE, "-a", "full=true", NOW=now)
            assert run.status == 0, run.log
        assert texts(crawls) == {story.title: story.text for story in stories}
        assert set(causes(crawls)) == {"published"}


def test_pager_of_another_list_below_an_article(tmp_path: Path) -> None:
    """It shows the article again, above other links: nothing is added, all links are followed."""
    stories = Parted(STYLES["page"]).stories
    top, *others = stories
    answers = {f"/tin/{story.slug}.html": article(story) for story in others}
    paths = list(answers)
    portal = Paging(
        "skhcn.tinkhac.vidu", answers | {"/": page(links({"/tin/dau.html": top.title}))}
    )
    for number in (1, 2, 3):
        shown = {p: s.title for p, s in zip(paths, others, strict=True)}
        below = links(dict(list(shown.items())[number * 2 - 2 : number * 2]))
        pager = " ".join(f'<a href="/tin/dau.html?page={n}">{n}</a>' for n in (1, 2, 3))
        portal.pages[number] = article(top, below + pager)
    with Crawls(tmp_path, {SITE: portal}) as crawls:
        run = crawls.run("crawl", SITE, NOW=FIRST)
        assert run.status == 0, run.log
        assert texts(crawls) == {story.title: story.text for story in stories}
        again = crawls.run("crawl", SITE, "-a", "full=true", NOW=LATER)
        assert not any("page=" in request.path for request in again.requests)


def test_articles_that_were_stored_for_parts_become_one(tmp_path: Path) -> None:
    portal = Parted(STYLES["trang"])
    with Crawls(tmp_path, {SITE: portal}) as crawls:
        crawls.run("crawl", SITE, NOW=FIRST)
        before = Database(crawls.database)
        for path in portal.paths(portal.stories[1])[1:]:
            url = f"http://{portal.host}{path}"
            stored = StoredArticle(url, portal.stories[1].title, path, content_hash=path)
            seen = datetime(2026, 3, 1, tzinfo=UTC)
            before.save_article(StoredPage(identity(url), url, SITE), stored, seen)
        before.close()
        crawls.run("crawl", SITE, "-a", "full=true", NOW=LATER)
        assert texts(crawls) == told(portal)
