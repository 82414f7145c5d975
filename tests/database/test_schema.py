from pathlib import Path

import pytest

from crawler.database import Database
from tests.testing.database import EVENING, MORNING, article, edited, page, rows

#: The tables and columns that the rest of the project and its users rely on.
COLUMNS = {
    "articles": "content_hash title text author published url site province first_seen section"
    " tags images attachments markdown",
    "pages": "url site content_hash status first_seen last_seen last_changed gone_since"
    " next_visit etag last_modified warc_file warc_offset",
    "revisions": "id url content_hash seen_at cause",
    "near_duplicates": "content_hash other_hash similarity",
    "sites": "name agency province url",
    "provinces": "code name",
    "runs": "id site started finished outcome requests new edited unchanged removed rejected"
    " errors",
    "current_articles": "content_hash title text author published url site province first_seen"
    " section tags images attachments markdown",
}
KEYS = {
    "articles": ["content_hash"],
    "pages": ["url"],
    "revisions": ["id"],
    "near_duplicates": ["content_hash", "other_hash"],
    "sites": ["name"],
    "provinces": ["code"],
    "runs": ["id"],
}


@pytest.mark.parametrize("table", COLUMNS)
def test_has_the_promised_columns(database: Database, path: Path, table: str) -> None:
    columns = {row["name"] for row in rows(path, "SELECT * FROM pragma_table_xinfo(?)", table)}

    assert columns >= set(COLUMNS[table].split())


@pytest.mark.parametrize("table", KEYS)
def test_has_the_promised_key(database: Database, path: Path, table: str) -> None:
    sql = "SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk"

    assert [row["name"] for row in rows(path, sql, table)] == KEYS[table]


def test_current_articles_are_those_that_a_page_shows_now(database: Database, path: Path) -> None:
    first = article()
    database.save_article(page(1), first, MORNING)
    database.save_article(page(2), first, MORNING)
    database.save_article(page(3), article("Giá trị của mã vạch"), MORNING)
    database.save_article(page(3), second := edited(article("Giá trị của mã vạch")), EVENING)

    shown = rows(path, "SELECT content_hash FROM current_articles")

    assert sorted(row["content_hash"] for row in shown) == sorted(
        [first.content_hash, second.content_hash]
    )


def test_year_follows_the_date_of_publication(database: Database, path: Path) -> None:
    database.save_article(page(), article(), MORNING)

    assert rows(path, "SELECT year, published, published_raw FROM articles") == [
        {"year": 2026, "published": "2026-03-01", "published_raw": "01/03/2026 | 8:15"}
    ]
