"""What was stored as articles is read once more."""

import asyncio
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from scrapy.crawler import Crawler

from crawler.deduplication.fingerprint import content_hash
from crawler.engine.counters import ERRORS, UNREAD
from crawler.engine.run import Run
from crawler.engine.template_manager import FIRST
from crawler.extraction import Article, Kind, Reading
from crawler.workers.pool import ReadingError
from pipelines.store import Store
from tests.testing.stages import TEXT, TITLE, article, found, page

FURNITURE = f"{TEXT}\n593 lượt đọc"


class Reads:
    """Reading in this process: what every page reads to, or why none does."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.article: Article | None = article()
        self.fails: Exception | None = None
        monkeypatch.setattr("crawler.engine.page_reader.read_in_pool", self._read)

    async def _read(self, *_: object) -> Reading:
        if self.fails:
            raise self.fails
        return Reading(Kind.ARTICLE, "", self.article)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    return Reads(monkeypatch)


@pytest.fixture
def former(crawler: Crawler) -> str:
    """The hash of an article that was stored with a line of the portal's furniture."""
    named = content_hash(TITLE, FURNITURE)
    Store.from_crawler(crawler).process_item(found(text=FURNITURE, content_hash=named))
    return named


def reread(crawler: Crawler, former: str, **changes: object) -> None:
    read_again = replace(page(), **changes)  # type: ignore[arg-type]
    asyncio.run(Run.of(crawler).rereader.reread_all([(read_again, former)]))


def rows(crawler: Crawler, query: str) -> list[tuple[object, ...]]:
    path = Path(crawler.settings["DATABASE"])
    with sqlite3.connect(path) as connection:
        return connection.execute(query).fetchall()


def test_better_reading_takes_the_place_of_the_former(
    crawler: Crawler, reads: Reads, former: str
) -> None:
    reread(crawler, former)
    assert rows(crawler, "SELECT text FROM articles") == [(TEXT,)]
    assert rows(crawler, "SELECT cause FROM revisions") == [("published",)]
    assert crawler.stats.get_value("articles/re-extracted") == 1
    assert crawler.stats.get_value("articles/edited") is None


def test_what_the_page_no_longer_shows_is_left_as_it_is(
    crawler: Crawler, reads: Reads, former: str
) -> None:
    reread(crawler, "không còn")
    assert rows(crawler, "SELECT text FROM articles") == [(FURNITURE,)]
    assert crawler.stats.get_value("articles/re-extracted") is None


def test_page_that_reads_to_no_article_any_more_keeps_it(
    crawler: Crawler, reads: Reads, former: str
) -> None:
    reads.article = None
    reread(crawler, former)
    assert rows(crawler, "SELECT text FROM articles") == [(FURNITURE,)]
    assert crawler.stats.get_value(UNREAD) == 1


def test_future_date_is_no_date(crawler: Crawler, reads: Reads, former: str) -> None:
    reads.article = article(published="2027-01-03")
    reread(crawler, former)
    assert rows(crawler, "SELECT published FROM articles") == [(None,)]


def test_page_that_cannot_be_read_costs_that_page(
    crawler: Crawler, reads: Reads, former: str
) -> None:
    reads.fails = ReadingError("reading took too long")
    reread(crawler, former)
    assert crawler.stats.get_value("pages/rejected/reading took too long") == 1
    reads.fails = ValueError("một lỗi")
    reread(crawler, former)
    assert crawler.stats.get_value(ERRORS) == 1
    assert rows(crawler, "SELECT text FROM articles") == [(FURNITURE,)]


def test_what_is_read_again_teaches_as_well(
    crawler: Crawler, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    learned: list[int] = []

    async def learn(pages: list[object], *_: object) -> None:
        learned.append(len(pages))
        raise ReadingError("reading took too long")

    monkeypatch.setattr("crawler.engine.template_trainer.learn_in_pool", learn)
    pages = [(page(f"tin/{number}"), "cũ") for number in range(FIRST)]
    asyncio.run(Run.of(crawler).rereader.reread_all(pages))
    assert learned == [FIRST]
