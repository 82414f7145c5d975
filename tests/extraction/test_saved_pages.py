"""Every saved page gives exactly the expected article, or is told from articles."""

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.extraction import Kind, Reading, read_page

PAGES = Path(__file__).parent.parent / "pages"
ARTICLES = sorted(PAGES.glob("*/*.html"))
NOT_ARTICLES = sorted(PAGES.glob("*/not_articles/*.html"))


def expectation(page: Path) -> dict[str, Any]:
    """What the page should give; a page without an expectation fails."""
    data: dict[str, Any] = json.loads(page.with_suffix(".json").read_text("utf-8"))
    return data


def read(page: Path) -> Reading:
    return read_page(page.read_bytes(), expectation(page)["url"])


def name(page: Path) -> str:
    return page.relative_to(PAGES).as_posix()


def test_there_are_pages() -> None:
    assert len(ARTICLES) >= 20
    assert len(NOT_ARTICLES) >= 20


@pytest.mark.parametrize("page", ARTICLES, ids=name)
@pytest.mark.parametrize("field", ["title", "author", "published", "published_raw", "text"])
def test_article_is_exactly_the_expected_one(page: Path, field: str) -> None:
    article = read(page).article
    assert article is not None
    assert getattr(article, field) == expectation(page)[field]


@pytest.mark.parametrize("page", NOT_ARTICLES, ids=name)
def test_what_is_no_article_is_told_from_one(page: Path) -> None:
    reading = read(page)
    if expectation(page)["kind"] == "static":
        # A page of the portal about itself reads like an article; that it has no date tells.
        assert reading.article is None or reading.article.published is None
    else:
        assert reading.kind is Kind(expectation(page)["kind"])
        assert reading.article is None
        assert reading.reason
