"""Which addresses are asked: what nobody asked before, listings, and what continues a listing."""

from dataclasses import replace

import pytest

from crawler.database import Database, PageKind
from crawler.frontier.visits import Candidate, Role, Visit
from tests.frontier.visits import (
    HOME,
    HOME_URL,
    HOST,
    SECTION,
    SECTION_URL,
    TITLE,
    frontier,
    further,
    link,
    paths,
    postback,
    save_article,
    save_other,
)
from tests.testing.site import NOW, SITE


def test_unknown_pages_are_asked_in_the_order_of_the_page(database: Database) -> None:
    requests = [link("tin/2"), link("tin/1"), link("gioi-thieu", "Giới thiệu")]
    assert paths(frontier(database).due(HOME, HOME_URL, requests)) == [
        "tin/2", "tin/1", "gioi-thieu",
    ]  # fmt: skip


def test_what_is_asked_is_on_record_before(database: Database) -> None:
    frontier(database).due(SECTION, SECTION_URL, [link("tin/1"), further(2)])
    entries = database.frontier(SITE.name)
    assert {key: entry.continuation for key, entry in entries.items()} == {
        f"{HOST}/tin/1": False,
        f"{HOST}/tin-tuc?trang=2": True,
    }
    assert entries[f"{HOST}/tin/1"].link_text == TITLE
    assert all(entry.visited is None for entry in entries.values())


def test_a_page_is_asked_once_a_run_under_all_its_addresses(database: Database) -> None:
    run = frontier(database)
    variant = link("tin/1")
    variant.visit = replace(variant.visit, url=f"http://www.{HOST}/vi/tin/1?print=1")
    assert paths(run.due(HOME, HOME_URL, [link("tin/1"), variant])) == ["tin/1"]
    assert run.due(SECTION, SECTION_URL, [link("tin/1")]) == []


@pytest.mark.parametrize("kind", [PageKind.ARTICLE, PageKind.OTHER])
def test_what_is_no_listing_is_asked_in_one_run_only(database: Database, kind: PageKind) -> None:
    frontier(database).due(HOME, HOME_URL, [link("tin/1")])
    save_other(database, "tin/1", kind)
    assert frontier(database).due(HOME, HOME_URL, [link("tin/1")]) == []


def test_what_was_not_there_is_asked_again_while_it_is_linked_like_an_article(
    database: Database,
) -> None:
    frontier(database).due(HOME, HOME_URL, [link("tin/1"), link("lien-he", "Liên hệ")])
    save_other(database, "tin/1", PageKind.FAILED)
    save_other(database, "lien-he", PageKind.FAILED)
    links = [link("tin/1"), link("lien-he", "Liên hệ")]
    assert paths(frontier(database).due(HOME, HOME_URL, links)) == ["tin/1"]


def test_a_listing_is_asked_once_in_every_run(database: Database) -> None:
    frontier(database).due(HOME, HOME_URL, [link("tin-tuc", "Tin tức")])
    save_other(database, "tin-tuc", PageKind.LISTING)
    run = frontier(database)
    assert paths(run.due(HOME, HOME_URL, [link("tin-tuc", "Tin tức")])) == ["tin-tuc"]
    assert run.due(HOME, HOME_URL, [link("tin-tuc", "Tin tức")]) == []


def test_entries_are_asked_once_in_every_run_and_not_recorded(database: Database) -> None:
    feed = Candidate(Visit(f"{HOST}/rss", f"http://{HOST}/rss", Role.ENTRY))
    for _ in range(2):
        run = frontier(database)
        assert run.state.claim(HOME.key)
        assert not run.state.claim(HOME.key)
        assert paths(run.due(HOME, HOME_URL, [feed, feed])) == ["rss"]
    assert database.frontier(SITE.name) == {}


def test_what_a_run_did_not_get_to_is_pending_for_the_next(database: Database) -> None:
    first = frontier(database)
    first.due(HOME, HOME_URL, [link("tin/1"), link("tin/2"), link("tin-tuc", "Tin tức")])
    first.due(SECTION, SECTION_URL, [link("tin/3"), further(2), postback(2)])
    save_article(database, "tin/1")
    save_other(database, "tin-tuc", PageKind.LISTING)

    pending = dict(frontier(database).pending())
    # A postback cannot be sent without the page that it stands on.
    assert [key.removeprefix(f"{HOST}/") for key in pending] == [
        "tin/2",
        "tin/3",
        "tin-tuc?trang=2",
    ]
    assert pending[f"{HOST}/tin-tuc?trang=2"].continuation
    assert pending[f"{HOST}/tin/2"].url == f"http://{HOST}/tin/2"


