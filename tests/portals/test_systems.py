"""Each simulated portal is readable, complete, and as full of traps as the real ones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import html

from .reader import Reader
from .system import System
from .systems import SYSTEMS

pytestmark = pytest.mark.slow

_COUNT = 48


@pytest.fixture(scope="module", params=sorted(SYSTEMS))
def portal(request: pytest.FixtureRequest) -> System:
    return SYSTEMS[request.param](_COUNT)


@pytest.fixture(scope="module")
def reader(portal: System) -> Iterator[Reader]:
    with Reader(portal) as reader:
        yield reader


def test_home_answers_and_changes_with_every_visit(portal: System, reader: Reader) -> None:
    first, second = reader.get(portal.home), reader.get(portal.home)

    assert first.status == 200
    assert first.body != second.body


def test_article_pages_show_what_is_expected_of_them(portal: System, reader: Reader) -> None:
    for article in portal.articles():
        for url in {article.urls[0], article.urls[-1]}:
            source = portal.read(reader.get(url).body)
            text = " ".join(str(html.document_fromstring(source).xpath("string()")).split())
            assert article.title in text, url
            for line in article.text.splitlines():
                assert line in text, url


def test_articles_are_told_apart_by_their_titles(portal: System) -> None:
    titles = [article.title for article in portal.articles()]

    assert len(titles) == len(set(titles)) == _COUNT


def test_a_reader_reaches_every_article(portal: System, reader: Reader) -> None:
    reached = reader.walk()

    for article in portal.articles():
        assert reached.intersection(map(portal.identity, article.urls)), article.title


def test_missing_pages_answer_200(portal: System, reader: Reader) -> None:
    page = reader.get("/khong/co/trang-nay.html")

    assert page.status == 200
    assert "Không tìm thấy" in portal.read(page.body)


def test_calendar_never_ends(portal: System, reader: Reader) -> None:
    page = reader.get(portal.address("calendar", month=12, year=2031))

    following = portal.address("calendar", month=1, year=2032)
    assert following in map(portal.identity, page.links())


def test_pages_that_are_no_articles_answer(portal: System, reader: Reader) -> None:
    for link in portal.services:
        page = reader.get(link.href)
        assert page.status == 200
        assert "Không tìm thấy" not in portal.read(page.body), link.href
    file = reader.get(portal.address("file", name="vb-101.pdf"))
    assert file.headers["Content-Type"] == "application/pdf"
