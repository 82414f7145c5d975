"""The page of Datasette that shows what changed on a page."""

import asyncio
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from datasette.app import Datasette

from crawler.database import Database
from crawler.schedule import Schedule
from tests.browsing.served import json_rows, served, source
from tests.testing.database import EVENING, MORNING, article, page

URL = page(1).url
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def datasette(database: Database, path: Path) -> Iterator[Datasette]:
    database.save_article(page(1), article("Họp báo", f"Sở họp ngày 12. {EVIL}"), MORNING)
    database.save_article(page(1), article("Họp báo", f"Sở họp ngày 13. {EVIL}"), EVENING)
    with served(path) as datasette:
        yield datasette


def history(datasette: Datasette, url: str) -> str:
    return source(datasette, f"/-/history?url={quote(url, safe='')}")


def test_words_that_changed_are_marked(datasette: Datasette) -> None:
    shown = history(datasette, URL)
    assert "Sở họp ngày <del>12</del><ins>13</ins>." in shown
    assert shown.index(">edited<") < shown.index(">published<")


def test_what_pages_and_visitors_say_is_escaped(datasette: Datasette) -> None:
    assert EVIL not in history(datasette, URL)
    assert "&lt;script&gt;" in history(datasette, URL)
    assert EVIL not in history(datasette, f'"><a href="{EVIL}')


@pytest.mark.parametrize("url", ["http://khac.vidu/tin", "http://["])
def test_an_address_that_nobody_knows_is_told(datasette: Datasette, url: str) -> None:
    response = asyncio.run(datasette.client.get("/-/history", params={"url": url}))
    assert response.status_code == 404
    assert "No page of the database has this address" in response.text


def test_without_an_address_the_page_asks_for_one(datasette: Datasette) -> None:
    assert '<input type="search" name="url"' in source(datasette, "/-/history")


@pytest.mark.parametrize(
    "table", ["/articles/pages", "/articles/revisions", "/articles/edited_pages"]
)
def test_pages_revisions_and_edits_lead_there(datasette: Datasette, table: str) -> None:
    links = re.findall(r'href="(/-/history\?[^"]+)"', source(datasette, table))
    assert links
    assert all("<del>12</del>" in source(datasette, link) for link in links)


def test_removed_pages_are_listed_with_what_they_said(database: Database, path: Path) -> None:
    database.save_article(page(1), article("Họp báo"), MORNING)
    known = database.known_pages(page(1).site).values()
    database.remove_pages(known, EVENING, Schedule(timedelta(1), timedelta(60), 0.3))
    with served(path) as datasette:
        (row,) = json_rows(datasette, "/articles/removed_pages")
    assert (row["url"], row["title"], row["status"]) == (URL, "Họp báo", "removed")
