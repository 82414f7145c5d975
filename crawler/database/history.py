"""Revisions of a page, in the order of time.

Captures of the past may come in any order, before or after those of today: a sighting takes its
place among those that are known.
"""

from typing import Any

from sqlite_utils import Database

from crawler.database.records import Change, PageStatus, StoredPage
from crawler.database.statements import insert, update

_REVISIONS = """
SELECT id, content_hash, seen_at, cause FROM revisions WHERE url = ? ORDER BY seen_at, id
"""


def sight(db: Database, page: StoredPage, content_hash: str, seen: str) -> Change:
    """Note that a page showed an article at the time `seen`; inside a transaction.

    The page's row has to be there; what it points at moves when nothing later is known.
    """
    revisions = list(db.query(_REVISIONS, [page.url]))
    earlier = [row for row in revisions if row["seen_at"] <= seen]
    later = [row for row in revisions if row["seen_at"] > seen]
    before = earlier[-1] if earlier else None
    if before and before["cause"] != "removed" and before["content_hash"] == content_hash:
        return Change.UNCHANGED
    if later and later[0]["content_hash"] == content_hash and later[0]["cause"] != "removed":
        _date_back(db, later[0], seen)
        return Change.UNCHANGED
    if before is None:
        change, cause = Change.NEW, "published"
        if later and later[0]["cause"] == "published":
            update(db, "revisions", {"cause": "edited"}, id=later[0]["id"])
    elif before["cause"] == "removed":
        change, cause = Change.RESTORED, "restored"
    else:
        change, cause = Change.EDITED, "edited"
    add_revision(db, page.url, content_hash, seen, cause)
    if before and not later:
        _resume(db, page, before["content_hash"], seen)
    return change


def add_revision(db: Database, url: str, content_hash: str, seen: str, cause: str) -> None:
    """Add one line to a page's history."""
    revision = {"url": url, "content_hash": content_hash, "seen_at": seen, "cause": cause}
    insert(db, "revisions", revision)


def _date_back(db: Database, revision: dict[str, Any], seen: str) -> None:
    """Note that a page showed its article earlier than was known."""
    if revision["cause"] in ("published", "edited"):
        update(db, "revisions", {"seen_at": seen}, id=revision["id"])


def _resume(db: Database, page: StoredPage, former: str, seen: str) -> None:
    """After a sighting of the past, the page went back to what it was later seen to show."""
    row = db.table("pages").get(page.url)
    known_later = row["last_seen"] > seen and row["content_hash"] == former
    if known_later and row["status"] == PageStatus.ARTICLE:
        add_revision(db, page.url, former, row["last_seen"], "edited")
