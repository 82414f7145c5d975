"""What feeds and sitemaps list."""

import gzip
import io
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from crawler.extraction.blocks import clean
from crawler.vietnamese.dates import parse

#: A sitemap holds at most 50 MiB (sitemaps.org); what unpacks to more is a bomb.
MAX_UNPACKED = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a feed or sitemap lists; `changed` is its date there (ISO 8601), "" if none."""

    url: str
    title: str
    changed: str


@dataclass(frozen=True, slots=True)
class Listed:
    """What a feed or sitemap holds: pages, newest first, and further sitemaps.

    The dates of a feed are mostly those of publication.
    """

    pages: list[Entry]
    sitemaps: list[Entry]
    is_feed: bool = False


def read_listed(body: bytes, base: str) -> Listed | None:
    """What an RSS or Atom feed, sitemap or sitemap index lists; None where `body` is none of them.

    Gzipped bodies are unpacked, up to the size that a sitemap may have.
    """
    if body[:2] == b"\x1f\x8b":
        body = _unpack(body)
    root = _parse(body)
    if root is None:
        return None
    kind = _local(root)
    if kind == "sitemapindex":
        return Listed([], _entries(root, base, "sitemap"))
    if kind == "urlset":
        return Listed(_newest_first(_entries(root, base, "url")), [])
    if kind in ("rss", "RDF"):
        return Listed(_newest_first(_entries(root, base, "item")), [], is_feed=True)
    if kind == "feed":
        return Listed(_newest_first(_entries(root, base, "entry")), [], is_feed=True)
    return None


def _unpack(body: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
            return packed.read(MAX_UNPACKED)
    except (OSError, EOFError):
        return b""


def _parse(body: bytes) -> etree._Element | None:
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(body.strip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _entries(root: etree._Element, base: str, kind: str) -> list[Entry]:
    entries = []
    for element in root.iter("{*}" + kind):
        fields: dict[str, str] = {}
        for child in element:
            name = _local(child)
            value = (child.text or "").strip()
            if name == "link" and not value and child.get("rel", "alternate") == "alternate":
                value = child.get("href", "")
            if value:
                fields.setdefault(name, value)
        url = fields.get("loc") or fields.get("link") or ""
        if url:
            entries.append(Entry(urljoin(base, url), clean(fields.get("title", "")), _date(fields)))
    return entries


def _date(fields: dict[str, str]) -> str:
    for name in ("pubDate", "published", "updated", "lastmod", "date"):
        if (timestamp := parse(fields.get(name, ""))) and timestamp.value:
            return timestamp.value
    return ""


def _newest_first(entries: list[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.changed, reverse=True)
