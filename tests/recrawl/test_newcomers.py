"""New articles are believed where known pages are there, and not before the third night else."""

from dataclasses import replace

import pytest

from crawler.articles.stages import AcceptedArticle
from crawler.database import Database, RunCounts
from crawler.recrawl.follow_up import CONTROLS
from crawler.recrawl.newcomers import Newcomers
from crawler.recrawl.witnesses import FEW
from tests.recrawl.night import DAY, Night, key, save, stored
from tests.testing.site import NOW, SITE
from tests.testing.stages import found

REASON = "following/withheld"
NEW = replace(found("khac/1"), content_hash="hash of another")


def run(database: Database, days: float, outcome: str, withheld: int = 0) -> None:
    number = database.start_run(SITE.name, NOW + days * DAY)
    reasons = {REASON: withheld} if withheld else {}
    ended = NOW + days * DAY
    database.finish_run(
        number, ended, outcome, RunCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), reasons, {}
    )


@pytest.fixture
def site(database: Database) -> Database:
    """A site of ten articles that was gone through once."""
    for number in range(10):
        save(database, f"tin/{number}", number)
    run(database, 0, "ok")
    return database


def newcomers(night: Night) -> Newcomers:
    return Newcomers(night.database, SITE.name, night.now, night.tracker, REASON)


def another_site(database: Database, days: float, missing: int) -> Night:
    """A night on which some known articles are missing, and the others are another site's."""
    night = Night(database, days, [])
    for number in range(10):
        if number < missing:
            night.tracker.observations.note_missing(key(number))
        else:
            night.tracker.observations.note_article(
                key(number), stored(f"tin/{number}").url, "", is_edited=True, is_another=True
            )
    return night


def believed(night: Night, *more: AcceptedArticle) -> int:
    new = newcomers(night)
    for article in (NEW, *more):
        assert new.awaits(article)
        new.hold(article)
    return len(new.settle()[0])


def test_new_articles_need_not_wait_where_known_ones_are_there(site: Database) -> None:
    assert not newcomers(Night(site, 1, range(3))).awaits(NEW)


def test_what_vouched_for_the_site_once_does_for_the_whole_run(site: Database) -> None:
    night = Night(site, 1, range(3))
    new = newcomers(night)
    assert not new.awaits(NEW)
    night.tracker.observations.note_missing(key(4))
    assert not new.awaits(NEW)


def test_new_articles_are_believed_where_little_is_seen(site: Database) -> None:
    assert believed(Night(site, 1, [])) == 1
    assert believed(Night(site, 1, [0])) == 1


def test_site_that_nobody_went_through_yet_has_only_new_articles(database: Database) -> None:
    save(database, "tin/1", 1)
    assert not newcomers(Night(database, 1, [])).awaits(NEW)


def test_article_that_is_known_at_another_address_is_no_new_one(site: Database) -> None:
    assert not newcomers(Night(site, 1, [])).awaits(replace(NEW, content_hash="hash 4"))


@pytest.mark.parametrize("missing", [0, 5, 10])
def test_articles_of_another_site_are_believed_on_the_third_night(
    site: Database, missing: int
) -> None:
    seen = []
    for days in (1, 1.1, 2, 2.1, 3):
        seen.append(believed(another_site(site, days, missing)))
        run(site, days, "disturbed", withheld=1)
    assert seen == [0, 0, 0, 0, 1]


def test_night_on_which_the_site_was_well_ends_the_count(site: Database) -> None:
    for days, outcome in ((1, "disturbed"), (2, "lost"), (3, "ok"), (4, "disturbed")):
        run(site, days, outcome, withheld=outcome != "ok")
    assert believed(another_site(site, 5, 5)) == 0


def test_known_pages_are_asked_before_new_articles_are_believed(site: Database) -> None:
    night = Night(site, 1, [0])
    newcomers(night).hold(NEW)
    asked = [page.key for page in night.tracker.follow_up.questions()]
    assert len(asked) == FEW - 1
    night.tracker.observations.note_missing(asked[0])
    assert len(night.tracker.follow_up.questions()) == CONTROLS - FEW


def test_nothing_is_recorded_of_a_night_on_which_another_site_answers(site: Database) -> None:
    for days in (1, 4):
        conclusion = another_site(site, days, missing=2).tracker.conclude()
        assert (conclusion.missing, conclusion.removed) == (0, 0)
