"""A reader of simulated portals: asks as browsers do, follows links, pagers and scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Self
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from lxml import html

from .server import PortalServer, Request
from .system import System

_POSTBACK = re.compile(r"__doPostBack\('([^']*)','([^']*)'\)")
_PAGE_LABEL = re.compile(r"\d+|\.\.\.|Sau|Cuối")
_CALL = re.compile(r'url: "([^"]*)",\s*data: \{(.*?)\}', re.DOTALL)
_ENDLESS = ("calendar", "search", "login", "archive", "english")


@dataclass(frozen=True)
class Page:
    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_html(self) -> bool:
        return self.headers["Content-Type"].startswith("text/html") and bool(self.body)

    @property
    def document(self) -> html.HtmlElement:
        return html.document_fromstring(self.body, parser=html.HTMLParser(encoding="utf-8"))

    def links(self) -> list[str]:
        """Where its links lead to, as they are written."""
        links = [str(link) for link in self.document.xpath("//a/@href")] if self.is_html else []
        return [link for link in links if not link.startswith(("javascript:", "#", "mailto:"))]

    def postbacks(self) -> Iterator[dict[str, str]]:
        """The forms that its pager would send back."""
        if not self.is_html:
            return
        hidden = {
            str(field.get("name")): str(field.get("value", ""))
            for field in self.document.xpath("//input[@type='hidden']")
        }
        for anchor in self.document.xpath("//a[contains(@href, '__doPostBack')]"):
            match = _POSTBACK.search(str(anchor.get("href")))
            if match and _PAGE_LABEL.fullmatch(anchor.text_content().strip()):
                yield {**hidden, "__EVENTTARGET": match[1], "__EVENTARGUMENT": match[2]}

    def calls(self) -> Iterator[tuple[str, dict[str, str]]]:
        """What its script posts for the further pages of a listing, and where to."""
        source = self.body.decode(errors="replace")
        if call := _CALL.search(source):
            data = dict(re.findall(r'(\w+): "?([^",\n]*)"?', call[2]))
            for number in re.findall(r'data-page="(\d+)"', source):
                yield urljoin(self.url, call[1]), {**data, "page": number}


class Reader:
    """Reads one portal, over HTTP and without cookies of its own."""

    def __init__(self, portal: System) -> None:
        self._portal = portal
        self._server = PortalServer(portal.portals())

    def __enter__(self) -> Self:
        self._server.__enter__()
        self._connection = HTTPConnection("127.0.0.1", self._server.port)
        return self

    def __exit__(self, *exception: object) -> None:
        with closing(self._connection):
            self._server.__exit__(None, None, None)

    def get(
        self,
        address: str,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """The page at an address (with or without the portal's host), redirects followed."""
        url = urljoin(self._portal.home, address)
        parts = urlsplit(url)
        target = quote(parts.path or "/", safe="/%!$&'()*+,;=:@~") + f"?{parts.query}".rstrip("?")
        sent = {"Host": parts.netloc, **(headers or {})}
        if form is None:
            self._connection.request("GET", target, headers=sent)
        else:
            sent = {"Content-Type": "application/x-www-form-urlencoded", **sent}
            self._connection.request("POST", target, urlencode(form), sent)
        response = self._connection.getresponse()
        body = response.read()
        if location := response.getheader("Location"):
            return self.get(urljoin(url, location))
        return Page(url, response.status, dict(response.getheaders()), body)

    def walk(self) -> set[str]:
        """The identities of all pages that listings and pagers lead to, past the endless ones.

        What stands on article pages does not count: a pager has to reach its last page itself.
        """
        portal = self._portal
        articles = {portal.identity(url) for article in portal.articles() for url in article.urls}
        seen = {portal.identity(portal.home)}
        pages = [self.get(portal.home)]
        while pages:
            page = pages.pop()
            for link in page.links():
                url = urljoin(page.url, link).partition("#")[0]
                identity = portal.identity(url)
                if identity not in seen and self._is_worth_reading(url):
                    seen.add(identity)
                    if identity not in articles:
                        pages.append(self.get(url))
            for url, form in [*((page.url, form) for form in page.postbacks()), *page.calls()]:
                names = ("__EVENTTARGET", "__EVENTARGUMENT", "__VIEWSTATE")
                state = [form[name] for name in names] if names[0] in form else [*form.values()]
                if (call := " ".join([url, *state])) not in seen:
                    seen.add(call)
                    pages.append(self.get(url, form))
        return seen

    def _is_worth_reading(self, url: str) -> bool:
        """Whether it is a page of the portal, and none of those that go on for ever."""
        parts = urlsplit(url)
        if parts.netloc not in {portal.host for portal in self._portal.portals()}:
            return False
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        request = Request("GET", parts.netloc, unquote(parts.path), query)
        addresses = self._portal.addresses
        traps = [addresses[kind] for kind in _ENDLESS if kind in addresses]
        return all(trap.match(request) is None for trap in traps)
