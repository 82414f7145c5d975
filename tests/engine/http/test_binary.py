"""Files that are no pages are not downloaded."""

import time

import pytest

from crawler.engine.http.binary import is_binary
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
    assert is_binary(f"http://so.vn{url}", content_type)


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
    assert not is_binary(f"http://so.vn{url}", content_type, b"<html>")


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
    assert crawled.stats["pages/binary"] == 1
    assert [response.url for response in crawled.responses] == [f"{server.url}/tin"]


def test_file_that_calls_itself_a_page_is_dropped() -> None:
    with serve({"/nd": page(b"%PDF-1.4 ...")}) as server:
        assert crawl(server, "/nd").failure == "not a page"
