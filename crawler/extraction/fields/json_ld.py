"""JSON-LD of a page: the description of the page itself, chosen among all that it describes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from crawler.extraction.fields.references import page_key
from crawler.extraction.source.blocks import clean
from crawler.extraction.source.broken_json import DEEPEST, read_json
from crawler.vietnamese.unicode import slug

#: schema.org's Article and its subtypes, including those not named after it.
_ARTICLE = re.compile(r"\w*Article|\w*BlogPosting|SocialMediaPosting|Report|APIReference")
_PAGE = re.compile(r"\w*Page")
_TRAIL = re.compile("BreadcrumbList")
#: Properties under which a page describes itself or its subject; lists stand under others.
_OWN = ("@graph", "mainEntity")
#: Addresses with a path beyond the home page.
_PATH = re.compile(r"^(?:\w+:)?(?://[^/]+)?/+[^/?#]|^[^/:]")
#: Least length of a truncated headline that still identifies it (letters).
CUT_HEADLINE = 20

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Linked:
    """The JSON-LD of a page.

    `article` and `page` describe the page's article and the page itself, under schema.org's names;
    empty where nothing does. `trail` is the breadcrumb. `types` are the types of all described
    things, with repetitions. `repaired`: some of it was not valid JSON.
    """

    article: Node = field(default_factory=dict)
    page: Node = field(default_factory=dict)
    trail: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    repaired: bool = False


def read_json_ld(root: HtmlElement, addresses: Sequence[str], names: Sequence[str] = ()) -> Linked:
    """Read the JSON-LD of a page.

    `addresses` are those of the page, `names` other titles that the page gives its article, in
    comparable form: they distinguish its own description from those of other pages.
    """
    nodes, repaired = _described(root)
    known = {
        identifier: node
        for node in reversed(nodes)
        if len(node) > 1 and isinstance(identifier := node.get("@id"), str)
    }
    own = _Page({key for address in addresses if (key := _key(address))}, names, addresses[0])
    trail = next((node for node in nodes if _is_a(node, _TRAIL)), {})
    return Linked(
        article=_resolved(own.article([n for n in nodes if _is_a(n, _ARTICLE)]), known),
        page=_resolved(own.page([n for n in nodes if _is_a(n, _PAGE)]), known),
        trail=tuple(_steps(trail.get("itemListElement"))),
        types=tuple(name for node in nodes for name in _types(node)),
        repaired=repaired,
    )


def text_of(value: Any) -> str | None:
    """Return a text, given bare, as JSON-LD's value object or as the first of a list, or None."""
    if isinstance(value, list):
        return next(filter(None, map(_bare, value)), None)
    return _bare(value)


def names_in(value: Any) -> list[str]:
    """Return the names in a list, or in a comma-separated line."""
    value = value.get("@value") if isinstance(value, dict) else value
    parts = value.split(",") if isinstance(value, str) else value
    return [name for part in parts if (name := _bare(part))] if isinstance(parts, list) else []


def person(value: Any) -> str | None:
    """Return the name or names of the person or people that a property holds."""
    if isinstance(value, list):
        names = [name for name in map(person, value) if name]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict) and isinstance(value.get("name"), (str, list)):
        return person(value["name"])
    return _bare(value.get("name") if isinstance(value, dict) and "name" in value else value)


