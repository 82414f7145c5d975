"""Pages and their histories, to be shown: what a page said, and since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from crawler.database.base import OpenDatabase, moment

_REVISIONS = """
SELECT revisions.seen_at, revisions.cause, coalesce(articles.title, ''),
    coalesce(articles.text, '')
FROM revisions LEFT JOIN articles USING (content_hash)
WHERE revisions.url = ? ORDER BY revisions.seen_at, revisions.id
"""
#: A page that moved has left its history to its new address. Of several pages, the last seen.
_AT_ADDRESS = "SELECT coalesce(moved_to, url) FROM pages WHERE url = ?"
_NAMED = "SELECT coalesce(moved_to, url) FROM pages WHERE key = ? ORDER BY last_seen DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision: what a page showed from a time (UTC) on; until then if it was removed."""

    seen_at: datetime
    cause: str
    title: str
    text: str


class Histories:
    """The histories of pages in an open database, to be read only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find_page(self, urls: Iterable[str], keys: Iterable[str]) -> str | None:
        """The page of the first address, or else key, that one has; where it moved, the new one."""
        queries = [(_AT_ADDRESS, url) for url in urls] + [(_NAMED, key) for key in keys]
        for query, value in queries:
            if row := self._connection.execute(query, [value]).fetchone():
                return str(row[0])
        return None

    def revisions(self, url: str) -> list[Revision]:
        """The history of a page, the oldest first."""
        return [
            Revision(moment(seen_at), cause, title, text)
            for seen_at, cause, title, text in self._connection.execute(_REVISIONS, [url])
        ]


class RevisionTable(OpenDatabase):
    """The table `revisions`, as it is read."""

    @property
    def histories(self) -> Histories:
        """The histories of the pages."""
        return Histories(self._db.conn)
