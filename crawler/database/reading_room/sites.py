"""Sites and provinces: their state, their runs, what changed there."""

import json
from sqlite3 import Connection
from typing import Any

from crawler.database.reading_room.records import PageChange, ProvinceRow, Run, SiteState, rows

_STATES = """
SELECT name, agency, sites.province, sites.url, until, successor, note, system, status,
    coalesce((SELECT sum(articles) FROM article_totals WHERE site = name), 0) AS articles,
    started, finished, outcome, coalesce(requests, 0) AS requests, coalesce(new, 0) AS new,
    coalesce(edited, 0) AS edited, coalesce(removed, 0) AS removed,
    coalesce(rejected, 0) AS rejected, coalesce(errors, 0) AS errors
FROM sites LEFT JOIN runs ON runs.id = (SELECT max(id) FROM runs WHERE site = sites.name)
WHERE ?1 IN ('', name) ORDER BY name
"""
_AGENCIES = "SELECT name, agency FROM sites"
_RUNS = """
SELECT started, finished, outcome, source, requests, new, edited, removed, rejected, errors,
    coalesce(reasons, '{}') AS reasons, coalesce(samples, '{}') AS samples
FROM runs WHERE site = ? ORDER BY id DESC LIMIT ?
"""
_CHANGES = """
SELECT seen_at, cause, latest.url, pages.site, latest.content_hash, coalesce(title, '') AS title
FROM (
    SELECT * FROM revisions WHERE cause IN ('edited', 'removed', 'restored') AND seen_at > ?
    ORDER BY seen_at DESC, id DESC LIMIT ?
) AS latest
JOIN pages USING (url) LEFT JOIN articles ON articles.content_hash = latest.content_hash
ORDER BY seen_at DESC, latest.id DESC
"""
_COUNTED = "SELECT cause, count(*) AS times FROM revisions WHERE seen_at > ? GROUP BY cause"
_LATEST = "SELECT max(coalesce(finished, started)) AS latest FROM runs"
_PROVINCES = """
SELECT code, name, present, period = 'present' AS is_present, valid_from, valid_until
FROM provinces ORDER BY code
"""
_TEMPLATES = "SELECT version, learned, pages FROM templates WHERE site = ? ORDER BY version DESC"


def states(connection: Connection, name: str = "") -> list[SiteState]:
    """All sites with their last run, or the one of a name."""
    return [SiteState(**row) for row in rows(connection, _STATES, name)]


def agencies(connection: Connection) -> dict[str, str]:
    """The publisher of each site, by its name."""
    return {row["name"]: row["agency"] for row in rows(connection, _AGENCIES)}


def runs(connection: Connection, site: str, most: int) -> list[Run]:
    """The last runs of a site, the latest first."""
    return [
        Run(**row | {name: _object(row[name]) for name in ("reasons", "samples")})
        for row in rows(connection, _RUNS, site, most)
    ]


def latest_crawl(connection: Connection) -> str | None:
    """The end of the last run, or its beginning (UTC); None where there was none."""
    (row,) = rows(connection, _LATEST)
    latest: str | None = row["latest"]
    return latest


def changes(connection: Connection, since: str, most: int) -> list[PageChange]:
    """The latest edits, removals and returns since a time (UTC)."""
    return [PageChange(**row) for row in rows(connection, _CHANGES, since, most)]


def count_changes(connection: Connection, since: str) -> dict[str, int]:
    """The number of changes of each kind since a time (UTC)."""
    return {row["cause"]: row["times"] for row in rows(connection, _COUNTED, since)}


def provinces(connection: Connection) -> list[ProvinceRow]:
    """The provinces of today and the former ones."""
    return [ProvinceRow(**row) for row in rows(connection, _PROVINCES)]


def templates(connection: Connection, site: str) -> list[dict[str, Any]]:
    """The versions of a site's template: `version`, `learned` (UTC) and `pages`."""
    return rows(connection, _TEMPLATES, site)


def _object(text: str) -> dict[str, Any]:
    value = json.loads(text)
    return value if isinstance(value, dict) else {}
