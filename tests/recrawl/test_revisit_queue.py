"""Which known pages are visited when."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from crawler.database import KnownPage, PageStatus
from crawler.period import Period
from crawler.recrawl.revisit_queue import RevisitQueue
from crawler.schedule import Schedule
from tests.testing.site import NOW

DAY = timedelta(days=1)
#: That of a site whose past was taken to be quiet, and that of one that changes a lot.
QUIET, BUSY = Schedule(DAY, 60 * DAY, 0.3), Schedule(DAY, 10 * DAY, 0.3)


def page(
    number: int, due: float, seen: float = -20, status: PageStatus = PageStatus.ARTICLE
) -> KnownPage:
    """A page that was seen, and is due, so many days from now."""
    return KnownPage(
        key=f"skhcn.binhson.vidu/tin/{number}",
        url=f"http://skhcn.binhson.vidu/tin/{number}",
        content_hash=f"hash {number}",
        status=status,
        published=f"20{10 + number % 10}-03-02",
        first_seen=NOW - 20 * DAY,
        last_seen=NOW + seen * DAY,
        last_changed=NOW - 20 * DAY,
        gone_since=None,
        misses=0,
        next_visit=NOW + due * DAY,
        warc_file=None,
        warc_offset=None,
        link_text="",
        template=0,
    )


def revisit_queue(
    pages: list[KnownPage], schedule: Schedule = QUIET, last_run: datetime | None = NOW - DAY
) -> RevisitQueue:
    return RevisitQueue({p.key: p for p in pages}, NOW, schedule, last_run, believes_dates=True)


def test_what_is_due_is_visited_the_longest_due_first() -> None:
    pages = [page(1, 3), page(2, -1), page(3, -5), page(4, -9, status=PageStatus.MOVED)]
    assert revisit_queue(pages).due() == [pages[2], pages[1]]


def test_run_about_a_period_visits_its_pages_only() -> None:
    pages = [page(1, -1), page(2, -1), page(3, 9)]
    period = Period(date(2012, 1, 1), date(2013, 12, 31))
    assert revisit_queue(pages).due(period) == [pages[1]]
    assert revisit_queue(pages).due(period, everything=True) == [pages[1], pages[2]]


def nights(pages: list[KnownPage], days: int) -> list[int]:
    """How many pages are visited in each of so many nights, that stay to be visited once only."""
    counts = []
    for night in range(days):
        now = NOW + night * DAY
        due = RevisitQueue(
            {p.key: p for p in pages}, now, BUSY, now - DAY, believes_dates=True
        ).due()
        pages = [p for p in pages if p not in due]
        counts.append(len(due))
    return counts


def test_site_that_turns_out_to_change_has_its_pages_visited_before_they_were_due() -> None:
    pages = [page(n, due=30) for n in range(200)]
    visited = nights(pages, 10)
    assert sum(visited) == 200
    assert max(visited) <= 40  # a round takes ten days
    assert revisit_queue(pages, QUIET).due() == []


def test_after_some_nights_without_a_run_more_pages_have_their_turn() -> None:
    pages = [page(n, due=30) for n in range(200)]
    one, three, many = (
        revisit_queue(pages, BUSY, last_run=NOW - n * DAY).due() for n in (1, 3, 30)
    )
    assert len(one) < len(three) < len(many) == 200


def test_run_that_is_taken_up_visits_the_same_pages() -> None:
    pages = [page(n, due=30) for n in range(200)]
    all_due = revisit_queue(pages, BUSY).due()
    seen = [replace(p, last_seen=NOW, next_visit=NOW + 9 * DAY) for p in all_due[:5]]
    rest = [p for p in pages if p not in all_due[:5]]
    assert revisit_queue(seen + rest, BUSY).due() == all_due[5:]


@pytest.mark.parametrize("status", [PageStatus.REMOVED, PageStatus.MOVED])
def test_pages_that_are_gone_are_not_brought_forward(status: PageStatus) -> None:
    pages = [page(n, due=30, status=status) for n in range(100)]
    assert revisit_queue(pages, BUSY).due() == []


def test_pages_planned_a_little_later_than_now_keep_their_turn() -> None:
    pages = [page(n, due=4, seen=-10) for n in range(100)]
    assert revisit_queue(pages, BUSY).due() == []
