"""Listings page by page, until they have nothing more to show."""

from crawler.chains import END_LENGTH, Chains
from crawler.visits import Role, Visit

URL = "http://skhcn.vidu/tin-tuc?trang="


def further(number: int, chain: str = "skhcn.vidu/tin-tuc") -> Visit:
    return Visit(f"skhcn.vidu/tin-tuc?trang={number}", Role.FURTHER, "", chain, number)


def ended(chains: Chains, chain: str = "skhcn.vidu/tin-tuc") -> bool:
    return chains.has_ended(further(999, chain), f"{URL}999")


def test_a_page_shows_what_its_listing_has_not_shown() -> None:
    chains = Chains()
    assert chains.show(further(1), f"{URL}1", ["a", "b"]) == {"a", "b"}
    assert chains.show(further(2), f"{URL}2", ["b", "c"]) == {"c"}
    assert chains.show(further(1, "khác"), f"{URL}1", ["a"]) == {"a"}


def test_pages_in_a_row_that_show_nothing_new_end_a_listing() -> None:
    chains = Chains()
    for number in range(END_LENGTH):
        assert not ended(chains)
        chains.show(further(number), f"{URL}{number}", ["a"] if number == 0 else [])
    chains.show(further(END_LENGTH), f"{URL}{END_LENGTH}", ["a"])
    assert ended(chains)
    assert not ended(chains, "khác")


def test_something_new_shows_that_a_listing_goes_on() -> None:
    chains = Chains()
    for number in range(5 * END_LENGTH):
        chains.show(further(number), f"{URL}{number}", [str(number // 5)])
    assert not ended(chains)


def test_what_an_earlier_run_left_of_a_listing_ends_as_well() -> None:
    chains = Chains()
    for number in range(END_LENGTH):
        chains.show(further(number, ""), f"{URL}{number}", [])
    assert ended(chains, "")


def test_a_first_page_is_never_beyond_the_end() -> None:
    chains = Chains()
    page = Visit("skhcn.vidu/tin-tuc", Role.PAGE)
    for _ in range(2 * END_LENGTH):
        chains.show(page, f"{URL}1", [])
    assert not chains.has_ended(page, f"{URL}1")
