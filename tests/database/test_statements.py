"""Rows that are written one by one: what becomes of those that are there, or are not."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from sqlite_utils import Database

from crawler.database.statements import insert, insert_all, update

ROW = {"code": "an_giang", "name": "An Giang"}
RENAMED = {"name": "Tỉnh An Giang"}


@pytest.fixture
def db() -> Iterator[Database]:
    db = Database(memory=True)
    db.execute("CREATE TABLE provinces (code TEXT PRIMARY KEY, name TEXT)")
    insert(db, "provinces", ROW)
    yield db
    db.close()


def stored(db: Database) -> list[dict[str, Any]]:
    return list(db.query("SELECT * FROM provinces"))


def test_key_that_is_taken(db: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        insert(db, "provinces", ROW | RENAMED)
    insert_all(db, "provinces", [ROW | RENAMED], conflict="IGNORE")
    assert stored(db) == [ROW]
    insert(db, "provinces", ROW | RENAMED, conflict="REPLACE")
    assert stored(db) == [ROW | RENAMED]


def test_no_rows_are_none(db: Database) -> None:
    insert_all(db, "provinces", [])
    assert stored(db) == [ROW]


def test_row_that_is_not_there_cannot_change(db: Database) -> None:
    update(db, "provinces", RENAMED, code="an_giang")
    assert stored(db) == [ROW | RENAMED]
    with pytest.raises(LookupError):
        update(db, "provinces", RENAMED, code="ha_noi")
