"""robots.txt is obeyed, its Crawl-delay too, and survives how servers answer it."""

import time
from itertools import pairwise
from typing import Any

import pytest
from scrapy.utils.test import get_crawler

from crawler.engine.counters import FIRST_FAILURE
from crawler.engine.http.failures import SILENT_HOST
from crawler.engine.http.robots import LenientRobotParser
from crawler.engine.losses import FORBIDDEN, SAMPLES, losses
from crawler.engine.outcome import Outcome, outcome_of
from tests.testing.loopback import Answer, Server, crawl, page, serve, status

TWO_PAGES = {"/1": page(), "/2": page(), "/3": page()}


def rules(body: bytes) -> Answer:
    return page(body, Content_Type="text/plain")


def pauses(server: Server) -> list[float]:
    """The seconds between one request and the next."""
    return [b.moment - a.moment for a, b in pairwise(server.seen)]


def test_forbidden_page_is_not_asked_for() -> None:
    robots = b"User-agent: *\nDisallow: /1\n"
    with serve({**TWO_PAGES, "/robots.txt": rules(robots)}) as server:
        crawl(server, "/1", "/2")
    assert server.paths == ["/2"]


def test_rules_for_this_crawler_go_before_those_for_all() -> None:
    robots = b"User-agent: *\nDisallow: /\n\nUser-agent: dost-record\nDisallow: /1\n"
    with serve({**TWO_PAGES, "/robots.txt": rules(robots)}) as server:
        crawl(server, "/1", "/2")
    assert server.paths == ["/2"]


@pytest.mark.parametrize("throttle", [False, True])
def test_crawl_delay_is_kept_between_all_requests(throttle: bool) -> None:
    robots = rules(b"User-agent: *\nCrawl-delay: 0.3\n")
    with serve({**TWO_PAGES, "/robots.txt": robots}) as server:
        own: dict[str, Any] = {"AUTOTHROTTLE_ENABLED": throttle, "AUTOTHROTTLE_START_DELAY": 0.01}
        crawl(server, "/1", "/2", "/3", **own)
    assert len(pauses(server)) == 3
    assert min(pauses(server)) > 0.1
    assert sum(pauses(server)) > 0.85


def test_crawl_delay_is_capped() -> None:
    robots = rules(b"User-agent: *\nCrawl-delay: 86400\n")
    with serve({**TWO_PAGES, "/robots.txt": robots}) as server:
        crawl(server, "/1", "/2", CRAWL_DELAY_MAX=0.2)
    assert 0.1 < min(pauses(server)) < 2


def test_shorter_crawl_delay_does_not_hurry_a_crawl() -> None:
    robots = rules(b"User-agent: *\nCrawl-delay: 0.01\n")
    with serve({**TWO_PAGES, "/robots.txt": robots}) as server:
        crawl(server, "/1", "/2", DOWNLOAD_DELAY=0.2, DOWNLOAD_DELAY_JITTER=0)
    assert min(pauses(server)) > 0.1


@pytest.mark.parametrize(
    "robots",
    [
        status(404),
        page(b"User-agent: *\nDisallow: /\n".join([b"<html><pre>", b"</pre></html>"])),
        status(302, Location="/robots.txt"),
        rules(bytes(range(256)) * 100),
    ],
    ids=["missing", "html", "loop", "garbage"],
)
def test_site_without_rules_is_crawled(robots: Answer) -> None:
    with serve({**TWO_PAGES, "/robots.txt": robots}) as server:
        crawled = crawl(server, "/1", "/2")
    assert len(crawled.responses) == 2


@pytest.mark.parametrize("code", [500, 503])
def test_robots_that_is_out_of_order_forbids_all_for_now(code: int) -> None:
    with serve({**TWO_PAGES, "/robots.txt": status(code)}) as server:
        crawled = crawl(server, "/1", "/2", RETRY_TIMES=0)
    assert server.paths == []
    assert losses(crawled.stats) == {FORBIDDEN: 2, "robots.txt": 1}
    assert crawled.stats[SAMPLES]["losses/robots.txt"] == f"{server.url}/robots.txt"
    assert outcome_of(crawled.stats, "finished") is Outcome.FORBIDDEN


def test_robots_that_never_answers_forbids_all_for_now() -> None:
    with serve({**TWO_PAGES, "/robots.txt": lambda handler: time.sleep(2)}) as server:
        crawled = crawl(server, "/1", "/2", DOWNLOAD_TIMEOUT=0.2, RETRY_TIMES=1)
    assert server.paths == []
    assert losses(crawled.stats) == {SILENT_HOST: 2}
    assert crawled.stats[FIRST_FAILURE].startswith("no complete robots.txt within 0.2 s")
    assert outcome_of(crawled.stats, "finished") is Outcome.UNREACHABLE


def test_sitemaps_are_read_from_robots() -> None:
    parser = LenientRobotParser.from_crawler(
        get_crawler(), b"\xef\xbb\xbfSitemap: http://so.vn/a.xml\nUser-agent: *\nSITEMAP:/b.xml\n"
    )
    assert parser.sitemaps == ["http://so.vn/a.xml", "/b.xml"]
