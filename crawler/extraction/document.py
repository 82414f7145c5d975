"""A page as bytes becomes a tree, with what its head says of itself."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from crawler.extraction.blocks import clean

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
#: What stands behind the end of a page is part of it all the same; the parser would drop it.
_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_ARTICLE_TYPES = re.compile(r"(?:News|Blog|Scholarly|Report|Tech)?Article|BlogPosting|Report")


@dataclass(frozen=True, slots=True)
class Declared:
    """What a page declares in its head: JSON-LD first, then OpenGraph and other meta tags.

    `document_title` is the text of `<title>`; `is_article` whether the page calls itself one.
    """

    document_title: str = ""
    title: str | None = None
    published: str | None = None
    author: str | None = None
    site_name: str | None = None
    lead: str | None = None
    canonical: str | None = None
    is_article: bool = False


def parse(html: str, url: str | None = None) -> HtmlElement | None:
    """The tree of a page (at `url`, for its forms), or None where there is nothing to parse."""
    text = _END.sub("", _CONTROL.sub("", html))
    if not text.strip():
        return None
    # From bytes, because lxml refuses a str that carries an XML encoding declaration.
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        return document_fromstring(text.encode("utf-8", "replace"), parser=parser, base_url=url)
    except etree.ParserError:
        return None


def read_declared(root: HtmlElement) -> Declared:
    """What the page declares about itself."""
    meta = _meta(root)
    data = next(_article_data(root), {})
    return Declared(
        document_title=clean(root.findtext(".//title") or ""),
        title=_text(data.get("headline")) or meta.get("og:title") or meta.get("headline"),
        published=_text(data.get("datePublished"))
        or meta.get("article:published_time")
        or meta.get("datepublished")
        or meta.get("pubdate")
        or _property(root, "datePublished"),
        author=_person(data.get("author"))
        or meta.get("article:author")
        or meta.get("author")
        or _property(root, "author"),
        site_name=meta.get("og:site_name"),
        lead=meta.get("og:description") or meta.get("description"),
        canonical=_canonical(root) or meta.get("og:url"),
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


def _property(root: HtmlElement, name: str) -> str | None:
    """The value of an element's microdata (`itemprop`)."""
    for element in root.iterfind(f".//*[@itemprop='{name}']"):
        value = element.get("datetime") or element.get("content") or element.text_content()
        if value := clean(value):
            return value
    return None


def _canonical(root: HtmlElement) -> str | None:
    for link in root.iter("link"):
        if (link.get("rel") or "").strip().lower() == "canonical":
            return (link.get("href") or "").strip() or None
    return None


def _article_data(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of the page that describe an article."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            data = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            kind = node.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if any(isinstance(k, str) and _ARTICLE_TYPES.fullmatch(k) for k in kinds):
                yield node


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


def _person(value: Any) -> str | None:
    if isinstance(value, list):
        names = [name for name in map(_person, value) if name]
        return ", ".join(names) or None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)
