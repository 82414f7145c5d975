"""Where on a site's pages a block stands: the tags and names of the elements around it.

The same place on two pages of a site is filled by the same part of its template, whatever the text.
"""

import re
from collections.abc import Container, Iterator

from lxml.html import HtmlElement

#: So many elements with names, from the block outwards, tell a place; what is around them may vary.
NAMED = 2
_DIGITS = re.compile(r"\d+")


class Places:
    """The places of one page's elements, told by those class and id names that the site uses.

    Of `names`, the others (of a category, a mood of the day) only tell that an element has some.
    """

    def __init__(self, names: Container[str]) -> None:
        self._names = names
        self._steps: dict[HtmlElement, str] = {}
        self._places: dict[HtmlElement, str] = {}

    def of(self, element: HtmlElement) -> str:
        """The place of an element, such as `div.content/table/td.body/p`."""
        place = self._places.get(element)
        if place is None:
            place = self._places[element] = "/".join(reversed(list(self._path(element))))
        return place

    def _path(self, element: HtmlElement) -> Iterator[str]:
        node: HtmlElement | None = element
        named = 0
        while node is not None and named < NAMED:
            step = self._step(node)
            yield step
            named += "." in step or "#" in step
            node = node.getparent()

    def _step(self, element: HtmlElement) -> str:
        step = self._steps.get(element)
        if step is None:
            own = sorted(set(names_of(element)))
            known = [name for name in own if name in self._names]
            step = element.tag + "".join(known) + ("*" if own and not known else "")
            self._steps[element] = step
        return step


def names_of(element: HtmlElement) -> Iterator[str]:
    """An element's class names (`.name`) and id (`#name`), with their numbers masked."""
    for name in (element.get("class") or "").split():
        yield "." + mask(name)
    if identifier := element.get("id"):
        yield "#" + mask(identifier.strip())


def mask(text: str) -> str:
    """A text whose numbers count as the same: what counters and running ids differ in."""
    return _DIGITS.sub("0", text)
