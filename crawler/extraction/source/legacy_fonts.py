"""Legacy fonts: text in fonts older than Unicode, converted in the tree.

Fonts are declared in markup, which lines of text no longer have; and a page gives more evidence
than one of its lines, for a name, a heading or a menu entry alone is ambiguous.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from crawler.extraction.source.blocks import BLOCK_LEVEL
from crawler.vietnamese.legacy import (
    SEAM,
    Font,
    font_of,
    from_tcvn3,
    from_vni,
    is_typed_for,
    is_unicode,
)

#: The letter à of TCVN3 and the grave accent of VNI, which every longer text contains.
_SIGNS = ("µ", "ø")
_SIGN = re.compile("&(?:micro|oslash|#181|#248|#x[bB]5|#x[fF]8);")
#: Ratio of letters in the font to Unicode letters from which the whole page is in the font.
WHOLLY = 50
#: Elements besides blocks that end a line.
_ENDS = frozenset(("br", "title"))
#: Elements whose text is not shown; they contain no others.
_CODE = frozenset(("script", "style"))
_FAMILY = re.compile(r"font-family\s*:\s*([^;]+)", re.IGNORECASE)
_ATTRIBUTES = ("alt", "content", "title")


class _Typeface(NamedTuple):
    """A font declared in markup; `capitals`: it draws all letters as capitals."""

    font: Font
    capitals: bool


class _Piece(NamedTuple):
    """A text of the tree: an element's own or its tail, as `place` names the attribute."""

    element: HtmlElement
    place: str
    text: str
    typeface: _Typeface | None


def unify(root: HtmlElement, source: str) -> None:
    """Convert the text of a page in TCVN3 or VNI fonts; `source` is the page's HTML."""
    if not _is_likely(root, source):
        return
    lines = [line for line in _lines(root) if line]
    stretches = [stretch for line in lines for stretch in _stretches(line)]
    used = {font for font in (from_tcvn3, from_vni) if _is_used(font, stretches)}
    common = font_of(map(_text, stretches))
    wholly = common is not None and _prevails(common, map(_text, lines), WHOLLY)
    for stretch in stretches:
        declared = _declared(stretch)
        font = declared if declared in used else common
        expected = wholly or (font is declared and font is common)
        text = _text(stretch)
        may_be_capitals = expected and text.isascii()
        if font and (may_be_capitals or is_typed_for(font, text, expected=expected)):
            _convert(stretch, font)
    if common:
        _convert_attributes(root, common, expected=wholly)


def _is_likely(root: HtmlElement, source: str) -> bool:
    if any(sign in source for sign in _SIGNS):
        return True
    if source.isascii() and _SIGN.search(source):
        return True
    return any(_typeface(font.get("face") or "") for font in root.iter("font"))


def _lines(root: HtmlElement) -> Iterator[list[_Piece]]:
    """Yield the texts of the tree, by the lines that a browser sets them on."""
    line: list[_Piece] = []
    typefaces: list[_Typeface | None] = [None]
    walk = iterwalk(root, events=("start", "end", "comment"))
    for event, element in walk:
        if event != "comment" and (element.tag in BLOCK_LEVEL or element.tag in _ENDS):
            yield line
            line = []
        if event == "start":
            typefaces.append(_typeface_of(element, typefaces[-1]))
        elif event == "end":
            typefaces.pop()
        place = "text" if event == "start" else "tail"
        if (text := getattr(element, place)) and not (place == "text" and element.tag in _CODE):
            line.append(_Piece(element, place, text, typefaces[-1]))
    yield line


def _typeface_of(element: HtmlElement, around: _Typeface | None) -> _Typeface | None:
    """Return the typeface of an element's text, that `around` it unless the element declares one.

    Only declarations in the text itself count: capitals set by a style sheet were not typed as
    such.
    """
    family = _FAMILY.search(element.get("style") or "")
    named = family[1] if family else element.get("face")
    return _typeface(named) if named else around


def _typeface(families: str) -> _Typeface | None:
    """Return the typeface of a list of families; None if the first is a Unicode font."""
    first = families.split(",")[0].strip("\"' \n\r\t").lower()
    if first.startswith(".vn"):
        return _Typeface(from_tcvn3, first.endswith("h"))
    return _Typeface(from_vni, capitals=False) if first.startswith(("vni-", "vni ")) else None


def _stretches(line: list[_Piece]) -> Iterator[list[_Piece]]:
    """Yield a line, or if it has Unicode letters, only its parts declared to be in a font."""
    if not is_unicode(_text(line)):
        yield line
        return
    for typeface, pieces in groupby(line, lambda piece: piece.typeface):
        if typeface:
            yield list(pieces)


def _text(stretch: list[_Piece]) -> str:
    return "".join(piece.text for piece in stretch)


def _declared(stretch: list[_Piece]) -> Font | None:
    return next((piece.typeface.font for piece in stretch if piece.typeface), None)


def _is_used(font: Font, stretches: list[list[_Piece]]) -> bool:
    """True if text declared to be in a font is: word processors leave names of other fonts."""
    return _prevails(font, (_text(s) for s in stretches if _declared(s) is font))


def _prevails(font: Font, texts: Iterable[str], times: int = 1) -> bool:
    """True if letters typed for a font outnumber Unicode letters by more than a factor `times`."""
    typed = unicode = 0
    for text in texts:
        if is_unicode(text):
            unicode += len(text)
        elif is_typed_for(font, text, expected=False):
            typed += len(text)
    return typed > times * unicode


def _convert(stretch: list[_Piece], font: Font) -> None:
    converted = font(SEAM.join(piece.text for piece in stretch)).split(SEAM)
    for piece, text in zip(stretch, converted, strict=True):
        capitals = piece.typeface is not None and piece.typeface.capitals
        setattr(piece.element, piece.place, text.upper() if capitals else text)


def _convert_attributes(root: HtmlElement, font: Font, *, expected: bool) -> None:
    for element in root.iter("meta", "img", "a"):
        for name in _ATTRIBUTES:
            if (value := element.get(name)) and is_typed_for(font, value, expected=expected):
                element.set(name, font(value))
