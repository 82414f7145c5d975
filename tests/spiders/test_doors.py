"""The ways into a portal: lists that are not quite right, home pages that only lead on."""

import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pytest

from tests.portals.content import ExpectedArticle, Story, stories
from tests.portals.server import Request, Response
from tests.testing.crawling import Crawls
from tests.testing.handmade import article, links, page

#: Articles of each portal.
COUNT = 5
XML, PLAIN = {"Content-Type": "text/xml"}, {"Content-Type": "text/plain"}
Answers = dict[str, str | Response]


@dataclass
class Door:
    """A portal whose stories are told apart by parameters, and that shows few ways to them."""

    host: str
    stories: list[Story]
    make: Callable[["Door"], Answers]

    def respond(self, request: Request) -> Response:
        if request.path == "/chi-tiet.aspx" and request.query.get("cat") == "7":
            found = (s for s in self.stories if str(s.id) == request.query.get("id"))
            return next((Response(body=article(story).encode()) for story in found), Response(404))
        answer = self.make(self).get(request.path, Response(404))
        return answer if isinstance(answer, Response) else Response(body=answer.encode())

    def articles(self) -> list[ExpectedArticle]:
        return []

    def urls(self) -> list[str]:
        """The stories' addresses, their ampersands as they are."""
        return [f"http://{self.host}/chi-tiet.aspx?cat=7&id={story.id}" for story in self.stories]


def home(head: str = "") -> str:
    return f"<html><head>{head}</head><body><p>Trang đang nâng cấp</p></body></html>"


def url_set(urls: list[str]) -> str:
    written = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{written}</urlset>'


def sitemap(door: Door) -> Answers:
    return {"/": home(), "/sitemap.xml": Response(headers=XML, body=url_set(door.urls()).encode())}


def sitemap_cut_off(door: Door) -> Answers:
    more = [f"http://{door.host}/so-{number * number}" for number in range(5000)]
    packed = gzip.compress(url_set([*door.urls(), *more]).encode())[:400]
    return {"/": home(), "/sitemap.xml": Response(headers=XML, body=packed)}


def sitemap_in_plain_text(door: Door) -> Answers:
    robots = f"Sitemap: http://[{door.host}/map.txt\nSitemap: http://{door.host}/map.txt"
    lines = "\r\n".join([*door.urls(), "http://[skhcn.vidu/tin"])
    return {
        "/": home(),
        "/robots.txt": Response(headers=PLAIN, body=robots.encode()),
        "/map.txt": Response(headers=PLAIN, body=b"\xef\xbb\xbf" + lines.encode()),
    }


def sitemap_behind_a_warning(door: Door) -> Answers:
    warning = "<br />\n<b>Warning</b>: mysql_connect() in <b>/var/www/a.php</b> on line 3<br />\n"
    urls = url_set(door.urls()).replace("<url>", "<url>&nbsp;")
    return {"/": home(), "/sitemap.xml": f'{warning}<!-- bản lưu --><?xml version="1.0"?>{urls}'}


def feed_of(template: str) -> Callable[[Door], Answers]:
    """A portal with a feed of items as the template says, and nothing else."""

    def answers(door: Door) -> Answers:
        items = "".join(
            template.format(
                url=url,
                title=escape(escape(story.title)),
                date=f"{story.published:%d/%m/%Y %H:%M:%S}",
            )
            for url, story in zip(door.urls(), door.stories, strict=True)
        )
        head = '<link rel="alternate" type="application/rss+xml" href="/tin.rss">'
        feed = f'<?xml version="1.0" encoding="utf-16"?><rss version="2.0"><channel>{items}'
        return {"/": home(head), "/tin.rss": Response(headers=XML, body=feed.encode())}

    return answers


def behind(
    front: str | Response, inside: str = "/portal/", more: Mapping[str, str] | None = None
) -> Callable[[Door], Answers]:
    """A portal whose headlines are on another page than the first."""

    def answers(door: Door) -> Answers:
        titles = (story.title for story in door.stories)
        listing = page(links(dict(zip(door.urls(), titles, strict=True))))
        return {"/": front, inside: listing, **(more or {})}

    return answers


