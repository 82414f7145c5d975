"""What a site's older pages were seen to do."""

from dataclasses import replace
from datetime import datetime, timedelta

from crawler.database import Database, KnownPage, StoredArticle
from crawler.schedule import Past, Schedule
from tests.testing.database import MORNING, article, edited, page

DAY = timedelta(days=1)
SCHEDULE = Schedule(DAY, 60 * DAY, 0.3)
SITE = "an_giang"
OLD = replace(article(), published="2020-01-01")
LAST = MORNING + 40 * DAY


def show(database: Database, shown: StoredArticle, when: datetime, number: int = 1) -> None:
    database.save_article(page(number), shown, when, SCHEDULE)


def known(database: Database, number: int = 1) -> KnownPage:
    found = database.page(SITE, page(number).key)
    assert found
    return found


def past(database: Database, until: datetime = LAST) -> tuple[int, list[int]]:
    found = database.past(SITE, until)
    return found.changes, sorted(map(round, found.days))


def test_pages_count_from_the_first_time_they_were_seen(database: Database) -> None:
    assert database.past(SITE, LAST) == Past()
    for number, days in ((1, 0), (2, 25)):
        show(database, replace(OLD, content_hash=f"{number}"), MORNING + days * DAY, number)
    assert past(database) == (0, [15, 40])


def test_edits_and_removals_are_changes(database: Database) -> None:
    show(database, OLD, MORNING)
    show(database, replace(edited(OLD), published=OLD.published), MORNING + 10 * DAY)
    assert past(database) == (1, [40])
    database.remove_pages([known(database)], MORNING + 12 * DAY, SCHEDULE)
    assert past(database) == (2, [40])


def test_what_came_after_the_run_does_not_count(database: Database) -> None:
    show(database, OLD, MORNING)
    show(database, replace(edited(OLD), published=OLD.published), MORNING + 10 * DAY)
    assert past(database, MORNING + 9 * DAY) == (0, [9])


def test_what_happens_to_a_young_page_tells_nothing_of_older_ones(database: Database) -> None:
    young = replace(article(), published=MORNING.date().isoformat())
    show(database, young, MORNING)
    show(database, replace(edited(young), published=MORNING.date().isoformat()), MORNING + 3 * DAY)
    assert past(database, MORNING + 20 * DAY) == (0, [])
    assert past(database) == (0, [10])


def test_page_without_a_date_counts_from_the_first_time_it_was_seen(database: Database) -> None:
    show(database, replace(article(), published=None), MORNING)
    assert past(database) == (0, [40])


def test_what_is_longer_ago_than_a_year_is_forgotten(database: Database) -> None:
    show(database, OLD, MORNING)
    show(database, replace(edited(OLD), published=OLD.published), MORNING + 10 * DAY)
    assert past(database, MORNING + 385 * DAY) == (0, [365])


def test_other_sites_do_not_count(database: Database) -> None:
    show(database, OLD, MORNING)
    assert database.past("vietq", LAST) == Past()


def test_change_of_many_pages_on_one_day_counts_as_some(database: Database) -> None:
    for number in range(20):
        shown = replace(OLD, content_hash=f"{number}")
        show(database, shown, MORNING, number)
        show(database, replace(shown, content_hash=f"new {number}"), MORNING + 10 * DAY, number)
    assert past(database) == (5, [40] * 20)
