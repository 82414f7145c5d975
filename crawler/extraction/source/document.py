"""A page as bytes becomes a tree, with what its head says of itself."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from crawler.extraction.fields.json_ld import Node, names_in, person, read_json_ld, text_of
from crawler.extraction.source import legacy_fonts as typefaces
from crawler.extraction.source import nesting, preformatted, streaming
from crawler.extraction.source.blocks import clean
from crawler.urls.gate import absolute
from crawler.vietnamese import dates
from crawler.vietnamese.names import is_person, is_role
from crawler.vietnamese.unicode import slug

#: What is larger is no page: characters or bytes, and tags. A person's longest pages (laws, lists
#: of all documents) have far less; with so much, reading takes up to 250 MB and the time that it is
#: given.
LARGEST_PAGE, MOST_TAGS = 5_000_000, 100_000
#: Nothing that a page declares of itself, in a few words, is longer than this (characters).
LONGEST_DECLARED = 2_000
#: One for all pages: to make one takes as long as to parse a page.
_PARSER = HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
_CONTROL = bytes(set(range(0x20)) - set(b"\t\n\r"))
#: What stands behind the end of a page is part of it all the same; the parser would drop it.
_END = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)
#: What microdata calls comments and lists, whose dates and authors are not the page's.
_OTHERS = re.compile(
    r"\b(?:comments?|itemListElement|reviews?|suggestedAnswer)\b|/(?:Comment|ItemList|Review)\b"
)
#: What stands around a picture in place of a title, and how far outside (levels).
_HEADINGS = frozenset(("h1", "h2", "h3"))
_TITLE_NAME = re.compile("title|tieu-?de", re.IGNORECASE)
LEVELS = 4
#: What is shorter names nothing in particular (words).
NAME_WORDS = 4
#: How many headings of the first level are looked at.
HEADINGS = 5


@dataclass(frozen=True, slots=True)
class Declared:
    """The declarations in a page's head: JSON-LD first, then OpenGraph and other meta tags.

    `document_title` is the text of `<title>`; `is_article` whether the page calls itself one.
    `trail` are the steps of the way from the home page to this one (breadcrumb). `schema_types`
    are the schema.org types of what it describes, in JSON-LD and microdata, each as often as it is
    there; `graph_type` is OpenGraph's word for the page. `body` is the article's whole text where
    JSON-LD repeats it (`articleBody`), in one line. `repaired` tells that some of the JSON-LD was
    none, and was read as far as it went. `pictured` is the description of a picture that stands in
    place of a heading's words. `page_published` is when the page was published (WebPage), which
    pages of all kinds say.
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
    repaired: bool = False
    pictured: str | None = None
    page_published: str | None = None


def is_too_large(source: str | bytes) -> bool:
    """True if a page would cost more to parse and read than any page is worth."""
    tags = source.count("<") if isinstance(source, str) else source.count(b"<")
    return len(source) > LARGEST_PAGE or tags > MOST_TAGS


class Parsed(NamedTuple):
    """A page's tree; `is_flattened` tells that its elements lay too deep for the parser."""

    root: HtmlElement
    is_flattened: bool


def parse(html: str, url: str | None = None) -> HtmlElement | None:
    """The tree of a page (at `url`, for its forms).

    None where there is nothing to parse, or too much.
    """
    parsed = parse_whole(html, url)
    return parsed and parsed.root


def parse_whole(html: str, url: str | None = None) -> Parsed | None:
    """The same, and whether it could be had only without wrappers that the page has."""
    if is_too_large(html):
        return None
    # From bytes, because lxml refuses a str that carries an XML encoding declaration.
    source = _END.sub(b"", html.encode("utf-8", "replace").translate(None, _CONTROL))
    if not source.strip():
        return None
    try:
        root = document_fromstring(source, parser=_PARSER, base_url=url)
        if is_flattened := nesting.is_cut(_PARSER):
            root = document_fromstring(nesting.flattened(source), parser=_PARSER, base_url=url)
    except etree.ParserError:
        return None
    streaming.assemble(root, html)
    preformatted.break_lines(root)
    typefaces.unify(root, html)
    return Parsed(root, is_flattened)


def base_address(root: HtmlElement, url: str) -> str:
    """The base of the relative links of the page at `url`."""
    for element in root.iter("base"):
        if href := element.get("href"):
            return absolute(url, str(href)) or url
    return url


