"""Whole parts of a site's pages that say the same on many of them: menus, footers, boxes.

What they say need not be read again, line by line, on every page. A part is known by the names of
its element and by a digest of its text with masked digits, so that a part which says something new
is read like the rest of the page.
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

#: Shorter parts are read as fast as they are recognised (characters, white space included).
LEAST_LENGTH = 40
_DIGEST_BYTES = 8
_string = etree.XPath("string()")


class Part(NamedTuple):
    """A part of a page, as another page has it, too."""

    name: str
    digest: str


#: The digests of parts by the names of their elements.
Parts = Mapping[str, frozenset[str]]


def known_parts(elements: Iterable[HtmlElement], parts: Parts) -> set[HtmlElement]:
    """The elements that are known parts."""
    return {
        element
        for element in elements
        if element.tag in BLOCK_LEVEL
        and (digests := parts.get(_name(element)))
        and _digest(_text_of(element)) in digests
    }


def shared_parts(pages: Iterable[tuple[HtmlElement, Set[HtmlElement]]], least: float) -> Parts:
    """The parts that at least so many of the pages have, none inside another.

    A page is its root and the elements that hold something of its article, which are no parts.
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
    """The elements of a page that can be parts, from outside inwards."""
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
    """The tag and the names of an element; "" where it has no names."""
    names = names_of(element)
    return "".join((element.tag, *names)) if names else ""


@lru_cache(maxsize=1_000)  # mostly asked about the same texts
def _digest(text: str) -> str:
    words = mask(" ".join(text.split()))
    return blake2b(words.encode("utf-8", "replace"), digest_size=_DIGEST_BYTES).hexdigest()
