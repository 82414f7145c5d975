"""What `Article` declares is what the table holds, and what files of new articles have."""

import inspect
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from crawler.articles.records import stored_article
from crawler.database import Database, StoredArticle, columns
from crawler.deduplication.fingerprint import content_hash
from crawler.extraction import Article
from crawler.extraction.declaration import declared
from tests.database.notice import Notice
from tests.testing.database import MORNING, PROVINCES, SITES, article, page, rows

NOTICE = Notice(
    url=page().url,
    title="Thông báo tuyển chọn",
    text="Sở tuyển chọn tổ chức chủ trì.",
    content_hash="a1",
    symbol="12/TB-SKHCN",
    sheets=3,
    signers=("Lê Thu Hà", "Trần Bé"),
)
STORED = {
    "symbol": "12/TB-SKHCN",
    "office": "SKHCN",
    "sheets": 3,
    "signers": '["Lê Thu Hà", "Trần Bé"]',
}


@pytest.fixture
def more_fields(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version of this program whose articles have more fields."""
    monkeypatch.setattr(columns, "COLUMNS", columns.columns_of(Notice))


def schema(path: Path, table: str) -> dict[str, str]:
    sql = "SELECT name, type FROM pragma_table_xinfo(?)"
    return {row["name"]: row["type"].split(" ")[0] for row in rows(path, sql, table)}


def saved(path: Path, notice: StoredArticle) -> dict[str, Any]:
    """What a file of new articles has of an article that was saved."""
    with closing(Database(path)) as database:
        database.save_catalogue(SITES, PROVINCES)
        database.save_article(page(), notice, MORNING)
        return database.exported(notice.content_hash)


@pytest.mark.usefixtures("more_fields")
def test_a_declared_field_is_stored_shown_and_exported(path: Path) -> None:
    exported = saved(path, NOTICE)

    types = schema(path, "articles")
    assert {name: types[name] for name in STORED} == {
        "symbol": "TEXT",
        "office": "TEXT",
        "sheets": "INTEGER",
        "signers": "TEXT",
    }
    for table in ("articles", "current_articles"):
        assert rows(path, f"SELECT symbol, office, sheets, signers FROM {table}") == [STORED]  # noqa: S608
    assert exported["symbol"] == "12/TB-SKHCN"
    assert exported["signers"] == ["Lê Thu Hà", "Trần Bé"]
    assert "sheets" not in exported


def test_an_older_database_is_given_the_column_on_opening(
    path: Path, request: pytest.FixtureRequest
) -> None:
    saved(path, old := article())
    assert not schema(path, "articles").keys() & STORED.keys()
    request.getfixturevalue("more_fields")

    for _ in range(2):
        Database(path).close()

    assert rows(path, "SELECT content_hash, symbol, sheets FROM current_articles") == [
        {"content_hash": old.content_hash, "symbol": None, "sheets": None}
    ]


@pytest.mark.usefixtures("more_fields")
def test_a_declared_field_that_is_read_better_is_put_right(path: Path) -> None:
    saved(path, Notice(**{f.name: getattr(article(), f.name) for f in fields(article())}))
    better = Notice(**{f.name: getattr(article(), f.name) for f in fields(article())}, sheets=2)

    with closing(Database(path)) as database:
        assert database.correct_article(page(), better.content_hash, better, MORNING)

    assert rows(path, "SELECT sheets FROM articles") == [{"sheets": 2}]


def test_the_tables_are_as_declared(database: Database, path: Path) -> None:
    columns_declared = {column.name: column.sql_type for column in columns.COLUMNS}

    assert schema(path, "articles") == columns_declared
    assert list(schema(path, "current_articles")) == [*columns_declared, "rowid"]


def test_all_that_is_stored_is_exported_but_the_year(path: Path) -> None:
    exported = saved(path, article())

    assert exported.keys() == schema(path, "articles").keys() - {"year"}


def test_all_that_is_read_is_stored_but_what_the_record_has_otherwise() -> None:
    """Of captions, those of pictures stand with them; addresses are those of pages."""
    read = {field.name for field in fields(Article)}

    assert read - {attribute for attribute, _, _ in declared(Article)} == {"url", "captions"}


def test_the_search_index_holds_what_is_declared_as_searched(
    database: Database, path: Path
) -> None:
    searched = {column.name for column in columns.COLUMNS if column.field.searched}

    indexed = schema(path, "articles_fts").keys()
    assert {name for name in indexed if name in schema(path, "articles")} == searched


def test_the_content_hash_is_of_what_is_declared_as_hashed() -> None:
    hashed = [column.name for column in columns.COLUMNS if column.field.hashed]

    assert list(inspect.signature(content_hash).parameters) == hashed


def test_an_article_is_stored_with_all_that_was_read() -> None:
    read = Article("http://x.vidu/1", "Hội nghị", "Sở họp.", source="Báo Lao Động", tags=("họp",))

    stored = stored_article(read, "a1")

    assert {f.name: getattr(stored, f.name) for f in fields(read)} == {
        f.name: getattr(read, f.name) for f in fields(read)
    }
