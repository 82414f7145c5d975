"""A night on which all articles are shown, but not as they are: nothing of it is on record."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.portals.edits import added
from tests.portals.living import Living
from tests.portals.outages import ODD, Outage
from tests.portals.plainphp import HUE, PlainPHP
from tests.portals.systems import SYSTEMS
from tests.spiders.history import check
from tests.testing.crawling import Crawls

pytestmark = pytest.mark.slow

SITE = "ha_giang"
DAY = date(2025, 11, 20)
COUNT = 12


def night(crawls: Crawls, living: Living, number: int, full: str = "true") -> str:
    """Visit all pages, or those that are due; the run's outcome."""
    living.wake(DAY + timedelta(days=number))
    crawls.run("crawl", SITE, "-a", f"full={full}", NOW=f"{living.day}T03:00:00+07:00")
    return str(crawls.rows("SELECT outcome FROM runs ORDER BY id DESC LIMIT 1")[0]["outcome"])


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd.name)
def test_odd_night_leaves_no_trace(tmp_path: Path, odd: Outage) -> None:
    living = Living(SYSTEMS["plain_ids"](COUNT), DAY)
    with Crawls(tmp_path, {SITE: living}) as crawls:
        night(crawls, living, 0)
        living.outage = odd
        during = night(crawls, living, 5)
        living.outage = None
        living.wake(DAY + timedelta(days=6))
        living.edit(living.portal.stories[3], added)
        after = night(crawls, living, 6)
        assert check(crawls, SITE, living) == []
        assert crawls.rows("SELECT url FROM claims") == []
    assert (during, after) in {("disturbed", "ok"), ("ok", "ok")}


def test_what_stays_below_all_texts_is_an_edit_in_the_end(tmp_path: Path) -> None:
    living = Living(SYSTEMS["plain_ids"](COUNT), DAY)
    with Crawls(tmp_path, {SITE: living}) as crawls:
        night(crawls, living, 0)
        living.wake(DAY + timedelta(days=5))
        for story in [*living.portal.stories]:
            living.edit(story, added)
        edits = []
        for number in (5, 6, 7):
            night(crawls, living, number)
            edits.append(len(crawls.rows("SELECT 1 FROM revisions WHERE cause = 'edited'")))
        differences = check(crawls, SITE, living)
    assert edits == [0, 0, 2 * COUNT]  # each has two addresses
    assert {(d.kind, d.days) for d in differences} <= {("late", 2)}


def test_another_portal_that_answers_for_a_night_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    living = Living(SYSTEMS["plain_ids"](COUNT), DAY)
    other = PlainPHP(living.host, "Huế", 2 * COUNT, 99, dialect=HUE)
    with Crawls(tmp_path, {SITE: living}) as crawls:
        night(crawls, living, 0)
        with monkeypatch.context() as patched:
            patched.setattr(living, "respond", other.respond)
            during = night(crawls, living, 1, full="false")
        living.wake(DAY + timedelta(days=2))
        living.remove(living.portal.stories[3])
        after = [night(crawls, living, number) for number in (2, 5)]
        differences = check(crawls, SITE, living)
    assert (during, after) == ("disturbed", ["ok", "ok"])
    assert {(d.kind, d.days) for d in differences} <= {("late", 1)}
