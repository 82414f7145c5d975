"""Scripted links: references that are no links, such as selection lists, clickable rows, frames."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from crawler.extraction.source.blocks import clean

#: An address in a script's quotation marks.
_QUOTED = r"""\(?\s*\\?['"](?P<url>[^'"\\\s]{1,500})\\?['"](?!\s*\+)"""
#: Script statements that open a page.
_OPENS = re.compile(
    rf"(?:\blocation(?:\s*\.\s*href)?\s*=|\blocation\s*\.\s*(?:assign|replace)|\bopen)\s*{_QUOTED}",
    re.IGNORECASE,
)
#: Any other call whose argument can only be an address.
_CALLS = re.compile(r"""\b\w+\s*\(\s*\\?['"](?P<url>(?:https?:/)?/[^'"\\\s]{1,500})\\?['"]""")
#: Attributes in which scripts keep the address that an element opens.
_KEPT = ("data-href", "data-url", "data-link")
#: The elements that open a page by something else than a link, and the attributes of others.
_ELEMENTS = frozenset(("option", "iframe", "frame"))
_ATTRIBUTES = frozenset(("onclick", "href", *_KEPT))
#: What is an address where it may be any value.
_ADDRESS = re.compile(r"(?:https?:/|\.{0,2})/\S+|\?\S+=\S+|[\w./-]+\.(?:html?|aspx|php|jsp)\S*")
#: Most words of a label; longer texts are not labels.
LONGEST_LABEL = 40
#: Most references of one page that are followed.
MOST = 1_000


def doors(root: HtmlElement) -> Iterator[tuple[str, str, HtmlElement]]:
    """Yield the references of a page that are no links, in document order.

    With each come its label, "" without one, and its element.
    """
    found = 0
    for element in root.iterdescendants("*"):
        if element.tag not in _ELEMENTS and _ATTRIBUTES.isdisjoint(element.keys()):
            continue
        for reference in _references(element):
            found += 1
            if found > MOST:
                return
            yield reference, _label(element), element


def _references(element: HtmlElement) -> Iterator[str]:
    if element.tag in ("iframe", "frame") and (source := (element.get("src") or "").strip()):
        yield source
    for name in ("value", *_KEPT) if element.tag == "option" else _KEPT:
        kept = (element.get(name) or "").strip()
        if _ADDRESS.fullmatch(kept):
            yield kept
    href = element.get("href") or ""
    for script in (element.get("onclick"), href if href.lower().startswith("javascript:") else ""):
        if script and (match := _OPENS.search(script) or _CALLS.search(script)):
            yield match["url"]


def _label(element: HtmlElement) -> str:
    """Return the label of an element: its text, or the heading in it."""
    heading = next(element.iter("h1", "h2", "h3", "h4", "h5", "h6"), element)
    text = clean(heading.text_content())
    return text if len(text.split()) <= LONGEST_LABEL else ""
