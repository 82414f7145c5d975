"""Base of the database's parts: the open file, its transactions and its times."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawler.database.connection import open_database, write_transaction
from crawler.database.errors import explained

#: Columns of `pages` that was read.
READ = {"unread_since": None, "unread_reason": None}


class OpenDatabase:
    """A database file that is open."""

    def __init__(self, path: Path) -> None:
        """Open the database, or create it together with its folder."""
        self._path = path
        self._db = open_database(path)
        self._keys: dict[str, list[str]] = {}

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make one change of several; none of them is made where one fails."""
        with self._transaction():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with explained(self._path), write_transaction(self._db.conn):
            yield

    def _rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        """The rows that a query finds, as dictionaries by column."""
        with explained(self._path):
            found = self._db.execute(query, values)
            columns = [column[0] for column in found.description]
            return [dict(zip(columns, row, strict=True)) for row in found]

    def _find(self, table_name: str, key: str | tuple[str, ...]) -> dict[str, Any] | None:
        if table_name not in self._keys:  # asking for it costs more than the look-up
            with explained(self._path):
                self._keys[table_name] = self._db.table(table_name).pks
        where = " AND ".join(f"{column} = ?" for column in self._keys[table_name])
        values = key if isinstance(key, tuple) else (key,)
        query = f"SELECT * FROM {table_name} WHERE {where}"  # noqa: S608
        return next(iter(self._rows(query, *values)), None)


def utc(moment: datetime) -> str:
    """ISO 8601 in UTC to the second, so that times sort as text."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} does not know its time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str) -> datetime:
    """The time that a text of `utc` tells."""
    return datetime.fromisoformat(text)