def script(code: str) -> str:
    return f"<html><head><title>Sở</title><script>{code}</script></head><body></body></html>"


REFRESH = '<meta http-equiv="Refresh" content="0; URL=\'/portal/\'">'
DOORS: Mapping[str, Callable[[Door], Answers]] = {
    "sitemap": sitemap,
    "sitemap_cut_off": sitemap_cut_off,
    "sitemap_in_plain_text": sitemap_in_plain_text,
    "sitemap_behind_a_warning": sitemap_behind_a_warning,
    "feed": feed_of(
        "<item><title>{title}</title><link>{url}</link><pubDate>{date}</pubDate></item>"
    ),
    "feed_of_liferay": feed_of("<item><title>{title}</title><link/>{url}</item>"),
    "feed_without_links": feed_of("<item><title>{title}</title><guid>{url}</guid></item>"),
    "script": behind(script(r"window.location.replace('\/portal\/');")),
    "script_to_index": behind(script('location.href = "index.aspx"'), "/index.aspx"),
    "scripts_in_a_row": behind(
        script("top.location='/cong.htm'"),
        more={"/cong.htm": script("setTimeout(\"location.href='/portal/'\", 3000)")},
    ),
    "refresh_without_scripts": behind(f"<html><head><noscript>{REFRESH}</noscript></head></html>"),
    "refresh_by_header": behind(
        Response(headers={"Refresh": "9; url=/portal/", "Content-Type": "text/html"}, body=b"<p>")
    ),
    "link_without_scripts": behind('<noscript><a href="/portal/">Vào cổng</a></noscript>'),
    "frames": behind(
        '<html><frameset rows="0,*"><frame src="tren.htm"><frame src="/portal/"></frameset></html>'
    ),
}
FALLBACKS = {
    "sitemap_cut_off": {"list cut off": 1},
    "sitemap_in_plain_text": {"malformed address in a list": 1},
    "feed": {"list cut off": 1},
    "script": {"home page only leads on": 1},
    "scripts_in_a_row": {"home page only leads on": 2},
    "link_without_scripts": {"home page only leads on": 1},
}


@dataclass
class Crawled:
    """What came of the crawl, by the names of the sites."""

    portals: Mapping[str, Door]
    articles: Mapping[str, list[dict[str, Any]]]
    reasons: Mapping[str, dict[str, int]]
    out: str


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    told = stories(COUNT * len(DOORS), seed=77)
    portals = {
        name: Door(f"{name.replace('_', '-')}.gov.vidu", told[i * COUNT :][:COUNT], make)
        for i, (name, make) in enumerate(DOORS.items())
    }
    with Crawls(tmp_path_factory.mktemp("crawl"), portals) as crawls:
        ended = crawls.run("crawlall")
        rows = crawls.rows("SELECT site, reasons FROM runs")
        yield Crawled(
            portals,
            {name: crawls.articles(name) for name in portals},
            {row["site"]: json.loads(row["reasons"]) for row in rows},
            ended.out + ended.log,
        )


@pytest.mark.parametrize("name", DOORS)
def test_all_articles_are_found(crawled: Crawled, name: str) -> None:
    expected = sorted(story.title for story in crawled.portals[name].stories)
    assert sorted(row["title"] for row in crawled.articles[name]) == expected, crawled.out


@pytest.mark.parametrize("name", FALLBACKS)
def test_what_was_read_another_way_than_meant_is_counted(crawled: Crawled, name: str) -> None:
    reasons = crawled.reasons[name]
    counted = {what: reasons.get(f"fallbacks/{what}") for what in FALLBACKS[name]}
    assert counted == FALLBACKS[name], reasons


def test_home_page_that_leads_on_and_on_is_left(tmp_path_factory: pytest.TempPathFactory) -> None:
    chain = {f"/{n}.htm": script(f"location='/{n + 1}.htm'") for n in range(20)}
    door = Door("dai.gov.vidu", [], behind(script("location='/0.htm'"), more=chain))
    with Crawls(tmp_path_factory.mktemp("crawl"), {"dai": door}) as crawls:
        asked = [request.path for request in crawls.run("crawl", "dai").requests]
    assert [path for path in asked if path.endswith(".htm")] == ["/0.htm", "/1.htm", "/2.htm"]