def test_what_is_pending_is_asked_when_it_is_found_again(database: Database) -> None:
    frontier(database).due(HOME, HOME_URL, [link("tin/1")])
    assert paths(frontier(database).due(HOME, HOME_URL, [link("tin/1")])) == ["tin/1"]


def crawl_listing(database: Database) -> None:
    """A first run over a listing of two pages, each with an article."""
    run = frontier(database)
    run.due(HOME, HOME_URL, [link("tin-tuc", "Tin tức")])
    run.due(SECTION, SECTION_URL, [link("tin/2"), further(2)])
    run.due(further(2).visit, further(2).visit.url, [link("tin/1")])
    save_article(database, "tin/2")
    save_article(database, "tin/1")
    for path in ("tin-tuc", "tin-tuc?trang=2"):
        save_other(database, path, PageKind.LISTING)


def test_a_listing_where_all_is_known_is_not_paged(database: Database) -> None:
    crawl_listing(database)
    assert frontier(database).due(SECTION, SECTION_URL, [link("tin/2"), further(2)]) == []


def test_a_listing_that_shows_something_new_is_paged_again(database: Database) -> None:
    crawl_listing(database)
    run = frontier(database)
    requests = [link("tin/3"), link("tin/2"), further(2)]
    assert paths(run.due(SECTION, SECTION_URL, requests)) == ["tin/3", "tin-tuc?trang=2"]
    second_page = [link("tin/2"), link("tin/1"), further(3)]
    assert paths(run.due(further(2).visit, further(2).visit.url, second_page)) == [
        "tin-tuc?trang=3"
    ]


@pytest.mark.parametrize(
    ("number", "shown", "asked"),
    [
        (0, [2, 3, 4], [2]),
        (0, [1, 2, 3], [1, 2]),  # the first page again, under its number
        (2, [1, 3, 4], [3]),
        (0, [20, 40], [20]),  # counted in articles
        (20, [40, 60], [40]),
        (2, [0, 1], [0]),  # "next", without a number
    ],
)
def test_of_the_known_pages_that_a_pager_shows_the_next_is_asked(
    database: Database, number: int, shown: list[int], asked: list[int]
) -> None:
    pages = [further(n) for n in {number, *shown}]
    for path in paths(frontier(database).due(SECTION, SECTION_URL, [link("tin/1"), *pages])):
        save_other(database, path, PageKind.LISTING)
    origin = further(number).visit if number else SECTION
    due = frontier(database).due(origin, SECTION_URL, [link("tin/3"), *map(further, shown)])
    assert paths(due) == ["tin/3", *(f"tin-tuc?trang={n}" for n in asked)]


def test_news_that_the_home_page_showed_first_is_news_to_the_listing(database: Database) -> None:
    crawl_listing(database)
    run = frontier(database)
    run.due(HOME, HOME_URL, [link("tin/3")])
    due = run.due(SECTION, SECTION_URL, [link("tin/3"), link("tin/2"), further(2)])
    assert paths(due) == ["tin-tuc?trang=2"]


def test_a_listing_left_in_the_middle_is_taken_up_where_all_is_known(database: Database) -> None:
    first = frontier(database)
    first.due(SECTION, SECTION_URL, [link("tin/2"), further(2)])
    save_article(database, "tin/2")
    due = frontier(database).due(SECTION, SECTION_URL, [link("tin/2"), further(2)])
    assert paths(due) == ["tin-tuc?trang=2"]


def test_a_listing_left_in_the_middle_of_its_postbacks_is_taken_up(database: Database) -> None:
    first = frontier(database)
    first.due(SECTION, SECTION_URL, [link("tin/2"), postback(2)])
    first.due(postback(2).visit, SECTION_URL, [link("tin/1"), postback(3)])
    for path in ("tin/1", "tin/2"):
        save_article(database, path)
    save_other(database, "tin-tuc#grid:Page$2", PageKind.LISTING)

    # The third page can only be asked for from the second.
    run = frontier(database)
    due = run.due(SECTION, SECTION_URL, [link("tin/2"), postback(2)])
    assert paths(due) == ["tin-tuc#grid:Page$2"]
    due = run.due(postback(2).visit, SECTION_URL, [link("tin/1"), postback(3)])
    assert paths(due) == ["tin-tuc#grid:Page$3"]


def test_a_pager_without_an_end_is_left_where_it_shows_nothing_else(database: Database) -> None:
    run = frontier(database)
    run.due(SECTION, SECTION_URL, [link("tin/2"), further(2)])
    run.due(further(2).visit, further(2).visit.url, [link("tin/1"), further(3)])
    assert run.due(further(3).visit, further(3).visit.url, [link("tin/1"), further(4)]) == []


