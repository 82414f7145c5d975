"""Files that are no pages are not downloaded; pages that are sent as files are."""

import gzip
import time

import pytest
from scrapy.http import Headers

from crawler.engine.counters import REJECTED
from crawler.engine.http.binary import FILE, is_binary
from crawler.engine.losses import SAMPLES
from tests.testing.loopback import Handler, crawl, page, serve


@pytest.mark.parametrize(
    ("url", "content_type"),
    [
        ("/anh.jpg", b"image/jpeg"),
        ("/nd", b"application/pdf"),
        ("/nd", b"application/PDF;charset=UTF-8"),
        ("/vb.docx", b"application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("/vb.doc", b"application/msword"),
        ("/vb.rar", b"application/x-rar-compressed"),
        ("/DownloadFile.ashx?id=5", b"application/octet-stream"),
        ("/DownloadFile.ashx?id=5", b"application/force-download"),
        ("/phim", b"video/mp4"),
    ],
)
def test_file_is_known_by_its_type(url: str, content_type: bytes) -> None:
    assert is_binary(f"http://so.vn{url}", Headers({"Content-Type": content_type}))


@pytest.mark.parametrize(
    ("url", "content_type"),
    [
        ("/", b"text/html; charset=utf-8"),
        ("/", b""),
        ("/", b"html"),
        ("/", b"application/xhtml+xml"),
        ("/tin.pdf", b"text/html"),
        ("/rss", b"application/rss+xml"),
        ("/sitemap.xml.gz", b"application/x-gzip"),
        ("/sitemap.xml.gz", b"application/octet-stream"),
        ("/api", b"application/json"),
    ],
)
def test_page_feed_and_sitemap_are_no_files(url: str, content_type: bytes) -> None:
    assert not is_binary(f"http://so.vn{url}", Headers({"Content-Type": content_type}))


def test_file_is_not_read_beyond_its_headers() -> None:
    sent = []

    def picture(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "image/jpeg")
        handler.send_header("Content-Length", "100000000")
        handler.end_headers()
        for _ in range(1000):
            handler.wfile.write(bytes(100_000))
            sent.append(100_000)
            time.sleep(0.01)

    with serve({"/anh": picture, "/tin": page()}) as server:
        crawled = crawl(server, "/anh", "/tin")
    assert sum(sent) < 20_000_000
    assert crawled.failure == "not a page"
    assert crawled.stats[REJECTED] == crawled.stats[f"{REJECTED}/{FILE}"] == 1
    assert crawled.stats[SAMPLES] == {f"{REJECTED}/{FILE}": f"{server.url}/anh"}
    assert [response.url for response in crawled.responses] == [f"{server.url}/tin"]


def test_file_that_calls_itself_a_page_is_dropped() -> None:
    with serve({"/nd": page(b"%PDF-1.4 ...")}) as server:
        assert crawl(server, "/nd").failure == "not a page"


HTML = b"\r\n<!DOCTYPE html><html><p>" + b"Tin " * 5_000


@pytest.mark.parametrize("content_type", ["application/octet-stream", "image/jpeg", "video/mp4"])
def test_page_that_is_sent_as_a_file_is_read(content_type: str) -> None:
    plain = page(HTML, Content_Type=content_type)
    packed = page(gzip.compress(HTML), Content_Type=content_type, Content_Encoding="gzip")
    with serve({"/tin": plain, "/goi": packed}) as server:
        crawled = crawl(server, "/tin", "/goi")
    assert [response.body for response in crawled.responses] == [HTML, HTML]
    assert REJECTED not in crawled.stats


def test_page_that_comes_in_small_pieces_is_known() -> None:
    def slow(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "image/jpeg")
        handler.send_header("Content-Length", str(len(HTML)))
        handler.end_headers()
        for piece in (HTML[:1], HTML[1:9], HTML[9:]):
            handler.wfile.write(piece)
            time.sleep(0.02)

    with serve({"/tin": slow}) as server:
        assert crawl(server, "/tin").response.body == HTML


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/xuat", {"Content_Type": "application/msword"}),
        ("/xuat", {"Content_Type": "application/vnd.ms-excel"}),
        ("/bang.xls", {"Content_Type": "application/octet-stream"}),
        (
            "/tai",
            {"Content_Type": "application/octet-stream", "Content_Disposition": "attachment"},
        ),
    ],
)
def test_html_for_an_office_program_is_a_file(path: str, headers: dict[str, str]) -> None:
    with serve({path: page(HTML, **headers)}) as server:
        assert crawl(server, path).failure == "not a page"