def _bare(value: Any) -> str | None:
    value = value.get("@value") if isinstance(value, dict) else value
    return clean(value) or None if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class _Page:
    """Identification of a page: the keys of its addresses, its article's names, its address."""

    keys: set[str]
    names: Sequence[str]
    url: str

    def article(self, nodes: Sequence[Node]) -> Node:
        """Return the description of the page's own article; empty if all describe other pages."""
        at_page, called = (
            {id(n) for n in nodes if is_own(n)} for is_own in (self._is_at, self._is_called)
        )
        for own in (at_page & called, at_page, called):
            if own:
                return _joined(node for node in nodes if id(node) in own)
        if len(nodes) == 1:
            return {} if self._is_elsewhere(nodes[0]) and _headline(nodes[0]) else nodes[0]
        unnamed = (n for n in nodes if not self._is_elsewhere(n) and not _headline(n))
        return next(unnamed, {})

    def page(self, nodes: Sequence[Node]) -> Node:
        """Return the description of the page itself."""
        own = [node for node in nodes if self._is_at(node)]
        return _joined(own or [node for node in nodes if not self._is_elsewhere(node)][:1])

    def _is_at(self, node: Node) -> bool:
        return not self.keys.isdisjoint(self._keys_of(node))

    def _is_called(self, node: Node) -> bool:
        own = _headline(node)
        return any(own == name or _begins_alike(own, name) for name in self.names) if own else False

    def _is_elsewhere(self, node: Node) -> bool:
        """True if a description is of another page of the site."""
        keys = self._keys_of(node)
        host = _key("/", self.url)
        others = [key for key in keys if key != host and key.partition("/")[0] == host]
        return bool(others) and self.keys.isdisjoint(keys)

    def _keys_of(self, node: Node) -> set[str]:
        """Return the keys of the addresses of a described thing.

        `@id`, under which others refer to it, can be arbitrary and counts only without other
        addresses.
        """
        told = list(_addresses(node, ("url", "mainEntityOfPage"))) or list(
            _addresses(node, ("@id",))
        )
        ours = (address for address in told if not address.startswith("#"))
        return {key for address in ours if (key := _key(address, self.url))}


def _addresses(node: Node, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        values = node.get(name)
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict):
                value = value.get("url") or value.get("@id")
            if isinstance(value, str) and value.strip():
                yield value.strip()


def _key(address: str, base: str = "") -> str:
    return page_key(address, base) or ""


def _headline(node: Node) -> str:
    return slug(text_of(node.get("headline")) or text_of(node.get("name")) or "")


def _begins_alike(one: str, other: str) -> bool:
    """True if one name is the other, cut off or with the site's name beside it."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= CUT_HEADLINE and shorter in longer


def _joined(nodes: Iterable[Node]) -> Node:
    """Merge several descriptions of one thing; the first value of a property counts."""
    joined: dict[str, Any] = {}
    for node in nodes:
        joined |= {name: value for name, value in node.items() if value and not joined.get(name)}
    return joined


def _resolved(node: Node, known: Mapping[str, Node]) -> Node:
    """Return a description with references to its authors replaced by their descriptions."""
    authors = node.get("author") or node.get("creator")
    if not authors:
        return node
    listed = authors if isinstance(authors, list) else [authors]
    return {**node, "author": [_referred(author, known) for author in listed]}


def _referred(value: Any, known: Mapping[str, Node]) -> Any:
    if isinstance(value, dict) and not value.get("name"):
        return known.get(value.get("@id") or "", value)
    return known.get(value, value) if isinstance(value, str) else value


def _described(root: HtmlElement) -> tuple[list[Node], bool]:
    """Return all that the page describes, and True if some of it had to be repaired."""
    nodes: list[Node] = []
    is_repaired = False
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and (text := script.text):
            values, repaired = read_json(text)
            is_repaired |= repaired and bool(text.strip())
            nodes += _nodes(values)
    return nodes, is_repaired


def _nodes(data: Any, depth: int = 0) -> Iterator[Node]:
    if depth > DEEPEST:
        return
    if isinstance(data, list):
        for entry in data:
            yield from _nodes(entry, depth + 1)
    elif isinstance(data, dict):
        yield data
        for name in _OWN:
            yield from _nodes(data.get(name), depth + 1)


def _types(node: Node) -> Iterator[str]:
    """Yield the names of a node's types, which may be given as addresses."""
    kinds = node.get("@type")
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        if isinstance(kind, str):
            yield re.split("[/#:]", kind.strip().rstrip("/"))[-1]


def _is_a(node: Node, types: re.Pattern[str]) -> bool:
    return any(map(types.fullmatch, _types(node)))


def _steps(entries: Any) -> Iterator[str]:
    """Yield the names of a breadcrumb's entries, without the home page and the page itself."""
    for entry in entries if isinstance(entries, list) else ():
        if not isinstance(entry, dict):
            continue
        item, name = entry.get("item"), entry.get("name")
        if isinstance(item, dict):
            name = name or item.get("name")
            item = item.get("@id") or item.get("url")
        if isinstance(item, str) and _PATH.search(item) and (step := text_of(name)):
            yield step
