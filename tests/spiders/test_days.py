"""Thirty nightly runs over portals that publish, edit, remove, break down, lie and move."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import mean

import pytest

from tests.spiders.history import Difference, check
from tests.spiders.scenarios import (
    CLAIMING,
    FAILING,
    FIRST_DAY,
    MIXED,
    MOVED,
    QUIET_FROM,
    SILENT,
    Scenario,
)
from tests.testing.crawling import Crawls, Ended, record

pytestmark = pytest.mark.slow

DAYS = 30
#: Later runs, till every page was visited again and what is missing was missed twice.
LATER = (44, 62, 86, 90)
#: Days after which a portal's new host name stands in its record.
RECORD_MENDED = 10
#: Days until a change of a story of this month is on record: a third of its age.
PROMPT = 7
#: What happened so many days before the month's end to old stories is on record by then.
NOTICED = 8
#: Share of the first run's requests, on average; a portal on which so much changed is visited whole
#: every three days, and its lists as well.
QUIET_SHARE = 0.5
ALL = {**MIXED, **SILENT, **FAILING, **MOVED, **CLAIMING}
#: Portals with much on them, and stories that these and the others begin with.
LARGE = {**MIXED, **SILENT}
MANY, FEW = 60, 24


@dataclass
class Month:
    """What thirty days and the time after them left on record."""

    scenarios: dict[str, Scenario]
    nights: list[Ended] = field(default_factory=list)
    after_month: dict[str, list[Difference]] = field(default_factory=dict)
    at_last: dict[str, list[Difference]] = field(default_factory=dict)

    def requests(self, night: int, site: str) -> int:
        living = self.scenarios[site].living
        hosts = Counter(request.host for request in self.nights[night].requests)
        return hosts[living.host] + hosts[living.other_host]


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Month:
    month = Month({name: make(MANY if name in LARGE else FEW) for name, make in ALL.items()})
    portals = {name: scenario.living for name, scenario in month.scenarios.items()}
    with Crawls(tmp_path_factory.mktemp("days"), portals) as crawls:
        for number in range(DAYS):
            # In the last nights, only what comes of the portals with much on them is of interest.
            sites = LARGE if number >= QUIET_FROM else ALL
            month.nights.append(_night(crawls, month, number, *sites))
            if number == RECORD_MENDED:
                _mend_records(crawls, month)
        month.after_month = _differences(crawls, month)
        for number in LATER:
            _night(crawls, month, number, *ALL)
        month.at_last = _differences(crawls, month)
    return month


def _night(crawls: Crawls, month: Month, number: int, *sites: str) -> Ended:
    for scenario in month.scenarios.values():
        scenario.wake(number)
    day = FIRST_DAY + timedelta(days=number)
    return crawls.run("crawlall", *sites, NOW=f"{day}T03:00:00+07:00")


def _mend_records(crawls: Crawls, month: Month) -> None:
    """Do what the reports ask for: put the hosts' new names into their records."""
    records = []
    for name, scenario in month.scenarios.items():
        living = scenario.living
        has_moved = living.portal.host != living.host
        older = f'older = ["http://{living.host}/"]' if has_moved else ""
        records.append(record(name, living.home, older))
    crawls.sites_file.write_text("\n".join(records), "utf-8")


def _differences(crawls: Crawls, month: Month) -> dict[str, list[Difference]]:
    return {n: check(crawls, n, s.living) for n, s in month.scenarios.items()}


def _of_kinds(differences: Sequence[Difference], *kinds: str) -> list[Difference]:
    return [difference for difference in differences if difference.kind in kinds]


def test_nights_without_outages_end_well(month: Month) -> None:
    assert [month.nights[number].status for number in range(4)] == [0] * 4


@pytest.mark.parametrize("site", ALL)
def test_nothing_is_on_record_that_never_happened(month: Month, site: str) -> None:
    kinds = ("false", "wrong cause", "foreign")
    assert _of_kinds(month.after_month[site], *kinds) == []
    assert _of_kinds(month.at_last[site], *kinds) == []


@pytest.mark.parametrize("site", ALL)
def test_everything_is_on_record_in_the_end(month: Month, site: str) -> None:
    assert _of_kinds(month.at_last[site], "missed", "stale", "split") == []


@pytest.mark.parametrize("site", [*MIXED, *CLAIMING, "redesigned", "led_on"])
def test_news_is_on_record_the_same_night(month: Month, site: str) -> None:
    late = _of_kinds(month.after_month[site], "late", "missed")
    assert [d for d in late if d.what.startswith("published")] == []


@pytest.mark.parametrize("site", [*MIXED, *CLAIMING, "redesigned"])
def test_what_happens_to_young_stories_is_soon_on_record(month: Month, site: str) -> None:
    young = {
        event.article.urls[0]
        for event in month.scenarios[site].living.ledger
        if event.day > FIRST_DAY and event.cause.value == "published"
    }
    differences = [d for d in month.after_month[site] if d.url in young]
    assert [d for d in _of_kinds(differences, "late") if d.days > PROMPT] == []
    assert _of_kinds(differences, "missed") == []


def test_what_a_sitemap_announces_is_on_record_the_same_night(month: Month) -> None:
    last = month.scenarios["truthful"].living.portal.stories[-3]
    late = _of_kinds(month.after_month["truthful"], "late", "missed")
    edits = [d for d in late if d.what.startswith("edited")]
    assert [d for d in edits if str(last.id) not in d.url] == []


@pytest.mark.parametrize("site", SILENT)
def test_what_nothing_tells_of_is_on_record_within_the_month(month: Month, site: str) -> None:
    by = FIRST_DAY + timedelta(days=DAYS - NOTICED)
    missed = _of_kinds(month.after_month[site], "missed")
    assert [d for d in missed if d.day is not None and d.day <= by] == []


@pytest.mark.parametrize("site", MIXED)
def test_quiet_nights_ask_little(month: Month, site: str) -> None:
    quiet = [month.requests(number, site) for number in range(QUIET_FROM, DAYS)]
    assert mean(quiet) <= QUIET_SHARE * month.requests(0, site)


@pytest.mark.parametrize("site", ["new_host", "dead_host"])
def test_portal_that_moved_is_reported(month: Month, site: str) -> None:
    living = month.scenarios[site].living
    said = [living.other_host in night.out + night.log for night in month.nights]
    assert not any(said[:8])
    assert all(said[8:RECORD_MENDED]) or site == "dead_host"
