"""Article pagers: the further pages of an article, found by the pager below its text.

A part's address is the article's own with a number, as in `…-trang-2.html`, `…/2/` or `…?page=2`,
and the link to it shows no more than a pager does. (Readability and Mercury use the same criteria.)
The same is true of lists; the text of the pages tells the two apart.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml.html import HtmlElement

from crawler.discovery.pagers import announces, link_text
from crawler.extraction.source.blocks import clean
from crawler.extraction.source.document import base_address
from crawler.urls.gate import absolute
from crawler.urls.hosts import bare_host
from crawler.urls.identity import canonical, unmirrored
from crawler.vietnamese.lines import kept
from crawler.vietnamese.unicode import fold

#: Most parts of an article; longer pagers are not followed further.
MOST_PARTS = 20
#: Levels of elements around a link that indicate what it pages.
NEAR = 5
_EXTENSION = re.compile(r"(?<!/)/*+(?:\.(?:html?|php|aspx?|jsp))?/*$", re.IGNORECASE)
#: Words before a number at the end of an address: `-trang-2`, `/page/2`, `_p2`.
_MARKED = re.compile(r"(.+?)[-_/.,](trang|page|phan|part|p|tr|ky)[-_/]?(\d{1,2})")
#: The number alone, as a segment (WordPress) or behind the last word.
_BARE = re.compile(r"(.+?)([-_/])(\d{1,2})")
_PARAMETER = re.compile(
    r"(?:\w+_)?(?:page(?:no|num|number|index)?|paged|pg|p|part|phan|trang(?:so)?|cur|curr?page"
    r"|start|limitstart)",
    re.IGNORECASE,
)
#: Names of elements in which something other than text is paged.
_ELSEWHERE = re.compile(
    r"comment|binh-?luan|reply|respond|gallery|album|slide|carousel|lightbox", re.IGNORECASE
)
#: Texts of links to the next part of an article; on a list, such a link leads to an article.
_ON = re.compile(r"\W*(?:(?:doc|xem) tiep(?: trang sau)?|tiep tuc)\W*")
_BACK = re.compile(
    r"\W*+(?:(?:trang |phan )?(?:truoc|dau)|quay lai|prev(?:ious)?(?: page)?|first)?\W*"
)
#: Texts of links to all parts on one page.
_WHOLE = re.compile(r"(?:xem )?(?:tat ca|toan bo)(?: (?:cac )?trang| bai viet)?|(?:view|show) all")

#: An address without its number: host, path and parameters.
_Stem = tuple[str, str, tuple[tuple[str, str], ...]]


class _Form(NamedTuple):
    """One way to parse an address: the rest without its number, the marker of the number, the
    number.

    The first form of an address is the whole of it, without a marker.
    """

    stem: _Stem
    mark: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Pager:
    """The position of a page among the parts of what may be one article.

    `own` is the page's number, 1 for the first; `links` holds the addresses of other parts by
    number, and `whole` those that show all parts on one page.
    """

    own: int
    links: Mapping[int, str]
    whole: frozenset[str] = frozenset()

    @property
    def earlier(self) -> str | None:
        """The address of the earliest linked part before this one, None without any."""
        number = min(self.links, default=self.own)
        return self.links[number] if number < self.own else None

    @property
    def goes_on(self) -> bool:
        """True if this is a first part, and a second follows."""
        return self.own == 1 and 2 in self.links


#: The pager of a page that stands alone.
NO_PAGER = Pager(1, {})


def article_pager(root: HtmlElement, url: str, number: int = 0) -> Pager:
    """Return the pager of a page, with the links that may lead to parts of the same article.

    `number` is the page's part number, 0 if unknown.
    """
    here = _forms(url)
    found: list[tuple[int, str, _Form, int]] = []
    for label, address in _links(root, url):
        for form, own in _siblings(here, _forms(address), label):
            found.append((label, address, form, own))
    if not found:
        return NO_PAGER
    here_is = max(own for *_, own in found)
    known = number - here_is if number and here_is else None
    shift = _shift([(label, form, own) for label, _, form, own in found], known)
    own = here_is + shift if here_is else 1
    links: dict[int, str] = {}
    for label, address, form, _ in found:
        place = form.number + shift if form.mark else 1
        if label in (0, place) and place != own and place <= MOST_PARTS + 1:
            links.setdefault(place, address)
    return Pager(own, links, frozenset(_whole(root, url)) if links else frozenset())


def calls_itself(root: HtmlElement, title: str) -> bool:
    """True if a page's head or one of its headings contains a title."""
    wanted = fold(title)
    heads = [e.get("content") or "" for e in root.iterfind(".//meta[@property='og:title']")]
    for element in root.iter("title", "h1", "h2"):
        if element.tag == "title" or element.find(".//a") is None:
            heads.append(element.text_content())
    return bool(wanted) and any(wanted in fold(clean(text)) for text in heads)


