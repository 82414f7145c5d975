"""What is no article is kept out, with a reason that is recorded and counted."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.articles.stages import PART_OF_FRAME, ExtractedPage
from crawler.database import Source
from crawler.engine.run import Run
from crawler.extraction import Kind, Reading
from pipelines.screen import DATED_ENOUGH, Screen
from tests.testing.stages import article, found_link, page, read


@pytest.fixture
def screen(crawler: Crawler) -> Screen:
    found_link(Run.of(crawler).database)
    return Screen.from_crawler(crawler)


def rejected(crawler: Crawler, screen: Screen, item: ExtractedPage) -> tuple[str, str]:
    """What kind of page a rejected one is recorded as, and why."""
    with pytest.raises(DropItem):
        screen.process_item(item)
    with closing(sqlite3.connect(crawler.settings["DATABASE"])) as connection:
        kind, reason = connection.execute(
            "SELECT kind, reason FROM frontier WHERE key = ?", [item.page.key]
        ).fetchone()
    return kind, reason


def test_article_passes(screen: Screen) -> None:
    passed = screen.process_item(read(article()))
    assert (passed.page, passed.article) == (page(), article())


@pytest.mark.parametrize("reason", ["not found", "login", "blocked", "site unavailable", "no text"])
def test_what_extraction_rejects_is_recorded_and_counted(
    crawler: Crawler, screen: Screen, reason: str
) -> None:
    item = ExtractedPage(page(), Reading(Kind.OTHER, reason, None))
    assert rejected(crawler, screen, item) == ("other", reason)
    assert crawler.stats.get_value("pages/rejected") == 1
    assert crawler.stats.get_value(f"pages/rejected/{reason}") == 1


def test_listings_are_not_counted_as_rejected(crawler: Crawler, screen: Screen) -> None:
    with pytest.raises(DropItem):
        screen.process_item(ExtractedPage(page(), Reading(Kind.LISTING, "listing", None)))
    assert crawler.stats.get_value("pages/listing") == 1
    assert crawler.stats.get_value("pages/rejected") is None


def test_article_without_a_title_is_none(crawler: Crawler, screen: Screen) -> None:
    assert rejected(crawler, screen, read(article(title=""))) == ("other", "no title")


@pytest.mark.parametrize("link_text", ["Giới thiệu", "", "Cơ cấu tổ chức"])
def test_undated_page_behind_a_menu_entry_is_none(
    crawler: Crawler, screen: Screen, link_text: str
) -> None:
    item = read(article(published=None), page(link_text=link_text))
    assert rejected(crawler, screen, item) == ("other", "part of the portal's frame")


@pytest.mark.parametrize("link_text", ["Giới thiệu", ""])
def test_dated_page_behind_a_menu_entry_is_one(screen: Screen, link_text: str) -> None:
    screen.process_item(read(article(), page(link_text=link_text)))


def test_undated_page_that_all_pages_link_is_none(crawler: Crawler, screen: Screen) -> None:
    item = read(article(published=None), replace(page(), in_navigation=True))
    assert rejected(crawler, screen, item) == ("other", "part of the portal's frame")


def test_story_of_today_that_all_pages_link_is_one_where_its_date_is_sure(
    screen: Screen,
) -> None:
    item = read(article(published="2026-03-02"), replace(page(), in_navigation=True))
    screen.process_item(replace(item, reading=replace(item.reading, surely_dated=True)))


def test_undated_page_behind_a_long_headline_is_one_also_where_all_pages_link_it(
    screen: Screen,
) -> None:
    long = "Sở Khoa học và Công nghệ kiểm định cột đo xăng dầu trước tết"
    framed = replace(page(link_text=long), in_navigation=True)
    screen.process_item(read(article(published=None), framed))


def test_clock_of_the_header_is_no_date(crawler: Crawler, screen: Screen) -> None:
    framed = replace(page(), in_navigation=True)
    # 01:30 in UTC on the 2nd, morning of the same day in Vietnam.
    item = read(article(published="2026-03-02"), framed)
    assert rejected(crawler, screen, item) == ("other", "part of the portal's frame")
    screen.process_item(read(article(published="2026-03-01"), framed))


@pytest.mark.parametrize("published", ["2026-03-03", "2026-03-03T00:05:00+07:00", "2099-01-01"])
def test_date_in_the_future_is_dropped_and_counted(
    crawler: Crawler, screen: Screen, published: str
) -> None:
    passed = screen.process_item(read(article(published=published)))
    assert passed.article == replace(article(), published=None)
    assert crawler.stats.get_value("fallbacks/future date") == 1


def test_date_that_cannot_be_is_counted(crawler: Crawler, screen: Screen) -> None:
    impossible = replace(article(), published=None, published_raw="31/02/2026")
    passed = screen.process_item(read(impossible, page(link_text="Thông báo")))
    assert passed.article == impossible
    assert crawler.stats.get_value("fallbacks/impossible date") == 1


@pytest.mark.parametrize("published", [None, "2026-03-02", "2026-03-02T23:55:00+07:00"])
def test_possible_date_is_not_counted(
    crawler: Crawler, screen: Screen, published: str | None
) -> None:
    passed = screen.process_item(read(article(published=published)))
    assert passed.article == article(published=published)
    assert not [name for name in crawler.stats.get_stats() if name.startswith("fallbacks/")]


def test_undated_page_that_calls_itself_an_article_is_one(screen: Screen) -> None:
    item = read(article(published=None), page(link_text="Thông báo"), declared=True)
    screen.process_item(item)


def test_page_whose_address_the_record_calls_an_articles_is_one(screen: Screen) -> None:
    screen.process_item(read(article(published=None), replace(page(link_text=""), named=True)))


def test_where_articles_have_dates_an_undated_one_is_none(crawler: Crawler, screen: Screen) -> None:
    undated = read(article(published=None))
    screen.process_item(undated)
    for _ in range(DATED_ENOUGH):
        screen.process_item(read(article()))
    assert rejected(crawler, screen, undated) == ("other", "no date")


def test_undated_one_beside_whose_link_a_day_stands_is_one(
    crawler: Crawler, screen: Screen
) -> None:
    for _ in range(DATED_ENOUGH):
        screen.process_item(read(article()))
    listed = replace(page(), dated=True)
    screen.process_item(read(article(published=None), listed))
    assert crawler.stats.get_value("fallbacks/dated in a list only") == 1
    framed = read(article(published=None), replace(listed, in_navigation=True))
    assert rejected(crawler, screen, framed)[1] == PART_OF_FRAME


def test_where_articles_have_none_an_undated_one_passes(screen: Screen) -> None:
    for _ in range(3 * DATED_ENOUGH):
        screen.process_item(read(article(published=None)))


def test_page_of_an_archive_is_judged_by_its_own_title(crawler: Crawler) -> None:
    crawler.spider.source = Source.WAYBACK  # type: ignore[union-attr]
    screen = Screen.from_crawler(crawler)
    unlinked = replace(page(), link_text=None)
    headline = article(title="Bình Sơn kiểm định 120 cân tại chợ", published=None)
    screen.process_item(read(headline, unlinked))
    with pytest.raises(DropItem):
        screen.process_item(read(article(title="Giới thiệu", published=None), unlinked))
