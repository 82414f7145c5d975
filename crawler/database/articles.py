"""Articles, each stored once under the hash of what it says, and the pages that show them."""

import dataclasses
from datetime import datetime
from typing import Any

from crawler.database.base import READ, OpenDatabase, moment, utc
from crawler.database.claims import drop_claim
from crawler.database.columns import item, row
from crawler.database.corrections import correct
from crawler.database.history import sight
from crawler.database.moves import rename
from crawler.database.near_duplicates import link_near_duplicates
from crawler.database.parts import part_row
from crawler.database.records import Change, PageKind, PageStatus, StoredArticle, StoredPage
from crawler.database.statements import insert, insert_all, update
from crawler.schedule import Schedule, Seen

_NAME_FIRST = """
UPDATE articles SET url = ?1 WHERE content_hash = ?2 AND first_seen = ?3 AND site = ?4 AND url > ?1
"""


class ArticleTables(OpenDatabase):
    """The table `articles`, and what happens to `pages` and `revisions` when a page is read."""

    def save_article(
        self,
        page: StoredPage,
        article: StoredArticle,
        seen_at: datetime,
        schedule: Schedule | None = None,
    ) -> Change:
        """Save that `page` showed `article` at a time, with a revision when that is news.

        An article whose text is known keeps what was first read about it. The `schedule` says when
        the page is due again.
        """
        seen = utc(seen_at)
        with self._transaction():
            page = self._known_as(page)
            text_is_new = self._save_text(page, article, seen)
            self._save_page(page, article.content_hash, seen)
            change = sight(self._db, page, article.content_hash, seen)
            if change is not Change.UNCHANGED:
                link_near_duplicates(self._db, article.content_hash)
            self._mark_visited(page, seen)
            self._save_parts(page, seen)
            if schedule:
                self._plan(page, article, seen, schedule)
        if change is Change.NEW and not text_is_new:
            return Change.DUPLICATE
        return change

    def correct_article(
        self,
        page: StoredPage,
        former: str,
        article: StoredArticle,
        seen_at: datetime,
        *,
        provisional: bool = False,
    ) -> bool:
        """Save that `page` shows `article`, not the one with the hash `former` read from it before.

        Whether that changed anything: a page that shows something else by now is left as it is.
        What was read before is `provisional` as long as no crawl went through the site.
        """
        if self._reads_as_before(page, former, article):  # as most do: they need no transaction
            return False
        with self._transaction():
            known = self._find("pages", page.url)
            if not known or known["content_hash"] != former:
                return False
            read_with = [page.template, page.url]
            self._db.execute("UPDATE pages SET template = ? WHERE url = ?", read_with)
            if former == article.content_hash:
                news = self._news_about(page, article)
                if news:
                    update(self._db, "articles", news, content_hash=former)
                return bool(news)
            self._save_text(page, article, known["last_changed"])
            new, seen = article.content_hash, utc(seen_at)
            correct(self._db, page.url, former, new, seen, provisional=provisional)
            link_near_duplicates(self._db, article.content_hash)
        return True

    def exported(self, content_hash: str) -> dict[str, Any]:
        """A stored article, as files of new articles have it."""
        stored = self._find("articles", content_hash)
        if stored is None:
            raise LookupError(f"no article has the content hash {content_hash}")
        return item(stored)

    def count_dated(self, site: str) -> tuple[int, int]:
        """The numbers of a site's articles with a date and without one."""
        query = "SELECT count(published) AS dated, count(*) AS total FROM articles WHERE site = ?"
        (count,) = self._rows(query, site)
        return count["dated"], count["total"] - count["dated"]

    def _known_as(self, page: StoredPage) -> StoredPage:
        """The page under the address that it is known by, which changes only if the portal says."""
        if self._find("pages", page.url):
            return page
        query = "SELECT url FROM pages WHERE key = ? AND status != ?"
        known = self._db.execute(query, [page.key, PageStatus.MOVED]).fetchone()
        if known is None:
            return page
        if page.renamed:
            rename(self._db, known[0], page.url)
            return page
        return dataclasses.replace(page, url=known[0])

    def _save_text(self, page: StoredPage, article: StoredArticle, seen: str) -> bool:
        """Save an article's text unless it is there; whether it was not.

        Of pages that were first seen at the same time, the one whose address sorts first is named,
        in whatever order they come.
        """
        if self._find("articles", article.content_hash):
            names = [page.url, article.content_hash, seen, page.site]
            self._db.execute(_NAME_FIRST, names)
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
        insert(self._db, "articles", row(article) | where)
        return True

    def _reads_as_before(self, page: StoredPage, former: str, article: StoredArticle) -> bool:
        known = self._find("pages", page.url)
        return (
            former == article.content_hash
            and known is not None
            and (known["content_hash"], known["template"]) == (former, page.template)
            and not self._news_about(page, article)
        )

    def _news_about(self, page: StoredPage, article: StoredArticle) -> dict[str, Any]:
        """The fields read otherwise of an article whose text stays, on the page it is named by."""
        known = self._find("articles", article.content_hash)
        if known is None or known["url"] != page.url:
            return {}
        return {name: value for name, value in row(article).items() if value != known[name]}

    def _save_page(self, page: StoredPage, content_hash: str, seen: str) -> None:
        """Let a page point at the article it shows, unless something later is known of it."""
        now: dict[str, Any] = {"key": page.key, "content_hash": content_hash, "last_seen": seen}
        now |= {"status": PageStatus.ARTICLE, "gone_since": None, "misses": 0, "moved_to": None}
        now |= {"template": page.template} | _place(page) | READ
        known = self._find("pages", page.url)
        if known is None:
            first = {"url": page.url, "site": page.site, "first_seen": seen, "last_changed": seen}
            insert(self._db, "pages", now | first)
            return
        if seen < known["last_seen"]:
            update(self._db, "pages", {"first_seen": min(seen, known["first_seen"])}, url=page.url)
            return
        drop_claim(self._db, page.url)
        if known["content_hash"] != content_hash or known["status"] != PageStatus.ARTICLE:
            now["last_changed"] = seen
        update(self._db, "pages", now, url=page.url)

    def _mark_visited(self, page: StoredPage, seen: str) -> None:
        visit = {"kind": PageKind.ARTICLE, "reason": None, "visited": seen}
        if self._find("frontier", page.key):
            update(self._db, "frontier", visit, key=page.key)
        else:
            address = {"key": page.key, "site": page.site, "url": page.url}
            first = {"link_text": page.link_text, "continuation": False, "found": seen}
            insert(self._db, "frontier", address | visit | first)

    def _save_parts(self, page: StoredPage, seen: str) -> None:
        """Save what the article was read from, unless something later is known of the page."""
        known = self._find("pages", page.url)
        if known is None or seen < known["last_seen"]:
            return
        self._db.execute("DELETE FROM page_parts WHERE url = ?", [page.url])
        rows = [{"url": page.url, **part_row(part)} for part in page.parts]
        insert_all(self._db, "page_parts", rows)

    def _plan(
        self, page: StoredPage, article: StoredArticle, seen: str, schedule: Schedule
    ) -> None:
        """Set when a page is due again, unless something later is known of it."""
        known = self._find("pages", page.url)
        if known is None or seen < known["last_seen"]:
            return
        first, last = moment(known["first_seen"]), moment(known["last_changed"])
        changed = last if last > first else None
        visit = schedule.next_visit(Seen(page.url, moment(seen), first, article.day, changed))
        update(self._db, "pages", {"next_visit": utc(visit)}, url=page.url)


def _place(page: StoredPage) -> dict[str, Any]:
    """The place of a page's answer in the archive, and its validators."""
    if page.capture is None:
        return {}
    names = ("etag", "last_modified", "warc_file", "warc_offset")
    return {name: getattr(page.capture, name) for name in names}
