"""What a run concludes of pages that showed articles."""

import pytest

from crawler.database import Database, PageStatus
from crawler.recrawl.follow_up import CONTROLS
from crawler.recrawl.soft_404 import Soft404Fingerprint
from crawler.recrawl.tracker import LIE_LEAST, PageTracker
from crawler.recrawl.witnesses import FEW
from tests.recrawl.night import (
    BUSY,
    DAY,
    HOST,
    RULES,
    SCHEDULE,
    SOFT,
    Night,
    key,
    linked,
    revisions,
    save,
    status,
    stored,
)
from tests.testing.site import NOW, SITE


@pytest.fixture
def site(database: Database) -> Database:
    """A site of thirty articles."""
    for number in range(30):
        save(database, f"tin/{number}", number)
    return database


def test_page_is_removed_when_it_was_missing_again_days_later(site: Database) -> None:
    assert Night(site, 5).missing(3).missing == 1
    assert revisions(site, "tin/3") == ["published"]
    assert Night(site, 7).missing(3).removed == 1
    assert revisions(site, "tin/3") == ["published", "removed"]
    assert status(site, "tin/3") is PageStatus.REMOVED


def test_page_that_was_missing_is_due_when_that_can_be_confirmed(site: Database) -> None:
    Night(site, 5).missing(3)
    for days, due in ((6, False), (7, True)):
        night = PageTracker(site, SITE.name, NOW + days * DAY, SCHEDULE, RULES)
        assert (key(3) in [page.key for page in night.revisit_queue.due()]) is due


def test_twice_on_the_same_day_is_not_certain(site: Database) -> None:
    Night(site, 5).missing(3)
    assert Night(site, 5.5).missing(3).removed == 0


def test_page_that_came_back_in_between_was_not_removed(site: Database) -> None:
    Night(site, 5).missing(3)
    Night(site, 6, [3])
    assert Night(site, 8).missing(3).removed == 0
    assert revisions(site, "tin/3") == ["published"]


def test_page_that_returns_after_its_removal_is_restored(site: Database) -> None:
    Night(site, 5).missing(3)
    Night(site, 7).missing(3)
    Night(site, 30, [3])
    assert revisions(site, "tin/3") == ["published", "removed", "restored"]
    assert status(site, "tin/3") is PageStatus.ARTICLE


def test_removed_page_is_asked_when_it_is_linked_again(site: Database) -> None:
    Night(site, 5).missing(3)
    Night(site, 7).missing(3)
    tracker = PageTracker(site, SITE.name, NOW + 8 * DAY, SCHEDULE, RULES)
    assert tracker.revisit_queue.wants(linked(3))
    assert not tracker.revisit_queue.wants(linked(4))


def test_where_much_is_missing_nothing_is_marked(site: Database) -> None:
    for days in (5, 7, 9):
        result = Night(site, days).missing(*range(10))
        assert (result.lost, result.asked, result.removed) == (10, 20, 0)
    assert site.known_pages(SITE.name)[key(0)].gone_since is None


def test_a_few_missing_pages_are_no_outage_of_a_small_portal(site: Database) -> None:
    few = range(FEW - 1)
    Night(site, 5, []).missing(*few)
    assert Night(site, 7, []).missing(*few).removed == FEW - 1


def test_when_something_is_missing_others_are_asked_how_they_are(site: Database) -> None:
    night = Night(site, 5, range(20, 24))
    assert night.tracker.follow_up.questions() == []
    night.tracker.observations.note_missing(key(3))
    asked = {page.key for page in night.tracker.follow_up.questions()}
    assert len(asked) == CONTROLS - 4
    assert asked.isdisjoint({key(3), *map(key, range(20, 24))})
    assert night.tracker.follow_up.questions() == []


def test_when_a_page_was_edited_others_are_asked_whether_they_changed_alike(site: Database) -> None:
    night = Night(site, 5, range(20, 24))
    night.tracker.observations.note_article(
        key(24), stored("tin/24").url, "another hash", is_edited=True
    )
    assert len(night.tracker.follow_up.questions()) == CONTROLS - 5
    assert night.tracker.follow_up.questions() == []


def test_what_was_there_for_one_night_only_does_not_hide_removals(site: Database) -> None:
    for number in range(100, 125):
        save(site, f"khac/{number}", number, NOW + 3 * DAY)
    others = [stored(f"khac/{number}").key for number in range(100, 125)]
    results = []
    for days in (5, 8):
        night = Night(site, days)
        for other in others:
            night.tracker.observations.note_missing(other)
        results.append(night.missing(3))
    assert [(found.lost, found.missing, found.removed) for found in results] == [
        (0, 26, 0),
        (0, 0, 26),
    ]


