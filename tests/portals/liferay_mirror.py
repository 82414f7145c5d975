"""A simulated Liferay portal as a mirroring tool left it: files, served without any program."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from html import escape, unescape
from typing import Any
from urllib.parse import parse_qsl, quote, urljoin, urlsplit
from zlib import crc32

from .content import ExpectedArticle, Story
from .liferay import LiferayPortal
from .liferay_widgets import calendar_day
from .server import Request, Response

_LINK = re.compile(r'(?<= )(?:href|src)="(?!javascript:|mailto:|#)[^"]+"')
_NAME = re.compile(r"(?P<address>.*?)\.html(?P<nested>(?:/en){0,4})")
_NESTED = re.compile(r"(?P<page>/.+?)(?P<nested>(?:/en)+)")
_TOKEN = re.compile(r"p_p_auth=\w*&?")
_NOT_HTML = ("/documents/", "/image/", "/html/", "/lienket-theme/")
_CALENDAR = timedelta(days=400)
"""How far from the newest article the mirroring tool followed the calendar."""
_MISSING = Response(404, {"Content-Type": "text/html"}, b"<h1>Not Found</h1>")


class LiferayMirror:
    """The copy. Links are relative, names end in `.html`, and a query is part of the name.

    What is nested more than four deep or lies far off in the calendar was not copied and is
    missing; random tokens were left out of the names. There is neither feed nor sitemap.
    """

    def __init__(self, host: str, stories: Sequence[Story], **options: Any) -> None:
        self.host = host
        self._portal = _FrozenPortal(host, stories, feed=None, sitemap=False, **options)

    def articles(self) -> list[ExpectedArticle]:
        return [
            replace(article, urls=tuple(f"{url}.html" for url in article.urls))
            for article in self._portal.articles()
        ]

    def respond(self, request: Request) -> Response:
        name = "/index.html" if request.path == "/" else request.path
        original = self._original(name)
        response = self._copy(original, name) if original else _MISSING
        etag = response.headers.get("ETag")
        if etag and request.headers.get("if-none-match") == etag:
            return Response(304, {"ETag": etag})
        return response

    def _original(self, name: str) -> Request | None:
        """What the mirroring tool asked the portal for to get the file of that name."""
        match = _NAME.fullmatch(name)
        if name.startswith(_NOT_HTML):
            path, _, query = name.partition("?")
        elif match:
            path, _, query = match["address"].partition("?")
            path = path.removesuffix("/index") + match["nested"]
        else:
            return None
        return Request(
            method="GET",
            host=self.host,
            path=path or "/",
            query=dict(parse_qsl(query, keep_blank_values=True)),
            cookies={"JSESSIONID": "1"},
        )

    def _copy(self, request: Request, name: str) -> Response:
        """The file in which the portal's answer, behind redirects, was kept."""
        if not self._copied(request):
            return _MISSING
        response = self._portal.respond(request)
        if response.status == 302:
            target = urlsplit(response.headers["Location"])
            query = dict(parse_qsl(target.query))
            return self._copy(replace(request, path=target.path, query=query), name)
        if response.status != 200:
            return _MISSING
        body, kind = response.body, response.headers["Content-Type"].partition(";")[0]
        if kind == "text/html":
            body = self._relative_links(body.decode(), request.path, name).encode()
        return Response(200, {"Content-Type": kind, "ETag": f'"{crc32(body):08x}"'}, body)

    def _copied(self, request: Request) -> bool:
        today = self._portal.site.today.date()
        return abs(calendar_day(request.query, today) - today) < _CALENDAR

    def _relative_links(self, page: str, path: str, name: str) -> str:
        base = f"http://{self.host}{path.rpartition('/')[0]}/"
        directory = posixpath.dirname(name)
        return _LINK.sub(lambda match: _relative_link(match[0], base, directory), page)


@lru_cache(maxsize=100_000)
def _relative_link(attribute: str, base: str, directory: str) -> str:
    """The attribute with its link as the mirroring tool converts it."""
    name, _, link = attribute.partition("=")
    url = urlsplit(urljoin(base, unescape(link.strip('"'))))
    if url.hostname != urlsplit(base).hostname:
        return attribute
    target = _file_name(url.path, _TOKEN.sub("", url.query))
    return f'{name}="{escape(_quoted(posixpath.relpath(target, directory)))}"'


class _FrozenPortal(LiferayPortal):
    """The portal at the one moment at which each of its pages was copied."""

    def _visit(self, request: Request) -> int:
        return crc32(repr((request.path, *request.query.items())).encode())


def _file_name(path: str, query: str = "") -> str:
    if path in ("", "/"):
        path = "/index"
    name = f"{path}?{query}" if query else path
    if path.startswith(_NOT_HTML):
        return name
    nested = _NESTED.fullmatch(name)
    return f"{nested['page']}.html{nested['nested']}" if nested else f"{name}.html"


def _quoted(name: str) -> str:
    """A file's name as a link writes it: what was a query is part of the path now."""
    return quote(name, safe="/=&,;:+$!*'()|")
