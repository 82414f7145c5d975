"""Malformed addresses wherever a portal writes any: a crawl stores its articles all the same."""

import json
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pytest

from crawler.urls.gate import MALFORMED
from tests.portals.content import ExpectedArticle, Story, stories
from tests.portals.server import Request, Response
from tests.testing import evil
from tests.testing.crawling import Crawls
from tests.testing.handmade import article, links

#: As a page in UTF-8 can write them.
ADDRESSES = [
    text.encode("utf-8", "replace").decode() for text in (*evil.MALFORMED, *evil.OTHER, *evil.ODD)
]
BAD = ADDRESSES[: len(evil.MALFORMED) + len(evil.OTHER)]
XML, PLAIN = {"Content-Type": "text/xml"}, {"Content-Type": "text/plain"}


@dataclass
class Evil:
    """A portal whose every list and page has malformed addresses beside its own."""

    host: str
    stories: list[Story]

    def respond(self, request: Request) -> Response:
        path = request.path
        if path == "/":
            return Response(body=self._home().encode())
        if path in ("/sitemap.xml", "/rss.xml"):
            return Response(200, XML, self._list(path).encode())
        if path == "/robots.txt":
            lines = [f"Sitemap: {address}" for address in ["/sitemap.xml", *ADDRESSES]]
            return Response(200, PLAIN, "\n".join(lines).encode())
        if (moved := path.removeprefix("/chuyen/")).isdigit():
            return self._redirect(int(moved))
        number = path.removeprefix("/tin/").removesuffix(".html")
        if number.isdigit() and int(number) < len(self.stories):
            return Response(body=self._article(int(number)).encode())
        return Response(404)

    def articles(self) -> list[ExpectedArticle]:
        return []

    def _home(self) -> str:
        titles = [story.title for story in self.stories]
        own = {f"/tin/{n}.html": title for n, title in enumerate(titles)}
        evil_links = {a: f"Tin không mở được số {n} của tỉnh" for n, a in enumerate(ADDRESSES)}
        moved = {
            f"/chuyen/{n}": f"Tin đã chuyển đi số {n} của tỉnh" for n in range(2 * len(ADDRESSES))
        }
        feeds = "".join(
            f'<link rel="alternate" type="application/rss+xml" href="{escape(address)}">'
            for address in [*ADDRESSES, "/rss.xml"]
        )
        pager = "".join(f'<a href="{escape(a)}">{n}</a>' for n, a in enumerate(ADDRESSES, 2))
        form = f'<form action="{ADDRESSES[0]}"><input name="__VIEWSTATE" value="1"></form>'
        back = "<a href=\"javascript:__doPostBack('tin','2')\">2</a>"
        body = links({escape(a): t for a, t in (evil_links | own | moved).items()})
        return f"<html><head>{feeds}</head><body>{body}{pager}{form}{back}</body></html>"

    def _list(self, path: str) -> str:
        own = [f"http://{self.host}/tin/{n}.html" for n in range(len(self.stories))]
        places = [escape(address) for address in [*ADDRESSES, *own]]
        if path == "/rss.xml":
            items = "".join(f"<item><title>Tin</title><link>{p}</link></item>" for p in places)
            return f"<rss><channel>{items}</channel></rss>"
        entries = "".join(f"<url><loc>{place}</loc></url>" for place in places)
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'

    def _redirect(self, number: int) -> Response:
        address = ADDRESSES[number // 2].replace("\n", "")
        if number % 2:
            head = f'<meta http-equiv="refresh" content="0; url={escape(address)}">'
            return Response(body=f"<html><head>{head}</head></html>".encode())
        return Response(302, {"Location": address.encode().decode("latin-1")})

    def _article(self, number: int) -> str:
        written = BAD[number % len(BAD)]
        bad = escape(written)
        head = (
            f'<head><base href="{bad}"><link rel="canonical" href="{bad}">'
            f'<meta property="og:url" content="{bad}"><script type="application/ld+json">'
            f"{json.dumps({'@type': 'NewsArticle', 'url': written})}"
            "</script>"
        )
        below = f'<img src="{bad}" width="400"><a href="{bad}">Tải tệp.pdf</a><a href="{bad}">2</a>'
        return article(self.stories[number], below).replace("<head>", head, 1)


@pytest.mark.slow
def test_malformed_addresses_are_left_out_everywhere(tmp_path: Path) -> None:
    portal = Evil("tinhxa.gov.vidu", stories(len(ADDRESSES), seed=11))
    with Crawls(tmp_path, {"tinh_xa": portal}) as crawls:
        run = crawls.run("crawl", "tinh_xa")
        stored = crawls.articles("tinh_xa")
        (row,) = crawls.rows("SELECT outcome, errors, reasons, samples FROM runs")
    assert run.status == 0, run.log
    assert {each["title"] for each in stored} == {story.title for story in portal.stories}
    assert (row["outcome"], row["errors"]) == ("ok", 0), row
    name = f"fallbacks/{MALFORMED}"
    assert json.loads(row["reasons"])[name] > 3 * len(evil.MALFORMED)
    assert json.loads(row["samples"])[name]
