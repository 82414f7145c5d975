"""Opening the database file."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from crawler.database import schema
from crawler.database.errors import BUSY_TIMEOUT, DatabaseError, explained


def open_database(path: Path) -> Database:
    """Open or create the database at `path` and bring its tables to their present form.

    Raises `DatabaseError` when the file cannot be made or written, is not a database of this
    project, or comes from a newer version of it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseError(f"{path}: its folder cannot be made: {error.strerror}") from error
    with explained(path):
        connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT, isolation_level=None)
        try:
            return _prepared(connection, path)
        except BaseException:
            connection.close()
            raise


@contextmanager
def write_transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the write lock from the start to the commit, or to the rollback on an exception.

    A transaction that starts as a reader and then writes fails at once when another program has
    written in between, however long the busy timeout; one that starts as a writer waits its turn.
    One within another is a part of that.
    """
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        yield


def enable_wal(db: Database) -> None:
    """Switch to WAL mode, waiting for others to finish.

    SQLite's busy timeout does not apply here: while another program writes, it fails at once.
    """
    deadline = time.monotonic() + BUSY_TIMEOUT
    while True:
        try:
            return db.enable_wal()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _prepared(connection: sqlite3.Connection, path: Path) -> Database:
    db = Database(connection)
    with write_transaction(connection):
        _check_ours(db, path)
        # Also where it is there already: a read-only file is to be found out now.
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        schema.migrate(db)
    enable_wal(db)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    return db


def _check_ours(db: Database, path: Path) -> None:
    (application_id,) = db.execute("PRAGMA application_id").fetchone()
    if application_id != schema.APPLICATION_ID and (application_id or db.table_names()):
        raise DatabaseError(f"{path}: this database belongs to another program; name another file")
    if unknown := schema.unknown_steps(db):
        raise DatabaseError(
            f"{path}: this database was made by a newer version of this program "
            f"(it knows {unknown[-1]!r}); update the program"
        )
