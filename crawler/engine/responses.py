"""The source of a response: its text and tree, and the declarations in its head."""

import json

from lxml.html import HtmlElement
from scrapy.http import Response

from crawler.extraction.source.blocks import clean
from crawler.extraction.source.document import parse
from crawler.urls.gate import absolute
from crawler.vietnamese.decoding import decode

_FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
)


def content_type(response: Response) -> str | None:
    """The header that says what the body is."""
    header = response.headers.get("Content-Type")
    return header.decode("latin-1") if header else None


def text_of(response: Response) -> str:
    """The body as text."""
    return decode(response.body, content_type(response)).text


def tree(response: Response) -> HtmlElement | None:
    """The page's tree; None for what is no page."""
    text = text_of(response)
    if text.lstrip()[:1] == "{":
        text = _fragment(text)
    head = text[:10_000].lower()
    is_xml = head.lstrip().startswith("<?xml") and "<html" not in head
    return parse(text, response.url) if "<" in head and not is_xml else None


def announced_feeds(root: HtmlElement, url: str) -> list[str]:
    """The addresses of the feeds that a page's head names."""
    links = (link for link in root.iter("link") if "alternate" in (link.get("rel") or "").lower())
    feeds = (link for link in links if _media_type(link.get("type") or "") in _FEED_TYPES)
    hrefs = (href for link in feeds if (href := (link.get("href") or "").strip()))
    return [address for href in hrefs if (address := absolute(url, href))]


def own_address(root: HtmlElement, url: str) -> str:
    """The address that a page's head calls its own; "" for none."""
    link = next(root.iterfind(".//link[@rel='canonical']"), None)
    href = link.get("href") if link is not None else None
    return (absolute(url, href.strip()) or "") if href else ""


def is_titled(response: Response, title: str) -> bool:
    """Whether a page has a heading that says what a link to it said."""
    if not title or (root := tree(response)) is None:
        return False
    return any(clean(heading.text_content()) == title for heading in root.iter("h1", "h2"))


def refresh(response: Response) -> str:
    """The header that has a browser load another page; "" where there is none."""
    header = response.headers.get("Refresh")
    return header.decode("latin-1") if header else ""


def was_redirected(response: Response) -> bool:
    """True if another address was asked for."""
    return "redirect_urls" in response.meta


def _media_type(header: str) -> str:
    return header.partition(";")[0].strip().lower()


def _fragment(text: str) -> str:
    """The HTML that a script's call answers, wrapped in JSON."""
    try:
        data = json.loads(text)
    except ValueError:
        return ""
    return next((v for v in data.values() if isinstance(v, str) and "<" in v), "")