def test_another_listing_may_show_the_same(database: Database) -> None:
    notices = Visit(f"{HOST}/thong-bao", f"http://{HOST}/thong-bao", Role.PAGE, "Thông báo")
    run = frontier(database)
    run.due(SECTION, SECTION_URL, [link("tin/1"), further(2)])
    due = run.due(notices, f"http://{HOST}/thong-bao", [link("tin/1"), further(2, notices)])
    assert paths(due) == ["thong-bao?trang=2"]


def test_a_page_may_turn_out_to_be_another(database: Database) -> None:
    run = frontier(database)
    run.due(HOME, HOME_URL, [link("cu/1")])
    assert run.redirected(link("cu/1").visit, f"{HOST}/moi/1", f"http://{HOST}/moi/1")

    entries = database.frontier(SITE.name)
    assert entries[f"{HOST}/cu/1"].kind is PageKind.OTHER
    assert entries[f"{HOST}/moi/1"].visited is None
    assert run.due(HOME, HOME_URL, [link("moi/1")]) == []


def test_a_page_that_turns_out_to_be_a_known_one_is_not_read_again(database: Database) -> None:
    save_article(database, "moi/1")
    run = frontier(database)
    run.due(HOME, HOME_URL, [link("cu/1"), link("cu/2"), link("moi/2")])
    assert not run.redirected(link("cu/1").visit, f"{HOST}/moi/1", f"http://{HOST}/moi/1")
    assert not run.redirected(link("cu/2").visit, f"{HOST}/moi/2", f"http://{HOST}/moi/2")


def kinds(database: Database) -> dict[str, PageKind | None]:
    entries = database.frontier(SITE.name)
    return {key.removeprefix(f"{HOST}/"): entry.kind for key, entry in entries.items()}


@pytest.mark.parametrize("kind", [PageKind.LISTING, PageKind.OTHER, PageKind.FAILED])
def test_what_showed_something_new_is_a_listing(database: Database, kind: PageKind) -> None:
    run = frontier(database)
    run.due(HOME, HOME_URL, [link("tin-tuc", "Tin tức")])
    run.due(SECTION, SECTION_URL, [link("tin/1")])
    run.visited(SECTION.key, kind, None)
    assert kinds(database)["tin-tuc"] is PageKind.LISTING


def test_a_listing_stays_one_when_it_shows_nothing_new(database: Database) -> None:
    crawl_listing(database)
    run = frontier(database)
    run.due(SECTION, SECTION_URL, [link("tin/2")])
    run.visited(SECTION.key, PageKind.OTHER, "no text")
    assert kinds(database)["tin-tuc"] is PageKind.LISTING


def test_what_showed_nothing_is_none(database: Database) -> None:
    run = frontier(database)
    run.due(HOME, HOME_URL, [link("gioi-thieu", "Giới thiệu")])
    run.visited(f"{HOST}/gioi-thieu", PageKind.OTHER, "no date")
    assert kinds(database)["gioi-thieu"] is PageKind.OTHER


def test_listings_are_walked_only(database: Database) -> None:
    crawl_listing(database)
    run = frontier(database)
    assert run.state.walk_only(HOME)
    assert run.state.walk_only(SECTION)
    assert run.state.walk_only(further(2).visit)
    assert not run.state.walk_only(link("tin/1").visit)
    assert not run.state.walk_only(link("tin/9").visit)


def test_what_was_empty_is_read_again_if_it_is_called_like_an_article(database: Database) -> None:
    archive, unfinished = link("2023/05", "Tháng 5 2023"), link("tin/1")
    frontier(database).due(HOME, HOME_URL, [archive, unfinished])
    for path in paths([archive, unfinished]):
        database.save_visit(f"{HOST}/{path}", PageKind.OTHER, "no text", NOW)
    run = frontier(database)
    assert paths(run.due(HOME, HOME_URL, [archive, unfinished])) == ["2023/05", "tin/1"]
    assert run.state.walk_only(archive.visit)
    assert not run.state.walk_only(unfinished.visit)


def test_articles_of_earlier_runs_are_counted(database: Database) -> None:
    crawl_listing(database)
    visits = [link(path).visit for path in ("tin/1", "tin/2", "tin/3", "tin-tuc")]
    assert frontier(database).state.articles_among(visits) == 2


def test_page_whose_links_are_on_record_may_still_be_an_article(database: Database) -> None:
    frontier(database).due(HOME, HOME_URL, [link("tin/1")])
    page = link("tin/1")
    frontier(database).due(page.visit, page.visit.url, [link("tin/2")])
    assert database.frontier(SITE.name)[f"{HOST}/tin/1"].kind is PageKind.LISTING
    assert not frontier(database).state.walk_only(page.visit)
