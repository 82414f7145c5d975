"""Markdown as a reader of the database sees it."""

from lxml.html import HtmlElement, fragment_fromstring

from crawler.browsing.markdown import to_html


def formatted(markdown: str) -> HtmlElement:
    """What the reading room shows of it."""
    return fragment_fromstring(f"<div>{to_html(markdown, pictures=True)}</div>")
