"""The links of a page that may lead to articles, and those that never do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, islice
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from crawler.discovery.scripted_links import doors
from crawler.extraction.source.blocks import clean
from crawler.extraction.source.document import base_address
from crawler.urls.gate import absolute
from crawler.urls.identity import nests
from crawler.vietnamese.lines import kept
from crawler.vietnamese.phrases import IDLE_LINK, LINK_ORNAMENT, SERVICE_LINK
from crawler.vietnamese.unicode import fold

#: Files that are not pages.
FILES = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|txt|csv|xml|json|zip|rar|7z|gz|exe|apk|jpe?g|png|gif|bmp|webp"
    r"|svg|ico|tiff?|mp3|mp4|avi|wmv|flv|mov|wav|m4a|swf|css|js|woff2?|ttf|eot|ics)$",
    re.IGNORECASE,
)
#: Addresses behind which no article stands: doors, searches, calendars, other views, actions.
FUTILE = re.compile(
    r"/(?:log-?in|log-?out|log-?on|sign-?in|sign-?up|sign-?out|register|dang-?nhap|dang-?ky|dang-?xuat"
    r"|quen-mat-khau|forgot\w*|lostpassword|create_account|tai-khoan|account|wp-(?:login|admin|json|content)"
    r"|search\w*|tim-?kiem|seek|calendar|lich|lich-cong-tac|lich-lam-viec|lich-cong-tac-tuan|event-calendar"
    r"|(?:bm|pop_up)|print\w*|print-view|ban-in|savefile|send-?mail|gui-mail|gui-email"
    r"|downloads?|tai-ve|attachments?|vote|binh-chon|polls?|captcha|cart|gio-hang|rss|feeds?|atom|xmlrpc"
    r"|trackback|_layouts|_vti_bin|_api|cdn-cgi|api|ajax|admin|administrator|users?|thanh-vien|members?)"
    r"(?:\.(?:aspx?|php|html?|jsp))?(?:/|$)",
    re.IGNORECASE,
)
#: Parameters that open a search, a login or another view of something known.
FUTILE_PARAMETERS = re.compile(
    r"(?:^|&)(?:(?:q|s|keywords?|tukhoa|search|searchword|query)="
    r"|p_p_id=(?:58|3|8|33|15|1_WAR\w*)(?:&|$)|(?:ctl|mid)=login(?:&|$)"
    r"|ctl=(?:login|register|sendpassword)|option=com_(?:users?|search|mailto)"
    r"|view=(?:login|search)(?:&|$)|nv=(?:users|seek)(?:&|$)"
    r"|op=(?:print|savefile|sendmail|login|search)|\w*struts_action=%2Flogin)",
    re.IGNORECASE,
)
#: A day or month of a calendar, by the parameters that ask for it.
_CALENDAR = re.compile(
    r"(?:^|[&_])(?:day|month|year|date|ngay|thang|nam|tungay|denngay)=|=\d{1,4}(?:-|%2F|/)\d{1,2}(?:-|%2F|/)\d{1,4}",
    re.IGNORECASE,
)
#: What the links of a calendar say: a number, an arrow, a month.
_CALENDAR_TEXT = re.compile(
    r"\W*+(?:\d{1,2}|(?:tháng|month)\W++\w++\W*+\w*+|\w++ \d{4})?\W*", re.IGNORECASE
)
#: So far around a link is the entry of the list that it stands in: elements, and what they hold at
#: most (a picture's link, the section's and the title's; characters).
ENTRY_LEVELS, ENTRY_LINKS, ENTRY_LENGTH = 5, 3, 1_500
_DAY = re.compile(r"(?<!\d)(?:[0-2]?\d|3[01])[/.-](?:0?\d|1[0-2])[/.-](?:19|20)\d\d(?!\d)")
#: Words that make a link a headline rather than a menu entry.
HEADLINE_WORDS = 5


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page: its absolute address, and its text where that says what it leads to.

    `dated` tells that a day stands beside it, as in a list of articles.
    """

    url: str
    text: str
    dated: bool = field(default=False, compare=False)

    @property
    def headline(self) -> bool:
        """True if the text reads like the title of an article."""
        return len(self.text.split()) >= HEADLINE_WORDS


def read_links(root: HtmlElement, base: str) -> list[Link]:
    """The page's links in document order, each address once, with the first text that reads
    like a title; behind them what else opens a page.

    `base` is the page's address; a `<base href>` overrides it. Addresses that cannot lead to an
    article are left out.
    """
    base = base_address(root, base)
    links: dict[str, Link] = {}
    entries = _Entries()
    for href, label, element in chain(_anchors(root), doors(root)):
        url = absolute(base, href)
        if url is None or _is_service(label) or is_futile(url):
            continue
        if _CALENDAR_TEXT.fullmatch(label) and is_calendar(url):
            continue
        known, text = links.get(url), _title(label)
        if known is None or (not known.headline and len(text) > len(known.text)):
            links[url] = Link(url, text, entries.is_dated(element))
    return list(links.values())


@kept
def _is_service(label: str) -> bool:
    return SERVICE_LINK.fullmatch(fold(label)) is not None


class _Entries:
    """The entries of a page's lists; links share what is around them: it is looked at once."""

    def __init__(self) -> None:
        self._seen: dict[HtmlElement, bool | None] = {}

    def is_dated(self, element: HtmlElement) -> bool:
        """True if the entry of a list that an element is in, or is, shows a day."""
        for around in islice(chain([element], element.iterancestors()), ENTRY_LEVELS):
            if around not in self._seen:
                self._seen[around] = _shows_day(around)
            shows_day = self._seen[around]
            if shows_day is not None:
                return shows_day
        return False


def _shows_day(element: HtmlElement) -> bool | None:
    """True if an element shows a day; None where what is around it may show one."""
    if _has_many_links(element):
        return False
    text = element.text_content()
    if len(text) > ENTRY_LENGTH:
        return False
    return True if _DAY.search(text) else None


def _has_many_links(element: HtmlElement) -> bool:
    """True if an element leads to more addresses than the entry of a list."""
    hrefs = set()
    for anchor in element.iter("a"):
        hrefs.add(anchor.get("href"))
        if len(hrefs) > ENTRY_LINKS:
            return True
    return False


def _anchors(root: HtmlElement) -> Iterator[tuple[str, str, HtmlElement]]:
    for anchor in root.iter("a", "area"):
        href = (anchor.get("href") or "").strip()
        if not href or href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
            continue
        text = clean(anchor.text_content())
        if not text or _is_idle(text):
            text = clean(anchor.get("title") or "") or text
        yield href, text, anchor


@kept
def _title(label: str) -> str:
    """The text of a link: its label without ornament, "" where that says nothing."""
    text = LINK_ORNAMENT.sub("", LINK_ORNAMENT.sub("", label))
    return "" if _is_idle(text) else text


@kept
def _is_idle(text: str) -> bool:
    return IDLE_LINK.fullmatch(fold(text)) is not None


def is_calendar(url: str) -> bool:
    """True if an address asks for a day, month or year."""
    return _CALENDAR.search(urlsplit(url).query) is not None


@lru_cache(maxsize=20_000)
def is_futile(url: str) -> bool:
    """True if no article can stand behind an address: files, logins, searches, calendars, traps."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    return (
        bool(FILES.search(path))
        or bool(FUTILE.search(path))
        or bool(FUTILE_PARAMETERS.search(parts.query))
        or nests(url)
    )
