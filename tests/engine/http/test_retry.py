"""A request that failed is made again, later; what never works is reported and given up."""

import socket
import time
from collections.abc import Iterator
from email.utils import formatdate
from functools import partial
from itertools import pairwise

import pytest
from scrapy.http import Request

from crawler.engine.counters import FAILED, FIRST_FAILURE
from crawler.engine.http.retry import WRONG_LENGTH
from crawler.engine.losses import BROKEN_OFF, SAMPLES, TRUNCATED, losses
from tests.testing.loopback import Answer, Handler, Server, crawl, missing, page, serve, status

UNKNOWN_HOST = "scrapy.exceptions.CannotResolveHostError"


def in_turn(*answers: Answer) -> Answer:
    """Answer each request in its own way, all further ones as the last."""
    left: Iterator[Answer] = iter(answers)
    return lambda handler: next(left, answers[-1])(handler)


def pause(server: Server) -> float:
    """The longest time between two requests, in seconds."""
    pauses = [b.moment - a.moment for a, b in pairwise(server.seen)]
    return max(pauses)


def test_server_error_is_tried_again_after_growing_pauses() -> None:
    with serve({"/": in_turn(status(502), status(500), page())}) as server:
        crawled = crawl(server, "/", RETRY_BACKOFF=0.1)
    assert crawled.response.status == 200
    assert 0.1 < pause(server) < 2
    assert FAILED not in crawled.stats


@pytest.mark.parametrize("as_date", [False, True])
def test_retry_after_is_kept_for_all_requests(as_date: bool) -> None:
    def busy(handler: Handler) -> None:
        value = formatdate(time.time() + 2, usegmt=True) if as_date else "1"
        handler.answer(b"", 429, Retry_After=value)

    pages = {f"/{n}": page() for n in range(2, 6)}
    with serve({"/1": in_turn(busy, page()), **pages}) as server:
        crawled = crawl(server, "/1", *pages)
    assert len(crawled.responses) == 5
    turned_down = next(asked.moment for asked in server.seen if asked.path == "/1")
    at_once = [a for a in server.seen if turned_down < a.moment < turned_down + 0.5]
    assert len(at_once) <= 1, "one was on its way already, the others have to wait"


def test_retry_after_is_capped() -> None:
    with serve({"/": in_turn(status(503, Retry_After="86400"), page())}) as server:
        crawled = crawl(server, "/", RETRY_AFTER_MAX=0.2)
    assert crawled.response.status == 200
    assert 0.1 < pause(server) < 2


def test_retry_after_that_makes_no_sense_is_ignored() -> None:
    with serve({"/": in_turn(status(503, Retry_After="sau"), page())}) as server:
        assert crawl(server, "/").response.status == 200


def test_server_that_always_fails_is_given_up_and_reported() -> None:
    with serve({"/": status(503)}) as server:
        crawled = crawl(server, "/", RETRY_TIMES=2)
    assert server.paths == ["/"] * 3
    assert crawled.stats[FAILED] == 1
    assert crawled.stats[FIRST_FAILURE] == "HTTP 503"


def test_missing_page_is_no_failure() -> None:
    with serve({"/": missing}) as server:
        crawled = crawl(server, "/")
    assert server.paths == ["/"]
    assert FAILED not in crawled.stats


def test_site_that_is_down_is_left_alone() -> None:
    answers = {"/0": page(), **{f"/{n}": status(503) for n in range(1, 100)}}
    with serve(answers) as server:
        paths = [f"/{n}" for n in range(100)]
        crawled = crawl(server, *paths, FAILURES_IN_A_ROW=5, RETRY_TIMES=0)
    assert len(server.paths) < 10
    assert crawled.stats["finish_reason"] == "failures"


def test_broken_pages_do_not_end_a_crawl() -> None:
    answers = {f"/{n}": status(500) for n in range(20)} | {"/20": page()}
    with serve(answers) as server:
        crawled = crawl(server, *answers, FAILURES_IN_A_ROW=5, RETRY_TIMES=0)
    assert crawled.stats["finish_reason"] == "finished"
    assert crawled.stats[FAILED] == 20


def truncated(handler: Handler, body: bytes = b"<html><p>Tin") -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(body)
    handler.close_connection = True


