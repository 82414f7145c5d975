"""The table `pages`: pages that show articles, or showed them once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from crawler.database.base import READ, OpenDatabase, moment, utc
from crawler.database.claims import drop_claim
from crawler.database.history import add_revision
from crawler.database.moves import move
from crawler.database.records import Capture, KnownPage, PageStatus
from crawler.database.statements import update
from crawler.schedule import Past, Schedule, Seen

_PAGES = """
SELECT pages.*, articles.published, frontier.link_text
FROM pages LEFT JOIN articles USING (content_hash) LEFT JOIN frontier USING (key)
WHERE pages.site = ?
"""
_PAGE = _PAGES + " AND pages.key = ?"
_TWINS = """
SELECT pages.*, articles.published, frontier.link_text
FROM pages JOIN articles USING (content_hash) LEFT JOIN frontier USING (key)
WHERE pages.site = ? AND content_hash = ? AND pages.url != ? AND status = 'article'
"""
#: A page counts from the day on which it is no longer young, and within a year.
_OLDER = """
SELECT pages.url, max(
    julianday(pages.first_seen), coalesce(julianday(published) + ?3, 0), julianday(?2) - ?4
) AS since
FROM pages JOIN articles USING (content_hash)
WHERE pages.site = ?1 AND status != 'moved' AND since < julianday(?2)
"""
_DAYS = f"WITH older AS ({_OLDER}) SELECT julianday(?2) - since AS days FROM older"  # noqa: S608
_CHANGES = f"""
WITH older AS ({_OLDER})
SELECT count(*) AS changes FROM revisions JOIN older USING (url)
WHERE cause IN ('edited', 'removed') AND julianday(seen_at) > since AND seen_at <= ?2
GROUP BY date(seen_at)
"""  # noqa: S608
#: Days for which a page is young, and for which a change is remembered.
_YOUTH, _MEMORY = 30, 365
#: So many changes a day count in any case; of more, one for each hundred pages. What changes many
#: pages on one day, such as a province's new name, tells little of each.
_CHANGES_A_DAY, _CHANGES_SHARE = 5, 0.01


class PageTable(OpenDatabase):
    """The table `pages`, where a page did not show what it showed before."""

    def known_pages(self, site: str) -> dict[str, KnownPage]:
        """All pages of a site that have shown an article, by their keys."""
        return {page.key: page for row in self._rows(_PAGES, site) if (page := _known(row))}

    def page(self, site: str, key: str) -> KnownPage | None:
        """The page of a site that has a key, if it has shown an article."""
        found = [_known(row) for row in self._rows(_PAGE, site, key)]
        return found[0] if found else None

    def past(self, site: str, until: datetime) -> Past:
        """The observed changes of a site's older pages in the year until a run.

        It depends on nothing later: a run that is taken up after a crash finds what it found.
        """
        values = (site, utc(until), _YOUTH, _MEMORY)
        days = tuple(row["days"] for row in self._rows(_DAYS, *values))
        most = max(_CHANGES_A_DAY, round(_CHANGES_SHARE * len(days)))
        changes = sum(min(row["changes"], most) for row in self._rows(_CHANGES, *values))
        return Past(changes, days)

    def text(self, content_hash: str) -> tuple[str, str]:
        """The title and the text of an article."""
        query = "SELECT title, text FROM articles WHERE content_hash = ?"
        row = self._rows(query, content_hash)[0]
        return row["title"], row["text"]

    def twins(self, site: str, content_hash: str, url: str) -> list[KnownPage]:
        """The other pages of a site that show the same article as `url`."""
        return [
            page for row in self._rows(_TWINS, site, content_hash, url) if (page := _known(row))
        ]

    def note_unchanged(
        self, page: KnownPage, seen_at: datetime, schedule: Schedule, capture: Capture | None
    ) -> None:
        """Note that a page shows what it showed, without having read it again."""
        published = moment(page.published).date() if page.published else None
        changed = page.last_changed if page.last_changed > page.first_seen else None
        seen = Seen(page.url, seen_at, page.first_seen, published, changed)
        now: dict[str, Any] = {"last_seen": utc(seen_at), "gone_since": None, "misses": 0}
        now |= READ
        now["next_visit"] = utc(schedule.next_visit(seen))
        if capture:
            now |= {"etag": capture.etag, "last_modified": capture.last_modified}
        with self._transaction():
            drop_claim(self._db, page.url)
            update(self._db, "pages", now, url=page.url)

    def note_missing(self, page: KnownPage, since: datetime, next_visit: datetime) -> None:
        """Note that a page did not show its article, which is no removal yet."""
        missing = {"gone_since": utc(page.gone_since or since), "misses": page.misses + 1}
        with self._transaction():
            plan = {"next_visit": utc(next_visit)}
            update(self._db, "pages", missing | plan | READ, url=page.url)

    def note_unread(
        self, page: KnownPage, reason: str, since: datetime, next_visit: datetime
    ) -> None:
        """Note that a page was asked for and could not be read, which says nothing about it."""
        unread = {"unread_since": utc(since), "unread_reason": reason}
        with self._transaction():
            update(self._db, "pages", unread | {"next_visit": utc(next_visit)}, url=page.url)

    def plan_visit(self, page: KnownPage, next_visit: datetime) -> None:
        """Set when a page is due again."""
        with self._transaction():
            update(self._db, "pages", {"next_visit": utc(next_visit)} | READ, url=page.url)

    def remove_pages(self, pages: Iterable[KnownPage], now: datetime, schedule: Schedule) -> None:
        """Record that articles were removed; what they said stays."""
        seen = utc(now)
        with self._transaction():
            for page in pages:
                gone = {
                    "status": PageStatus.REMOVED,
                    "last_changed": seen,
                    "misses": page.misses + 1,
                }
                gone |= {"gone_since": utc(page.gone_since or now)}
                gone |= {"next_visit": utc(schedule.again(now, page.gone_since))}
                update(self._db, "pages", gone | READ, url=page.url)
                drop_claim(self._db, page.url)
                add_revision(self._db, page.url, page.content_hash, seen, "removed")

    def move_page(self, old: str, new: str, moved: datetime) -> None:
        """Let the page `new` go on with the history of `old`.

        Raises `LookupError` when one of them is not known.
        """
        with self._transaction():
            if not (self._find("pages", old) and self._find("pages", new)):
                raise LookupError(f"no page {old} or {new}")
            move(self._db, old, new, utc(moved))


def _known(row: dict[str, Any]) -> KnownPage | None:
    """The page of a row; None where it was stored without a key."""
    if not row["key"]:
        return None
    return KnownPage(
        key=row["key"],
        url=row["url"],
        content_hash=row["content_hash"],
        status=PageStatus(row["status"]),
        published=row["published"],
        first_seen=moment(row["first_seen"]),
        last_seen=moment(row["last_seen"]),
        last_changed=moment(row["last_changed"]),
        gone_since=moment(row["gone_since"]) if row["gone_since"] else None,
        misses=row["misses"],
        next_visit=moment(row["next_visit"]) if row["next_visit"] else None,
        warc_file=row["warc_file"],
        warc_offset=row["warc_offset"],
        link_text=row["link_text"] or "",
        template=row["template"],
        unread_since=moment(row["unread_since"]) if row["unread_since"] else None,
    )
