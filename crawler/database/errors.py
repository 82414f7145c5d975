"""Errors of the database file, told in one line."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crawler.errors import UserError

#: Seconds to wait for another program's write to end.
BUSY_TIMEOUT = 60

_NOT_WRITABLE = (
    "the database cannot be written; check the permissions of the file and of its folder, "
    "or name another file"
)
# https://www.sqlite.org/rescode.html
_MEANINGS = {
    sqlite3.SQLITE_BUSY: (
        f"another program has kept the database locked for {BUSY_TIMEOUT} seconds; "
        "close it and start again"
    ),
    sqlite3.SQLITE_READONLY: _NOT_WRITABLE,
    sqlite3.SQLITE_CANTOPEN: _NOT_WRITABLE,
    sqlite3.SQLITE_FULL: (
        "the disk is full; make room and start again, everything saved so far is kept"
    ),
    sqlite3.SQLITE_IOERR: "the disk failed to read or write the database; check the disk",
    sqlite3.SQLITE_CORRUPT: "the database is damaged; restore it from a backup",
    sqlite3.SQLITE_NOTADB: "this is not an SQLite database; name another file",
}


class DatabaseError(UserError):
    """The database cannot be used as it is."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the errors of SQLite that the user can do something about into a `DatabaseError`.

    All others are mistakes of the program and pass unchanged.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        # The low byte of an extended result code is the kind of the error.
        meaning = _MEANINGS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if meaning is None:
            raise
        raise DatabaseError(f"{path}: {meaning}") from error