def read_declared(root: HtmlElement, url: str = "") -> Declared:
    """Read the declarations of the page at `url` about itself."""
    meta = _meta(root)
    microdata = root.xpath("descendant::*/@itemprop/.. | descendant::*/@itemtype/..")
    document_title = _short(root.findtext(".//title") or "")
    canonical = _canonical(root) or meta.get("og:url")
    shown = (heading.text_content() for heading in islice(root.iter("h1"), HEADINGS))
    linked = read_json_ld(
        root,
        [url, *filter(None, [absolute(url, canonical) if canonical else None])],
        [
            slug(name[:LONGEST_DECLARED])
            for name in (document_title, meta.get("og:title", ""), *shown)
            if name.strip()
        ],
    )
    data = linked.article
    return Declared(
        document_title=document_title,
        title=text_of(data.get("headline")) or meta.get("og:title") or meta.get("headline"),
        published=_first_date(_dates(data, meta, microdata)),
        page_published=text_of(linked.page.get("datePublished")),
        author=_first_person(_authors(data, linked.page, meta, microdata)),
        site_name=meta.get("og:site_name"),
        lead=meta.get("og:description")
        or meta.get("description")
        or text_of(data.get("description")),
        body=text_of(data.get("articleBody")),
        canonical=canonical,
        section=text_of(data.get("articleSection")) or meta.get("article:section"),
        trail=linked.trail,
        tags=tuple(names_in(data.get("keywords"))) or _tags(root, meta),
        schema_types=(*linked.types, *_microdata_types([root, *microdata])),
        graph_type=meta.get("og:type", "").lower(),
        is_article=bool(data) or meta.get("og:type") == "article",
        repaired=linked.repaired,
        pictured=_pictured(root),
    )


def _dates(
    data: Node, meta: Mapping[str, str], microdata: Sequence[HtmlElement]
) -> Iterator[str | None]:
    """The candidates for the date of publication, the most certain first."""
    yield text_of(data.get("datePublished"))
    yield from map(meta.get, ("article:published_time", "datepublished", "pubdate"))
    yield _property(microdata, "datePublished")
    yield text_of(data.get("dateCreated"))


def _authors(
    data: Node, page: Node, meta: Mapping[str, str], microdata: Sequence[HtmlElement]
) -> Iterator[str | None]:
    """The candidates for the author, the most certain first."""
    yield person(data.get("author"))
    yield from map(meta.get, ("article:author", "author"))
    yield _property(microdata, "author")
    yield person(page.get("author"))


def _first_date(texts: Iterable[str | None]) -> str | None:
    """The first text that is a date; the first of all where none can be read."""
    told = [text for text in texts if text]
    return next(filter(dates.parse, told), told[0] if told else None)


def _first_person(names: Iterable[str | None]) -> str | None:
    """The first name that is somebody's; the first of all where all are accounts or agencies."""
    told = [name for name in names if name]
    return next(filter(is_person, told), told[0] if told else None)


def _pictured(root: HtmlElement) -> str | None:
    """The description of a picture in a heading that has no words; offices' are their logos."""
    for picture in root.iter("img"):
        description = picture.get("alt") or ""
        if len(description.split()) < NAME_WORDS or is_role(description):
            continue
        for around in islice(picture.iterancestors(), LEVELS):
            is_title = around.tag in _HEADINGS or _TITLE_NAME.search(around.get("class") or "")
            if is_title and not around.text_content().strip():
                return _short(description)
    return None


def _meta(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = _short(element.get("content") or "")
        if element.get("itemprop") and any(map(_is_others, element.iterancestors())):
            continue
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute)
            if name and content:
                found.setdefault(name.strip().lower(), content)
    return found


def _property(microdata: Sequence[HtmlElement], name: str) -> str | None:
    """The value of a property (`itemprop`) in the page's microdata."""
    for element in microdata:
        if element.get("itemprop") != name or any(map(_is_others, element.iterancestors())):
            continue
        value = element.get("datetime") or element.get("content") or element.text_content()
        if value := _short(value):
            return value
    return None


def _short(text: str) -> str:
    """A declaration in one line, cut where nobody would read on."""
    return clean(text[:LONGEST_DECLARED])


def _is_others(element: HtmlElement) -> bool:
    """True if an element describes a comment or an entry of a list, and not the page."""
    described = f"{element.get('itemprop') or ''} {element.get('itemtype') or ''}"
    return _OTHERS.search(described) is not None


def _canonical(root: HtmlElement) -> str | None:
    for link in root.iter("link"):
        if (link.get("rel") or "").strip().lower() == "canonical":
            return (link.get("href") or "").strip() or None
    return None


def _tags(root: HtmlElement, meta: Mapping[str, str]) -> tuple[str, ...]:
    """The tags that the page's head lists, one by one or in one line."""
    listed = (e.get("content") for e in root.iterfind(".//meta[@property='article:tag']"))
    tags = [tag for line in listed for tag in names_in(line)]
    return tuple(tags or names_in(meta.get("news_keywords")))


def _microdata_types(microdata: Sequence[HtmlElement]) -> list[str]:
    """The names of the types of the page's microdata (`itemtype="https://schema.org/Article"`)."""
    return [
        name.rpartition("/")[2]
        for element in microdata
        for name in (element.get("itemtype") or "").split()
    ]
