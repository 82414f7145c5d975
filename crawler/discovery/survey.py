"""Survey of a page: all that it offers to go on from, read from its source at once.

That takes milliseconds: crawls have it done in the processes that read pages. What comes back holds
no trees, and can be sent from one process to another.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import form2request
from lxml.html import HtmlElement

from crawler.discovery.article_pager import NO_PAGER, Pager, article_pager, calls_itself
from crawler.discovery.landing_page import written_leads
from crawler.discovery.links import Link, read_links
from crawler.discovery.pagers import Further, Postback, further_pages, postbacks
from crawler.extraction.source.document import parse
from crawler.urls.gate import absolute, refusals
from crawler.vietnamese.decoding import decode

#: The fallback of a page whose form is of a kind that is not sent back, such as one for files.
UNSENDABLE = "form cannot be sent back"

_FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
)
_VIEW_STATE = "__VIEWSTATE"


class FilledForm(NamedTuple):
    """A postback, and the request that makes it."""

    postback: Postback
    request: form2request.Request


@dataclass(frozen=True, slots=True)
class PageSurvey:
    """The offers of a page to go on from; all addresses are absolute.

    `further` and `forms` lead to the further pages of the listing that it is, `pager` to those of
    the article that it may be. `own_address` is what its head calls its own, "" for none;
    `is_named` tells whether it gives itself the title that was asked for. `refused` are malformed
    references, as they were met, `fallbacks` what could not be read.
    """

    links: tuple[Link, ...] = ()
    further: tuple[Further, ...] = ()
    forms: tuple[FilledForm, ...] = ()
    pager: Pager = NO_PAGER
    own_address: str = ""
    is_named: bool = False
    refused: tuple[str, ...] = ()
    fallbacks: tuple[str, ...] = ()

    @property
    def unpaged(self) -> list[Link]:
        """The links that lead to no further page of the listing."""
        paged = {page.url for page in self.further}
        return [link for link in self.links if link.url not in paged]


@dataclass(frozen=True, slots=True)
class HomeSurvey:
    """The further offers of a home page: feeds that its head names, and places it only leads on
    to (see `landing_page`)."""

    page: PageSurvey
    feeds: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()


def survey(
    body: bytes, url: str, content_type: str | None, *, part: int | None = None, title: str = ""
) -> PageSurvey | None:
    """Survey the page at `url`; None for what is no page.

    `part` is its number among the parts of an article, 0 where that is unknown, None where it is no
    article. `title` is what it might call itself.
    """
    root = page_tree(body, url, content_type)
    return None if root is None else _surveyed(root, url, part, title)


def survey_home(
    body: bytes, url: str, content_type: str | None, refresh: str = ""
) -> HomeSurvey | None:
    """Survey the home page at `url`; None for what is no page.

    `refresh` is the header that has a browser load another page.
    """
    root = page_tree(body, url, content_type)
    if root is None:
        return None
    feeds = tuple(announced_feeds(root, url))
    return HomeSurvey(_surveyed(root, url), feeds, tuple(written_leads(root, url, refresh)))


def page_tree(body: bytes, url: str, content_type: str | None) -> HtmlElement | None:
    """The tree of a page; None for what is no page."""
    text = decode(body, content_type).text
    if text.lstrip()[:1] == "{":
        text = _fragment(text)
    head = text[:10_000].lower()
    is_xml = head.lstrip().startswith("<?xml") and "<html" not in head
    return parse(text, url) if "<" in head and not is_xml else None


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


def _surveyed(root: HtmlElement, url: str, part: int | None = None, title: str = "") -> PageSurvey:
    with refusals() as refused:
        own = own_address(root, url)
        pager = NO_PAGER if part is None else article_pager(root, url, part)
        further = tuple(further_pages(root, url))
        links = tuple(read_links(root, url))
        forms, fallbacks = _forms(root, url)
    is_named = bool(title) and calls_itself(root, title)
    return PageSurvey(links, further, forms, pager, own, is_named, tuple(refused), fallbacks)


def _forms(root: HtmlElement, url: str) -> tuple[tuple[FilledForm, ...], tuple[str, ...]]:
    """The postbacks of the page's pager, filled in, and what could not be."""
    form = next(_state_forms(root), None)
    if form is None or absolute(url, form.get("action") or "") is None:
        return (), ()
    try:
        return tuple(FilledForm(back, _filled(form, back)) for back in postbacks(root)), ()
    except (ValueError, NotImplementedError):
        return (), (UNSENDABLE,)


def _state_forms(root: HtmlElement) -> Iterator[HtmlElement]:
    """The forms that keep the state of an ASP.NET page."""
    for field in root.iter("input"):
        if field.get("name") == _VIEW_STATE:
            yield from field.iterancestors("form")


def _filled(form: HtmlElement, back: Postback) -> form2request.Request:
    fields = {"__EVENTTARGET": back.target, "__EVENTARGUMENT": back.argument}
    return form2request.form2request(form, fields, click=False)


def _media_type(header: str) -> str:
    return header.partition(";")[0].strip().lower()


def _fragment(text: str) -> str:
    """The HTML that a script's call answers, wrapped in JSON."""
    try:
        data = json.loads(text)
    except ValueError:
        return ""
    return next((v for v in data.values() if isinstance(v, str) and "<" in v), "")
