"""Listings page by page, until they have nothing more to show."""

from crawler.frontier.pagination import END_LENGTH, Pagination
from crawler.frontier.visits import Role, Visit

URL = "http://skhcn.vidu/tin-tuc?trang="


def further(number: int, chain: str = "skhcn.vidu/tin-tuc") -> Visit:
    return Visit(
        f"skhcn.vidu/tin-tuc?trang={number}", f"{URL}{number}", Role.FURTHER, "", chain, number
    )


def ended(pagination: Pagination, chain: str = "skhcn.vidu/tin-tuc") -> bool:
    return pagination.has_ended(further(999, chain))


def test_a_page_shows_what_its_listing_has_not_shown() -> None:
    pagination = Pagination()
    assert pagination.show(further(1), ["a", "b"]) == {"a", "b"}
    assert pagination.show(further(2), ["b", "c"]) == {"c"}
    assert pagination.show(further(1, "khác"), ["a"]) == {"a"}


def test_pages_in_a_row_that_show_nothing_new_end_a_listing() -> None:
    pagination = Pagination()
    for number in range(END_LENGTH):
        assert not ended(pagination)
        pagination.show(further(number), ["a"] if number == 0 else [])
    pagination.show(further(END_LENGTH), ["a"])
    assert ended(pagination)
    assert not ended(pagination, "khác")


def test_something_new_shows_that_a_listing_goes_on() -> None:
    pagination = Pagination()
    for number in range(5 * END_LENGTH):
        pagination.show(further(number), [str(number // 5)])
    assert not ended(pagination)


def test_what_an_earlier_run_left_of_a_listing_ends_as_well() -> None:
    pagination = Pagination()
    for number in range(END_LENGTH):
        pagination.show(further(number, ""), [])
    assert ended(pagination, "")


def test_a_first_page_is_never_beyond_the_end() -> None:
    pagination = Pagination()
    page = Visit("skhcn.vidu/tin-tuc", "http://skhcn.vidu/tin-tuc", Role.PAGE)
    for _ in range(2 * END_LENGTH):
        pagination.show(page, [])
    assert not pagination.has_ended(page)
