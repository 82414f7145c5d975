"""References of an article: absolute addresses and attached files."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from lxml.html import HtmlElement
from w3lib.url import safe_url_string

from crawler.extraction.source.blocks import Block, Role, clean
from crawler.extraction.source.links import is_file
from crawler.urls import gate as web
from crawler.urls.gate import LONGEST
from crawler.urls.identity import canonical, identity
from crawler.vietnamese.phrases import IDLE_LINK
from crawler.vietnamese.unicode import fold

#: Most blocks between the text and a list of attached files.
REACH = 4
#: Characters that end an address in Markdown or a table cell and that `safe_url_string` leaves.
_ESCAPED = re.compile(r"[()|*<>]")
#: Roles below an article that have files of their own.
_OTHERS = frozenset((Role.HEADLINE, Role.TEASER, Role.TEXT))


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file attached to an article: its absolute address and its label on the page."""

    address: str
    label: str


def absolute(base: str, href: str) -> str | None:
    """Return the absolute address of a link on the page `base`, escaped for Markdown.

    None for links to a place on the same page, scripts and applications.
    """
    href = href.strip().replace("\\", "/")
    if not href or href.startswith("#"):
        return None
    if href[:7].lower() == "mailto:":
        return _fit(href[:LONGEST]) if "@" in href else None
    address, mark, place = href.partition("#")
    url = web.absolute(base, address)
    return _fit(f"{url}{mark}{place[:LONGEST]}") if url else None


@lru_cache(maxsize=10_000)
def page_key(href: str, base: str = "") -> str | None:
    """Return the key shared by all addresses of the page that a reference leads to; None for no
    page.
    """
    url = web.absolute(base, href)
    return identity(canonical(url)) if url else None


@lru_cache(maxsize=10_000)
def _fit(url: str) -> str:
    """Return an address with all characters escaped that have a meaning in Markdown."""
    return _ESCAPED.sub(lambda character: quote(character[0]), safe_url_string(url))


def attachments(
    blocks: Sequence[Block], roles: Sequence[Role], last: int, base: str
) -> tuple[Attachment, ...]:
    """Return the files attached to an article in page order, each address once.

    `blocks` are the page's from the article's title on, `last` is the index of the article's last.
    Files are linked or embedded in the text, or listed right below it.
    """
    found: dict[str, Attachment] = {}
    for href, label in _files(blocks, roles, last):
        address = absolute(base, href)
        if address and address not in found:
            found[address] = Attachment(address, label or _name(address))
    return tuple(found.values())


def _files(blocks: Sequence[Block], roles: Sequence[Role], last: int) -> Iterator[tuple[str, str]]:
    """Yield the addresses and labels of files, except those in lists of other articles."""
    related, end = False, last + REACH
    for block, role in zip(blocks, roles, strict=True):
        files = [link for link in block.links if is_file(*link)]
        if not related and block.index <= end:  # embedded files precede a block's words
            yield from ((shown, "") for element in block.media if (shown := _shown(element)))
        related = role is Role.RELATED or (related and role is not Role.TEXT)
        if block.index > last and (related or block.index > end or (role in _OTHERS and not files)):
            return
        if related:
            continue
        if files and block.index > last:
            end = block.index + REACH
        for href, label in files:
            yield href, "" if IDLE_LINK.fullmatch(fold(label)) else label


def _shown(element: HtmlElement) -> str | None:
    """Return the address of the document that a frame shows, by itself or in a viewer."""
    address = element.get("src") or element.get("data") or ""
    if element.tag not in ("iframe", "embed", "object") or not is_file(address):
        return None
    values = (value for _, value in parse_qsl(urlsplit(address).query))
    return next(filter(is_file, values), address)


def _name(address: str) -> str:
    """Return the file name in an address."""
    parts = unquote(urlsplit(address).path).split("/")
    return clean(next((part for part in reversed(parts) if is_file(part)), parts[-1]))
