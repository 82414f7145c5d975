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


def survey_of(monkeypatch: pytest.MonkeyPatch, answer: PageSurvey | Exception) -> Any:
    """A page's survey where the processes that read pages answer so."""

    async def in_pool(*_: Any, **__: Any) -> PageSurvey:
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(surveying, "in_pool", in_pool)
    spider = SimpleNamespace(crawler=None, settings=Settings({"EXTRACTION_TIMEOUT": 60}))
    return asyncio.run(Surveyor(spider).page(HtmlResponse(URL)))


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
