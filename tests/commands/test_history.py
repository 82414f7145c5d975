"""`scrapy history URL`."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.catalogue import COUNTRY, Province, Site
from crawler.database import Database, StoredArticle, StoredPage
from crawler.deduplication.fingerprint import content_hash
from crawler.urls.identity import identity
from tests.testing.commands import Done, run_inside

OLD = "http://skhcn.binhson.vidu/tabid/7/mid/417/ItemID/12/Default.aspx"
NEW = "https://skhcn.binhson.vidu/tin/hop-bao-12"
KEY = "skhcn.binhson.vidu/item/417/12"
SITE = Site(
    name="binh_son",
    agency="Sở Khoa học và Công nghệ Bình Sơn",
    province=COUNTRY,
    url="http://skhcn.binhson.vidu/",
)
FIRST = "Sở họp ngày 12 tháng 5.\nCác huyện cùng dự."
SECOND = "Sở họp ngày 13 tháng 5.\nCác huyện cùng dự."


def article(text: str, title: str = "Họp báo [b]quý hai[/b]") -> StoredArticle:
    return StoredArticle(NEW, title, text, content_hash=content_hash(title, text))


def day(number: int) -> datetime:
    return datetime(2026, 3, number, 1, 30, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with a page that was edited and has moved."""
    path = tmp_path / "articles.db"
    database = Database(path)
    database.save_catalogue(
        [SITE], [Province(code="binh_son", name="Bình Sơn", period="present", present="binh_son")]
    )
    page = StoredPage(KEY, OLD, SITE.name)
    database.save_article(page, article(FIRST), day(2))
    database.save_article(page, article(SECOND), day(9))
    moved = StoredPage(identity(NEW), NEW, SITE.name)
    database.save_article(moved, article(SECOND), day(20))
    database.move_page(OLD, NEW, day(20))
    database.close()
    return path


def history(path: Path, url: str) -> Done:
    return run_inside("history", url, "-s", f"DATABASE={path}")


def test_each_line_of_the_history_is_told_with_what_changed(path: Path) -> None:
    ended = history(path, NEW)
    assert ended.status == 0, ended.error
    assert ended.out.splitlines() == [
        NEW,
        "2026-03-02 08:30  published     Họp báo [b]quý hai[/b]",
        "2026-03-09 08:30  edited        Họp báo [b]quý hai[/b]",
        "    Sở họp ngày [-12-]{+13+} tháng 5.",
        "    …",
    ]


def test_on_a_terminal_colours_tell_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    shown = history(path, NEW).out
    assert "[-12-]" not in shown
    assert "\x1b[9;31m12\x1b[0m\x1b[32m13\x1b[0m" in shown


def test_an_address_that_nobody_knows_is_told_in_one_line(path: Path) -> None:
    url = "https://skhcn.binhson.vidu/tin/khac-13"
    ended = history(path, url)
    assert ended.status == 2
    assert ended.error == f"Error: {url}: no page of {path} has this address\n"


def test_a_database_that_is_not_there_is_not_made(path: Path) -> None:
    path.unlink()
    ended = history(path, NEW)
    assert (ended.status, ended.error.count("\n")) == (2, 1)
    assert f"DATABASE={path}: no such file" in ended.error
    assert not path.exists()
