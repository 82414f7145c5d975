"""Lists of the articles that can be read now, the newest first."""

from collections.abc import Sequence
from sqlite3 import Connection

from crawler.database.reading_room.records import START, Headline, Position, rows

#: The characters of the text that stand in for a lead.
_LEAD = 300
COLUMNS = f"""
articles.rowid AS row, content_hash, title, published, articles.first_seen, site, agency,
articles.province, section, articles.url,
coalesce(nullif(lead, ''), substr(text, 1, {_LEAD})) AS lead
"""
IS_SHOWN = """
EXISTS (
    SELECT 1 FROM pages
    WHERE pages.content_hash = articles.content_hash AND pages.status = 'article'
)
"""
_NEWEST = f"""
SELECT {COLUMNS} FROM articles JOIN sites ON sites.name = articles.site
WHERE {{scope}} AND (published, articles.rowid) < (?2, ?3) AND {IS_SHOWN}
ORDER BY published DESC, articles.rowid DESC LIMIT ?4
"""  # noqa: S608 - of constants
#: Each goes through an index from the newest article on, and stops when the list is full.
_ALL, _OF_SITE, _OF_PROVINCE = (
    _NEWEST.format(scope=scope)
    for scope in ("?1 IS NULL", "articles.site = ?1", "articles.province = ?1")
)
_NEIGHBOUR = f"""
SELECT {COLUMNS} FROM articles JOIN sites ON sites.name = articles.site
WHERE articles.site = ? AND (published, articles.rowid) {{than}} (?, ?) AND {IS_SHOWN}
ORDER BY published {{order}}, articles.rowid {{order}} LIMIT 1
"""  # noqa: S608 - of constants
_BEFORE = _NEIGHBOUR.format(than="<", order="DESC")
_AFTER = _NEIGHBOUR.format(than=">", order="ASC")


def newest(connection: Connection, most: int, after: Position = START) -> list[Headline]:
    """The newest articles of all sites behind a position."""
    return _listed(connection, _ALL, None, most, after)


def newest_of_site(
    connection: Connection, site: str, most: int, after: Position = START
) -> list[Headline]:
    """The newest articles of a site behind a position."""
    return _listed(connection, _OF_SITE, site, most, after)


def newest_of_provinces(
    connection: Connection, names: Sequence[str], most: int, after: Position = START
) -> list[Headline]:
    """The newest articles of some provinces behind a position."""
    found = [h for name in names for h in _listed(connection, _OF_PROVINCE, name, most, after)]
    return sorted(found, key=lambda headline: headline.position, reverse=True)[:most]


def neighbours(
    connection: Connection, site: str, position: Position
) -> tuple[Headline | None, Headline | None]:
    """The articles of a site before and after a position, in the order of their publication."""
    before, after = (
        next((Headline(**row) for row in rows(connection, query, site, *position)), None)
        for query in (_BEFORE, _AFTER)
    )
    return before, after


def _listed(
    connection: Connection, query: str, scope: str | None, most: int, after: Position
) -> list[Headline]:
    return [Headline(**row) for row in rows(connection, query, scope, *after, most)]
