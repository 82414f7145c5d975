"""Addresses that lead to ever more of their kind and to no article, and those of the frame."""

from collections.abc import Iterable

from crawler.database import Database, PageKind
from crawler.frontier.frontier import Frontier
from crawler.frontier.navigation import LEAST_PAGES
from crawler.frontier.traps import TRAP_LENGTH
from crawler.frontier.visits import Candidate, Visit
from tests.frontier.visits import (
    HOME,
    HOME_URL,
    HOST,
    SECTION,
    SECTION_URL,
    TITLE,
    frontier,
    link,
    save_article,
)
from tests.testing.site import NOW, SITE


def days(count: int, text: str = "Xem lịch", start: int = 0) -> list[Candidate]:
    """The links of a calendar, all of one shape."""
    return [link(f"lich-hop?ngay={day}", text) for day in range(start, start + count)]


def ask_each(run: Frontier, requests: Iterable[Candidate]) -> int:
    """Follow links one after the other, each found on the page before; how many were asked."""
    return sum(len(run.due(SECTION, SECTION_URL, [request])) for request in requests)


def test_a_trap_is_left(database: Database) -> None:
    assert ask_each(frontier(database), days(10 * TRAP_LENGTH)) == TRAP_LENGTH


def test_a_trap_is_known_in_the_next_run(database: Database) -> None:
    ask_each(frontier(database), days(TRAP_LENGTH))
    for request in days(TRAP_LENGTH):
        database.save_visit(request.visit.key, PageKind.OTHER, "no text", NOW)
    assert ask_each(frontier(database), days(10, start=1000)) == 0


def test_other_addresses_are_asked_beside_a_trap(database: Database) -> None:
    run = frontier(database)
    ask_each(run, days(TRAP_LENGTH + 1))
    assert ask_each(run, [link("gioi-thieu", "Giới thiệu")]) == 1


def test_headlines_are_asked_however_many(database: Database) -> None:
    assert ask_each(frontier(database), days(2 * TRAP_LENGTH, TITLE)) == 2 * TRAP_LENGTH


def test_what_a_sitemap_lists_is_asked_however_many(database: Database) -> None:
    requests = [link(f"tin/{number}", "", listed=True) for number in range(2 * TRAP_LENGTH)]
    assert ask_each(frontier(database), requests) == 2 * TRAP_LENGTH


def test_headlines_that_lead_to_no_article_are_a_trap_too(database: Database) -> None:
    run = frontier(database)
    asked = 0
    for request in days(10 * TRAP_LENGTH, TITLE):
        asked += len(run.due(SECTION, SECTION_URL, [request]))
        run.traps.penalise(request.visit.url)
    assert TRAP_LENGTH < asked < 5 * TRAP_LENGTH


def test_an_article_shows_that_its_shape_is_no_trap(database: Database) -> None:
    run = frontier(database)
    requests = days(2 * TRAP_LENGTH)
    assert ask_each(run, requests[:TRAP_LENGTH]) == TRAP_LENGTH
    run.mark_productive(requests[0].visit.url, TITLE)
    assert ask_each(run, requests[TRAP_LENGTH:]) == TRAP_LENGTH


def test_what_was_held_back_is_asked_when_its_shape_is_no_trap(database: Database) -> None:
    run = frontier(database)
    requests = days(3 * TRAP_LENGTH, "Thông báo")
    assert len(run.due(SECTION, SECTION_URL, requests)) == TRAP_LENGTH
    assert run.traps.held == 2 * TRAP_LENGTH
    assert run.released() == []
    for left in (TRAP_LENGTH, 0):
        run.mark_productive(requests[0].visit.url, TITLE)
        assert len(run.released()) == TRAP_LENGTH
        assert run.traps.held == left


def test_list_of_short_titles_is_a_list(database: Database) -> None:
    run = frontier(database)
    run.due(HOME, HOME_URL, [link("thong-bao", "Thông báo")])
    listing = link("thong-bao", "Thông báo").visit
    (request,) = run.due(listing, f"http://{HOST}/thong-bao", [link("tb/12", "Thông báo số 12")])
    run.mark_productive(request.visit.url, TITLE, request.visit.listing)
    run.visited(listing.key, PageKind.OTHER, "no text")
    entry = database.frontier(SITE.name)[listing.key]
    assert (entry.kind, entry.reason) == (PageKind.LISTING, None)


def test_an_article_of_an_earlier_run_shows_it_as_well(database: Database) -> None:
    ask_each(frontier(database), days(TRAP_LENGTH))
    for request in days(TRAP_LENGTH):
        database.save_visit(request.visit.key, PageKind.OTHER, "no text", NOW)
    save_article(database, "lich-hop?ngay=7777")
    assert ask_each(frontier(database), days(10, start=1000)) == 10


def test_what_most_pages_link_belongs_to_the_frame(database: Database) -> None:
    run = frontier(database)
    menu, rare = link("gioi-thieu", "Giới thiệu"), link("tin/1")
    for number in range(LEAST_PAGES - 1):
        run.due(link_visit(number), f"http://{HOST}/tin/{number}", [menu])
    assert not run.in_navigation(f"{HOST}/gioi-thieu")
    run.due(link_visit(99), f"http://{HOST}/tin/99", [menu, rare])
    assert run.in_navigation(f"{HOST}/gioi-thieu")
    assert not run.in_navigation(f"{HOST}/tin/1")


def link_visit(number: int) -> Visit:
    return link(f"tin/{number}").visit
