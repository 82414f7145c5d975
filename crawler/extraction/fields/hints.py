"""Extraction hints: CSS selectors in a site's record that locate the parts of an article."""

from dataclasses import dataclass

from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class Hints:
    """CSS selectors of an article's title, date, author and text; None leaves it to extraction."""

    title: str | None = None
    date: str | None = None
    author: str | None = None
    body: str | None = None


NO_HINTS = Hints()


def selected(root: HtmlElement, selector: str | None) -> HtmlElement | None:
    """Return the first element that matches a selector; None without match or selector."""
    if selector is None:
        return None
    return next(iter(root.cssselect(selector, translator="html")), None)
