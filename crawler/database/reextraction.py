"""The table `reextractions`: progress of reading the archive again."""

from datetime import datetime
from typing import Any

from crawler.database.base import OpenDatabase, moment, utc
from crawler.database.errors import explained
from crawler.database.records import ArchivedPage

# What an article shows now, and what was asked as a page and read as none. A page that has been an
# article, under whatever address, is not judged by other answers.
_ARCHIVED = """
WITH rejected AS (
    SELECT key, url, link_text, reason FROM frontier
    WHERE site = :site AND kind IN ('other', 'failed')
    AND coalesce(reason, '') NOT IN ('redirect', 'part of an article', 'repeats an article')
    AND NOT EXISTS (SELECT 1 FROM pages WHERE pages.key = frontier.key)
)
SELECT pages.key, pages.url, link_text, warc_file, warc_offset, content_hash AS former,
    NULL AS reason
FROM pages LEFT JOIN frontier ON frontier.key = pages.key
WHERE pages.site = :site AND status = 'article' AND warc_file IS NOT NULL
UNION ALL
SELECT key, url, link_text, warc_file, warc_offset, '', reason
FROM rejected JOIN captures USING (url) WHERE status = 200
"""
_NEXT = f"""
SELECT * FROM ({_ARCHIVED}) WHERE (warc_file, warc_offset) > (:file, :offset)
ORDER BY warc_file, warc_offset LIMIT :most
"""  # noqa: S608
_ANY = f"SELECT EXISTS (SELECT 1 FROM ({_ARCHIVED})) AS found"  # noqa: S608
_REACHED = """
INSERT INTO reextractions (site, began, warc_file, warc_offset) VALUES (?, ?, ?, ?)
ON CONFLICT (site) DO UPDATE
SET began = excluded.began, warc_file = excluded.warc_file, warc_offset = excluded.warc_offset
"""


class ReextractionTable(OpenDatabase):
    """The table `reextractions`: passes over the archive of a site that have not ended."""

    def has_archived_pages(self, site: str) -> bool:
        """True if there is anything to read again of a site."""
        with explained(self._path):
            return bool(self._db.execute(_ANY, {"site": site}).fetchone()[0])

    def archived_pages(self, site: str, after: tuple[str, int], most: int) -> list[ArchivedPage]:
        """The next pages of a site behind a file and an offset, in the order of the archive."""
        file, offset = after
        names: dict[str, Any] = {"site": site, "file": file, "offset": offset, "most": most}
        with explained(self._path):
            return [ArchivedPage(**row) for row in self._db.query(_NEXT, names)]

    def reextraction(self, site: str) -> tuple[datetime, tuple[str, int]] | None:
        """The beginning of the pass that has not ended, and the file and offset that it reached."""
        row = self._find("reextractions", site)
        if row is None:
            return None
        return moment(row["began"]), (row["warc_file"], row["warc_offset"])

    def save_reextraction(self, site: str, began: datetime, reached: tuple[str, int]) -> None:
        """Save how far a pass has come."""
        with self._transaction():
            self._db.execute(_REACHED, [site, utc(began), *reached])

    def end_reextraction(self, site: str) -> None:
        """Note that a pass has come to its end."""
        with self._transaction():
            self._db.table("reextractions").delete_where("site = ?", [site])
