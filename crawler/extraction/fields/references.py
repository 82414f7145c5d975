"""What an article refers to: addresses made absolute, and the files attached to it."""

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

#: How many blocks below the text a list of attached files can begin.
REACH = 4
#: What ends an address in Markdown or a cell there, and is left in by what makes addresses safe.
_ESCAPED = re.compile(r"[()|*<>]")
#: What stands below an article and has files of its own.
_OTHERS = frozenset((Role.HEADLINE, Role.TEASER, Role.TEXT))


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file attached to an article: its absolute address and what the page calls it."""

    address: str
    label: str


def absolute(base: str, href: str) -> str | None:
    """The address that a link on the page `base` leads to, fit for Markdown; None where it leads
    nowhere else: to a place on the same page, into a script, to an application.
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
    """The key that all addresses of the page share that a reference leads to; None for no page."""
    url = web.absolute(base, href)
    return identity(canonical(url)) if url else None


@lru_cache(maxsize=10_000)
def _fit(url: str) -> str:
    """An address with everything escaped that would mean something in Markdown."""
    return _ESCAPED.sub(lambda character: quote(character[0]), safe_url_string(url))


def attachments(
    blocks: Sequence[Block], roles: Sequence[Role], last: int, base: str
) -> tuple[Attachment, ...]:
    """The files attached to an article, each address once, in the order of the page.

    `blocks` are the page's from the article's title on, `last` is the index of the article's last.
    Files are linked or shown in the text, or listed right below it.
    """
    found: dict[str, Attachment] = {}
    for href, label in _files(blocks, roles, last):
        address = absolute(base, href)
        if address and address not in found:
            found[address] = Attachment(address, label or _name(address))
    return tuple(found.values())


def _files(blocks: Sequence[Block], roles: Sequence[Role], last: int) -> Iterator[tuple[str, str]]:
    """The addresses and labels of files, without those in lists of other articles."""
    related, end = False, last + REACH
    for block, role in zip(blocks, roles, strict=True):
        files = [link for link in block.links if is_file(*link)]
        if not related and block.index <= end:  # what is shown stands above a block's words
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
    """The address of the document that a frame shows, by itself or in a viewer."""
    address = element.get("src") or element.get("data") or ""
    if element.tag not in ("iframe", "embed", "object") or not is_file(address):
        return None
    values = (value for _, value in parse_qsl(urlsplit(address).query))
    return next(filter(is_file, values), address)


def _name(address: str) -> str:
    """The name of a file by its address."""
    parts = unquote(urlsplit(address).path).split("/")
    return clean(next((part for part in reversed(parts) if is_file(part)), parts[-1]))
