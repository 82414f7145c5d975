"""The history of a page as people read it."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.database import Database, StoredArticle, StoredPage
from crawler.deduplication.fingerprint import content_hash
from crawler.page_history.history import PageHistory
from crawler.page_history.word_diff import Kind
from crawler.schedule import Schedule
from crawler.urls.identity import identity
from tests.testing.site import SITE

OLD = "http://skhcn.binhson.vidu/tabid/7/mid/417/ItemID/12/Default.aspx"
NEW = "https://skhcn.binhson.vidu/tin/hop-bao-12"
SCHEDULE = Schedule(timedelta(1), timedelta(60), 0.3)
TEXT = "Mở đầu.\nSở họp ngày 12 tháng 5.\nCác huyện cùng dự.\nKết thúc."


def day(number: int) -> datetime:
    return datetime(2026, 3, number, 20, 30, tzinfo=UTC)


def show(database: Database, url: str, text: str, on: int, title: str = "Họp báo") -> None:
    key = "skhcn.binhson.vidu/item/417/12" if url == OLD else identity(url)
    article = StoredArticle(url, title, text, content_hash=content_hash(title, text))
    database.save_article(StoredPage(key, url, SITE.name), article, day(on))


def told(database: Database, url: str = OLD) -> PageHistory:
    chronicle = PageHistory.of(database.histories, url)
    assert chronicle
    return chronicle


def test_an_edit_tells_what_changed_and_how_much_did_not(database: Database) -> None:
    show(database, OLD, TEXT, 2)
    show(database, OLD, TEXT.replace("12", "13"), 3, "Họp báo quý hai")
    first, edit = told(database).entries
    assert (first.day_and_time, first.cause, first.text) == ("2026-03-03 03:30", "published", [])
    assert [(p.kind, p.text.strip()) for p in edit.title if p.text.strip()] == [
        (Kind.SAME, "Họp báo"),
        (Kind.ADDED, "quý hai"),
    ]
    before, changed, after = edit.text
    assert (before, after) == (1, 2)
    assert isinstance(changed, list)
    assert [p.text for p in changed if p.kind is not Kind.SAME] == ["12", "13"]


def test_a_removal_changes_nothing_and_a_return_tells_what_is_new(database: Database) -> None:
    show(database, OLD, TEXT, 2)
    database.remove_pages(database.known_pages(SITE.name).values(), day(5), SCHEDULE)
    show(database, OLD, TEXT + "\nBổ sung.", 9)
    published, removed, restored = told(database).entries
    assert [e.cause for e in (published, removed, restored)] == ["published", "removed", "restored"]
    assert removed.text == []
    assert restored.text[0] == 4


@pytest.mark.parametrize(
    "url",
    [
        OLD,
        OLD.replace("http://", "https://www."),
        "http://skhcn.binhson.vidu/vi/tabid/9/mid/417/ItemID/12/Default.aspx?print=1",
        NEW.replace("https", "http"),
        NEW.upper().replace("HTTPS", "https") + "?utm_source=zalo",
    ],
)
def test_any_variant_of_the_address_leads_to_the_page_as_it_moved(
    database: Database, url: str
) -> None:
    show(database, OLD, TEXT, 2)
    show(database, NEW, TEXT, 9)
    database.move_page(OLD, NEW, day(9))
    assert told(database, url).url == NEW
    assert [entry.cause for entry in told(database, url).entries] == ["published"]


@pytest.mark.parametrize("url", ["https://skhcn.binhson.vidu/tin/khac-13", "http://[", "tin", ""])
def test_what_is_no_pages_address_has_no_history(database: Database, url: str) -> None:
    show(database, NEW, TEXT, 2)
    assert PageHistory.of(database.histories, url) is None
