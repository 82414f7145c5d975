"""Articles are stored once; what is new goes on to exports; a limit ends the crawl."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.articles.records import stored_article, stored_page
from crawler.catalogue.sites import COUNTRY
from crawler.database import RunCounts
from crawler.engine.counters import WITHHELD
from crawler.engine.outcome import Outcome, outcome_of
from crawler.engine.run import Run
from crawler.extraction import Attachment, Image
from crawler.recrawl.shared_changes import RETITLED, REWRITTEN
from crawler.recrawl.witnesses import FEW
from pipelines.store import Store
from tests.testing.site import NOW
from tests.testing.stages import TEXT, TITLE, article, found

ANSWERED = {"downloader/response_status_count/200": 1}


def rows(crawler: Crawler, table: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(crawler.settings["DATABASE"])) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]  # noqa: S608


def test_new_article_is_stored_and_exported(crawler: Crawler) -> None:
    told = replace(
        article(),
        published="2026-03-01T08:15:00+07:00",
        source="Báo Bình Sơn",
        section="Đo lường",
        tags=("xăng dầu",),
        images=(Image("http://skhcn.binhson.vidu/a.jpg", "Cột đo"),),
        attachments=(Attachment("http://skhcn.binhson.vidu/a.pdf", "Biên bản"),),
        markdown=f"**{TEXT}**",
    )
    item = replace(found(content_hash="a1"), article=told)
    exported = Store.from_crawler(crawler).process_item(item)

    (stored,) = rows(crawler, "articles")
    expected = {
        "url": "http://skhcn.binhson.vidu/tin/1",
        "site": "binh_son",
        "province": COUNTRY,
        "first_seen": "2026-03-02T01:30:00Z",
        "title": TITLE,
        "author": "Lê Thu Hà",
        "published": "2026-03-01",
        "published_at": "2026-03-01T08:15:00+07:00",
        "published_raw": "01/03/2026",
        "lead": None,
        "source": "Báo Bình Sơn",
        "section": "Đo lường",
        "tags": ["xăng dầu"],
        "images": [{"address": "http://skhcn.binhson.vidu/a.jpg", "caption": "Cột đo"}],
        "attachments": [{"address": "http://skhcn.binhson.vidu/a.pdf", "label": "Biên bản"}],
        "text": TEXT,
        "markdown": f"**{TEXT}**",
        "content_hash": "a1",
    }
    assert {name: exported[name] for name in expected} == expected
    for column in ("tags", "images", "attachments"):
        stored[column] = json.loads(stored[column])
    assert stored == exported | {"year": 2026}
    assert crawler.stats.get_value("articles/new") == 1


def test_time_of_publication_is_kept_beside_the_day(crawler: Crawler) -> None:
    item = replace(found(), article=article(published="2026-03-01T23:10:00+07:00"))
    Store.from_crawler(crawler).process_item(item)
    (stored,) = rows(crawler, "articles")
    assert stored["published"] == "2026-03-01"
    assert stored["published_at"] == "2026-03-01T23:10:00+07:00"


def test_undated_article_is_stored_without_a_date(crawler: Crawler) -> None:
    Store.from_crawler(crawler).process_item(replace(found(), article=article(published=None)))
    (stored,) = rows(crawler, "articles")
    assert (stored["published"], stored["published_at"]) == (None, None)


def test_same_text_on_another_page_is_stored_once_and_not_exported(crawler: Crawler) -> None:
    store = Store.from_crawler(crawler)
    store.process_item(found("tin/1"))
    with pytest.raises(DropItem):
        store.process_item(found("muc-khac/1"))
    assert len(rows(crawler, "articles")) == 1
    assert len(rows(crawler, "pages")) == 2
    assert crawler.stats.get_value("articles/duplicate") == 1


def test_page_that_shows_what_it_did_is_not_exported(crawler: Crawler) -> None:
    store = Store.from_crawler(crawler)
    store.process_item(found())
    with pytest.raises(DropItem):
        store.process_item(found())
    assert len(rows(crawler, "revisions")) == 1
    assert crawler.stats.get_value("articles/unchanged") == 1


def test_edited_article_is_stored_and_exported(crawler: Crawler) -> None:
    store = Store.from_crawler(crawler)
    store.process_item(found(content_hash="a1"))
    exported = store.process_item(found(text="Nội dung đã sửa.", content_hash="a2"))
    assert exported["text"] == "Nội dung đã sửa."
    assert [row["cause"] for row in rows(crawler, "revisions")] == ["published", "edited"]
    assert crawler.stats.get_value("articles/edited") == 1


def test_limit_ends_the_crawl_with_so_many_articles(
    crawler: Crawler, monkeypatch: pytest.MonkeyPatch
) -> None:
    reasons: list[str] = []
    monkeypatch.setattr("pipelines.store.close_spider", lambda _, reason: reasons.append(reason))
    vars(crawler.spider)["limit"] = 2
    store = Store.from_crawler(crawler)

    store.process_item(found("tin/1", "Một."))
    with pytest.raises(DropItem):
        store.process_item(found("muc-khac/1", "Một."))
    assert reasons == []
    store.process_item(found("tin/2", "Hai."))
    assert reasons == ["limit"]
    # What was on its way when the limit was reached.
    with pytest.raises(DropItem, match="limit=2"):
        store.process_item(found("tin/3", "Ba."))
    assert len(rows(crawler, "articles")) == 2
    assert reasons == ["limit"]


def test_new_article_waits_for_known_ones_which_are_others(crawler: Crawler) -> None:
    run = Run.of(crawler)
    for number in range(FEW):
        page, stored = stored_page(found(f"tin/{number}").page, 0), stored_article(article(), "a")
        run.database.save_article(page, replace(stored, content_hash=f"a{number}"), NOW)
    nothing = RunCounts(*[0] * 10)
    run.database.finish_run(run.database.start_run("binh_son", NOW), NOW, "ok", nothing, {}, {})

    store = Store.from_crawler(crawler)
    changes = frozenset((RETITLED, REWRITTEN))
    for number in range(FEW):
        with pytest.raises(DropItem, match="held back"):
            store.process_item(replace(found(f"tin/{number}", f"Tin {number}"), changes=changes))
    with pytest.raises(DropItem, match="held back"):
        store.process_item(found("khac/1", "Tin của nơi khác"))
    store.close_spider()

    assert [row["cause"] for row in rows(crawler, "revisions")] == ["published"] * FEW
    stats = crawler.stats.get_stats()
    assert (stats[WITHHELD], outcome_of(ANSWERED | stats, "finished")) == (1, Outcome.DISTURBED)
