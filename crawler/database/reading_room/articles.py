"""One article: what it says, where it stands, what is like it."""

from sqlite3 import Connection

from crawler.database.reading_room.headlines import COLUMNS
from crawler.database.reading_room.records import Alike, FullArticle, Headline, Showing, rows

_ARTICLE = """
SELECT articles.rowid AS row, content_hash, title, lead, text, markdown, published, published_at,
    author, source, section, tags, images, attachments, articles.url, site, agency,
    articles.province, articles.first_seen
FROM articles JOIN sites ON sites.name = articles.site WHERE content_hash = ?
"""
#: The most pages of an article, and articles like it, that are named; a form letter has thousands.
_MOST = 50
_SHOWINGS = """
SELECT DISTINCT pages.url, site, agency, pages.status, pages.content_hash, first_seen, last_seen,
    gone_since, warc_file, warc_offset
FROM pages JOIN sites ON sites.name = pages.site
WHERE pages.status != 'moved' AND (
    pages.content_hash = ?1
    OR pages.url IN (SELECT url FROM revisions WHERE content_hash = ?1 LIMIT ?2)
)
ORDER BY pages.content_hash = ?1 AND pages.status = 'article' DESC, first_seen, pages.url LIMIT ?2
"""
_ALIKE = f"""
SELECT {COLUMNS}, similarity FROM (
    SELECT other_hash AS alike, similarity FROM near_duplicates WHERE content_hash = ?1
    UNION ALL
    SELECT content_hash, similarity FROM near_duplicates WHERE other_hash = ?1
    ORDER BY similarity DESC LIMIT ?2
)
JOIN articles ON content_hash = alike JOIN sites ON sites.name = articles.site
ORDER BY similarity DESC, published DESC
"""  # noqa: S608 - of constants


def article(connection: Connection, content_hash: str) -> FullArticle | None:
    """The article of a hash, if there is one."""
    found = rows(connection, _ARTICLE, content_hash)
    return FullArticle(**found[0]) if found else None


def showings(connection: Connection, content_hash: str) -> list[Showing]:
    """The pages that show an article, then those that showed it once, the oldest first."""
    return [Showing(**row) for row in rows(connection, _SHOWINGS, content_hash, _MOST)]


def alike(connection: Connection, content_hash: str) -> list[Alike]:
    """The articles that tell the same story, the most similar first."""
    return [
        Alike(similarity=row.pop("similarity"), headline=Headline(**row))
        for row in rows(connection, _ALIKE, content_hash, _MOST)
    ]
