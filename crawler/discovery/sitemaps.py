"""Sitemaps and sitemap indexes, and feeds of which only the bare XML can be read."""

import re
from collections.abc import Iterable, Iterator
from operator import itemgetter

from lxml import etree

from crawler.discovery.feed_entries import (
    CUT,
    MALFORMED,
    Entry,
    Item,
    Items,
    Listed,
    Written,
    counted,
    is_address,
    newest_first,
    read_items,
)
from crawler.discovery.xml_repair import Markup

#: Child elements of an entry that are used, in lower case, in order of precedence.
_ADDRESSES, _TITLES = ("loc", "link", "guid", "id"), ("title",)
_DATES = ("pubdate", "published", "updated", "lastmod", "date", "publication_date")
#: Elements of lists that describe a page or a sitemap, by the lists' root elements.
_ENTRIES = {
    "sitemapindex": "sitemap",
    "urlset": "url",
    "rss": "item",
    "rdf": "item",
    "feed": "entry",
}
_ADDRESS_LINE = re.compile(r"https?://\S+", re.IGNORECASE)
#: The address of another sitemap in a sitemap of pages.
_SITEMAP = re.compile(r"/[^/?]*sitemap[^/?]*\.xml(?:\.gz)?$", re.IGNORECASE)


def read_sitemap(markup: Markup, base: str) -> Listed:
    """Read a sitemap or an index of sitemaps at the address `base`."""
    items = read_entries(markup, base)
    fallbacks = counted({CUT: markup.is_cut, MALFORMED: items.malformed})
    if markup.kind == "sitemapindex":
        return Listed([], items.entries, fallbacks=fallbacks)
    return _sorted_out(items.entries, fallbacks)


def read_text_sitemap(text: str, base: str) -> Listed | None:
    """Read a text sitemap, with one address a line; None for any other text."""
    lines = [line for line in map(str.strip, text.lstrip("\ufeff").splitlines()) if line]
    if not lines or not _ADDRESS_LINE.fullmatch(lines[0]):
        return None
    addresses = [line for line in lines if _ADDRESS_LINE.fullmatch(line)]
    items = read_items((Item([address]) for address in addresses), base)
    malformed = items.malformed + len(lines) - len(addresses)
    return _sorted_out(items.entries, counted({MALFORMED: malformed}))


def read_entries(markup: Markup, base: str) -> Items:
    """Return the entries of a list of any kind, by the names of their elements alone."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(markup.text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return Items([], 0)
    kind = _ENTRIES[markup.kind]
    return read_items((_item(each) for each in root.iter() if _local(each) == kind), base)


def _item(element: etree._Element) -> Item:
    fields = [(name, value) for name, value in _fields(element) if value]
    dates = [Written(value) for value in _named(fields, _DATES)]
    return Item(_named(fields, _ADDRESSES), next(iter(_named(fields, _TITLES)), ""), dates)


def _named(fields: Iterable[tuple[str, str]], names: tuple[str, ...]) -> list[str]:
    """Return the values of the fields with one of the names, in the order of the names."""
    found = [(names.index(name), value) for name, value in fields if name in names]
    return [value for _, value in sorted(found, key=itemgetter(0))]


def _fields(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the names and values of an entry's child elements; those of Google News are nested.

    Pictures and films are left out, as they have addresses and titles of their own.
    """
    if is_address(own := (element.text or "").strip()):
        yield "id", own
    for child in element:
        name, value = _local(child), "".join(map(str, child.itertext())).strip()
        if name == "news":
            yield from _fields(child)
        elif name == "link" and child.get("href"):
            if child.get("rel", "alternate") == "alternate":
                yield name, child.get("href", "").strip()
        elif name not in ("guid", "id") or is_address(value):
            yield name, value


def _local(element: etree._Element) -> str:
    """Return the name of an element in lower case, without a prefix, declared or not."""
    if not isinstance(element.tag, str):
        return ""
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower()


def _sorted_out(entries: list[Entry], fallbacks: dict[str, int]) -> Listed:
    """Return the pages of a sitemap, newest first, and the sitemaps among its entries."""
    sitemaps = [entry for entry in entries if _SITEMAP.search(entry.url)]
    pages = newest_first(entry for entry in entries if not _SITEMAP.search(entry.url))
    return Listed(pages, sitemaps, fallbacks=fallbacks)
