"""Feed and sitemap reader: the entries of RSS, Atom and sitemaps."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from time import struct_time
from typing import Any

import feedparser

from crawler.discovery.feed_entries import (
    CUT,
    MALFORMED,
    Entry,
    Item,
    Listed,
    Written,
    counted,
    is_address,
    newest_first,
    read_items,
)
from crawler.discovery.sitemaps import read_entries, read_sitemap, read_text_sitemap
from crawler.discovery.xml_repair import Markup, mended
from crawler.payload.codings import decoded
from crawler.vietnamese.decoding import decode

__all__ = ["MAX_UNPACKED", "Entry", "Listed", "read_listed"]

#: Most bytes of a sitemap, 50 MiB (sitemaps.org); a longer one is a decompression bomb.
MAX_UNPACKED = 50 * 1024 * 1024
#: Most characters of a feed for feedparser, which takes some seconds for them at worst; longer ones
#: are read as bare XML only.
LONGEST_FEED = 2 * 1024 * 1024
#: Fallback: feedparser found nothing in a feed that has entries.
BARE = "feed read as bare XML"
#: Exceptions of feedparser at elements in unexpected places.
_FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
#: feedparser's names for an entry's dates; that of publication takes precedence.
_DATES = ("published", "updated", "created")


def read_listed(body: bytes, base: str, content_type: str | None = None) -> Listed | None:
    """Read an RSS or Atom feed, sitemap or sitemap index; None if `body` is none of them.

    `base` is its address, `content_type` the HTTP header. Gzipped bodies are unpacked, up to the
    size allowed for a sitemap; of a truncated one, the received part is read.
    """
    source = decode(decoded(body, "", MAX_UNPACKED)[:MAX_UNPACKED], content_type)
    listed = _read(source.text, base)
    if listed is None or source.fallback is None:
        return listed
    return replace(listed, fallbacks={**listed.fallbacks, source.fallback: 1})


def _read(text: str, base: str) -> Listed | None:
    markup = mended(text)
    if markup is None:
        return read_text_sitemap(text, base)
    if markup.kind in ("urlset", "sitemapindex"):
        return read_sitemap(markup, base)
    return _read_feed(markup, base)


def _read_feed(markup: Markup, base: str) -> Listed:
    items = read_items(_items(markup.text), base)
    is_bare = not items.entries
    if is_bare:
        items = read_entries(markup, base)
    fallbacks = counted(
        {
            CUT: markup.is_cut,
            MALFORMED: items.malformed,
            BARE: is_bare and bool(items.entries),
        }
    )
    return Listed(newest_first(items.entries), [], is_feed=True, fallbacks=fallbacks)


def _items(text: str) -> list[Item]:
    """Return the entries of a feed as feedparser reads them; empty if it cannot.

    It is given a stream, because it takes bytes and texts for file names or addresses. Addresses
    stay relative except to a base declared in the feed: identifiers must not become addresses.
    """
    if len(text) > LONGEST_FEED:
        return []
    try:
        found = feedparser.parse(
            BytesIO(text.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except _FAULTS:
        return []
    # Plain dictionaries: feedparser's own warn of names that stand for others.
    return [_item(dict(entry)) for entry in found.entries]


def _item(fields: Mapping[str, Any]) -> Item:
    dates = [_date(fields, name) for name in _DATES if _text(fields, name)]
    return Item(list(_addresses(fields)), _text(fields, "title"), dates)


def _date(fields: Mapping[str, Any], name: str) -> Written:
    parsed = fields.get(f"{name}_parsed")
    return Written(_text(fields, name), parsed if isinstance(parsed, struct_time) else None)


def _addresses(fields: Mapping[str, Any]) -> Iterator[str]:
    """Yield the possible addresses of an entry, the most reliable first.

    feedparser's `link` can be an identifier as well, if an entry has no other; identifiers count
    only if they are addresses. FeedBurner feeds keep the page's own address apart from the click
    counter's.
    """
    yield _text(fields, "feedburner_origlink")
    links = [dict(link) for link in fields.get("links", ()) if isinstance(link, dict)]
    pages = [link for link in links if link.get("rel", "alternate") == "alternate"]
    pages.sort(key=lambda link: not link.get("hreflang", "vi").lower().startswith("vi"))
    yield from (link.get("href", "") for link in pages)
    for name in ("link", "id"):
        identifier = _text(fields, name)
        if identifier.startswith("/") or is_address(identifier):
            yield identifier


def _text(fields: Mapping[str, Any], name: str) -> str:
    """Return a field; "" if it is no text, which elements of any name can cause."""
    value = fields.get(name)
    return value.strip() if isinstance(value, str) else ""
