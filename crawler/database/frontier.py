"""Every address ever met, and what it turned out to be."""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from crawler.database.base import OpenDatabase, moment, utc
from crawler.database.records import FrontierEntry, FrontierLink, PageKind
from crawler.database.statements import insert_all, update

_ENTRIES = """
SELECT key, url, link_text, continuation, kind, reason, visited, found, due FROM frontier
WHERE site = ?1
"""
_FAILED = _ENTRIES + " AND kind = 'failed' AND substr(reason, 1, length(?2)) = ?2"
_IS_LISTING = """
UPDATE frontier SET kind = ?, reason = NULL WHERE key = ? AND kind IS NOT ?
"""


class FrontierTable(OpenDatabase):
    """The table `frontier`."""

    def frontier(self, site: str) -> dict[str, FrontierEntry]:
        """Every address ever met on `site` by its key, in the order of their finding."""
        return {row["key"]: _entry(row) for row in self._rows(_ENTRIES + " ORDER BY rowid", site)}

    def failed_links(self, site: str, reason: str) -> dict[str, FrontierEntry]:
        """The addresses that failed for a reason that begins with `reason`, by their keys."""
        rows = self._rows(_FAILED + " ORDER BY rowid", site, reason)
        return {row["key"]: _entry(row) for row in rows}

    def link(self, key: str) -> FrontierEntry | None:
        """The address of a key; None where nobody found it."""
        row = self._find("frontier", key)
        return _entry(row) if row else None

    def save_links(
        self,
        site: str,
        links: Iterable[FrontierLink],
        found: datetime,
        listing: str | None = None,
    ) -> None:
        """Add the addresses that the frontier does not have yet.

        `listing` is the key of the page that led to them, if that makes it one to come back to.
        """
        when = utc(found)
        records = [{"site": site, "found": when} | dataclasses.asdict(link) for link in links]
        with self._transaction():
            insert_all(self._db, "frontier", records, conflict="IGNORE")
            self._db.execute(_IS_LISTING, [PageKind.LISTING, listing, PageKind.ARTICLE])

    def save_due(self, due: Mapping[str, datetime | None]) -> None:
        """Save until when addresses may be left alone; None for not at all."""
        values = [(utc(when) if when else None, key) for key, when in due.items()]
        with self._transaction():
            self._db.conn.executemany("UPDATE frontier SET due = ? WHERE key = ?", values)

    def save_visit(self, key: str, kind: PageKind, reason: str | None, visited: datetime) -> None:
        """Save what the address `key` of the frontier turned out to be, if not an article.

        What has been an article stays one. Raises `LookupError` when it was never saved as a link.
        """
        visit = {"kind": kind, "reason": reason, "visited": utc(visited)}
        with self._transaction():
            known = self._find("frontier", key)
            if known is None:
                raise LookupError(f"nobody found {key}")
            if known["kind"] == PageKind.ARTICLE:
                return
            update(self._db, "frontier", visit, key=key)


def _entry(row: dict[str, Any]) -> FrontierEntry:
    return FrontierEntry(
        row["url"],
        row["link_text"],
        bool(row["continuation"]),
        PageKind(row["kind"]) if row["kind"] else None,
        row["reason"],
        moment(row["visited"]) if row["visited"] else None,
        moment(row["found"]),
        moment(row["due"]) if row["due"] else None,
    )
