"""Datasette with the metadata file, as `make browse` starts it."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from datasette.app import Datasette

from crawler.database import Database, RunCounts
from crawler.extraction import Attachment, Image
from tests.browsing.served import DESCRIBED, json_rows, opened, served, source
from tests.testing.database import (
    EVENING,
    MORNING,
    PROVINCES,
    SITES,
    article,
    catalogued,
    edited,
    page,
    rows,
)


def fill(database: Database) -> None:
    before = article("Kiểm tra tiêu chuẩn, đo lường", "Bài viết dài. " * 100)
    database.save_article(page(1), before, MORNING)
    database.save_article(page(1), edited(before), EVENING)
    for number, site in ((2, "an_giang"), (3, "kien_giang"), (4, "vietq")):
        database.save_article(page(number, site), article("Mã số mã vạch"), MORNING)
    run = database.start_run("an_giang", MORNING)
    database.finish_run(run, EVENING, "ok", RunCounts(errors=2), {}, {})


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "articles.db"
    with catalogued(path) as database:
        fill(database)
    return path


@pytest.fixture(scope="module")
def datasette(filled: Path) -> Iterator[Datasette]:
    with served(filled) as datasette:
        yield datasette


def test_begins_with_what_it_is_and_the_tables_to_read(datasette: Datasette) -> None:
    start = opened(datasette, "/articles")

    assert "/articles/current_articles" in start
    assert "article_search" not in start


def test_the_crawlers_own_tables_are_hidden(datasette: Datasette) -> None:
    tables = asyncio.run(datasette.client.get("/articles.json")).json()["tables"]

    assert {table["name"] for table in tables if not table["hidden"]} == {
        "articles",
        "near_duplicates",
        "pages",
        "provinces",
        "revisions",
        "runs",
        "sites",
    }


@pytest.mark.parametrize("table", ["articles", "current_articles"])
@pytest.mark.parametrize("words", ["tieu chuan do luong", "Tiêu chuẩn đo lường", '"do luong"'])
def test_the_search_box_takes_both_spellings(datasette: Datasette, table: str, words: str) -> None:
    assert 'name="_search"' in opened(datasette, f"/articles/{table}")

    found = json_rows(datasette, f"/articles/{table}", _search=words)

    assert {row["title"] for row in found} == {"Kiểm tra tiêu chuẩn, đo lường"}


def test_articles_can_be_narrowed_by_site_province_and_year(datasette: Datasette) -> None:
    answer = asyncio.run(datasette.client.get("/articles/articles.json")).json()

    assert set(answer["facet_results"]) == {"site", "province", "year"}


def test_a_long_text_does_not_swamp_the_list(datasette: Datasette) -> None:
    assert "Bài viết dài. " * 30 not in opened(datasette, "/articles/current_articles")


def test_an_article_is_shown_formatted_in_the_list_and_on_its_own_page(
    database: Database, path: Path
) -> None:
    table = "| Giải | Tên |\n| --- | --- |\n| Nhất | Máy sấy |"
    text = f"## Kết quả\n\n{table}\n\n![](http://an_giang.example/a.jpg)"
    database.save_article(page(), told := replace(article(), markdown=text), MORNING)
    own = f"/articles/articles/{told.content_hash}"
    with served(path) as datasette:
        shown = source(datasette, own)
        listed = source(datasette, "/articles/current_articles")

    for html_source in (shown, listed):
        assert "<h2>Kết quả</h2>" in html_source
        assert "<td>Máy sấy</td>" in html_source
        assert 'href="http://an_giang.example/a.jpg"' in html_source
        assert "<img" not in html_source
    assert f'href="/bai/{told.content_hash}"' in listed


def test_what_strangers_wrote_is_shown_and_not_obeyed(database: Database, path: Path) -> None:
    evil = "<script>alert(1)</script>\n\n[a](javascript:alert(1)) ![b](javascript:alert(1))"
    told = replace(
        article(),
        markdown=evil,
        tags=("<b>đo</b>",),
        images=(Image("javascript:alert(1)"),),
        attachments=(Attachment('http://x/"><script>', "<script>"),),
    )
    database.save_article(page(), told, MORNING)
    with served(path) as datasette:
        shown = source(datasette, f"/articles/articles/{told.content_hash}")

    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert 'href="javascript:' not in shown
    assert 'src="javascript:' not in shown
    assert "<b>đo</b>" not in shown
    assert 'x/"><script>' not in shown


def test_tags_are_a_line_and_files_are_links(database: Database, path: Path) -> None:
    file = Attachment("https://an_giang.example/a.pdf", "Biên bản")
    told = replace(article(), tags=("cột đo", "xăng dầu"), attachments=(file,))
    database.save_article(page(), told, MORNING)
    with served(path) as datasette:
        shown = source(datasette, "/articles/current_articles")

    assert "cột đo, xăng dầu" in shown
    assert '<a href="https://an_giang.example/a.pdf">Biên bản</a>' in shown


@pytest.mark.parametrize("table", sorted(DESCRIBED["tables"].keys() - {"article_search"}))
def test_every_table_opens_and_describes_its_columns(
    datasette: Datasette, filled: Path, table: str
) -> None:
    opened(datasette, f"/articles/{table}")

    columns = {row["name"] for row in rows(filled, "SELECT * FROM pragma_table_xinfo(?)", table)}
    described = DESCRIBED["tables"][table].get("columns", {})
    assert not described or columns == described.keys()


@pytest.mark.parametrize("query", DESCRIBED["queries"])
def test_every_named_query_answers(datasette: Datasette, query: str) -> None:
    opened(datasette, f"/articles/{query}")


def query_titles(datasette: Datasette, query: str, **parameters: str) -> list[str]:
    return [row["title"] for row in json_rows(datasette, f"/articles/{query}", **parameters)]


def test_search_shows_the_passage(datasette: Datasette) -> None:
    (found,) = json_rows(datasette, "/articles/search", words="kết quả công khai")

    assert found["passage"].endswith("«Kết» «quả» đã được «công» bố «công» «khai».")


def test_a_present_province_comes_with_what_it_took_in(datasette: Datasette) -> None:
    present = query_titles(datasette, "newest_by_province", province="An Giang")

    assert sorted(present) == ["Kiểm tra tiêu chuẩn, đo lường", "Mã số mã vạch"]
    assert query_titles(datasette, "newest_by_province", province="Kiên Giang") == []


def test_edits_show_both_texts(datasette: Datasette) -> None:
    (edit,) = json_rows(datasette, "/articles/edited_pages")

    assert edit["text_after"].startswith(edit["text_before"])
    assert edit["url"] == page(1).url


def test_runs_with_errors_and_articles_on_several_pages_are_found(datasette: Datasette) -> None:
    (run,) = json_rows(datasette, "/articles/failed_runs")
    (repeated,) = json_rows(datasette, "/articles/repeated_articles")

    assert (run["site"], run["errors"]) == ("an_giang", 2)
    assert (repeated["title"], repeated["pages"], repeated["sites"]) == ("Mã số mã vạch", 3, 3)


def test_near_duplicates_are_found_from_the_list_and_from_either_article(
    database: Database, path: Path
) -> None:
    database.save_article(page(1), first := article("Mã vạch"), MORNING)
    again = article("Mã vạch", f"{first.text}\nTheo Cổng thông tin điện tử tỉnh")
    database.save_article(page(1, "vietq"), again, EVENING)
    with served(path) as datasette:
        (pair,) = json_rows(datasette, "/articles/republished_articles")
        pages = [opened(datasette, f"/articles/articles/{x.content_hash}") for x in (first, again)]

    assert (pair["url"], pair["other_url"]) == (page(1, "vietq").url, page(1).url)
    links = (f"other_hash={first.content_hash}", f"content_hash={again.content_hash}")
    for shown, link in zip(pages, links, strict=True):
        assert re.search(rf'/near_duplicates\?{link}">\s*1 row<', shown)


def test_sites_without_articles_are_found(database: Database, path: Path) -> None:
    database.save_article(page(site="vietq"), article(), MORNING)
    database.start_run("kien_giang", MORNING)
    with served(path) as datasette:
        found = json_rows(datasette, "/articles/sites_without_articles")

    assert [(row["name"], row["last_run"]) for row in found] == [
        ("kien_giang", "2026-03-02T01:30:00Z"),
        ("an_giang", None),
    ]


def test_a_file_of_another_name_is_read_through_a_link(tmp_path: Path) -> None:
    link = tmp_path / "articles.db"
    link.symlink_to(tmp_path / "kho dữ liệu.db")
    with closing(Database(tmp_path / "kho dữ liệu.db")) as crawl:
        crawl.save_catalogue(SITES, PROVINCES)
        fill(crawl)
        with served(link) as datasette:
            shown = query_titles(datasette, "newest_by_province")

    assert sorted(shown) == ["Kiểm tra tiêu chuẩn, đo lường", "Mã số mã vạch"]
