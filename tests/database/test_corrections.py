from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.database import Database
from crawler.extraction import Image
from tests.testing.database import EVENING, MORNING, TEXT, article, edited, page, rows, table_sizes

#: What was read first, with a line of the page's frame, and what should have been.
OLD = article(text=f"{TEXT}\nLượt đọc bài này: 593")
NEW = article()
ELSEWHERE = article(text=f"{TEXT}\nTheo Chi cục Tiêu chuẩn Đo lường Chất lượng")


def shown(path: Path, number: int = 1) -> str:
    """The hash of what a page shows."""
    query = "SELECT content_hash FROM pages WHERE url = ?"
    (found,) = rows(path, query, page(number).url)
    return str(found["content_hash"])


def revisions(path: Path, number: int = 1) -> list[tuple[str, str]]:
    query = "SELECT cause, content_hash FROM revisions WHERE url = ? ORDER BY id"
    return [(row["cause"], row["content_hash"]) for row in rows(path, query, page(number).url)]


def matches(path: Path, words: str) -> list[str]:
    """The hashes of the articles that a search finds."""
    query = (
        "SELECT content_hash FROM articles"
        " WHERE rowid IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"
    )
    return [row["content_hash"] for row in rows(path, query, words)]


def all_rows(path: Path) -> list[list[dict[str, Any]]]:
    """What the tables hold that a correction may change."""
    tables = ("articles", "pages", "revisions", "near_duplicates", "signatures")
    return [rows(path, f"SELECT * FROM {table}") for table in tables]  # noqa: S608


def test_in_the_run_that_read_the_page_the_better_reading_replaces_the_first(
    database: Database, path: Path
) -> None:
    database.save_article(page(), OLD, MORNING)

    assert database.correct_article(page(), OLD.content_hash, NEW, MORNING)

    assert rows(path, "SELECT content_hash, text, first_seen FROM articles") == [
        {
            "content_hash": NEW.content_hash,
            "text": NEW.text,
            "first_seen": "2026-03-02T01:30:00Z",
        }
    ]
    assert shown(path) == NEW.content_hash
    assert revisions(path) == [("published", NEW.content_hash)]


BETTER = replace(
    NEW,
    author="Trần Thị Bé",
    published="2026-02-27",
    tags=("máy sấy", "nông sản"),
    images=(Image("http://skhcn.vidu/a.jpg", "Máy sấy"),),
    markdown="**Máy sấy**",
)


def test_what_else_is_read_of_a_known_text_is_put_right_without_a_revision(
    database: Database, path: Path
) -> None:
    database.save_article(page(), NEW, MORNING)

    assert database.correct_article(page(), NEW.content_hash, BETTER, EVENING)

    (row,) = rows(path, "SELECT author, published, tags, images, markdown FROM articles")
    assert row == {
        "author": "Trần Thị Bé",
        "published": "2026-02-27",
        "tags": '["máy sấy", "nông sản"]',
        "images": '[{"address": "http://skhcn.vidu/a.jpg", "caption": "Máy sấy"}]',
        "markdown": "**Máy sấy**",
    }
    assert revisions(path) == [("published", NEW.content_hash)]
    before = all_rows(path)
    assert not database.correct_article(page(), NEW.content_hash, BETTER, EVENING)
    assert all_rows(path) == before


def test_what_another_page_says_of_a_known_text_changes_nothing(
    database: Database, path: Path
) -> None:
    database.save_article(page(), NEW, MORNING)
    database.save_article(page(2, "vietq"), NEW, EVENING)
    before = all_rows(path)

    assert not database.correct_article(page(2, "vietq"), NEW.content_hash, BETTER, EVENING)

    assert all_rows(path) == before


def test_search_finds_the_better_reading_only(database: Database, path: Path) -> None:
    database.save_article(page(), OLD, MORNING)
    assert matches(path, "593") == [OLD.content_hash]

    database.correct_article(page(), OLD.content_hash, NEW, MORNING)

    assert matches(path, "593") == []
    assert matches(path, "kiem dinh") == [NEW.content_hash]


