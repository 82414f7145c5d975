"""No server can keep a crawl for ever or fill its memory."""

import gzip
import time

from crawler.engine.counters import FAILED
from crawler.engine.losses import SAMPLES, TOO_LARGE, losses
from crawler.extraction.source.document import LARGEST_PAGE, MOST_TAGS
from tests.testing.loopback import Handler, crawl, page, serve, status


def test_gzip_bomb_is_dropped() -> None:
    bomb = gzip.compress(bytes(5_000_000))
    with serve({"/": page(bomb, Content_Encoding="gzip"), "/tin": page()}) as server:
        crawled = crawl(server, "/", "/tin", DOWNLOAD_MAXSIZE=1_000_000)
    assert crawled.failure == "larger than DOWNLOAD_MAXSIZE when decompressed"
    assert losses(crawled.stats) == {TOO_LARGE: 1}
    assert [r.url for r in crawled.responses] == [f"{server.url}/tin"]


def test_page_over_the_size_limit_is_not_read() -> None:
    with serve({"/": page(bytes(2_000_000))}) as server:
        crawled = crawl(server, "/", DOWNLOAD_MAXSIZE=1_000_000)
    assert crawled.failure == "larger than DOWNLOAD_MAXSIZE"


def test_page_with_more_than_any_page_has_is_not_read() -> None:
    """Whether it is long or has many elements, and however well it was compressed."""
    long, full = b"<html><p>" + b"a" * LARGEST_PAGE, b"<html>" + b"<b>" * (MOST_TAGS + 1)
    packed = page(gzip.compress(long), Content_Encoding="gzip")
    with serve({"/dai": page(long), "/goi": packed, "/day": page(full), "/": page()}) as server:
        crawled = crawl(server, "/dai", "/goi", "/day", "/")
    assert losses(crawled.stats) == {TOO_LARGE: 3}
    assert crawled.stats[SAMPLES][f"losses/{TOO_LARGE}"].startswith(server.url)
    assert [r.url for r in crawled.responses] == [f"{server.url}/"]


def test_sitemap_may_be_larger_than_a_page() -> None:
    sitemap = b'<?xml version="1.0"?><urlset>' + b"<url><loc>/tin</loc></url>" * MOST_TAGS
    with serve({"/sitemap.xml": page(sitemap, Content_Type="text/xml")}) as server:
        crawled = crawl(server, "/sitemap.xml")
    assert crawled.response.body == sitemap


def test_site_with_many_pages_over_the_limit_is_not_down() -> None:
    large = {f"/{n}": page(bytes(200_000)) for n in range(5)}
    with serve({**large, "/tin": page()}) as server:
        crawled = crawl(
            server, *large, "/tin", DOWNLOAD_MAXSIZE=100_000, RETRY_TIMES=0, FAILURES_IN_A_ROW=3
        )
    assert crawled.response.url == f"{server.url}/tin"


def test_endless_body_of_unknown_length_ends_at_the_size_limit() -> None:
    def endless(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Connection", "close")
        handler.end_headers()
        while True:
            handler.wfile.write(bytes(100_000))

    with serve({"/": endless}) as server:
        crawled = crawl(server, "/", DOWNLOAD_MAXSIZE=1_000_000)
    assert crawled.failure == "larger than DOWNLOAD_MAXSIZE"


def test_body_that_drips_for_ever_ends_at_the_time_limit() -> None:
    def dripping(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(1000):
            handler.wfile.write(b".")
            time.sleep(0.05)

    with serve({"/": dripping}) as server:
        began = time.monotonic()
        crawled = crawl(server, "/", DOWNLOAD_TIMEOUT=0.5, RETRY_TIMES=0)
    assert time.monotonic() - began < 2
    assert crawled.failure.startswith("no complete answer within 0.5 s from 127.0.0.1")
    assert crawled.stats[FAILED] == 1


def test_headers_that_drip_for_ever_end_at_the_time_limit() -> None:
    def dripping(handler: Handler) -> None:
        for _ in range(1000):
            handler.wfile.write(b"H")
            time.sleep(0.05)

    with serve({"/": dripping}) as server:
        crawled = crawl(server, "/", DOWNLOAD_TIMEOUT=0.5, RETRY_TIMES=0)
    assert crawled.failure.startswith("no complete answer within 0.5 s")


def test_redirects_without_end_are_given_up() -> None:
    hops = {f"/{n}": status(302, Location=f"/{n + 1}") for n in range(100)}
    with serve(hops) as server:
        crawled = crawl(server, "/0")
    assert crawled.failure == "max redirections reached"
    assert len(server.paths) == 9


def test_redirect_loop_is_given_up() -> None:
    with serve({"/": status(302, Location="/")}) as server:
        crawled = crawl(server, "/")
    assert crawled.failure == "max redirections reached"


def test_cookie_test_that_comes_back_to_where_it_began_is_passed() -> None:
    def home(handler: Handler) -> None:
        if "ok=1" in handler.headers.get("Cookie", ""):
            handler.answer(b"<html>Trang ch\xe1\xbb\xa7</html>")
        else:
            handler.answer(b"", 302, Location="/?AspxAutoDetectCookieSupport=1")

    test = status(302, Location="/", Set_Cookie="ok=1")
    with serve({"/": home, "/?AspxAutoDetectCookieSupport=1": test}) as server:
        crawled = crawl(server, "/")
    assert crawled.response.url == f"{server.url}/"


def test_page_that_reloads_itself_is_taken_as_it_is() -> None:
    reloading = page(b'<html><meta http-equiv="refresh" content="3"><p>Tin</p></html>')
    with serve({"/": reloading}) as server:
        crawled = crawl(server, "/")
    assert server.paths == ["/"]
    assert b"Tin" in crawled.response.body


def test_immediate_refresh_is_followed() -> None:
    refresh = page(b'<html><meta http-equiv="refresh" content="0;url=/trang-chu"></html>')
    with serve({"/": refresh, "/trang-chu": page()}) as server:
        crawled = crawl(server, "/")
    assert crawled.response.url == f"{server.url}/trang-chu"
