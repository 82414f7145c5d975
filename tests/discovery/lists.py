"""Feeds and sitemaps of one page each, and how they are read."""

from crawler.discovery.feeds import Listed, read_listed

BASE = "https://skhcn.vidu/rss/tin.xml"
URL = "https://skhcn.vidu/tin/a1"
TITLE = "Cân sạch về chợ"


def listed(text: str | bytes, content_type: str | None = None) -> Listed:
    found = read_listed(text.encode() if isinstance(text, str) else text, BASE, content_type)
    assert found is not None
    return found


def rss(item: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    return (
        f'{head}<rss version="2.0"><channel><title>Tin</title><item>{item}</item></channel></rss>'
    )


def url_set(urls: str) -> str:
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
