"""Every saved page gives exactly the expected article, or is told from articles."""

import json
import re
from dataclasses import asdict
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest

from crawler.extraction import Article, Kind, read_page
from tests.extraction.formatted import formatted
from tests.extraction.saved_pages import ARTICLES, NOT_ARTICLES, expectation, name

#: What every expectation has, be it `null`; others only where the page has them.
ALWAYS = ("title", "author", "published", "published_raw", "text")
OPTIONAL = ("lead", "section", "source", "tags", "captions", "images", "attachments", "structure")
#: What an expectation tells of the page itself.
OF_THE_PAGE = {"url", "encoding"}


def test_there_are_pages() -> None:
    assert len(ARTICLES) >= 20
    assert len(NOT_ARTICLES) >= 20


@pytest.mark.parametrize("page", ARTICLES, ids=name)
def test_article_is_exactly_the_expected_one(page: Path) -> None:
    expected = expectation(page)
    article = read_page(page.read_bytes(), expected["url"]).article
    assert article is not None
    if different := difference(expected, told(article)):
        pytest.fail(different, pytrace=False)
    assert words(shown(article)) == words(article.text)


def told(article: Article) -> dict[str, Any]:
    """An article in the form of an expectation."""
    found = asdict(article) | {"structure": structure(article)}
    return {key: plain(found[key]) for key in (*ALWAYS, *(key for key in OPTIONAL if found[key]))}


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


def difference(expected: dict[str, Any], found: dict[str, Any]) -> str:
    """The lines in which an article is not the expected one."""
    of_the_article = {key: expected[key] for key in expected.keys() - OF_THE_PAGE}
    former, later = written(of_the_article).splitlines(), written(found).splitlines()
    return "\n".join(unified_diff(former, later, "expected", "found", lineterm="", n=1))


def written(article: dict[str, Any]) -> str:
    """An article as JSON, each paragraph on a line of its own."""
    paragraphs = article | {"text": article["text"].split("\n")}
    return json.dumps(paragraphs, ensure_ascii=False, indent=1, sort_keys=True)


def shown(article: Article) -> str:
    """The formatted text, without pictures and their captions."""
    html = formatted(article.markdown)
    for paragraph in list(html.iter("p")):
        if paragraph.find("img") is not None or paragraph.text_content() in article.captions:
            paragraph.drop_tree()
    return str(html.text_content())


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("page", NOT_ARTICLES, ids=name)
def test_what_is_no_article_is_told_from_one(page: Path) -> None:
    expected = expectation(page)
    reading = read_page(page.read_bytes(), expected["url"])
    if expected["kind"] == "static":
        # A page of the portal about itself reads like an article; that it has no date tells.
        assert reading.article is None or reading.article.published is None
    else:
        assert reading.kind is Kind(expected["kind"])
        assert reading.article is None
        assert reading.reason
