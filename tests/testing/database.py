"""Invented sites and articles, and a look into the file that does not use the code under test."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlite_utils

from crawler.catalogue import Province, Site
from crawler.database import Database, StoredArticle, StoredPage

PROVINCES = [
    Province(
        code="an_giang_2025",
        name="An Giang",
        period="present",
        present="an_giang_2025",
        valid_from="2025-07-01",
    ),
    Province(
        code="an_giang",
        name="An Giang",
        period="former",
        present="an_giang_2025",
        valid_until="2025-06-30",
    ),
    Province(
        code="kien_giang",
        name="Kiên Giang",
        period="former",
        present="an_giang_2025",
        valid_until="2025-06-30",
    ),
]
SITES = [
    Site(
        name="kien_giang",
        agency="Sở Khoa học và Công nghệ tỉnh Kiên Giang",
        province="Kiên Giang",
        url="https://kien_giang.example/",
        older=("http://cu.kien_giang.example/", "http://kien_giang.example:8080/"),
        until="2025-06-30",
        successor="an_giang",
    ),
    Site(
        name="an_giang",
        agency="Sở Khoa học và Công nghệ tỉnh An Giang",
        province="An Giang",
        url="https://an_giang.example/",
    ),
    Site(
        name="vietq",
        agency="Tạp chí Chất lượng Việt Nam (VietQ.vn)",
        province="Việt Nam",
        url="https://vietq.example/",
    ),
]

MORNING = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
EVENING = datetime(2026, 3, 2, 11, 30, tzinfo=UTC)

TEXT = (
    "Sáng 01/3, Đoàn kiểm tra đã làm việc với các cửa hàng xăng dầu trên địa bàn huyện.\n"
    "Mười hai cột đo được kiểm định lại, tất cả đều nằm trong giới hạn sai số cho phép."
)


def article(title: str = "Kiểm định cột đo xăng dầu", text: str = TEXT) -> StoredArticle:
    """An article, named by a hash of what it says."""
    return StoredArticle(
        url="https://an_giang.example/tin-1.html",
        content_hash=hashlib.sha256(f"{title}\n{text}".encode()).hexdigest(),
        title=title,
        text=text,
        author="Lê Thu Hà",
        published="2026-03-01",
        published_raw="01/03/2026 | 8:15",
    )


def edited(before: StoredArticle) -> StoredArticle:
    """The same article with one more paragraph."""
    return replace(article(before.title, before.text + "\nKết quả đã được công bố công khai."))


def page(number: int = 1, site: str = "an_giang") -> StoredPage:
    """One of the pages of a site."""
    key = f"{site}.example/tin-{number}"
    return StoredPage(key=key, url=f"https://{key}.html", site=site)


@contextmanager
def catalogued(path: Path) -> Iterator[Database]:
    """A database that knows the sites, open while its context is."""
    database = Database(path)
    database.save_catalogue(SITES, PROVINCES)
    yield database
    database.close()


def rows(path: Path, sql: str, *parameters: object) -> list[dict[str, Any]]:
    """What is in the file."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql, parameters)]


def table_sizes(path: Path) -> dict[str, int]:
    """How many rows each table has."""
    with closing(sqlite_utils.Database(path)) as db:
        return {table.name: table.count for table in db.tables}
