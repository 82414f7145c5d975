"""The one door to the database: every method is one transaction."""

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlite_utils.db import NotFoundError

from crawler.catalogue import Province, Site
from crawler.database.connection import open_database, write_transaction
from crawler.database.corrections import correct
from crawler.database.errors import explained
from crawler.database.near_duplicates import link_near_duplicates
from crawler.database.records import (
    Change,
    FrontierEntry,
    FrontierLink,
    PageKind,
    RunCounts,
    StoredArticle,
    StoredPage,
)


class Database:
    """The record of articles in one SQLite file.

    Every method may raise `DatabaseError`, for instance on a full disk; what was saved before is
    kept. Times must know their time zone; they are stored in UTC.
    """

    def __init__(self, path: Path) -> None:
        """Open the database, or create it together with its folder."""
        self._path = path
        self._db = open_database(path)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def save_catalogue(self, sites: Iterable[Site], provinces: Iterable[Province]) -> None:
        """Write what is new or changed in the catalogue. Nothing that left it is deleted."""
        with self._transaction():
            self._save_records("provinces", "code", provinces)
            self._save_records("sites", "name", sites)

    def start_run(self, site: str, started: datetime) -> int:
        """Note that a run of `site` has begun; the number is for `finish_run`."""
        with self._transaction():
            (run,) = self._db.execute(
                "INSERT INTO runs (site, started) VALUES (?, ?) RETURNING id",
                [site, _utc(started)],
            ).fetchone()
            return int(run)

    def finish_run(
        self,
        run: int,
        finished: datetime,
        outcome: str,
        counts: RunCounts,
        reasons: Mapping[str, int],
    ) -> None:
        """Note how a run ended, and how often each of the `reasons` to reject a page came up."""
        ending = {"finished": _utc(finished), "outcome": outcome, "reasons": dict(reasons)}
        with self._transaction():
            self._db.table("runs").update(run, ending | dataclasses.asdict(counts))

    def save_article(self, page: StoredPage, article: StoredArticle, seen_at: datetime) -> Change:
        """Save that `page` shows `article`, with a revision when that is news.

        An article whose text is known keeps what was first read about it.
        """
        seen = _utc(seen_at)
        with self._transaction():
            text_is_new = self._save_text(page, article, seen)
            change = self._point(page, article.content_hash, seen)
            if change is not Change.UNCHANGED:
                link_near_duplicates(self._db, article.content_hash)
            self._mark_visited(page, seen)
        if change is Change.NEW and not text_is_new:
            return Change.DUPLICATE
        return change

    def correct_article(
        self, page: StoredPage, former: str, article: StoredArticle, seen_at: datetime
    ) -> bool:
        """Save that `page` shows `article`, not the one with the hash `former` read from it before.

        Whether that changed anything: a page that shows something else by now is left as it is.
        """
        seen = _utc(seen_at)
        with self._transaction():
            known = self._find("pages", page.url)
            if not known or known["content_hash"] != former or former == article.content_hash:
                return False
            self._save_text(page, article, seen)
            correct(self._db, page.url, former, article.content_hash, seen)
            link_near_duplicates(self._db, article.content_hash)
        return True

    def template(self, site: str) -> str | None:
        """The template that was last learned of a site, as JSON."""
        query = "SELECT template FROM templates WHERE site = ? ORDER BY version DESC LIMIT 1"
        row = self._db.execute(query, [site]).fetchone()
        return row[0] if row else None

    def save_template(self, site: str, template: str, pages: int, learned: datetime) -> None:
        """Save one more version of a site's template, learned from so many pages."""
        query = "SELECT coalesce(max(version), 0) + 1 FROM templates WHERE site = ?"
        with self._transaction():
            version = self._db.execute(query, [site]).fetchone()[0]
            self._db.table("templates").insert(
                {
                    "site": site,
                    "version": version,
                    "learned": _utc(learned),
                    "pages": pages,
                    "template": template,
                }
            )

    def save_visit(self, key: str, kind: PageKind, reason: str | None, visited: datetime) -> None:
        """Save what the address `key` of the frontier turned out to be, if not an article.

        Raises `LookupError` when it was never saved as a link.
        """
        visit = {"kind": kind, "reason": reason, "visited": _utc(visited)}
        with self._transaction():
            if self._find("frontier", key) is None:
                raise LookupError(f"nobody found {key}")
            self._db.table("frontier").update(key, visit)

    def save_links(self, site: str, links: Iterable[FrontierLink], found: datetime) -> None:
        """Add the addresses that the frontier does not have yet."""
        when = _utc(found)
        records = [{"site": site, "found": when} | dataclasses.asdict(link) for link in links]
        with self._transaction():
            self._db.table("frontier").insert_all(records, ignore=True)

    def count_dated(self, site: str) -> tuple[int, int]:
        """How many articles of a site have a date, and how many have none."""
        query = "SELECT count(published), count(*) - count(published) FROM articles WHERE site = ?"
        dated, undated = self._db.execute(query, [site]).fetchone()
        return dated, undated

    def frontier(self, site: str) -> dict[str, FrontierEntry]:
        """Every address ever met on `site` by its key, in the order of their finding."""
        with explained(self._path):
            rows = self._db.execute(
                "SELECT key, url, link_text, continuation, kind, reason, visited FROM frontier"
                " WHERE site = ? ORDER BY rowid",
                [site],
            )
            return {
                key: FrontierEntry(
                    url,
                    link_text,
                    bool(continuation),
                    PageKind(kind) if kind else None,
                    reason,
                    visited,
                )
                for key, url, link_text, continuation, kind, reason, visited in rows
            }

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with explained(self._path), write_transaction(self._db.conn):
            yield

    def _save_text(self, page: StoredPage, article: StoredArticle, seen: str) -> bool:
        """Save an article's text unless it is there; whether it was not."""
        if self._find("articles", article.content_hash):
            return False
        site = self._find("sites", page.site)
        if site is None:
            raise LookupError(f"the catalogue has no site {page.site}")
        where = {
            "site": page.site,
            "province": site["province"],
            "url": page.url,
            "first_seen": seen,
        }
        fields = {k: None if v == () else v for k, v in dataclasses.asdict(article).items()}
        self._db.table("articles").insert(fields | where)
        return True

    def _point(self, page: StoredPage, content_hash: str, seen: str) -> Change:
        """Let a page point at the article it shows, with a revision when it moved."""
        pages = self._db.table("pages")
        now = {"content_hash": content_hash, "status": "article", "last_seen": seen}
        moved = now | {"last_changed": seen}
        known = self._find("pages", page.url)
        if known is None:
            pages.insert(moved | {"url": page.url, "site": page.site, "first_seen": seen})
            change, cause = Change.NEW, "published"
        elif known["content_hash"] == content_hash:
            pages.update(page.url, now)
            return Change.UNCHANGED
        else:
            pages.update(page.url, moved)
            change, cause = Change.EDITED, "edited"
        self._db.table("revisions").insert(
            {"url": page.url, "content_hash": content_hash, "seen_at": seen, "cause": cause}
        )
        return change

    def _mark_visited(self, page: StoredPage, seen: str) -> None:
        visit = {"kind": PageKind.ARTICLE, "reason": None, "visited": seen}
        frontier = self._db.table("frontier")
        if self._find("frontier", page.key):
            frontier.update(page.key, visit)
        else:
            address = {"key": page.key, "site": page.site, "url": page.url}
            frontier.insert(address | visit | {"continuation": False, "found": seen})

    def _find(self, table_name: str, key: str) -> dict[str, Any] | None:
        try:
            row: dict[str, Any] = self._db.table(table_name).get(key)
        except NotFoundError:
            return None
        return row

    def _save_records(self, table_name: str, key: str, records: Iterable[Site | Province]) -> None:
        table = self._db.table(table_name)
        known = {row[key]: row for row in table.rows}
        columns = table.columns_dict.keys()
        rows = [_row(record, columns) for record in records]
        news = [row for row in rows if not row.items() <= known.get(row[key], {}).items()]
        table.upsert_all(news, pk=key)


def _row(record: Site | Province, columns: Collection[str]) -> dict[str, Any]:
    """The fields of a record that have a column, as SQLite gives them back; a list by lines."""
    fields = dataclasses.asdict(record)
    return {
        name: "\n".join(value) if isinstance(value, tuple) else value
        for name, value in fields.items()
        if name in columns
    }


def _utc(moment: datetime) -> str:
    """ISO 8601 in UTC to the second, so that times sort as text."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} does not know its time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
