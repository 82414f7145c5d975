"""A page that is read goes on; one that cannot be read is recorded and costs itself only."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.articles.stages import FetchedPage, Part
from crawler.database import PageKind
from crawler.engine.run import Run
from crawler.extraction import Kind, Reading
from crawler.workers.pool import ReadingError
from pipelines.extract import Extract
from tests.testing.stages import article, found_link, page

Reader = Callable[[FetchedPage, float], Reading]
READING = Reading(Kind.ARTICLE, "", article())


@pytest.fixture
def read_by(monkeypatch: pytest.MonkeyPatch) -> Callable[[Reader], None]:
    """Let pages be read in this process, in a way of the test's own."""

    def replace(reader: Reader) -> None:
        async def read(page: FetchedPage, timeout: float, *_: object) -> Reading:
            return reader(page, timeout)

        monkeypatch.setattr("crawler.engine.page_reader.read_in_pool", read)

    return replace


def test_page_goes_on_with_what_was_read(
    crawler: Crawler, read_by: Callable[[Reader], None]
) -> None:
    reading = Reading(Kind.OTHER, "login", None)
    timeouts: list[float] = []

    def reader(_: FetchedPage, timeout: float) -> Reading:
        timeouts.append(timeout)
        return reading

    read_by(reader)
    result = asyncio.run(Extract.from_crawler(crawler).process_item(page()))
    assert (result.page, result.reading, result.template) == (page(), reading, 0)
    assert timeouts == [60.0]


def test_what_did_not_work_as_it_should_is_counted(
    crawler: Crawler, read_by: Callable[[Reader], None]
) -> None:
    read_by(lambda *_: Reading(Kind.OTHER, "", None, fallbacks=("cp1258 undeclared",)))
    for _ in range(2):
        asyncio.run(Extract.from_crawler(crawler).process_item(page()))
    assert crawler.stats.get_value("fallbacks/cp1258 undeclared") == 2


def test_page_that_cannot_be_read_is_on_record(
    crawler: Crawler, read_by: Callable[[Reader], None]
) -> None:
    def fail(*_: object) -> Reading:
        raise ReadingError("reading took too long")

    read_by(fail)
    database = Run.of(crawler).database
    found_link(database)
    with pytest.raises(DropItem, match=r"tin/1: reading took too long") as dropped:
        asyncio.run(Extract.from_crawler(crawler).process_item(page()))
    assert dropped.value.log_level == "ERROR"
    assert crawler.stats.get_value("pages/rejected/reading took too long") == 1
    entry = database.frontier("binh_son")[page().key]
    assert entry.kind is PageKind.FAILED
    assert entry.visited


def test_page_in_a_log_is_without_its_body() -> None:
    bodies = replace(page(), body=b"<p>x</p>", parts=(Part(2, "k", "u", b"<p>x</p>"),))
    assert "<p>" not in repr(bodies)
