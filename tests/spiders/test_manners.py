"""What a crawl never asks for: other hosts, what lies outside its path, what robots.txt forbids."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.portals.content import stories
from tests.portals.server import Response
from tests.testing.crawling import Crawls, Ended, record
from tests.testing.handmade import Handmade, links, news, page

HOST, OTHER = "binhson.gov.vidu", "hoason.gov.vidu"
STORIES = stories(12, seed=31)
OWN = news("/so-khcn/tin", STORIES[:4])
#: On the same host, and not the department's.
NEIGHBOURS = news("/so-y-te/tin", STORIES[4:6])
FORBIDDEN = news("/so-khcn/noi-bo", STORIES[6:8])
ELSEWHERE = news("/tin", STORIES[8:10])
MOVED = "/so-khcn/tin/chuyen-sang-trang-thong-tin-khac-77.html"

ROBOTS = Response(
    headers={"Content-Type": "text/plain"},
    body=f"User-agent: *\nDisallow: /so-khcn/noi-bo/\nSitemap: http://{OTHER}/map.xml\n".encode(),
)


def headlines(*groups: dict[str, str], host: str = "") -> str:
    titles = {f"-{story.id}.html": story.title for story in STORIES}
    return links(
        {
            f"{host}{path}": title
            for group in groups
            for path in group
            for ending, title in titles.items()
            if path.endswith(ending)
        }
    )


HOME = page(
    headlines(OWN, NEIGHBOURS, FORBIDDEN)
    + headlines(ELSEWHERE, host=f"http://{OTHER}")
    + links(
        {
            MOVED: "Sở chuyển sang trang thông tin điện tử khác",
            "/": "Cổng thông tin điện tử của tỉnh",
            "/so-y-te/": "Sở Y tế",
            "/so-khcn/../so-y-te/tin-tuc": "Tin tức ngành y tế trong tỉnh",
            f"http://{HOST}:8080/so-khcn/": "Trang cũ của sở trên cổng khác",
            f"https://{OTHER}/": "Trang liên kết",
        }
    )
)
PORTAL = Handmade(
    HOST,
    {
        "/": page(headlines(NEIGHBOURS)),
        "/robots.txt": ROBOTS,
        "/so-khcn/": HOME,
        MOVED: Response(302, {"Location": f"http://{OTHER}{next(iter(ELSEWHERE))}"}),
        **OWN,
        **NEIGHBOURS,
        **FORBIDDEN,
    },
)


@dataclass
class Crawled:
    run: Ended
    titles: set[str]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    sites = {"binh_son": PORTAL, "hoa_son": Handmade(OTHER, {"/": HOME, **ELSEWHERE})}
    records = {"binh_son": record("binh_son", f"http://{HOST}/so-khcn/")}
    with Crawls(tmp_path_factory.mktemp("crawl"), sites, records) as crawls:
        run = crawls.run("crawl", "binh_son")
        yield Crawled(run, {article["title"] for article in crawls.articles("binh_son")})


def test_articles_inside_the_path_are_found(crawled: Crawled) -> None:
    assert crawled.run.status == 0, crawled.run.log
    assert crawled.titles == {story.title for story in STORIES[:4]}


def test_links_redirects_and_sitemaps_of_other_hosts_are_not_followed(crawled: Crawled) -> None:
    assert any(request.path == MOVED for request in crawled.run.requests)
    assert {request.host for request in crawled.run.requests} == {HOST}


def test_what_lies_outside_the_path_is_not_asked_for(crawled: Crawled) -> None:
    outside = {
        request.path for request in crawled.run.requests if not request.path.startswith("/so-khcn/")
    }
    assert outside <= {"/robots.txt", "/sitemap.xml"}


def test_what_robots_txt_forbids_is_not_asked_for(crawled: Crawled) -> None:
    assert not [request.path for request in crawled.run.requests if "/noi-bo/" in request.path]
