"""What a site's older pages were seen to do."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from crawler.database import Database, KnownPage, StoredArticle
from crawler.schedule import Past, Schedule

from .samples import MORNING, article, edited, page

DAY = timedelta(days=1)
SCHEDULE = Schedule(DAY, 60 * DAY, 0.3)
SITE = "an_giang"
OLD = replace(article(), published=date(2020, 1, 1))
LAST = MORNING + 40 * DAY


def show(database: Database, shown: StoredArticle, when: datetime, number: int = 1) -> None:
    database.save_article(page(number), shown, when, SCHEDULE)


def known(database: Database, number: int = 1) -> KnownPage:
    found = database.page(SITE, page(number).key)
    assert found
    return found


def past(database: Database, now: datetime = LAST) -> Past:
    found = database.past(SITE, now)
    return Past(found.changes, round(found.page_days, 3))


def test_pages_are_watched_from_the_first_time_they_were_seen_to_the_last(
    database: Database,
) -> None:
    assert past(database) == Past(0, 0)
    for number, days in ((1, 10), (2, 25)):
        show(database, replace(OLD, content_hash=f"{number}"), MORNING, number)
        database.note_unchanged(known(database, number), MORNING + days * DAY, SCHEDULE, None)
    assert past(database) == Past(0, 35)


def test_edits_and_removals_are_changes(database: Database) -> None:
    show(database, OLD, MORNING)
    show(database, replace(edited(OLD), published=OLD.published), MORNING + 10 * DAY)
    assert past(database) == Past(1, 10)
    database.remove_pages([known(database)], MORNING + 12 * DAY, SCHEDULE)
    assert past(database) == Past(2, 10)


def test_what_happens_to_a_young_page_tells_nothing_of_older_ones(database: Database) -> None:
    young = replace(article(), published=MORNING.date())
    show(database, young, MORNING)
    show(database, replace(edited(young), published=MORNING.date()), MORNING + 3 * DAY)
    assert past(database) == Past(0, 0)
    database.note_unchanged(known(database), MORNING + 40 * DAY, SCHEDULE, None)
    found = past(database)
    assert found.changes == 0
    assert found.page_days == pytest.approx(10, abs=1.5)


def test_page_without_a_date_counts_from_the_first_time_it_was_seen(database: Database) -> None:
    show(database, replace(article(), published=None), MORNING)
    database.note_unchanged(known(database), MORNING + 7 * DAY, SCHEDULE, None)
    assert past(database) == Past(0, 7)


def test_what_is_longer_ago_than_a_year_is_forgotten(database: Database) -> None:
    show(database, OLD, MORNING)
    show(database, replace(edited(OLD), published=OLD.published), MORNING + 10 * DAY)
    database.note_unchanged(known(database), MORNING + 40 * DAY, SCHEDULE, None)
    assert past(database, MORNING + 385 * DAY) == Past(0, 20)


def test_other_sites_do_not_count(database: Database) -> None:
    show(database, OLD, MORNING)
    database.note_unchanged(known(database), MORNING + 7 * DAY, SCHEDULE, None)
    assert database.past("vietq", LAST) == Past(0, 0)


def test_change_of_many_pages_on_one_day_counts_as_some(database: Database) -> None:
    for number in range(20):
        shown = replace(OLD, content_hash=f"{number}")
        show(database, shown, MORNING, number)
        show(database, replace(shown, content_hash=f"new {number}"), MORNING + 10 * DAY, number)
    assert past(database) == Past(5, 200)