@pytest.mark.parametrize(("answer", "removed"), [(SOFT, 1), (BUSY, 0), (None, 0)])
def test_soft_404_is_what_the_portal_shows_for_no_page_at_all(
    site: Database, answer: str | None, removed: int
) -> None:
    for days in (5, 7):
        night = Night(site, days)
        url = stored("tin/3").url
        night.tracker.observations.note_doubtful(key(3), Soft404Fingerprint.of(url, SOFT))
        assert list(night.tracker.follow_up.probes()) == [url]
        said = Soft404Fingerprint.of(f"http://{HOST}/tin/98765432109", answer) if answer else None
        night.tracker.follow_up.note_probe(url, said)
        result = night.tracker.conclude()
    assert result.removed == removed
    assert result.doubtful == 1 - removed


def test_page_that_leads_to_its_article_elsewhere_has_moved(site: Database) -> None:
    night = Night(site, 5)
    night.shows("bai-viet/3", 3)
    night.tracker.observations.note_redirect(key(3), stored("bai-viet/3").key)
    assert night.tracker.conclude().moved == 1
    assert status(site, "tin/3") is PageStatus.MOVED
    assert revisions(site, "tin/3") == []
    assert revisions(site, "bai-viet/3") == ["published"]
    page = site.page(SITE.name, stored("bai-viet/3").key)
    assert page is not None
    assert page.first_seen == NOW


def test_article_that_came_up_elsewhere_is_looked_for_at_its_old_address(site: Database) -> None:
    night = Night(site, 5)
    night.shows("bai-viet/3", 3)
    assert [page.key for page in night.tracker.follow_up.questions()] == [key(3)]
    assert night.missing(3).moved == 1
    assert revisions(site, "bai-viet/3") == ["published"]


def test_article_that_stays_at_its_old_address_is_there_twice(site: Database) -> None:
    night = Night(site, 5)
    night.shows("bai-viet/3", 3)
    night.tracker.follow_up.questions()
    night.shows("tin/3", 3)
    assert night.tracker.conclude().moved == 0
    assert revisions(site, "tin/3") == revisions(site, "bai-viet/3") == ["published"]


def test_portal_whose_pages_have_all_moved_has_lost_nothing(site: Database) -> None:
    night = Night(site, 5, [])
    for number in range(30):
        night.shows(f"bai-viet/{number}", number)
    for page in night.tracker.follow_up.questions():
        night.tracker.observations.note_missing(page.key)
    result = night.tracker.conclude()
    assert (result.moved, result.lost, result.missing) == (30, 0, 0)
    causes = {cause for n in range(30) for cause in revisions(site, f"bai-viet/{n}")}
    assert causes == {"published"}


def test_page_that_calls_another_address_its_own_goes_on_there(site: Database) -> None:
    night = Night(site, 5)
    night.shows("chuyen-muc/tin/3", 3, declared=key(3))
    night.shows("tin/3", 3, declared=key(3))
    result = night.tracker.conclude()
    assert (result.variants, result.moved) == (1, 0)
    assert status(site, "chuyen-muc/tin/3") is PageStatus.MOVED
    assert revisions(site, "tin/3") == ["published"]


def test_sitemap_that_calls_a_page_changed_moves_its_visit_forward(site: Database) -> None:
    tracker = PageTracker(site, SITE.name, NOW + 3 * DAY, SCHEDULE, RULES)
    day = (NOW + 2 * DAY).date().isoformat()
    assert tracker.revisit_queue.wants(linked(1, changed=day))
    assert not tracker.revisit_queue.wants(linked(2, changed="2026-02-20"))
    assert not tracker.revisit_queue.wants(linked(2))


def test_page_that_a_full_sitemap_does_not_name_any_more_is_looked_at(site: Database) -> None:
    night = Night(site, 10, [])
    night.tracker.observations.note_mapped(key(number) for number in range(30) if number != 3)
    assert [page.key for page in night.tracker.follow_up.questions()] == [key(3)]
    night.tracker.observations.note_missing(key(3))
    assert len(night.tracker.follow_up.questions()) == CONTROLS


def test_page_that_a_sitemap_of_few_pages_does_not_name_is_not(site: Database) -> None:
    night = Night(site, 10, [])
    night.tracker.observations.note_mapped(key(number) for number in range(15))
    assert night.tracker.follow_up.questions() == []


def test_page_that_was_visited_lately_is_not(site: Database) -> None:
    night = Night(site, 6, [])
    night.tracker.observations.note_mapped(key(number) for number in range(30) if number != 3)
    assert night.tracker.follow_up.questions() == []


def test_sitemap_that_calls_everything_changed_is_not_believed_for_long(site: Database) -> None:
    night = Night(site, 3, [])
    day = night.now.date().isoformat()
    numbers = range(LIE_LEAST)
    assert all(night.tracker.revisit_queue.wants(linked(n, changed=day)) for n in numbers)
    for number in numbers:
        night.shows(f"tin/{number}", number)
    night.tracker.conclude()
    later = PageTracker(site, SITE.name, night.now + DAY, SCHEDULE, RULES)
    tomorrow = (night.now + DAY).date().isoformat()
    assert not later.revisit_queue.wants(linked(9, changed=tomorrow))
