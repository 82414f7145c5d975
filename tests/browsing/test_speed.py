"""No page looks at every article: what it asks for goes through indexes, or stops at a limit."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crawler.browsing.language import VIETNAMESE
from crawler.browsing.pages import article, feeds, home, places, search, sources
from crawler.browsing.serving import PageRequest, View
from crawler.database import Database
from tests.browsing.samples import BEFORE, HOSTILE, NOW, fill
from tests.testing.database import PROVINCES, SITES

#: The tables that grow with the articles; the row that a statement reads of each is looked up.
LARGE = ("articles", "pages", "revisions", "near_duplicates")
VISITS: list[tuple[View, dict[str, str], dict[str, str]]] = [
    (home.home, {}, {}),
    (home.home, {}, {"sau": "2026-03-01.2"}),
    (search.find, {}, {"q": "kiểm tra"}),
    (search.find, {}, {"q": "kiểm", "tinh": "An Giang", "nguon": "an_giang", "nam": "2026"}),
    (search.find, {}, {"q": "kiểm", "muc": "Đo lường", "xep": "moi"}),
    (article.article, {"hash": BEFORE.content_hash}, {}),
    (article.article, {"hash": NOW.content_hash}, {}),
    (article.article, {"hash": HOSTILE.content_hash}, {}),
    (places.provinces, {}, {}),
    (places.province, {"name": "an-giang"}, {}),
    (sources.source, {"site": "an_giang"}, {}),
    (sources.health, {}, {}),
    (feeds.of_all, {}, {}),
    (feeds.of_search, {}, {"q": "kiểm tra"}),
]


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path: Path = tmp_path_factory.mktemp("speed") / "articles.db"
    with closing(Database(path)) as database:
        database.save_catalogue(SITES, PROVINCES)
        fill(database)
    with closing(sqlite3.connect(path)) as connection:
        yield connection


@pytest.mark.parametrize(("view", "named", "arguments"), VISITS)
def test_a_page_reads_no_large_table_from_end_to_end(
    connection: sqlite3.Connection, view: View, named: dict[str, str], arguments: dict[str, str]
) -> None:
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    view(connection, PageRequest("/", named, arguments, VIETNAMESE, ""))
    connection.set_trace_callback(None)

    steps = {
        step[3]
        for query in asked
        if query.lstrip().startswith(("SELECT", "WITH"))
        for step in connection.execute(f"EXPLAIN QUERY PLAN {query}")
    }
    assert steps
    assert {f"SCAN {table}" for table in LARGE}.isdisjoint(steps)
