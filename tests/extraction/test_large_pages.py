"""No page costs more than a page is worth, however large it is or whatever is large in it."""

import time
from collections.abc import Callable

import pytest

from crawler.extraction import Kind, learn_template
from crawler.extraction.reading import TOO_LARGE, read_page
from crawler.extraction.source.document import (
    LARGEST_PAGE,
    LONGEST_DECLARED,
    MOST_TAGS,
    Declared,
    parse,
    read_declared,
)

URL = "https://sokhcn.example.gov.vn/tin/hoi-nghi-tong-ket-1.html"
SENTENCE = "Cán bộ toàn ngành tổng kết công tác năm cũ và bàn nhiệm vụ năm mới trong sáng nay. "

PAGES = {
    "one line": f"<p>{SENTENCE * (LARGEST_PAGE // len(SENTENCE) + 1)}",
    "one attribute": f"<p title='{'a' * LARGEST_PAGE}'>{SENTENCE}",
    "paragraphs": f"<p>{SENTENCE}</p>" * (MOST_TAGS // 2 + 1),
    "elements inside each other": f"{'<b>' * (MOST_TAGS + 1)}{SENTENCE}",
    "links": f"<a href='/tin'>{SENTENCE}</a>" * (MOST_TAGS // 2 + 1),
}


@pytest.mark.parametrize("of", PAGES)
def test_page_that_is_too_large_is_not_read_and_says_so(of: str) -> None:
    """It takes no longer than to look through it."""
    page = f"<html><title>Hội nghị tổng kết</title><body>{PAGES[of]}</body></html>"
    began = time.monotonic()
    for source in (page, page.encode()):
        reading = read_page(source, URL)
        assert (reading.kind, reading.reason, reading.article) == (Kind.OTHER, TOO_LARGE, None)
    assert parse(page) is None
    assert learn_template([page, page.encode()]).pages == 0
    assert time.monotonic() - began < 1


def test_page_that_is_just_not_too_large_is_parsed() -> None:
    comment = "-" * (LARGEST_PAGE - 200)
    root = parse(f"<html><body><!--{comment}--><p>{SENTENCE}</p></body></html>")
    assert root is not None
    assert SENTENCE.strip() in root.text_content()


LONG = SENTENCE * 10_000
DECLARED: dict[str, tuple[str, Callable[[Declared], str | None]]] = {
    "title": (f"<title>{LONG}</title>", lambda d: d.document_title),
    "headline": (f'<meta property="og:title" content="{LONG}">', lambda d: d.title),
    "description": (f'<meta name="description" content="{LONG}">', lambda d: d.lead),
    "author": (f'<meta name="author" content="{LONG}">', lambda d: d.author),
    "section": (f'<meta property="article:section" content="{LONG}">', lambda d: d.section),
    "microdata": (f'<p itemprop="author">{LONG}</p>', lambda d: d.author),
    "picture": (f'<h1><img alt="{LONG}"></h1>', lambda d: d.pictured),
}


@pytest.mark.parametrize("part", DECLARED)
def test_what_a_page_declares_is_cut(part: str) -> None:
    """Its beginning is what it says."""
    source, read = DECLARED[part]
    root = parse(f"<html><body>{source}<p>{SENTENCE}</p></body></html>")
    assert root is not None
    declared = read(read_declared(root, URL))
    assert declared
    assert declared.startswith(SENTENCE)
    assert len(declared) <= LONGEST_DECLARED
