"""Which lists may be left alone: those of whose news others tell."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crawler.database import FrontierEntry, KnownPage, PageKind, PageStatus
from crawler.frontier.list_back_off import NEWEST, BackOffRules, ListBackOff

NOW = datetime(2026, 3, 2, 20, tzinfo=UTC)
RESTS = BackOffRules(timedelta(days=3), timedelta(days=30))
SECTION, OTHER = "so.vidu/tin", "so.vidu/thong-bao"


def pages(count: int) -> dict[str, KnownPage]:
    """Articles, the first the oldest."""
    return {
        f"so.vidu/{n}": KnownPage(
            key=f"so.vidu/{n}",
            url=f"http://so.vidu/{n}",
            content_hash=str(n),
            status=PageStatus.ARTICLE,
            published=f"2025-01-{n + 1:02}",
            first_seen=NOW,
            last_seen=NOW,
            last_changed=NOW,
            gone_since=None,
            misses=0,
            next_visit=None,
            warc_file=None,
            warc_offset=None,
            link_text="",
            template=None,
        )
        for n in range(count)
    }


def keys(*numbers: int) -> set[str]:
    return {f"so.vidu/{n}" for n in numbers}


def back_off(due: dict[str, datetime] | None = None, found: datetime = NOW) -> ListBackOff:
    known = {
        key: FrontierEntry(f"http://{key}", "", False, PageKind.LISTING, None, found, found, when)
        for key, when in (due or {}).items()
    }
    return ListBackOff(known, NOW, RESTS)


def plan(offered: set[str], shown: dict[str, set[str]]) -> dict[str, bool]:
    """Which lists may rest after a run in which the entries offered these pages."""
    run = back_off()
    run.offered(offered, by_home=True)
    for key in shown:
        run.asked(key)
    return {key: due is not None for key, due in run.plan(pages(12), shown).items()}


def test_list_rests_whose_newest_article_the_entries_show() -> None:
    shown = {SECTION: keys(1, 4), OTHER: keys(2, 5)}
    assert plan(keys(4, 2), shown) == {SECTION: True, OTHER: False}


def test_all_lists_rest_where_the_entries_show_the_newest_of_the_site() -> None:
    shown = {SECTION: keys(1, 2), OTHER: set[str]()}
    assert plan(keys(*range(12 - NEWEST, 12)), shown) == {SECTION: True, OTHER: True}
    assert plan(keys(*range(12 - NEWEST, 11)), shown) == {SECTION: False, OTHER: False}


def test_nothing_rests_where_the_entries_show_no_articles() -> None:
    assert plan(set(), {SECTION: keys(1), OTHER: set()}) == {SECTION: False, OTHER: False}


def test_lists_that_a_run_asked_that_was_cut_off_rest_as_well() -> None:
    visited = FrontierEntry("", "", False, PageKind.LISTING, None, NOW - timedelta(days=1), NOW)
    known = {SECTION: visited, OTHER: replace(visited, visited=None, kind=None)}
    run = ListBackOff(known, NOW, RESTS)
    assert run.plan(pages(12), {}) == {}
    run.offered(keys(*range(12)), by_home=True)
    assert run.plan(pages(12), {}).keys() == {SECTION}


@pytest.mark.parametrize(
    ("newest", "by_home", "rests"),
    [
        ("", True, True),  # a feed
        ("", False, False),
        ("2026-02-20", True, False),  # a sitemap that tells of changes
        ("2025-11-02", False, True),  # one of the past
    ],
)
def test_feed_rests_where_the_home_page_tells_as_much(
    newest: str, by_home: bool, rests: bool
) -> None:
    run = back_off()
    run.offered(keys(*range(12)), by_home=by_home)
    run.record_feed("so.vidu/rss", newest)
    assert (run.plan(pages(12), {})["so.vidu/rss"] is not None) is rests


def test_page_that_was_not_there_rests_longer_the_longer_that_is_so() -> None:
    days = []
    for age in (0, 30, 300):
        run = back_off({SECTION: NOW}, found=NOW - timedelta(days=age))
        run.failed(SECTION)
        due = run.plan({}, {})[SECTION]
        assert due is not None
        days.append(round((due - NOW) / timedelta(days=1)))
    assert days == [3, 9, 30]


def test_rest_ends_after_some_days() -> None:
    run = back_off({SECTION: NOW + timedelta(hours=1), OTHER: NOW - timedelta(hours=1)})
    assert run.may_wait(SECTION)
    assert not run.may_wait(OTHER)
    assert not run.may_wait("so.vidu/moi")


@pytest.mark.parametrize(
    ("changed", "may_wait"),
    [("", True), ("2026-02-20", True), ("2026-03-03", False), ("2026-03-02T21:00:00Z", False)],
)
def test_what_is_called_changed_since_it_was_asked_rests_no_longer(
    changed: str, may_wait: bool
) -> None:
    run = back_off({SECTION: NOW + timedelta(days=9)})
    assert run.may_wait(SECTION, changed) is may_wait


def longest_rest(run: ListBackOff) -> float:
    """The longest of the rests that a run plans, in days."""
    return max((due - NOW) / timedelta(days=1) for due in run.plan(pages(12), {}).values() if due)


def test_list_that_never_showed_anything_new_rests_longer() -> None:
    days = []
    for is_idle in (False, True):
        run = back_off()
        run.offered(keys(*range(12)), by_home=True)
        for number in range(30):
            run.asked(f"so.vidu/muc-{number}", is_idle=is_idle)
        days.append(longest_rest(run))
    assert days[0] < 3 < 20 < days[1] < 30


def test_sitemap_of_the_past_rests_longer_the_older_its_last_change_is() -> None:
    days = []
    for newest in ("2026-01-20", "2025-12-20", "2015-11-02"):
        run = back_off()
        for number in range(30):
            run.record_feed(f"so.vidu/sitemap-{number}", newest)
        days.append(longest_rest(run))
    assert days == sorted(days)
    assert days[-1] > 2 * days[0]


@pytest.mark.parametrize(("rest", "longest"), [("lists", 3), ("guesses", 30)])
def test_first_rests_end_on_different_days(rest: str, longest: int) -> None:
    run = back_off()
    run.offered(keys(*range(12)), by_home=True)
    for number in range(300):
        (run.asked if rest == "lists" else run.absent)(f"so.vidu/muc-{number}")
    days = [(due - NOW).days for due in run.plan(pages(12), {}).values() if due]
    assert len(days) == 300
    assert len(set(days)) >= 0.8 * longest
    assert max(days) < longest
