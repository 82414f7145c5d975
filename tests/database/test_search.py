import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from crawler.database import Database
from tests.testing.database import MORNING, article, page, rows

TITLE = "Đẩy mạnh áp dụng tiêu chuẩn đo lường"
BODY = "Hội nghị bàn về đặc sản địa phương.\nCác đại biểu thống nhất mở rộng điểm đo."


@pytest.fixture
def filled(database: Database, path: Path) -> Path:
    database.save_article(page(1), article(TITLE, BODY), MORNING)
    database.save_article(page(2), article("Mã số mã vạch", "Doanh nghiệp dán tem."), MORNING)
    return path


@pytest.fixture
def connection(filled: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(filled)) as connection, connection:
        yield connection


def found(path: Path, query: str) -> list[str]:
    sql = (
        "SELECT title FROM articles WHERE rowid IN"
        " (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"
    )
    return [row["title"] for row in rows(path, sql, query)]


@pytest.mark.parametrize(
    "query",
    [
        "tiêu chuẩn đo lường",
        "tieu chuan do luong",
        "tieu chuan đo luong",
        "tiêu chuẩn do lường",
        "TIÊU CHUẨN ĐO LƯỜNG",
        "day manh",
        "Đẩy mạnh",
        "dac san dia phuong",
        "đo dac san",
        '"tiêu chuẩn đo lường"',
        '"tieu chuan do luong"',
        '"chuẩn do luong"',
        '"Đặc sản địa phương"',
        '"dac san dia phuong"',
        '"diem do"',
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_finds_an_article_however_its_words_are_typed(
    filled: Path, query: str, form: Literal["NFC", "NFD"]
) -> None:
    assert found(filled, unicodedata.normalize(form, query)) == [TITLE]


@pytest.mark.parametrize(
    "query", ["đoàn", '"đo tiêu chuẩn"', '"lường hội nghị"', "kiểm định", "tiêu chuẩn tem"]
)
def test_does_not_find_what_is_not_there(filled: Path, query: str) -> None:
    assert found(filled, query) == []


def test_finds_a_text_that_was_saved_decomposed(database: Database, path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", TITLE)
    database.save_article(page(), article(decomposed), MORNING)

    assert found(path, "tiêu chuẩn đo lường") == [decomposed]
    assert found(path, "tieu chuan do luong") == [decomposed]


def test_survives_an_update(connection: sqlite3.Connection, filled: Path) -> None:
    connection.execute("UPDATE articles SET title = 'Đổi mới sáng tạo' WHERE title = ?", [TITLE])
    connection.commit()

    assert found(filled, "doi moi sang tao") == ["Đổi mới sáng tạo"]
    assert found(filled, "tieu chuan do luong") == []
    assert found(filled, "dac san") == ["Đổi mới sáng tạo"]


def test_survives_a_deletion(connection: sqlite3.Connection, filled: Path) -> None:
    connection.execute("DELETE FROM articles WHERE title = ?", [TITLE])
    connection.commit()

    assert found(filled, "do luong") == []
    assert found(filled, "ma vach") == ["Mã số mã vạch"]


def test_survives_a_replacement(connection: sqlite3.Connection, filled: Path) -> None:
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute(
        "REPLACE INTO articles (content_hash, title, text, site, province, url, first_seen)"
        " SELECT content_hash, 'Hộp thư', 'Đường dây nóng', site, province, url, first_seen"
        " FROM articles WHERE title = ?",
        [TITLE],
    )
    connection.commit()

    assert found(filled, "do luong") == []
    assert found(filled, "duong day nong") == ["Hộp thư"]


def test_survives_a_vacuum(connection: sqlite3.Connection, filled: Path) -> None:
    connection.execute("DELETE FROM articles WHERE title = ?", [TITLE])
    connection.commit()
    connection.execute("VACUUM")

    assert found(filled, "ma vach") == ["Mã số mã vạch"]


def test_the_index_agrees_with_the_articles(
    connection: sqlite3.Connection, database: Database
) -> None:
    database.save_article(page(3), replace(article(), lead="Đo lường"), MORNING)
    connection.execute("UPDATE articles SET published = NULL, text = text || ' Hết.'")
    connection.execute("DELETE FROM articles WHERE title = ?", [TITLE])

    connection.execute(
        "INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)"
    )
    connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
