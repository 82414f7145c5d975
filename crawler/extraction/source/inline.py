"""Inline Markdown: lines of text with bold, italic and links, everything else escaped.

The dialect is CommonMark (https://spec.commonmark.org/0.31.2/) without raw HTML. The text between
the marks is the block's own, to the character.
"""

import re
import string
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, groupby
from typing import TypeVar

from lxml.html import HtmlElement

from crawler.extraction.fields.references import absolute
from crawler.extraction.source.ancestors import AncestorCache
from crawler.extraction.source.blocks import Block, clean


@dataclass(frozen=True, slots=True)
class Style:
    """The style of text; `link` is the absolute address that it leads to."""

    link: str | None = None
    bold: bool = False
    italic: bool = False


PLAIN = Style()
_BOLD = frozenset(("b", "strong"))
_ITALIC = frozenset(("i", "em"))
_WEIGHT = re.compile(
    r"(?<![\w-])font-weight\s*:\s*(?:(bold|[6-9]00)|normal|[1-5]00)", re.IGNORECASE
)
_SLANT = re.compile(r"(?<![\w-])font-style\s*:\s*(?:(italic|oblique)|normal)", re.IGNORECASE)
#: Characters with a meaning in Markdown, anywhere in a line or at its start.
_MARKUP = re.compile(r"[\\`*_\[\]<~]|&(?=#?\w+;)|!(?=\[)")
_BLOCK_MARKUP = re.compile(r"[-+=#>]|\d{1,9}(?=[.)](?:\s|$))")

Key = TypeVar("Key")
Run = tuple[int, int, Key]


class Styles(AncestorCache[Style]):
    """The styles of text in the elements of a page."""

    def __init__(self, base: str) -> None:
        """Resolve relative links against the address `base`."""
        super().__init__(partial(_style, base), PLAIN)


def is_bold(block: Block, styles: Styles) -> bool:
    """True if all of a block is set in bold."""
    return all(styles.of(element).bold for text, element in block.pieces if text.strip())


def _style(base: str, element: HtmlElement, outer: Style) -> Style:
    tag = element.tag
    if tag in _BOLD:
        return replace(outer, bold=True)
    if tag in _ITALIC:
        return replace(outer, italic=True)
    if tag == "a" and (href := element.get("href")):
        link = absolute(base, href)
        return replace(outer, link=link) if link else outer
    css = element.get("style")
    if css and "font-" in css:
        weight, slant = _WEIGHT.search(css), _SLANT.search(css)
        bold = weight[1] is not None if weight else outer.bold
        italic = slant[1] is not None if slant else outer.italic
        if (bold, italic) != (outer.bold, outer.italic):
            own = Style(outer.link, bold, italic)
            return PLAIN if own == PLAIN else own
    return outer


def runs(block: Block, key: Callable[[HtmlElement], Key]) -> list[Run[Key]] | None:
    """Return the stretches of a block's text whose elements have the same key.

    A block is cleaned as a whole, so its pieces are located in it by counting characters other than
    white space. None if that fails, because a letter was composed from two pieces.
    """
    ends = list(accumulate(map(len, block.text.split(" "))))
    counts = _solid(block, str)
    if sum(counts) != ends[-1]:
        counts = _solid(block, clean)
        if sum(counts) != ends[-1]:
            return None
    found: list[Run[Key]] = []
    begin = 0
    for count, (_, element) in zip(counts, block.pieces, strict=True):
        if not count:
            continue
        end = begin + count
        # As many spaces stand before a character as words end before it.
        start, stop = begin + bisect_right(ends, begin), end + bisect_right(ends, end - 1)
        own = key(element)
        if found and found[-1][2] == own:
            start = found.pop()[0]
        found.append((start, stop, own))
        begin = end
    return found


def _solid(block: Block, form: Callable[[str], str]) -> list[int]:
    """Return the number of characters other than white space in each piece of a block in a form."""
    return [sum(map(len, form(text).split())) for text, _ in block.pieces]