def test_truncated_page_is_asked_for_again() -> None:
    with serve({"/": in_turn(truncated, page(b"<html><p>Tin</p></html>"))}) as server:
        crawled = crawl(server, "/")
    assert crawled.response.body == b"<html><p>Tin</p></html>"
    assert losses(crawled.stats) == {}


def test_page_that_is_truncated_every_time_is_lost_but_for_its_links() -> None:
    with serve({"/": truncated}) as server:
        crawled = crawl(server, "/")
    assert crawled.response.body == b"<html><p>Tin"
    assert BROKEN_OFF in crawled.response.flags
    assert losses(crawled.stats) == {TRUNCATED: 1}


@pytest.mark.parametrize(
    "whole",
    [
        b"<html><p>Tin</p></HTML>",
        b"<html><p>Tin</p></html>\r\n<!-- 0.2 s -->\r\n",
        b"<?xml version='1.0'?><rss><channel></channel></rss>",
        "<html><p>Tin</p></html>".encode("utf-16-le"),
    ],
)
def test_whole_page_of_a_server_that_declares_another_length_is_read_at_once(whole: bytes) -> None:
    with serve({"/": partial(truncated, body=whole)}) as server:
        crawled = crawl(server, "/")
    assert server.paths == ["/"]
    assert crawled.response.body == whole
    assert BROKEN_OFF not in crawled.response.flags
    assert losses(crawled.stats) == {}
    assert crawled.stats[WRONG_LENGTH] == 1
    assert crawled.stats[SAMPLES] == {WRONG_LENGTH: f"{server.url}/"}


def garbage(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"zzz\r\nnot a chunk")
    handler.close_connection = True


def no_http(handler: Handler) -> None:
    handler.wfile.write(b"\x00\x01\x02 nothing like HTTP\r\n\r\n")
    handler.close_connection = True


def test_garbage_in_place_of_a_body_counts_as_truncated() -> None:
    with serve({"/": garbage}) as server:
        crawled = crawl(server, "/")
    assert crawled.response.body == b""
    assert losses(crawled.stats) == {TRUNCATED: 1}


def test_garbage_in_place_of_http_fails_in_one_line() -> None:
    with serve({"/": no_http, "/tin": page()}) as server:
        crawled = crawl(server, "/", "/tin", RETRY_TIMES=0)
    assert "\n" not in crawled.failure
    assert len(crawled.failure) < 200
    assert [response.url for response in crawled.responses] == [f"{server.url}/tin"]


def test_refused_connection_is_reported() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        crawled = crawl(url, "/")
    assert crawled.failure == f"connection refused by {url.removeprefix('http://')}"
    assert crawled.stats[FAILED] == 1


def test_name_that_does_not_resolve_is_tried_twice_and_reported() -> None:
    crawled = crawl("http://so-khcn.invalid", "/", RETRY_TIMES=5)
    assert crawled.failure == "DNS lookup failed for so-khcn.invalid"
    assert crawled.stats[f"downloader/exception_type_count/{UNKNOWN_HOST}"] == 2


def test_host_that_never_answers_is_not_asked_over_and_over() -> None:
    paths = [f"/{n}" for n in range(8)]
    crawled = crawl("http://so-khcn.invalid", *paths, RETRY_TIMES=0)
    assert len(crawled.failures) == 8
    assert crawled.stats[FAILED] == 1
    assert crawled.stats[f"downloader/exception_type_count/{UNKNOWN_HOST}"] == 1
    assert crawled.stats[FIRST_FAILURE] == "DNS lookup failed for so-khcn.invalid"


def slow(handler: Handler) -> None:
    time.sleep(0.2)
    page()(handler)


def test_host_that_never_answers_does_not_end_the_crawl_of_another() -> None:
    older = "http://so-khcn.invalid"
    silent = [Request(f"{older}/{n}") for n in range(8)]
    paths = [f"/{n}" for n in range(5)]
    with serve(dict.fromkeys(paths, slow)) as server:
        crawled = crawl(server, *silent, *paths, older=older, RETRY_TIMES=0, FAILURES_IN_A_ROW=3)
    assert len(crawled.responses) == 5
    assert crawled.stats["finish_reason"] == "finished"
