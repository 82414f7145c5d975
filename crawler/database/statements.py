"""Rows written by one statement each.

sqlite-utils, whose tables are more convenient, asks the schema before each row and reads the row
again after it: seven statements for one, and pages are written by the thousand.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Literal

from sqlite_utils import Database

#: What becomes of a row whose key is taken.
Conflict = Literal["ABORT", "IGNORE", "REPLACE"]


def insert(
    db: Database, table: str, row: Mapping[str, Any], *, conflict: Conflict = "ABORT"
) -> None:
    """Add a row."""
    db.execute(_insertion(table, tuple(row), conflict), [*row.values()])


def insert_all(
    db: Database, table: str, rows: Iterable[Mapping[str, Any]], *, conflict: Conflict = "ABORT"
) -> None:
    """Add rows, which all have the same columns in the same order."""
    listed = list(rows)
    if listed:
        statement = _insertion(table, tuple(listed[0]), conflict)
        db.conn.executemany(statement, [[*row.values()] for row in listed])


def update(db: Database, table: str, values: Mapping[str, Any], **key: object) -> None:
    """Change the row that has a key, a column with its value; `LookupError` where there is none."""
    (column,) = key
    statement = _change(table, tuple(values), column)
    if not db.execute(statement, [*values.values(), key[column]]).rowcount:
        raise LookupError(f"{table} has no {key[column]}")


@lru_cache
def _insertion(table: str, columns: tuple[str, ...], conflict: Conflict) -> str:
    places = ", ".join("?" for _ in columns)
    return f"INSERT OR {conflict} INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608


@lru_cache
def _change(table: str, columns: tuple[str, ...], key: str) -> str:
    changes = ", ".join(f"{column} = ?" for column in columns)
    return f"UPDATE {table} SET {changes} WHERE {key} = ?"  # noqa: S608
