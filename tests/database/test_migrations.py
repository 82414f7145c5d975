from contextlib import closing
from pathlib import Path

import pytest
import sqlite_utils

from crawler.database import Database, DatabaseError, schema
from crawler.database.connection import open_database
from tests.testing.database import EVENING, MORNING, PROVINCES, SITES, article, page, rows


def add_words(db: sqlite_utils.Database) -> None:
    db.table("articles").add_column("words", int)


def fail_half_way(db: sqlite_utils.Database) -> None:
    db.table("articles").add_column("words", int)
    raise RuntimeError("half way")


@pytest.fixture
def old(path: Path) -> Path:
    """A database that the present version has made and filled."""
    with closing(Database(path)) as database:
        database.save_catalogue(SITES, PROVINCES)
        database.save_article(page(), article(), MORNING)
    return path


def with_step(monkeypatch: pytest.MonkeyPatch, step: schema.Step) -> None:
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, step))


def columns(path: Path) -> set[str]:
    return {row["name"] for row in rows(path, "SELECT name FROM pragma_table_info('articles')")}


def test_a_later_version_brings_an_older_database_up_to_date(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_step(monkeypatch, add_words)

    with closing(Database(old)) as database:
        database.save_article(page(), article(), EVENING)

    assert "words" in columns(old)
    assert rows(old, "SELECT title, words FROM articles") == [
        {"title": article().title, "words": None}
    ]


def test_a_step_is_taken_once(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_step(monkeypatch, add_words)

    for _ in range(2):
        Database(old).close()

    assert [
        row["name"] for row in rows(old, "SELECT name FROM _sqlite_migrations ORDER BY id")
    ] == [step.__name__ for step in schema.STEPS]


def test_a_step_that_fails_leaves_the_database_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = columns(old)
    with monkeypatch.context() as later:
        with_step(later, fail_half_way)
        with pytest.raises(RuntimeError, match="half way"):
            Database(old)

    assert columns(old) == before
    Database(old).close()


def test_the_database_of_a_later_version_is_refused(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        with_step(later, add_words)
        Database(old).close()

    with pytest.raises(DatabaseError, match=r"articles\.db: .*newer version.*'add_words'"):
        Database(old)


def test_articles_of_the_first_version_are_kept_without_what_it_did_not_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "STEPS", schema.STEPS[:1])
        earlier.setattr(schema, "complete_columns", lambda db: None)
        with closing(open_database(path)) as db:
            db.table("provinces").insert({"code": "x", "name": "X", "period": "p", "present": "x"})
            db.table("sites").insert({"name": "x", "agency": "X", "province": "X"})
            db.table("articles").insert(
                {
                    "content_hash": "a1",
                    "title": "Kiểm định cột đo",
                    "text": "Đạt.",
                    "site": "x",
                    "province": "X",
                    "url": "http://x.vidu/1",
                    "first_seen": "2026-03-02T01:30:00Z",
                }
            )

    Database(path).close()

    (kept,) = rows(path, "SELECT * FROM articles")
    assert (kept["title"], kept["text"]) == ("Kiểm định cột đo", "Đạt.")
    assert (kept["markdown"], kept["section"], kept["tags"]) == (None, None, None)
