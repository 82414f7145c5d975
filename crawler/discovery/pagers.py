"""The further pages of a listing, by whatever pager the portal has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement

from crawler.discovery.links import is_calendar, is_futile
from crawler.extraction.source.blocks import clean
from crawler.urls.gate import absolute
from crawler.urls.hosts import bare_host
from crawler.urls.identity import unmirrored
from crawler.vietnamese.lines import kept
from crawler.vietnamese.unicode import fold

_NUMBER = re.compile(r"\[?\s*(?:(?:trang|phan|page|part) )?(\d{1,4})\s*\]?")
_ONWARD = re.compile(
    r"[\W_]*+(?:(?:trang |bai |tin )?(?:sau|tiep(?: theo)?|ke tiep|ke|cuoi(?: cung)?|cu hon)"
    r"|next(?: page)?|last(?: page)?|older(?: posts| entries)?|xem them(?: tin)?|tai them|load more"
    r"|more|forward)?[\W_]*"
)
_ARROWS = re.compile(r"[>»›→…⟩]+|\.{2,}")
_POSTBACK = re.compile(
    r"__doPostBack\(\s*(?:'|&#39;)(.*?)(?:'|&#39;)\s*,\s*(?:'|&#39;)(.*?)(?:'|&#39;)\s*\)"
)
_PAGE_PARAMETER = re.compile(
    r"(?:\w*_)?(?:page(?:no|num|number|index|id|firstrow)?|paged?|pg|p|trang|cur|curr?page|start|offset|limitstart|from)",
    re.IGNORECASE,
)
_PAGE_SEGMENT = re.compile(
    r"(?:[/-](?:page|trang|p)[-/]?(\d{1,4})|/(\d{1,4}))(?=/?$|\.\w+$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Further:
    """A further page of a listing: its number where it shows one (0 otherwise) and its address."""

    url: str
    number: int


@dataclass(frozen=True, slots=True)
class Postback:
    """A further page of an ASP.NET listing, asked for by sending the page's form back."""

    target: str
    argument: str
    number: int


def further_pages(root: HtmlElement, url: str) -> list[Further]:
    """The addresses that the page's pager leads to; `url` is the page's own address."""
    found: dict[str, Further] = {}
    for element in root.iter("a", "link"):
        href = (element.get("href") or "").strip()
        if not href or href.startswith(("#", "javascript:")):
            continue
        number = announces(element, link_text(element))
        if number is None:
            continue
        address = absolute(url, href)
        if address is None:
            continue
        if _is_of_use(url, address) and _continues(unmirrored(url), unmirrored(address), number):
            found.setdefault(address, Further(address, number or _page_number(address)))
    return list(found.values())


def postbacks(root: HtmlElement) -> list[Postback]:
    """The postbacks that the page's pager would send."""
    found: dict[tuple[str, str], Postback] = {}
    for element in root.iter("a"):
        script = f"{element.get('href') or ''} {element.get('onclick') or ''}"
        match = _POSTBACK.search(script)
        if match and (number := announces(element, link_text(element))) is not None:
            target, argument = match.groups()
            found.setdefault((target, argument), Postback(target, argument, number))
    return list(found.values())


def link_text(element: HtmlElement) -> str:
    """The text of a link, in one line."""
    return clean(element.text_content())


def announces(element: HtmlElement, text: str) -> int | None:
    """The number that a pager's link with a text shows, 0 for "next"; None for any other link."""
    if "next" in (element.get("rel") or "").lower().split():
        return 0
    if element.tag == "link":
        return None
    return _shown(text or clean(element.get("title") or "") or "".join(_image_labels(element)))


@kept
def _shown(label: str) -> int | None:
    """The number that a label shows, 0 for "next"; None where it is no pager's."""
    folded = fold(label)
    if number := _NUMBER.fullmatch(folded):
        return int(number.group(1))
    says_on = label and (_ONWARD.fullmatch(folded) or _ARROWS.search(label[:3]))
    return 0 if says_on and len(label.split()) <= 4 else None


def _image_labels(element: HtmlElement) -> Iterator[str]:
    for image in element.iter("img"):
        yield clean(image.get("alt") or image.get("title") or "")


def _is_of_use(url: str, address: str) -> bool:
    return address != url and not is_futile(address) and not is_calendar(address)


def _continues(url: str, other: str, number: int) -> bool:
    """True if two addresses are pages of one listing: they differ in a page number only.

    What the number is called tells it, or that the link shows it (`number`, 0 where it shows none).
    """
    here, there = urlsplit(url), urlsplit(other)
    if bare_host(url) != bare_host(other):
        return False
    if _without_page(here.path) != _without_page(there.path):
        return False
    ours, theirs = dict(parse_qsl(here.query)), dict(parse_qsl(there.query))
    if here.path != there.path and ours == theirs:
        return True
    differing = {n for n in ours.keys() | theirs.keys() if ours.get(n) != theirs.get(n)}
    return any(
        _PAGE_PARAMETER.fullmatch(name) or (number and theirs.get(name) == str(number))
        for name in differing
    )


def _without_page(path: str) -> str:
    return _PAGE_SEGMENT.sub("", path).removesuffix("/").lower()


def _page_number(url: str) -> int:
    parts = urlsplit(url)
    if match := _PAGE_SEGMENT.search(parts.path):
        return int(match.group(1) or match.group(2))
    for name, value in parse_qsl(parts.query):
        if _PAGE_PARAMETER.fullmatch(name) and value.isdigit():
            return int(value)
    return 0
