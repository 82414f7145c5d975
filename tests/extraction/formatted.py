"""Markdown as a reader of the database sees it."""

from lxml.html import HtmlElement, fragment_fromstring

from crawler.browsing.cells import render_cell


def formatted(markdown: str) -> HtmlElement:
    """What Datasette shows of a column of Markdown."""
    return fragment_fromstring(str(render_cell(markdown, "markdown", "articles", None)))
