"""Sections that no plain link leads to, and lists that say little: every article is found."""

from pathlib import Path

import pytest

from tests.portals.content import Story, stories
from tests.testing.crawling import Crawls
from tests.testing.handmade import Handmade, article, links, news, page

pytestmark = pytest.mark.slow

SITE = "loi_vao"
HOST = "skhcn.loivao.vidu"
STORIES = stories(130, 23)
WELL = STORIES[:12]


def home(above: str) -> str:
    paths = news("/tin", WELL)
    return page(above + links(dict(zip(paths, (story.title for story in WELL), strict=True))))


def titles(crawls: Crawls) -> set[str]:
    return {row["title"] for row in crawls.rows("SELECT title FROM current_articles")}


def missing(folder: Path, answers: dict[str, str], *expected: Story) -> set[str]:
    with Crawls(folder, {SITE: Handmade(HOST, news("/tin", WELL) | answers)}) as crawls:
        run = crawls.run("crawl", SITE)
        assert run.status == 0, run.log
        return {story.title for story in (*WELL, *expected)} - titles(crawls)


def test_sections_behind_menus_rows_and_frames(tmp_path: Path) -> None:
    doors = {
        "/muc-1": '<select onchange="location=this.value"><option value="{}">Tin</option></select>',
        "/muc-2": """<div onclick="location.href='{}'">Thông báo</div>""",
        "/muc-3": """<a href="javascript:void(0)" onclick="moMuc('{}')">Đo lường</a>""",
        "/muc-4": '<table><tr data-href="{}"><td>Sở hữu trí tuệ</td></tr></table>',
        "/muc-5": '<iframe src="{}"></iframe>',
    }
    answers = {"/": home("".join(door.format(path) for path, door in doors.items()))}
    for number, section in enumerate(doors):
        chosen = STORIES[20 + 4 * number : 24 + 4 * number]
        pages = news(section, chosen)
        answers |= pages
        answers[section] = page(
            links(dict(zip(pages, (story.title for story in chosen), strict=True)))
        )
    assert missing(tmp_path, answers, *STORIES[20:40]) == set()


def test_long_list_of_short_titles(tmp_path: Path) -> None:
    """A list of notices by their numbers, of which the next crawl finds the new ones."""
    chosen = STORIES[20:]
    answers = {f"/tb/{story.id}.html": article(story) for story in chosen}
    answers["/thong-bao"] = page(links({path: f"Thông báo {path[4:8]}" for path in answers}))
    answers["/"] = home('<a href="/thong-bao">Thông báo</a>')
    portal = Handmade(HOST, news("/tin", WELL) | answers)
    late = stories(3, 77)
    with Crawls(tmp_path, {SITE: portal}) as crawls:
        crawls.run("crawl", SITE, NOW="2026-03-02T08:00:00+07:00")
        assert titles(crawls) == {story.title for story in (*WELL, *chosen)}
        pages = {f"/tb/{story.id}9.html": article(story) for story in late}
        labels = links({path: f"Thông báo {path[4:8]}" for path in pages})
        portal.answers = {
            **portal.answers,
            **pages,
            "/thong-bao": page(labels + answers["/thong-bao"]),
        }
        crawls.run("crawl", SITE, NOW="2026-03-20T08:00:00+07:00")
        assert {story.title for story in late} <= titles(crawls)


@pytest.mark.parametrize(
    "entry",
    [
        '<li><a href="{path}">{title}</a> <span>({day})</span></li>',
        '<table><tr><td>{day}</td><td><a href="{path}">{title}</a></td></tr></table>',
    ],
)
def test_articles_whose_list_alone_says_the_day(tmp_path: Path, entry: str) -> None:
    chosen = STORIES[20:32]
    answers, entries = {}, ""
    for story in chosen:
        path = f"/tb/{story.slug}.html"
        text = "".join(f"<p>{line}</p>" for line in story.text.split("\n"))
        answers[path] = page(f"<h1>{story.title}</h1>{text}")
        day = f"{story.published:%d/%m/%Y}"
        entries += entry.format(path=path, title=story.title, day=day)
    answers["/thong-bao"] = page(entries)
    answers["/"] = home('<a href="/thong-bao">Thông báo</a>')
    assert missing(tmp_path, answers, *chosen) == set()
