"""What is off the site is not asked for."""

from scrapy.http import Request

from crawler.engine.counters import FIRST_FAILURE
from crawler.engine.http.scope import ARCHIVE_HOST
from tests.testing.loopback import crawl, page, serve, status


def test_redirect_to_another_host_is_not_followed() -> None:
    with serve({"/": page()}) as other:
        moved = status(301, Location=f"{other.url}/")
        with serve({"/": moved}) as server:
            crawled = crawl(server, "/")
    assert not other.seen
    assert crawled.failure == f"redirects to {other.url}/, outside the site"
    assert crawled.stats["redirects/offsite"] == 1
    assert crawled.stats[FIRST_FAILURE] == crawled.failure


def test_refresh_to_another_host_is_not_followed() -> None:
    with serve({"/": page()}) as other:
        refresh = f'<html><meta http-equiv="refresh" content="0;url={other.url}/"></html>'
        with serve({"/": page(refresh.encode())}) as server:
            crawled = crawl(server, "/")
    assert not other.seen
    assert "outside the site" in crawled.failure


def test_request_to_another_host_is_not_made_dont_filter_or_not() -> None:
    with serve({"/": page()}) as other, serve({"/": page()}) as server:
        crawl(server, "/", Request(f"{other.url}/", dont_filter=True))
    assert not other.seen
    assert server.paths == ["/"]


def test_nothing_outside_the_path_of_a_site_is_asked_but_robots() -> None:
    answers = {
        "/so-khcn/": status(302, Location="/so-khcn/trang-chu"),
        "/so-khcn/trang-chu": page(),
        "/so-khcn/tin": status(302, Location="/so-y-te/tin"),
        "/so-y-te/tin": page(),
        "/robots.txt": page(b"User-agent: *\nDisallow: /so-khcn/an\n", Content_Type="text/plain"),
    }
    with serve(answers) as server:
        asked = ("/so-khcn/", "/so-khcn/tin", "/so-y-te/tin", "/so-khcn/an")
        crawled = crawl(server, *asked, scope="/so-khcn")
    assert sorted(server.paths) == ["/so-khcn/", "/so-khcn/tin", "/so-khcn/trang-chu"]
    assert crawled.response.url == f"{server.url}/so-khcn/trang-chu"


def test_spider_may_ask_for_a_sitemap_outside_the_path_but_not_on_another_host() -> None:
    with serve({"/sitemap.xml": page()}) as other, serve({"/sitemap.xml": page()}) as server:
        elsewhere = other.url.replace("127.0.0.1", "localhost")
        sitemaps = [
            Request(f"{url}/sitemap.xml", meta={"allow_offsite": True})
            for url in (server.url, elsewhere)
        ]
        crawl(server, *sitemaps, scope="/so-khcn")
    assert server.paths == ["/sitemap.xml"]
    assert not other.seen


def test_what_is_asked_of_a_web_archive_goes_there_and_nowhere_else() -> None:
    with serve({"/": page()}) as other, serve({"/": page()}) as server:
        answers = {"/cdx": page(), "/web": status(302, Location=f"{server.url}/")}
        with serve(answers) as archive:
            host = {ARCHIVE_HOST: archive.url.removeprefix("http://")}
            asked = [f"{archive.url}/cdx", f"{archive.url}/web", f"{other.url}/"]
            crawl(server, "/", *(Request(url, meta=dict(host)) for url in asked))
    assert sorted(path for path in archive.paths if path != "/robots.txt") == ["/cdx", "/web"]
    assert not other.seen
    assert server.paths.count("/") == 1