def _links(root: HtmlElement, url: str) -> Iterator[tuple[int, str]]:
    """Yield the links of pagers: the number that each shows, 0 for none, and its address."""
    base = base_address(root, url)
    for element in root.iter("a", "link", "option"):
        href = element.get("value" if element.tag == "option" else "href") or ""
        if not _leads_away(href):
            continue
        text = link_text(element)
        label = announces(element, text)
        if label is None and _says_back_or_on(text):
            label = 0
        if label is None or _is_elsewhere(element, href):
            continue
        if address := absolute(base, href):
            yield label, address


@kept
def _says_back_or_on(text: str) -> bool:
    folded = fold(text)
    return bool(_BACK.fullmatch(folded) or _ON.fullmatch(folded))


def _leads_away(href: str) -> bool:
    """True if a reference may lead to another page."""
    href = href.strip()
    return bool(href) and not href.startswith(("#", "javascript:")) and not href.isdigit()


def _is_elsewhere(element: HtmlElement, href: str) -> bool:
    """True if a link pages comments or pictures."""
    near = islice(element.iterancestors(), NEAR)
    around = (f"{e.get('class') or ''} {e.get('id') or ''}" for e in near if e.tag != "body")
    return any(_ELSEWHERE.search(text) for text in (href.partition("#")[2], *around))


def _forms(url: str) -> list[_Form]:
    """Return the ways to parse an address: as a whole, and with each number in it left out."""
    parts = urlsplit(canonical(unmirrored(url)))
    host, path = bare_host(parts.geturl()), _EXTENSION.sub("", unquote(parts.path))
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    path, query = path.lower(), tuple(sorted(pairs))
    forms = [_Form((host, path, query))]
    if match := _MARKED.fullmatch(path):
        forms.append(_Form((host, match[1], query), match[2], int(match[3])))
    if match := _BARE.fullmatch(path):
        forms.append(_Form((host, match[1], query), match[2], int(match[3])))
    for name, value in pairs:
        if _PARAMETER.fullmatch(name) and value.isdecimal() and len(value) <= 2:
            rest = tuple(sorted(pair for pair in pairs if pair[0] != name))
            forms.append(_Form((host, path, rest), f"?{name.lower()}", int(value)))
    return forms


def _siblings(
    here: Sequence[_Form], there: Sequence[_Form], label: int
) -> Iterator[tuple[_Form, int]]:
    """Yield the forms in which an address is another part, each with the page's number or 0."""
    whole, *numbered = here
    for form in there[1:]:
        if form.mark in "-_" and not label:
            continue  # the ids of two articles can differ alike
        if form.stem == whole.stem:
            yield form, 0
        for own in numbered:
            if (own.stem, own.mark) == (form.stem, form.mark) and own.number != form.number:
                yield form, own.number
    for own in numbered:
        if own.stem == there[0].stem:
            yield there[0], own.number


def _shift(found: Sequence[tuple[int, _Form, int]], known: int | None) -> int:
    """Return 1 if the second part has the number 1, as on Drupal and Joomla; else 0."""
    if known in (0, 1):
        return known
    links = [(label, form.number, own) for label, form, own in found if form.mark]
    if labelled := [label - number for label, number, _ in links if label]:
        return int(labelled.count(1) > labelled.count(0))
    # A link back to an address without a number is not to the first part.
    leads_back = any(own == 1 and not form.mark for _, form, own in found)
    return int(leads_back or any(number == 1 and not own for _, number, own in links))


def _whole(root: HtmlElement, url: str) -> Iterator[str]:
    """Yield the addresses, besides a page's own, that show all parts at once."""
    stem = _forms(url)[0].stem
    base = base_address(root, url)
    for anchor in root.iter("a"):
        if not _WHOLE.fullmatch(fold(link_text(anchor)).strip(" .»[]()")):
            continue
        href = anchor.get("href") or ""
        address = absolute(base, href) if _leads_away(href) else None
        if address and _forms(address)[0].stem[:2] == stem[:2]:
            yield address
