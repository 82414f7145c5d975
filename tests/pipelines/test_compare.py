"""What reads otherwise than it is stored: an edit, or only read or laid out otherwise."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.articles.stages import AcceptedArticle, Before
from crawler.database import Capture
from crawler.deduplication.fingerprint import content_hash
from crawler.engine.run import Run
from crawler.extraction import Kind, Reading
from pipelines.compare import Compare
from pipelines.extract import Extract
from pipelines.store import Store
from tests.testing.site import NOW
from tests.testing.stages import TEXT, TITLE, article, page

FURNITURE = f"{TEXT}\nLượt đọc bài này: 593"
EDITED = TEXT.replace("Mười hai", "Mười bốn")


def found(text: str, before: Before | None = None) -> AcceptedArticle:
    named = content_hash(TITLE, text)
    return AcceptedArticle(page(), replace(article(), text=text), before=before, content_hash=named)


def stored_as(text: str, reads: str, *, redesigned: bool = False) -> Before:
    """A page that was stored with a text and whose archived copy reads as another by now."""
    return Before(content_hash(TITLE, text), replace(article(), text=reads), redesigned)


def history(crawler: Crawler) -> list[tuple[str, str]]:
    """The causes of the page's revisions, each with the text."""
    revisions = Run.of(crawler).database.histories.revisions(page().url)
    return [(revision.cause, revision.text) for revision in revisions]


def visit(crawler: Crawler, article_found: AcceptedArticle) -> None:
    compared = Compare.from_crawler(crawler).process_item(article_found)
    store = Store.from_crawler(crawler)
    with suppress(DropItem):  # what is no edit goes no further
        store.process_item(compared)
    store.close_spider()


@pytest.fixture
def later(crawler: Crawler) -> Crawler:
    """A crawl a month after a page was stored with a line of the portal's furniture."""
    visit(crawler, found(FURNITURE))
    Run.of(crawler).now = NOW + timedelta(days=30)
    return crawler


def test_edit_is_an_edit(later: Crawler) -> None:
    visit(later, found(EDITED, stored_as(FURNITURE, FURNITURE)))
    assert history(later) == [("published", FURNITURE), ("edited", EDITED)]


def test_better_reading_is_no_edit(later: Crawler) -> None:
    visit(later, found(TEXT, stored_as(FURNITURE, TEXT)))
    assert history(later) == [("published", FURNITURE), ("re-extracted", TEXT)]


def test_edit_is_told_from_the_better_reading_that_comes_with_it(later: Crawler) -> None:
    visit(later, found(EDITED, stored_as(FURNITURE, TEXT)))
    causes = [("published", FURNITURE), ("re-extracted", TEXT), ("edited", EDITED)]
    assert history(later) == causes


def test_redesign_is_no_edit(later: Crawler) -> None:
    visit(later, found(TEXT, stored_as(FURNITURE, FURNITURE, redesigned=True)))
    assert history(later) == [("published", FURNITURE), ("re-extracted", TEXT)]


def test_text_whose_tone_marks_alone_moved_stays_as_it_is_stored(crawler: Crawler) -> None:
    stored, moved = (f"{TEXT}\nKhỏe mạnh, {word}." for word in ("hóa chất", "hoá chất"))
    visit(crawler, found(stored))
    for before in (None, stored_as(stored, TEXT), stored_as(stored, moved)):
        visit(crawler, found(moved, before))
    assert history(crawler) == [("published", stored)]


def extracted(crawler: Crawler, monkeypatch: pytest.MonkeyPatch, days: int) -> Before | None:
    """What extraction finds to compare with, of a page seen so many days after the stored one."""

    async def read(*_: object) -> Reading:
        return Reading(Kind.ARTICLE, "", replace(article(), text=EDITED))

    monkeypatch.setattr("crawler.engine.page_reader.read_in_pool", read)
    seen = replace(page(), seen_at=NOW + timedelta(days=days))
    return asyncio.run(Extract.from_crawler(crawler).process_item(seen)).before


def test_page_that_cannot_be_compared_is_counted(
    later: Crawler, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert extracted(later, monkeypatch, 30) is None
    assert later.stats.get_value("fallbacks/edit not compared") == 1


def test_capture_of_the_past_is_not_compared_with_what_came_later(
    crawler: Crawler, monkeypatch: pytest.MonkeyPatch
) -> None:
    capture = Capture(page().url, NOW, 200, "sha1:A", "binh_son/a.warc.gz", 0)
    visit(crawler, replace(found(TEXT), page=replace(page(), capture=capture)))
    assert extracted(crawler, monkeypatch, -30) is None
    assert crawler.stats.get_value("fallbacks/edit not compared") is None
