"""Portals of every system, crawled from a record of four lines: all articles, and nothing else."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from tests.portals.content import Story, stories
from tests.portals.liferay import LiferayPortal
from tests.portals.liferay_mirror import LiferayMirror
from tests.portals.server import Portal
from tests.portals.systems import SYSTEMS
from tests.spiders.growing import Growing, GrowingSystem, Switched, few_sections
from tests.spiders.quality import Score, score
from tests.testing.crawling import Crawls, Ended

#: Stories that come out after the second run.
NEWS = 2
#: Stories of a portal, and of them on each page of a listing: so few that pagers matter.
SIZES = [(12, 2), pytest.param((60, 6), marks=pytest.mark.slow)]
#: Home page, robots.txt, feeds, and the first pages of the listings in each language.
REQUESTS_WITHOUT_NEWS = 30
#: The sitemap of VietQ has a part for each year; each is asked in every run.
SITEMAP_PARTS = Counter(vietq=15)
#: What is new, and the pages of the listings that list it.
REQUESTS_FOR_NEWS = 30
#: One portal for each way to page, to name articles and to date them; the rest takes its time.
QUICK = {"dotnetnuke", "liferay", "vietq", "vnpt_script"}
SITES = [
    name if name in QUICK else pytest.param(name, marks=pytest.mark.slow)
    for name in (*sorted(SYSTEMS), "liferay", "liferay_mirror")
]

Tables = Mapping[str, list[dict[str, Any]]]


@dataclass
class Run:
    """How a run over all portals went, and what the database held after it."""

    ended: Ended
    scores: dict[str, Score]
    tables: Tables

    def rows(self) -> dict[str, int]:
        """How many rows each table had, but that of the runs themselves."""
        return {name: len(rows) for name, rows in self.tables.items() if name != "runs"}


@dataclass
class Runs:
    """Three runs: over portals unknown till then, with nothing new, and with some news."""

    portals: Mapping[str, Growing]
    first: Run
    second: Run
    third: Run

    def requests(self, run: Run, site: str) -> int:
        """How many requests a run made to a site."""
        return Counter(request.host for request in run.ended.requests)[self.portals[site].host]


@pytest.fixture(scope="module", params=SIZES, ids=str)
def runs(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Runs]:
    count, per_page = request.param
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.portals.liferay_widgets.DELTA", per_page)
        with few_sections():
            portals = _portals(count, per_page, _asked_about(request))
        with Crawls(tmp_path_factory.mktemp("crawl"), portals) as crawls:
            first, second = _run(crawls, portals), _run(crawls, portals)
            for portal in portals.values():
                portal.publish()
            yield Runs(portals, first, second, _run(crawls, portals))


def _asked_about(request: pytest.FixtureRequest) -> set[str]:
    """The sites that the selected tests ask about."""
    parameters = (
        item.callspec.params
        for item in request.session.items
        if isinstance(item, pytest.Function) and hasattr(item, "callspec")
    )
    return {
        str(chosen["site"])
        for chosen in parameters
        if chosen.get("runs") == request.param and "site" in chosen
    }


def _portals(count: int, per_page: int, names: Collection[str]) -> dict[str, Growing]:
    portals: dict[str, Growing] = {
        "liferay": _liferay(LiferayPortal, "sokhcn.binhson.gov.vn", stories(count, seed=121)),
        "liferay_mirror": _liferay(LiferayMirror, "skhcn.hoason.gov.vn", stories(count, seed=122)),
    }
    for name, make in SYSTEMS.items():
        portals[name] = GrowingSystem(make(count), NEWS, per_page)
    return {name: portal for name, portal in portals.items() if name in names}


def _liferay(make: Callable[..., Portal], host: str, published: Sequence[Story]) -> Growing:
    return Switched(make(host, published[:-NEWS]), make(host, published))


def _run(crawls: Crawls, portals: Mapping[str, Portal]) -> Run:
    ended = crawls.run("crawlall")
    scores = {n: score(portal.articles(), crawls.articles(n)) for n, portal in portals.items()}
    return Run(ended, scores, crawls.tables())


def test_crawls_end_well(runs: Runs) -> None:
    for run in (runs.first, runs.second, runs.third):
        assert run.ended.status == 0, run.ended.out
        assert run.ended.log == ""


def test_no_other_host_is_asked(runs: Runs) -> None:
    asked = {request.host for request in runs.first.ended.requests}
    assert asked == {portal.host for portal in runs.portals.values()}


@pytest.mark.parametrize("site", SITES)
def test_every_article_is_stored_once_and_nothing_else(runs: Runs, site: str) -> None:
    result = runs.first.scores[site]
    assert result.missing == []
    assert result.twice == []
    assert result.foreign == []


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize(("name", "share"), [("title", 0.95), ("published", 0.95), ("author", 0.9)])
def test_what_is_said_about_an_article_is_right(
    runs: Runs, site: str, name: str, share: float
) -> None:
    result = runs.third.scores[site]
    assert result.share_right(name) >= share, result.wrong[name]


@pytest.mark.parametrize("site", SITES)
def test_texts_are_the_articles_own(runs: Runs, site: str) -> None:
    assert runs.third.scores[site].mean_f1 >= 0.97


def test_second_run_adds_rows_to_the_list_of_runs_only(runs: Runs) -> None:
    assert runs.second.rows() == runs.first.rows()
    assert runs.second.tables["articles"] == runs.first.tables["articles"]
    assert len(runs.second.tables["runs"]) == 2 * len(runs.portals)


@pytest.mark.parametrize("site", SITES)
def test_second_run_asks_little(runs: Runs, site: str) -> None:
    assert runs.requests(runs.second, site) <= REQUESTS_WITHOUT_NEWS + SITEMAP_PARTS[site]


@pytest.mark.parametrize("site", SITES)
def test_third_run_finds_what_is_new(runs: Runs, site: str) -> None:
    result = runs.third.scores[site]
    assert result.missing == []
    assert result.twice == []
    assert result.foreign == []


@pytest.mark.parametrize("site", SITES)
def test_third_run_asks_little_more_than_what_is_new(runs: Runs, site: str) -> None:
    allowed = REQUESTS_WITHOUT_NEWS + SITEMAP_PARTS[site] + REQUESTS_FOR_NEWS
    assert runs.requests(runs.third, site) <= allowed
