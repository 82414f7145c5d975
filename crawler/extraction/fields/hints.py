"""What a site's record says of where things stand on its pages."""

from dataclasses import dataclass

from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class Hints:
    """CSS selectors of an article's title, date, author and text; what is None is found out."""

    title: str | None = None
    date: str | None = None
    author: str | None = None
    body: str | None = None


NO_HINTS = Hints()


def selected(root: HtmlElement, selector: str | None) -> HtmlElement | None:
    """The first element that a selector finds, None where it finds none or there is no selector."""
    if selector is None:
        return None
    return next(iter(root.cssselect(selector, translator="html")), None)
