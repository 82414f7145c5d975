"""Tag paths: the place of a block on a site's pages, as tags and names of the elements around it.

The same place on two pages of a site is filled by the same part of its template, whatever the text.
"""

import re
from collections.abc import Container, Sequence
from functools import lru_cache, partial

from lxml.html import HtmlElement

from crawler.extraction.source.ancestors import AncestorCache

#: Number of named elements, from the block outwards, in a place; those around them may vary.
NAMED = 2
_DIGITS = re.compile(r"\d+")


class TagPaths:
    """The places of one page's elements, in class and id names that the site uses on many pages.

    Names outside of `names` (of a category, of a season) count only as present.
    """

    def __init__(self, names: Container[str]) -> None:
        self._places = AncestorCache[tuple[str, ...]](partial(_within, names), ("",) * NAMED)

    def of(self, element: HtmlElement) -> str:
        """Return the place of an element, such as `div.content/table/td.body/p`."""
        return self._places.of(element)[-1]


def _within(
    names: Container[str], element: HtmlElement, around: tuple[str, ...]
) -> tuple[str, ...]:
    """Return an element's places with one named element, with two and so on.

    `around` holds those of its parent.
    """
    own = names_of(element)
    known = "".join(filter(names.__contains__, own))
    step = element.tag + (known or "*" if own else "")
    if "." in step or "#" in step:
        around = ("", *around[:-1])
    return tuple(f"{outer}/{step}" if outer else step for outer in around)


def names_of(element: HtmlElement) -> Sequence[str]:
    """Return an element's class names (`.name`) and id (`#name`), numbers masked, sorted."""
    classes, identifier = element.get("class"), element.get("id")
    return _names(classes or "", identifier or "") if classes or identifier else ()


@lru_cache(maxsize=10_000)
def _names(classes: str, identifier: str) -> Sequence[str]:
    names = {"." + mask(name) for name in classes.split()}
    return sorted(names | {"#" + mask(identifier.strip())} if identifier else names)


def mask(text: str) -> str:
    """Replace all numbers in a text by 0, so that counters and running ids compare as equal."""
    return _DIGITS.sub("0", text)
