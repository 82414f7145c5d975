"""Feeds and sitemaps of simulated portals."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from .content import Story
from .server import Response
from .system import xml

_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def rss(title: str, home: str, items: Iterable[tuple[Story, str, str]]) -> Response:
    """A feed of stories, each with its address and its date as written."""
    written = "".join(
        f"<item><title>{escape(story.title)}</title><link>{escape(url)}</link>"
        f"<guid isPermaLink='false'>news_{story.id}</guid>"
        f"<description><![CDATA[<img src='/uploads/{story.id}.jpg'/>{story.lead}]]></description>"
        f"<pubDate>{date}</pubDate></item>\n"
        for story, url, date in items
    )
    return xml(
        f'{_DECLARATION}<rss version="2.0"><channel><title>{escape(title)}</title>'
        f"<link>{home}</link>\n{written}</channel></rss>"
    )


def sitemap_index(urls: Iterable[str]) -> Response:
    maps = "".join(f"<sitemap><loc>{escape(url)}</loc></sitemap>\n" for url in urls)
    return xml(f'{_DECLARATION}<sitemapindex xmlns="{_SITEMAPS}">{maps}</sitemapindex>')


def url_set(entries: Iterable[tuple[str, str]]) -> Response:
    """A sitemap of addresses, each with the date of its last change or an empty string."""
    urls = "".join(
        f"<url><loc>{escape(url)}</loc>{f'<lastmod>{date}</lastmod>' if date else ''}</url>\n"
        for url, date in entries
    )
    return xml(f'{_DECLARATION}<urlset xmlns="{_SITEMAPS}">{urls}</urlset>')
