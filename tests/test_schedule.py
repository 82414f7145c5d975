"""When pages are visited again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from crawler.errors import UserError
from crawler.schedule import ROUND, SLACK, SPREAD, Past, RevisitRules, Schedule, Seen

DAY = timedelta(days=1)
SCHEDULE = Schedule(DAY, 60 * DAY, 0.3)
RULES = RevisitRules(after=1, at_latest=60, growth=0.3, unseen=0.02)
NOW = datetime(2026, 3, 2, 20, tzinfo=UTC)
URL = "http://skhcn.binhson.vidu/tin/1"


def visits(days: int, schedule: Schedule = SCHEDULE) -> list[int]:
    """The nights, counted from its publication, on which a page is visited that never changes."""
    nights = []
    due = NOW
    for night in range(days):
        now = NOW + night * DAY
        if now >= due:
            nights.append(night)
            seen = Seen(URL, now, NOW, date(2026, 3, 3))
            due = schedule.next_visit(seen)
    return nights


def test_page_is_visited_soon_after_its_publication_and_ever_later() -> None:
    nights = visits(400)
    assert nights[:6] == [0, 1, 2, 3, 4, 5]
    gaps = [later - earlier for earlier, later in pairwise(nights)]
    assert gaps == sorted(gaps)
    assert gaps[-1] == 60


def test_year_old_page_costs_a_request_a_few_times_a_year() -> None:
    nights = visits(2 * 365)
    assert 5 <= len([night for night in nights if night >= 365]) <= 7


def test_page_that_was_edited_is_visited_soon_again() -> None:
    seen = Seen(URL, NOW, NOW - 400 * DAY, date(2024, 1, 1), changed=NOW)
    assert SCHEDULE.next_visit(seen) == NOW + DAY - SLACK


def test_nightly_run_that_begins_earlier_than_the_last_still_finds_it_due() -> None:
    seen = Seen(URL, NOW, NOW, date(2026, 3, 3))
    assert SCHEDULE.next_visit(seen) <= NOW + DAY - timedelta(hours=5)


def test_pages_of_the_past_do_not_all_come_back_at_once() -> None:
    due = [
        (SCHEDULE.next_visit(Seen(f"{URL}{n}", NOW, NOW, date(2015, 1, 1))) - NOW) // DAY
        for n in range(3000)
    ]
    busiest = max(due.count(day) for day in range(61))
    assert busiest <= 2 * 3000 / 60
    assert min(due) == SPREAD.days - 1
    assert max(due) <= 60


@pytest.mark.parametrize(("are_new", "soon"), [(True, True), (False, False)])
def test_page_without_a_date_is_new_only_where_the_past_is_known(are_new: bool, soon: bool) -> None:
    schedule = Schedule(DAY, 60 * DAY, 0.3, undated_are_new=are_new)
    due = schedule.next_visit(Seen(URL + "7", NOW, NOW))
    assert (due <= NOW + DAY) is soon


def longest(past: Past, **rules: float) -> float:
    """The longest interval on a site with such a past, in days."""
    return Schedule.of(replace(RULES, **rules), past).longest / DAY


def test_site_whose_older_pages_change_is_visited_more_often() -> None:
    quiet = longest(Past())
    one = longest(Past(changes=1, days=(30,) * 100))
    two = longest(Past(changes=2, days=(30,) * 100))
    assert quiet == 60 > one > two > ROUND.days


def test_so_often_that_few_pages_have_changed_since_their_last_visit() -> None:
    year = (365,) * 1000
    assert longest(Past(2 * 335, year)) == pytest.approx(10, rel=0.01)
    assert longest(Past(2 * 335, year), unseen=0.01) == pytest.approx(5, rel=0.01)


def test_change_tells_more_before_many_pages_were_visited_again() -> None:
    assert longest(Past(1, (12,) * 200)) < longest(Past(1, (24,) * 200)) / 2


def test_one_change_on_a_large_site_alters_little() -> None:
    assert longest(Past(1, (365,) * 300)) == 60


def test_site_that_stays_quiet_is_left_alone_as_long_as_any() -> None:
    assert longest(Past(0, (365,) * 300)) == 60


@pytest.mark.parametrize(("rules", "days"), [({}, ROUND.days), ({"at_latest": 2}, 2)])
def test_however_much_changes_a_round_takes_its_days(rules: dict[str, float], days: float) -> None:
    assert longest(Past(1000, (365,) * 100), **rules) == days


@pytest.mark.parametrize(
    "mistake",
    [
        {"after": 0},
        {"at_latest": 0.5},
        {"growth": -1},
        {"unseen": 0},
        {"unseen": 2},
    ],
)
def test_bounds_that_make_no_schedule_are_told(mistake: dict[str, float]) -> None:
    with pytest.raises(UserError, match=f"REVISIT_{next(iter(mistake)).upper()}="):
        Schedule.of(replace(RULES, **mistake))
