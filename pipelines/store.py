"""Into the database, one transaction a page."""

import asyncio
from contextlib import suppress
from functools import cached_property
from typing import Any, NoReturn

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.articles.records import stored_article, stored_page
from crawler.articles.stages import AcceptedArticle, FetchedPage
from crawler.database import Change, PageStatus
from crawler.engine.counters import (
    ALIKE,
    ALIKE_OF,
    ALIKE_SAMPLE,
    REEXTRACTED,
    UNCONFIRMED,
    WITHHELD,
)
from crawler.engine.errors import BeyondLimitError, close_spider
from crawler.engine.stage import Stage
from crawler.recrawl.claims import Changed
from crawler.recrawl.newcomers import Newcomers
from crawler.recrawl.shared_changes import is_another

#: Pages that may turn out to be parts of others.
_MOVABLE = (PageStatus.ARTICLE, PageStatus.REMOVED)


class Store(Stage):
    """Saves the article and its page; passes new and edited articles on to feed exports.

    On a walk, edits wait until it is known how many pages changed alike, and new articles until it
    is known whose site answers: see `crawler.recrawl.claims` and `crawler.recrawl.newcomers`.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._lost_share = crawler.settings.getfloat("LOST_SHARE")
        self._found = 0
        self._closing: asyncio.Task[None] | None = None

    @cached_property
    def _newcomers(self) -> Newcomers:
        run = self._run
        return Newcomers(run.database, run.site.name, run.now, run.tracker, WITHHELD)

    def process_item(self, found: AcceptedArticle) -> dict[str, Any]:
        """Save the page; raises `DropItem` when it brought no new text."""
        if self._run.sightings.awaits_others:
            if found.changes:
                self._hold(found)
            spider: Any = self._crawler.spider
            if spider.limit is None and self._newcomers.awaits(found):
                self._hold_new(found)
        return self._save(found)

    def close_spider(self) -> None:
        """Save the edits that have waited."""
        if not self._run.sightings.awaits_others:
            return
        self._settle_new()
        self._settle()
        stats, seen = self._crawler.stats, self._run.tracker.observations.articles_seen
        if stats.get_value(ALIKE, 0) > self._lost_share * seen:
            stats.set_value(ALIKE_OF, seen)

    def _hold(self, found: AcceptedArticle) -> NoReturn:
        """Let an edit wait; always raises `DropItem`."""
        page = found.page
        known = self._run.database.page(page.site, page.key)
        assert known is not None  # it has changed
        self._run.tracker.observations.note_article(
            page.key,
            page.url,
            found.content_hash,
            is_edited=True,
            is_another=is_another(found.changes),
        )
        self._correct(found)
        self._run.claims.hold(Changed(known.url, known.content_hash, found.without_source()))
        if self._run.claims.is_full:
            self._settle()
        raise DropItem(f"{page.url}: held back", log_level="DEBUG")

    def _hold_new(self, found: AcceptedArticle) -> NoReturn:
        """Let a new article wait; always raises `DropItem`."""
        page = found.page
        self._run.frontier.mark_productive(page.url, page.link_text or "", page.listing)
        self._newcomers.hold(found)
        if self._newcomers.is_full:
            self._settle_new()
        raise DropItem(f"{page.url}: held back", log_level="DEBUG")

    def _settle_new(self) -> None:
        """Save those new articles that have waited and are believed; count the others."""
        believed, withheld = self._newcomers.settle()
        for found in believed:
            self._save_late(found)
        if withheld:
            self._run.count(WITHHELD, len(withheld), withheld[0].page.url)

    def _settle(self) -> None:
        """Save those edits that have waited and are edits; count the others."""
        verdict = self._run.claims.settle(self._run.tracker.observations.articles_seen)
        for found in verdict.edited:
            known = self._run.database.page(found.page.site, found.page.key)
            if known is None or known.status is PageStatus.MOVED:
                continue  # it has meanwhile turned out to be a part of another
            self._save_late(found)
        if verdict.alone:
            self._run.count(UNCONFIRMED, len(verdict.alone))
        if verdict.alike:
            self._run.count(ALIKE, len(verdict.alike))
            self._crawler.stats.set_value(ALIKE_SAMPLE, verdict.alike[0])

    def _save_late(self, found: AcceptedArticle) -> None:
        """Save an article that has waited, and pass it on as if it came now."""
        with suppress(DropItem):
            item = self._save(found)
            self._crawler.signals.send_catch_log(
                signals.item_scraped, item=item, response=None, spider=self._crawler.spider
            )

    def _save(self, found: AcceptedArticle) -> dict[str, Any]:
        page = found.page
        spider: Any = self._crawler.spider
        if spider.limit is not None and self._found >= spider.limit:
            raise BeyondLimitError(f"{page.url}: limit={spider.limit}", log_level="DEBUG")
        with self._run.database.transaction():
            self._correct(found)
            change = self._run.database.save_article(
                stored_page(page, found.template),
                stored_article(found.article, found.content_hash),
                page.seen_at or self._run.now,
                self._run.schedule,
            )
        if change is Change.DUPLICATE:
            self._run.frontier.traps.repeated(page.url, page.link_text or "")
        else:
            self._run.frontier.mark_productive(page.url, page.link_text or "", page.listing)
        self._run.tracker.observations.note_article(
            page.key,
            page.url,
            found.content_hash,
            is_edited=change is Change.EDITED,
            declared=page.declared,
        )
        self._settle_parts(page)
        self._run.count(f"articles/{change}")
        if change not in (Change.NEW, Change.EDITED, Change.RESTORED):
            raise DropItem(f"{page.url}: {change}", log_level="DEBUG")
        self._found += 1
        if self._found == spider.limit:
            self._closing = close_spider(self._crawler, "limit")
        return self._exported(found)

    def _exported(self, found: AcceptedArticle) -> dict[str, Any]:
        """The article as it is stored, and of which site's page it is news."""
        site = self._run.site
        page = {"url": found.page.url, "site": site.name, "province": site.province}
        return self._run.database.exported(found.content_hash) | page

    def _settle_parts(self, page: FetchedPage) -> None:
        """Let what was stored as articles go on in that of which it is a part.

        An article that lacks a part is due soon again.
        """
        if not (page.parts or page.lacking):
            return
        database, now = self._run.database, page.seen_at or self._run.now
        stored = database.page(page.site, page.key)
        for part in page.parts:
            known = database.page(page.site, part.key)
            if stored and known and known.url != stored.url and known.status in _MOVABLE:
                database.move_page(known.url, stored.url, now)
                self._run.count("following/parts")
        if stored and page.lacking:
            database.plan_visit(stored, self._run.schedule.again(now, stored.first_seen))

    def _correct(self, found: AcceptedArticle) -> None:
        """Put right what is stored of the page and reads better now."""
        for correction in found.corrections:
            changed = self._run.database.correct_article(
                stored_page(found.page, found.template),
                correction.former,
                stored_article(correction.article, correction.content_hash),
                self._run.now,
            )
            if changed:
                self._run.count(REEXTRACTED)
