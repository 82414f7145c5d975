"""Pages that cannot be surveyed, and what their surveys have met, are counted with an address."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.http import HtmlResponse
from scrapy.settings import Settings

from crawler.discovery.survey import UNSENDABLE, PageSurvey
from crawler.engine.run import Run
from crawler.urls.gate import refusals
from crawler.workers.pool import ReadingError
from spiders import surveying
from spiders.surveying import LINKS_LOST, Surveyor

URL = "http://skhcn.vidu/tin/"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What is counted, each with its sample."""
    counted: list[tuple[str, str]] = []
    run = SimpleNamespace(count=lambda name, *, url: counted.append((name, url)))
    monkeypatch.setattr(Run, "of", lambda _: run)
    return counted


class Engine:
    """Scrapy's, as far as it can be held."""

    held = False

    def pause(self) -> None:
        self.held = True

    def unpause(self) -> None:
        self.held = False


def surveyor(engine: Engine) -> Surveyor:
    crawler = SimpleNamespace(engine=engine)
    settings = Settings({"EXTRACTION_TIMEOUT": 60})
    return Surveyor(SimpleNamespace(crawler=crawler, settings=settings))


def survey_of(monkeypatch: pytest.MonkeyPatch, answer: PageSurvey | Exception) -> Any:
    """A page's survey where the processes that read pages answer so."""

    async def in_pool(*_: Any, **__: Any) -> PageSurvey:
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(surveying, "in_pool", in_pool)
    return asyncio.run(surveyor(Engine()).page(HtmlResponse(URL)))


def test_page_that_hangs_offers_nothing_and_is_counted(
    counted: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = survey_of(monkeypatch, ReadingError("reading took too long"))
    assert found == PageSurvey()
    assert counted == [(LINKS_LOST, URL)]


def test_what_another_process_has_met_is_told_here(
    counted: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    met = PageSurvey(refused=("http://[",), fallbacks=(UNSENDABLE,))
    with refusals() as refused:
        survey_of(monkeypatch, met)
    assert refused == ["http://["]
    assert counted == [(f"fallbacks/{UNSENDABLE}", URL)]


def test_pages_go_on_in_the_order_in_which_they_came_and_none_is_asked_for_meanwhile(
    counted: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Engine()
    done: list[str] = []
    held: list[bool] = []

    async def in_pool(*arguments: Any, **_: Any) -> PageSurvey:
        await asyncio.sleep(0.02 if f"{URL}1" in arguments else 0)
        held.append(engine.held)
        return PageSurvey()

    async def survey(surveys: Surveyor, url: str) -> None:
        await surveys.page(HtmlResponse(url))
        done.append(url[-1])

    async def crawl() -> None:
        surveys = surveyor(engine)
        await asyncio.gather(*(survey(surveys, f"{URL}{number}") for number in (1, 2, 3)))

    monkeypatch.setattr(surveying, "in_pool", in_pool)
    asyncio.run(crawl())
    assert done == ["1", "2", "3"]
    assert held == [True] * 3
    assert not engine.held
