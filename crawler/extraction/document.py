"""A page as bytes becomes a tree, with what its head says of itself."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from crawler.extraction import preformatted, streaming, typefaces
from crawler.extraction.blocks import clean

#: One for all pages: to make one takes as long as to parse a page.
_PARSER = HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
_CONTROL = bytes(set(range(0x20)) - set(b"\t\n\r"))
#: What stands behind the end of a page is part of it all the same; the parser would drop it.
_END = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)
#: An address that leads further than to a home page.
_PATH = re.compile(r"^(?:\w+:)?(?://[^/]+)?/+[^/?#]|^[^/:]")
_TRAIL_TYPE = re.compile("BreadcrumbList")
_ARTICLE_TYPES = re.compile(r"(?:News|Blog|Scholarly|Report|Tech)?Article|BlogPosting|Report")


@dataclass(frozen=True, slots=True)
class Declared:
    """What a page declares in its head: JSON-LD first, then OpenGraph and other meta tags.

    `document_title` is the text of `<title>`; `is_article` whether the page calls itself one.
    `trail` are the steps of the way from the home page to this one (breadcrumb). `schema_types`
    are the schema.org types of what it describes, in JSON-LD and microdata, each as often as it is
    there; `graph_type` is OpenGraph's word for the page. `body` is the article's whole text where
    JSON-LD repeats it (`articleBody`), in one line.
    """

    document_title: str = ""
    title: str | None = None
    published: str | None = None
    author: str | None = None
    site_name: str | None = None
    lead: str | None = None
    body: str | None = None
    canonical: str | None = None
    section: str | None = None
    trail: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    schema_types: tuple[str, ...] = ()
    graph_type: str = ""
    is_article: bool = False


def parse(html: str, url: str | None = None) -> HtmlElement | None:
    """The tree of a page (at `url`, for its forms), or None where there is nothing to parse."""
    # From bytes, because lxml refuses a str that carries an XML encoding declaration.
    source = _END.sub(b"", html.encode("utf-8", "replace").translate(None, _CONTROL))
    if not source.strip():
        return None
    try:
        root = document_fromstring(source, parser=_PARSER, base_url=url)
    except etree.ParserError:
        return None
    streaming.assemble(root, html)
    preformatted.break_lines(root)
    typefaces.unify(root, html)
    return root


def base_address(root: HtmlElement, url: str) -> str:
    """What the relative links of the page at `url` are relative to."""
    for element in root.iter("base"):
        if href := element.get("href"):
            return urljoin(url, str(href).strip())
    return url


def read_declared(root: HtmlElement) -> Declared:
    """What the page declares about itself."""
    meta = _meta(root)
    microdata = root.xpath("descendant::*/@itemprop/.. | descendant::*/@itemtype/..")
    nodes = list(_json_ld(root))
    data = next((node for node in nodes if _is_a(node, _ARTICLE_TYPES)), {})
    trail = next((node for node in nodes if _is_a(node, _TRAIL_TYPE)), {})
    return Declared(
        document_title=clean(root.findtext(".//title") or ""),
        title=_text(data.get("headline")) or meta.get("og:title") or meta.get("headline"),
        published=_text(data.get("datePublished"))
        or meta.get("article:published_time")
        or meta.get("datepublished")
        or meta.get("pubdate")
        or _property(microdata, "datePublished"),
        author=_person(data.get("author"))
        or meta.get("article:author")
        or meta.get("author")
        or _property(microdata, "author"),
        site_name=meta.get("og:site_name"),
        lead=meta.get("og:description")
        or meta.get("description")
        or _text(data.get("description")),
        body=_text(data.get("articleBody")),
        canonical=_canonical(root) or meta.get("og:url"),
        section=_first(data.get("articleSection")) or meta.get("article:section"),
        trail=tuple(_steps(trail.get("itemListElement"))),
        tags=tuple(_names(data.get("keywords"))) or _tags(root, meta),
        schema_types=(
            *chain.from_iterable(map(_types, nodes)),
            *_microdata_types([root, *microdata]),
        ),
        graph_type=meta.get("og:type", "").lower(),
        is_article=bool(data) or meta.get("og:type") == "article",
    )


def _meta(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = clean(element.get("content") or "")
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute)
            if name and content:
                found.setdefault(name.strip().lower(), content)
    return found


def _property(microdata: Sequence[HtmlElement], name: str) -> str | None:
    """The value of a property (`itemprop`) in the page's microdata."""
    for element in microdata:
        if element.get("itemprop") != name:
            continue
        value = element.get("datetime") or element.get("content") or element.text_content()
        if value := clean(value):
            return value
    return None


def _canonical(root: HtmlElement) -> str | None:
    for link in root.iter("link"):
        if (link.get("rel") or "").strip().lower() == "canonical":
            return (link.get("href") or "").strip() or None
    return None


def _tags(root: HtmlElement, meta: Mapping[str, str]) -> tuple[str, ...]:
    """The tags that the page's head lists, one by one or in one line."""
    listed = (e.get("content") for e in root.iterfind(".//meta[@property='article:tag']"))
    tags = [tag for line in listed for tag in _names(line)]
    return tuple(tags or _names(meta.get("news_keywords")))


def _json_ld(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of the page."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            data = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _nodes(data)


def _types(node: Mapping[str, Any]) -> list[str]:
    kind = node.get("@type")
    return [k for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str)]


def _is_a(node: Mapping[str, Any], types: re.Pattern[str]) -> bool:
    return any(map(types.fullmatch, _types(node)))


def _microdata_types(microdata: Sequence[HtmlElement]) -> list[str]:
    """The names of the types of the page's microdata (`itemtype="https://schema.org/Article"`)."""
    return [
        name.rpartition("/")[2]
        for element in microdata
        for name in (element.get("itemtype") or "").split()
    ]


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for entry in data:
            yield from _nodes(entry)
    elif isinstance(data, dict):
        yield data
        yield from _nodes(data.get("@graph"))
        yield from _nodes(data.get("mainEntity"))


def _text(value: Any) -> str | None:
    return clean(value) or None if isinstance(value, str) else None


def _first(value: Any) -> str | None:
    return _text(value[0] if isinstance(value, list) and value else value)


def _names(value: Any) -> list[str]:
    """The names in a list, or in a line parted by commas."""
    parts = value.split(",") if isinstance(value, str) else value
    return [name for part in parts if (name := _text(part))] if isinstance(parts, list) else []


def _steps(entries: Any) -> Iterator[str]:
    """The names of the steps on the way to a page, without the home page and the page itself."""
    for entry in entries if isinstance(entries, list) else ():
        if not isinstance(entry, dict):
            continue
        item, name = entry.get("item"), entry.get("name")
        if isinstance(item, dict):
            name = name or item.get("name")
            item = item.get("@id") or item.get("url")
        if isinstance(item, str) and _PATH.search(item) and (step := _text(name)):
            yield step


def _person(value: Any) -> str | None:
    if isinstance(value, list):
        names = [name for name in map(_person, value) if name]
        return ", ".join(names) or None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)
