import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from crawler.database import (
    Change,
    Database,
    DatabaseError,
    FrontierLink,
    PageKind,
    connection,
)
from crawler.errors import UserError
from tests.testing.database import EVENING, MORNING, SITES, article, page, rows, table_sizes


def line(path: Path) -> str:
    """The message with which opening a database fails."""
    with pytest.raises(DatabaseError) as failure:
        Database(path)
    assert isinstance(failure.value, UserError)
    message = str(failure.value)
    assert str(path) in message
    assert "\n" not in message
    return message


def test_makes_the_folders_on_the_way(tmp_path: Path) -> None:
    Database(tmp_path / "kho dữ liệu" / "2026" / "articles.db").close()

    assert (tmp_path / "kho dữ liệu" / "2026" / "articles.db").is_file()


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("không phải thư mục")

    assert "its folder cannot be made" in line(tmp_path / "data" / "articles.db")


def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    assert "cannot be written" in line(tmp_path)


@pytest.fixture
def read_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's own read-only mode, for root may write wherever the file system's forbids it."""
    connect = sqlite3.connect
    monkeypatch.setattr(
        sqlite3,
        "connect",
        lambda path, **options: connect(f"{path.as_uri()}?mode=ro", uri=True, **options),
    )


@pytest.mark.usefixtures("read_only")
def test_a_read_only_folder(path: Path) -> None:
    assert "cannot be written" in line(path)


@pytest.mark.usefixtures("database", "read_only")
def test_a_read_only_file(path: Path) -> None:
    assert "cannot be written" in line(path)


def test_not_a_database(path: Path) -> None:
    path.write_text("<html><body>Trang đang bảo trì</body></html>" * 50)

    assert "not an SQLite database" in line(path)


def test_a_cut_off_database(database: Database, path: Path) -> None:
    database.save_article(page(), article(), MORNING)
    database.close()
    os.truncate(path, path.stat().st_size // 2)

    assert "damaged" in line(path)


def test_the_database_of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE articles (title TEXT)")

    assert "belongs to another program" in line(path)
    assert rows(path, "SELECT name FROM sqlite_schema") == [{"name": "articles"}]
    assert rows(path, "PRAGMA journal_mode") == [{"journal_mode": "delete"}]


def test_the_empty_database_of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA application_id = 42")

    assert "belongs to another program" in line(path)


def test_an_empty_file_is_filled(path: Path) -> None:
    path.touch()

    Database(path).close()

    assert rows(path, "SELECT count(*) AS n FROM articles") == [{"n": 0}]


def test_a_full_disk(database: Database, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database.save_article(page(1), article(), MORNING)
    database.save_links("vietq", [FrontierLink("found", "u", "Đo lường")], MORNING)
    database.close()
    connect = sqlite3.connect

    def connect_to_full_disk(path: Path, **options: Any) -> sqlite3.Connection:
        full: sqlite3.Connection = connect(path, **options)
        (pages,) = full.execute("PRAGMA page_count").fetchone()
        full.execute(f"PRAGMA max_page_count = {pages + 3}")
        return full

    monkeypatch.setattr(sqlite3, "connect", connect_to_full_disk)
    full = Database(path)
    monkeypatch.undo()
    before = table_sizes(path)
    long = "Đo lường. " * 10_000

    for save in (
        lambda: full.save_article(page(2), article(text=long), MORNING),
        lambda: full.save_article(page(1), article(text=long), MORNING),
        lambda: full.save_links("vietq", [FrontierLink("k", "u", long)], MORNING),
        lambda: full.save_visit("found", PageKind.OTHER, long, MORNING),
        lambda: full.save_catalogue([SITES[0].model_copy(update={"agency": long})], []),
    ):
        with pytest.raises(DatabaseError, match=r"articles\.db: the disk is full; make room"):
            save()

    assert table_sizes(path) == before
    assert full.save_article(page(1), article(), EVENING) is Change.UNCHANGED
    full.close()


def test_a_database_that_stays_locked(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_TIMEOUT", 0)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        assert "has kept the database locked" in line(path)
