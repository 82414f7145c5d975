"""Shared parts: menus, footers and boxes with the same text on many pages of a site.

Their text need not be read again on every page. A part is identified by the names of its element
and by a digest of its text with masked digits, so that a part with new text is read like the rest
of the page.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from crawler.extraction.source.blocks import BLOCK_LEVEL
from crawler.extraction.template.tag_paths import mask, names_of

#: Least length of a shared part (characters, with white space); shorter ones are read as fast as
#: they are recognised.
LEAST_LENGTH = 40
_DIGEST_BYTES = 8
_string = etree.XPath("string()")


class Part(NamedTuple):
    """A part of a page, comparable between pages."""

    name: str
    digest: str


#: The digests of parts by the names of their elements.
Parts = Mapping[str, frozenset[str]]


def known_parts(elements: Iterable[HtmlElement], parts: Parts) -> set[HtmlElement]:
    """Return the elements that are known parts."""
    return {
        element
        for element in elements
        if element.tag in BLOCK_LEVEL
        and (digests := parts.get(_name(element)))
        and _digest(_text_of(element)) in digests
    }


def shared_parts(pages: Iterable[tuple[HtmlElement, Set[HtmlElement]]], least: float) -> Parts:
    """Return the parts that occur on at least so many of the pages, none inside another.

    A page is its root and the elements that contain something of its article, which are no parts.
    """
    candidates = [list(_candidates(root, held)) for root, held in pages]
    found = Counter(part for page in candidates for part in {part for _, part in page})
    shared: dict[str, set[str]] = {}
    for page in candidates:
        inside: set[HtmlElement] = set()
        for element, part in page:
            if found[part] >= least and element not in inside:
                inside.update(element.iter(etree.Element))
                shared.setdefault(part.name, set()).add(part.digest)
    return {name: frozenset(digests) for name, digests in shared.items()}


def _candidates(root: HtmlElement, held: Set[HtmlElement]) -> Iterator[tuple[HtmlElement, Part]]:
    """Yield the elements of a page that can be shared parts, outer ones first."""
    for element in root.iter(*BLOCK_LEVEL):
        if (
            element not in held
            and (name := _name(element))
            and len(text := _text_of(element)) >= LEAST_LENGTH
        ):
            yield element, Part(name, _digest(text))


def _text_of(element: HtmlElement) -> str:
    return str(_string(element))


def _name(element: HtmlElement) -> str:
    """Return the tag and the names of an element; "" if it has no names."""
    names = names_of(element)
    return "".join((element.tag, *names)) if names else ""


@lru_cache(maxsize=1_000)  # the same texts recur
def _digest(text: str) -> str:
    words = mask(" ".join(text.split()))
    return blake2b(words.encode("utf-8", "replace"), digest_size=_DIGEST_BYTES).hexdigest()
