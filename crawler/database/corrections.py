"""Putting right what was read of a page, when it is read again and better.

A better reading is no edit by the publisher. It takes the place of a first reading that was made in
the same run, or before a crawl went through the site for the first time; later it becomes a
revision of its own cause.
"""

from sqlite_utils import Database

from crawler.database.statements import insert

_REPLACE = """
UPDATE revisions SET content_hash = :new
WHERE url = :url AND content_hash = :old AND (seen_at = :seen OR :provisional)
"""
_FORGET = (
    "DELETE FROM near_duplicates WHERE :old IN (content_hash, other_hash)",
    "DELETE FROM signature_bands WHERE signature IN"
    " (SELECT number FROM signatures WHERE content_hash = :old)",
    "DELETE FROM signatures WHERE content_hash = :old",
    "DELETE FROM articles WHERE content_hash = :old",
)


def correct(
    db: Database, url: str, old: str, new: str, seen: str, *, provisional: bool = False
) -> None:
    """Let the page `url` show the article `new`, as which `old` should have been read.

    Nobody has relied on `provisional` readings. What no page ever showed, now that it is put right,
    is forgotten.
    """
    names = {"url": url, "old": old, "new": new, "seen": seen, "provisional": provisional}
    db.execute("UPDATE pages SET content_hash = :new WHERE url = :url", names)
    if not db.execute(_REPLACE, names).rowcount:
        revision = {"url": url, "content_hash": new, "seen_at": seen, "cause": "re-extracted"}
        insert(db, "revisions", revision)
    if not db.execute("SELECT 1 FROM revisions WHERE content_hash = :old", names).fetchone():
        for statement in _FORGET:
            db.execute(statement, names)
