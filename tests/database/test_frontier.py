from pathlib import Path

import pytest

from crawler.database import Database, FrontierEntry, FrontierLink, PageKind
from tests.testing.database import EVENING, MORNING, article, page, rows, table_sizes

LISTING = FrontierLink("an_giang.example/tin-tuc", "https://an_giang.example/tin-tuc", "Tin tức")
NEXT = FrontierLink(
    "an_giang.example/tin-tuc?trang=2",
    "https://an_giang.example/tin-tuc?trang=2",
    "Trang sau",
    continuation=True,
)


def test_links_are_kept_in_the_order_of_their_finding(database: Database) -> None:
    database.save_links("an_giang", [NEXT, LISTING], MORNING)

    assert list(database.frontier("an_giang").items()) == [
        (NEXT.key, FrontierEntry(NEXT.url, "Trang sau", True, None, None, None, MORNING)),
        (LISTING.key, FrontierEntry(LISTING.url, "Tin tức", False, None, None, None, MORNING)),
    ]
    assert database.frontier("vietq") == {}


def test_a_known_address_stays_as_it_is(database: Database, path: Path) -> None:
    database.save_links("an_giang", [LISTING], MORNING)
    database.save_visit(LISTING.key, PageKind.LISTING, None, MORNING)
    before = rows(path, "SELECT * FROM frontier")

    variant = FrontierLink(LISTING.key, LISTING.url + "?print=1", "In trang")
    database.save_links("an_giang", [LISTING, variant], EVENING)

    assert rows(path, "SELECT * FROM frontier") == before


def test_no_links_are_no_error(database: Database) -> None:
    database.save_links("an_giang", [], MORNING)

    assert database.frontier("an_giang") == {}


def test_a_visit_says_what_the_page_is_and_why(database: Database, path: Path) -> None:
    database.save_links("an_giang", [LISTING], MORNING)

    database.save_visit(LISTING.key, PageKind.FAILED, "HTTP 404", EVENING)

    entry = database.frontier("an_giang")[LISTING.key]
    assert (entry.kind, entry.visited) == (PageKind.FAILED, EVENING)
    assert rows(path, "SELECT reason FROM frontier") == [{"reason": "HTTP 404"}]


def test_an_article_clears_an_earlier_failure(database: Database, path: Path) -> None:
    link = FrontierLink(page().key, page().url, article().title)
    database.save_links("an_giang", [link], MORNING)
    database.save_visit(link.key, PageKind.FAILED, "timeout", MORNING)

    database.save_article(page(), article(), EVENING)

    assert rows(path, "SELECT kind, reason, link_text FROM frontier") == [
        {"kind": "article", "reason": None, "link_text": article().title}
    ]


def test_a_visit_to_an_address_that_nobody_found_is_a_mistake(database: Database) -> None:
    with pytest.raises(LookupError, match="chưa ai thấy"):
        database.save_visit("chưa ai thấy", PageKind.OTHER, None, MORNING)


def test_the_same_again_adds_no_row(database: Database, path: Path) -> None:
    def crawl() -> None:
        database.save_links("an_giang", [LISTING, NEXT], MORNING)
        database.save_visit(LISTING.key, PageKind.LISTING, None, MORNING)

    crawl()
    before = table_sizes(path)
    crawl()

    assert table_sizes(path) == before