def test_near_duplicates_know_the_better_reading_only(database: Database, path: Path) -> None:
    database.save_article(page(2, "vietq"), ELSEWHERE, MORNING)
    database.save_article(page(), OLD, MORNING)
    before = table_sizes(path)

    database.correct_article(page(), OLD.content_hash, NEW, MORNING)

    assert rows(path, "SELECT content_hash, other_hash FROM near_duplicates") == [
        {"content_hash": NEW.content_hash, "other_hash": ELSEWHERE.content_hash}
    ]
    signed = {row["content_hash"] for row in rows(path, "SELECT * FROM signatures")}
    assert signed == {NEW.content_hash, ELSEWHERE.content_hash}
    assert table_sizes(path)["signature_bands"] == before["signature_bands"]


def test_later_the_better_reading_is_a_revision_that_is_no_edit(
    database: Database, path: Path
) -> None:
    database.save_article(page(), OLD, MORNING)

    assert database.correct_article(page(), OLD.content_hash, NEW, EVENING)

    assert shown(path) == NEW.content_hash
    assert revisions(path) == [
        ("published", OLD.content_hash),
        ("re-extracted", NEW.content_hash),
    ]
    stored = rows(path, "SELECT content_hash FROM current_articles")
    assert [row["content_hash"] for row in stored] == [NEW.content_hash]
    assert len(rows(path, "SELECT * FROM articles")) == 2
    assert rows(path, "SELECT last_changed FROM pages") == [
        {"last_changed": "2026-03-02T01:30:00Z"}
    ]


@pytest.mark.parametrize("before", [MORNING, EVENING])
def test_of_an_edit_that_was_read_better_in_its_own_run_only_the_better_stays(
    database: Database, path: Path, before: datetime
) -> None:
    first = article("Thông báo")
    database.save_article(page(), first, before)
    database.save_article(page(), OLD, EVENING)

    database.correct_article(page(), OLD.content_hash, NEW, EVENING)

    assert revisions(path) == [("published", first.content_hash), ("edited", NEW.content_hash)]
    assert len(rows(path, "SELECT * FROM articles")) == 2


def test_a_page_that_shows_something_else_by_now_is_left_alone(
    database: Database, path: Path
) -> None:
    database.save_article(page(), OLD, MORNING)
    database.save_article(page(), edited(NEW), EVENING)
    before = all_rows(path)

    assert not database.correct_article(page(), OLD.content_hash, NEW, EVENING)
    assert not database.correct_article(page(2), OLD.content_hash, NEW, EVENING)

    assert all_rows(path) == before


def test_the_same_reading_again_changes_nothing(database: Database, path: Path) -> None:
    database.save_article(page(), NEW, MORNING)
    before = all_rows(path)

    assert not database.correct_article(page(), NEW.content_hash, NEW, EVENING)

    assert all_rows(path) == before


def test_an_article_that_another_page_shows_too_stays(database: Database, path: Path) -> None:
    for number in (1, 2):
        database.save_article(page(number), OLD, MORNING)

    database.correct_article(page(1), OLD.content_hash, NEW, MORNING)

    assert (shown(path, 1), shown(path, 2)) == (NEW.content_hash, OLD.content_hash)
    assert revisions(path, 2) == [("published", OLD.content_hash)]
    assert matches(path, "593") == [OLD.content_hash]


def test_it_goes_once_the_last_page_was_read_better(database: Database, path: Path) -> None:
    for number in (1, 2):
        database.save_article(page(number), OLD, MORNING)

    for number in (1, 2):
        database.correct_article(page(number), OLD.content_hash, NEW, MORNING)

    assert [row["content_hash"] for row in rows(path, "SELECT * FROM articles")] == [
        NEW.content_hash
    ]
    assert revisions(path, 1) == revisions(path, 2) == [("published", NEW.content_hash)]


def test_an_article_of_an_earlier_run_stays_when_another_page_repeats_it(
    database: Database, path: Path
) -> None:
    database.save_article(page(1), OLD, MORNING)
    database.save_article(page(2), OLD, EVENING)

    database.correct_article(page(2), OLD.content_hash, NEW, EVENING)

    assert (shown(path, 1), shown(path, 2)) == (OLD.content_hash, NEW.content_hash)
    assert revisions(path, 1) == [("published", OLD.content_hash)]
    assert revisions(path, 2) == [("published", NEW.content_hash)]
