"""Lines of text that only line feeds part, where a browser shows them so."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

#: Values of `white-space` with which a line feed ends a line.
_KEPT = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_SIGNS = ("<pre", "<PRE", "white-space")


def break_lines(root: HtmlElement, source: str) -> None:
    """Put a `<br>` for each line feed in preformatted text; `source` is what the tree was made of.

    Such text is that of `<pre>` elements and of those whose style says so.
    """
    if not any(sign in source for sign in _SIGNS):
        return
    for outer in list(_preformatted(root)):
        for element in list(outer.iter(etree.Element)):
            if element.text and "\n" in element.text:
                element.text, *lines = element.text.split("\n")
                _insert(element, 0, lines)
            if element is not outer and element.tail and "\n" in element.tail:
                element.tail, *lines = element.tail.split("\n")
                around = element.getparent()
                _insert(around, around.index(element) + 1, lines)


def _preformatted(root: HtmlElement) -> Iterator[HtmlElement]:
    for element in root.iter(etree.Element):
        if element.tag == "pre" or _KEPT.search(element.get("style") or ""):
            yield element


def _insert(around: HtmlElement, place: int, lines: list[str]) -> None:
    """Insert lines among an element's children, each behind a break."""
    for offset, line in enumerate(lines):
        line_break = around.makeelement("br")
        line_break.tail = line
        around.insert(place + offset, line_break)
