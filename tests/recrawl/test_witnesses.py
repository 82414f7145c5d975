"""What known pages say of their site, when some of them are missing or others."""

from collections.abc import Iterable

import pytest

from crawler.database import KnownPage, PageStatus
from crawler.recrawl.witnesses import FEW, Witnesses, controls, telling
from tests.recrawl.night import DAY
from tests.testing.site import NOW


def pages(count: int, first: float, last: float, name: str = "tin") -> list[KnownPage]:
    """Pages that were seen from one day to another."""
    return [
        KnownPage(
            f"{name}/{number}",
            f"http://skhcn.binhson.vidu/{name}/{number}",
            f"hash {name} {number}",
            PageStatus.ARTICLE,
            None,
            NOW + first * DAY,
            NOW + last * DAY,
            NOW + first * DAY,
            None,
            0,
            None,
            None,
            None,
            "",
            None,
        )
        for number in range(count)
    ]


def keys(found: Iterable[KnownPage]) -> set[str]:
    return {page.key for page in found}


OLD = pages(8, -100, -1)
ALIENS = pages(25, -3, -3, "khac")


@pytest.mark.parametrize(
    ("away", "vouch", "deny"),
    [(0, True, False), (2, True, False), (4, False, False), (5, False, True), (8, False, True)],
)
def test_most_of_the_pages_decide_whose_site_it_is(away: int, vouch: bool, deny: bool) -> None:
    found = Witnesses.of(OLD, keys(OLD[:away]))
    assert (found.vouch, found.deny) == (vouch, deny)


def test_too_few_pages_tell_nothing() -> None:
    few = OLD[: FEW - 1]
    assert not Witnesses.of(few, keys(few)).deny
    assert not Witnesses.of(few, set()).vouch


@pytest.mark.parametrize("stayed", [0, 1, 6], ids=["a night", "two nights", "a week"])
def test_pages_that_came_and_went_together_tell_nothing_of_the_site(stayed: int) -> None:
    passing = pages(25, -8, -8 + stayed, "khac")
    assert telling(OLD + passing, keys(passing)) == OLD
    assert telling(OLD + passing, keys(passing[1:])) == OLD


@pytest.mark.parametrize(
    ("others", "gone"),
    [
        (pages(25, -30, -3, "khac"), 25),
        (ALIENS, 15),
        (pages(2, -3, -3, "khac"), 2),
        (pages(25, -200, -199, "khac"), 25),
    ],
    ids=["they were there for long", "many are left", "they are few", "none is older"],
)
def test_other_pages_that_are_missing_tell_of_the_site(others: list[KnownPage], gone: int) -> None:
    assert keys(telling(OLD + others, keys(others[:gone]))) == keys(OLD + others)


def test_young_site_of_which_all_is_missing_is_out_of_order() -> None:
    assert Witnesses.of(ALIENS, keys(ALIENS)).deny


def test_old_pages_are_asked_first_how_the_site_is() -> None:
    asked = controls([*ALIENS, *OLD], {OLD[0].key})
    assert keys(asked[:7]) == keys(OLD[1:])
    assert keys(asked[7:]) == keys(ALIENS)