def inline(block: Block, styles: Styles, *, heading: bool = False) -> str:
    """Return a block's text as Markdown, regardless of its place in a line."""
    if all(styles.of(element) is PLAIN for _, element in block.pieces):
        return escape(block.text)
    found = runs(block, styles.of)
    return marked(block.text, found or [(0, len(block.text), PLAIN)], heading=heading)


def marked(text: str, found: Sequence[Run[Style]], *, heading: bool = False) -> str:
    """Return the stretches of a text as Markdown; a heading is bold anyway."""
    if heading:
        found = [(start, stop, replace(style, bold=False)) for start, stop, style in found]
    return _linked(text, _apart(found))


def _apart(found: Sequence[Run[Style]]) -> list[Run[Style]]:
    """Return the stretches without changes of emphasis in a word: asterisks would meet there."""
    result: list[Run[Style]] = []
    for start, stop, style in found:
        last = result[-1] if result else None
        if (
            last
            and last[1] == start
            and last[2].link == style.link
            and (last[2].bold or last[2].italic)
            and (style.bold or style.italic)
        ):
            result[-1] = (last[0], stop, last[2])
        else:
            result.append((start, stop, style))
    return result


def line(markdown: str) -> str:
    """Return inline Markdown for the start of a line, with list and heading markers escaped."""
    begins = _BLOCK_MARKUP.match(markdown)
    if begins is None:
        return markdown
    place = begins.end() if begins[0].isdigit() else begins.start()
    return f"{markdown[:place]}\\{markdown[place:]}"


def escape(text: str) -> str:
    """Return a text with all markup escaped."""
    return _MARKUP.sub(r"\\\g<0>", text) if text else text


def _linked(text: str, found: Sequence[Run[Style]]) -> str:
    markdown = ""
    for before, group in _groups(text, found, lambda style: style.link):
        inner = _emphasised(text, group, "bold", "**")
        markdown += before
        if link := group[0][2].link:
            # Behind an exclamation mark, the link would be a picture.
            markdown = re.sub(r"!$", r"\\!", markdown) + f"[{inner}]({link})"
        else:
            markdown += inner
    return markdown


def _emphasised(text: str, found: Sequence[Run[Style]], attribute: str, mark: str) -> str:
    if len(found) == 1 and not found[0][2].bold and not found[0][2].italic:
        return escape(text[found[0][0] : found[0][1]])
    parts: list[str] = []
    for before, group in _groups(text, found, lambda style: getattr(style, attribute)):
        start, stop = group[0][0], group[-1][1]
        head, tail = start, stop
        if getattr(group[0][2], attribute):
            head, tail = _core(text, start, stop)
            group = [(max(a, head), min(b, tail), s) for a, b, s in group if b > head and a < tail]
        inner = ""
        if group and mark == "**":
            inner = _emphasised(text, group, "italic", "*")
        elif group:
            inner = escape(text[head:tail])
        if inner and getattr(group[0][2], attribute):
            inner = f"{mark}{inner}{mark}"
        parts += [before, escape(text[start:head]), inner, escape(text[tail:stop])]
    return "".join(parts)


def _groups(
    text: str, found: Sequence[Run[Style]], value: Callable[[Style], object]
) -> Iterator[tuple[str, list[Run[Style]]]]:
    """Yield neighbours of the same value, each group with the white space before it."""
    end = found[0][0] if found else 0
    for _, neighbours in groupby(found, lambda run: value(run[2])):
        group = list(neighbours)
        yield text[end : group[0][0]], group
        end = group[-1][1]


def _core(text: str, start: int, stop: int) -> tuple[int, int]:
    """Return the part of a stretch that can stand between asterisks.

    Beside a letter, asterisks with punctuation inside mark nothing (section 6.2 of CommonMark).
    """
    if start > 0 and not _is_apart(text[start - 1]):
        while start < stop and not text[start].isalnum():
            start += 1
    if stop < len(text) and not _is_apart(text[stop]):
        while stop > start and not text[stop - 1].isalnum():
            stop -= 1
    return start, stop


def _is_apart(character: str) -> bool:
    return (
        character.isspace()
        or character in string.punctuation
        or unicodedata.category(character).startswith("P")
    )
