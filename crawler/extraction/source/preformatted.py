"""Preformatted text: lines that are separated only by line feeds."""

import re
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree
from lxml.html import HtmlElement

#: Values of `white-space` with which a line feed ends a line.
_KEPT = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_STYLED = "descendant::*/@style[contains(., 'white-space')]/.."
#: Least length of lines that were wrapped at a width, in mid-sentence (characters).
CUT_LENGTH = 40
_SENTENCE_END = re.compile(r"[.!?:;…”\")]$")


def break_lines(root: HtmlElement) -> None:
    """Insert a `<br>` for each line feed in preformatted text.

    Such text is that of `<pre>` elements and of those whose style declares it.
    """
    for outer in list(_preformatted(root)):
        for element in list(outer.iter(etree.Element)):
            if element.text and "\n" in element.text:
                element.text, *lines = _lines(element.text)
                _insert(element, 0, lines)
            if element is not outer and element.tail and "\n" in element.tail:
                element.tail, *lines = _lines(element.tail)
                around = element.getparent()
                _insert(around, around.index(element) + 1, lines)


def _preformatted(root: HtmlElement) -> Iterator[HtmlElement]:
    yield from root.iter("pre")
    yield from (element for element in root.xpath(_STYLED) if _KEPT.search(element.get("style")))


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a text; a line wrapped in mid-sentence is joined with the next."""
    lines = [line.strip() for line in text.split("\n")]
    width = max(map(len, lines))
    whole = text[: len(text) - len(text.lstrip(" \t"))] + lines[0]
    for line, following in pairwise(lines):
        if _goes_on(line, following, width):
            whole = f"{whole} {following}"
        else:
            yield whole
            whole = following
    yield whole + text[len(text.rstrip(" \t")) :]


def _goes_on(line: str, following: str, width: int) -> bool:
    """True if a line was wrapped: it ends no sentence, and the next word is lower-case or long."""
    if len(line) < CUT_LENGTH or not following[:1].isalpha() or _SENTENCE_END.search(line):
        return False
    return following[0].islower() or len(line) + len(following.split()[0]) >= width


def _insert(around: HtmlElement, place: int, lines: list[str]) -> None:
    """Insert lines among an element's children, each behind a break."""
    for offset, line in enumerate(lines):
        line_break = around.makeelement("br")
        line_break.tail = line
        around.insert(place + offset, line_break)
