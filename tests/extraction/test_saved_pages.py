"""Every saved page gives exactly the expected article, or is told from articles."""

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from crawler.extraction import Article, Kind, Reading, read_page
from tests.extraction.formatted import formatted

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


@pytest.mark.parametrize("page", ARTICLES, ids=name)
def test_what_else_a_page_says_of_its_article_is_exactly_that(page: Path) -> None:
    article = read(page).article
    assert article is not None
    found = asdict(article) | {"structure": structure(article)}
    keys = ("lead", "section", "source", "tags", "captions", "images", "attachments", "structure")
    assert {key: plain(found[key]) for key in keys if found[key]} == {
        key: value for key, value in expectation(page).items() if key in keys
    }


def structure(article: Article) -> list[str]:
    """The lines of the Markdown that say more than the text."""
    text = article.text.split("\n")
    lines = filter(None, article.markdown.split("\n"))
    return [line for line in lines if re.sub(r"\\([^\w\s])", r"\1", line) not in text]


def plain(value: Any) -> Any:
    """A value as JSON has it, without fields that are None."""
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items() if entry is not None}
    return [plain(entry) for entry in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("page", ARTICLES, ids=name)
def test_formatted_article_has_the_words_of_its_text(page: Path) -> None:
    article = read(page).article
    assert article is not None
    shown = formatted(article.markdown)
    for paragraph in list(shown.iter("p")):
        if paragraph.find("img") is not None or paragraph.text_content() in article.captions:
            paragraph.drop_tree()
    assert words(shown.text_content()) == words(article.text)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


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
