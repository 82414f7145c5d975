"""Pages that are found at another address go on there with the history that they have."""

from sqlite_utils import Database

from crawler.database.claims import drop_claim
from crawler.database.records import PageStatus
from crawler.database.statements import update

_HISTORY = "UPDATE revisions SET url = :new WHERE url = :old"
#: The new address began a history of its own when it was found.
_SAME = "DELETE FROM revisions WHERE url = :new AND cause = 'published'"
_OTHER = "UPDATE revisions SET cause = 'edited' WHERE url = :new AND cause = 'published'"


def rename(db: Database, old: str, new: str) -> None:
    """Know a page by another variant of its address; inside a transaction."""
    db.execute("PRAGMA defer_foreign_keys = ON")
    names = {"old": old, "new": new}
    db.execute("UPDATE pages SET url = :new WHERE url = :old", names)
    db.execute(_HISTORY, names)


def move(db: Database, old: str, new: str, moved: str) -> None:
    """Let the page `new` go on with the history of `old`, which has moved there.

    Both are known. Where `new` is the younger one, what it was first seen to show is no
    publication: at most an edit. Else it has the longer history, and keeps it. Inside a
    transaction.
    """
    pages = db.table("pages")
    former, present = pages.get(old), pages.get(new)
    names = {"old": old, "new": new}
    if present["first_seen"] <= former["first_seen"]:
        db.execute("DELETE FROM revisions WHERE url = :old", names)
        db.execute("UPDATE articles SET url = :new WHERE url = :old", names)
    else:
        is_same = _first_shown(db, new) == former["content_hash"]
        db.execute(_SAME if is_same else _OTHER, names)
        db.execute(_HISTORY, names)
        changed = former["last_changed"] if is_same else present["last_changed"]
        update(db, "pages", {"first_seen": former["first_seen"], "last_changed": changed}, url=new)
    gone = {"status": PageStatus.MOVED, "moved_to": new, "gone_since": moved, "next_visit": None}
    update(db, "pages", gone, url=old)
    drop_claim(db, old)
    # What had moved to the old address before has now moved on.
    db.execute("UPDATE pages SET moved_to = :new WHERE moved_to = :old", names)


def _first_shown(db: Database, url: str) -> str | None:
    query = "SELECT content_hash FROM revisions WHERE url = ? ORDER BY seen_at, id LIMIT 1"
    row = db.execute(query, [url]).fetchone()
    return row[0] if row else None
