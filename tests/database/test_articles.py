import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from crawler.database import Change, Database, PageKind
from crawler.extraction import Attachment, Image
from tests.testing.database import EVENING, MORNING, article, edited, page, rows, table_sizes


def test_a_new_article_is_stored_with_its_page_and_a_revision(
    database: Database, path: Path
) -> None:
    change = database.save_article(page(), new := article(), MORNING)

    assert change is Change.NEW
    (stored,) = rows(path, "SELECT * FROM articles")
    assert stored["content_hash"] == new.content_hash
    assert (stored["title"], stored["text"]) == (new.title, new.text)
    assert (stored["site"], stored["province"]) == ("an_giang", "An Giang")
    assert (stored["url"], stored["first_seen"]) == (page().url, "2026-03-02T01:30:00Z")
    (shown,) = rows(path, "SELECT * FROM pages")
    assert (shown["url"], shown["content_hash"]) == (page().url, new.content_hash)
    assert (shown["status"], shown["last_changed"]) == ("article", stored["first_seen"])
    assert rows(path, "SELECT cause, url, content_hash, seen_at FROM revisions") == [
        {
            "cause": "published",
            "url": page().url,
            "content_hash": new.content_hash,
            "seen_at": stored["first_seen"],
        }
    ]


def test_what_a_page_says_beside_its_text_is_stored_as_json(database: Database, path: Path) -> None:
    told = replace(
        article(),
        section="Đo lường",
        tags=("cột đo", "xăng dầu"),
        images=(Image("https://an_giang.example/a.jpg", "Ảnh: Hà"),),
        attachments=(Attachment("https://an_giang.example/a.pdf", "Biên bản"),),
        markdown="Sáng 01/3, **Đoàn kiểm tra** đã làm việc.",
    )
    database.save_article(page(), told, MORNING)

    (stored,) = rows(path, "SELECT * FROM current_articles")
    assert (stored["section"], stored["markdown"]) == (told.section, told.markdown)
    assert json.loads(stored["tags"]) == ["cột đo", "xăng dầu"]
    assert json.loads(stored["images"]) == [
        {"address": "https://an_giang.example/a.jpg", "caption": "Ảnh: Hà"}
    ]
    assert json.loads(stored["attachments"]) == [
        {"address": "https://an_giang.example/a.pdf", "label": "Biên bản"}
    ]
    assert "xăng dầu" in stored["tags"]  # readable, and found by LIKE


def test_what_a_page_does_not_say_is_null(database: Database, path: Path) -> None:
    database.save_article(page(), article(), MORNING)

    columns = ("lead", "section", "tags", "images", "attachments")
    (stored,) = rows(path, f"SELECT {', '.join(columns)} FROM articles")  # noqa: S608
    assert stored == dict.fromkeys(columns)


def test_a_known_text_on_another_page_is_a_duplicate(database: Database, path: Path) -> None:
    database.save_article(page(1), article(), MORNING)

    elsewhere = page(7, "vietq")
    change = database.save_article(elsewhere, replace(article(), author="PV"), EVENING)

    assert change is Change.DUPLICATE
    assert rows(path, "SELECT url, site, author FROM articles") == [
        {"url": page(1).url, "site": "an_giang", "author": "Lê Thu Hà"}
    ]
    assert rows(path, "SELECT url, cause FROM revisions") == [
        {"url": page(1).url, "cause": "published"},
        {"url": elsewhere.url, "cause": "published"},
    ]


def test_an_edit_moves_the_page_and_keeps_the_former_text(database: Database, path: Path) -> None:
    database.save_article(page(), before := article(), MORNING)

    change = database.save_article(page(), after := edited(before), EVENING)

    assert change is Change.EDITED
    assert {row["text"] for row in rows(path, "SELECT text FROM articles")} == {
        before.text,
        after.text,
    }
    assert rows(path, "SELECT content_hash, first_seen, last_changed FROM pages") == [
        {
            "content_hash": after.content_hash,
            "first_seen": "2026-03-02T01:30:00Z",
            "last_changed": "2026-03-02T11:30:00Z",
        }
    ]
    assert [row["cause"] for row in rows(path, "SELECT cause FROM revisions ORDER BY id")] == [
        "published",
        "edited",
    ]


def test_an_edit_that_is_taken_back_is_on_record(database: Database, path: Path) -> None:
    first = article()
    for shown in (first, edited(first), first):
        database.save_article(page(), shown, MORNING)

    hashes = [row["content_hash"] for row in rows(path, "SELECT * FROM revisions ORDER BY id")]

    assert hashes == [first.content_hash, edited(first).content_hash, first.content_hash]


def test_nothing_new_leaves_nothing_but_the_time_of_the_visit(
    database: Database, path: Path
) -> None:
    database.save_article(page(), article(), MORNING)
    before = table_sizes(path)

    change = database.save_article(page(), article(), EVENING)

    assert change is Change.UNCHANGED
    assert table_sizes(path) == before
    assert rows(path, "SELECT last_seen, last_changed FROM pages") == [
        {"last_seen": "2026-03-02T11:30:00Z", "last_changed": "2026-03-02T01:30:00Z"}
    ]


def test_the_address_of_a_saved_article_needs_no_second_visit(database: Database) -> None:
    database.save_article(page(), article(), MORNING)

    entry = database.frontier("an_giang")[page().key]

    assert (entry.kind, entry.url) == (PageKind.ARTICLE, page().url)
    assert entry.visited == MORNING


def test_an_article_that_cannot_be_saved_whole_is_not_saved_at_all(
    database: Database, path: Path
) -> None:
    before = table_sizes(path)

    with pytest.raises(LookupError, match="vo_danh"):
        database.save_article(page(1, "vo_danh"), article(), MORNING)

    assert table_sizes(path) == before


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="time zone"):
        database.save_article(page(), article(), datetime(2026, 3, 2))


def test_dated_and_undated_articles_of_a_site_are_counted(database: Database) -> None:
    database.save_article(page(1), article("Một"), MORNING)
    database.save_article(page(2), replace(article("Hai"), published=None), MORNING)
    dated, undated = database.count_dated(page(1).site)
    assert (dated, undated) == (1, 1)
    assert database.count_dated("nowhere") == (0, 0)
