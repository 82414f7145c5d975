"""One odd line among the headers of every page loses no site."""

from pathlib import Path

import pytest

from crawler.engine.http.headers import MALFORMED_HEADER
from crawler.engine.losses import SAMPLES
from tests.engine.http.authority import LOOPBACK, Authority
from tests.testing.loopback import Answer, Handler, crawl, page, serve

BODY = b"<html><p>Tin</p></html>"
#: What real servers send among their headers.
ODD_LINES = {
    "letters with marks": "Máy-chủ: IIS\r\n".encode(),
    "a warning of PHP": b"<br />\r\n<b>Warning</b>: Cannot modify header information\r\n",
    "blanks in a name": b"X Powered By: PHP\r\n",
    "no name": b": empty\r\n",
    "no colon": b"no colon here\r\n",
    "bytes that are no text": b"X-\xff\xfe: \x00\x01\r\n",
    "a line that goes on": b"<b>Warning</b>: Cannot modify\r\n header information\r\n",
    "a line that begins nowhere": b" header information\r\n",
}


def _with_lines(lines: bytes) -> Answer:
    def answer(handler: Handler) -> None:
        sane = b"Content-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(BODY)
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + lines + sane + BODY)

    return answer


@pytest.mark.parametrize("lines", ODD_LINES.values(), ids=ODD_LINES)
def test_lines_that_are_no_headers_are_skipped_and_counted_once(lines: bytes) -> None:
    with serve({"/": _with_lines(lines)}) as server:
        crawled = crawl(server, "/")
    assert crawled.response.body == BODY
    assert set(crawled.response.headers) == {b"Content-Type", b"Content-Length"}
    assert crawled.response.headers["Content-Type"] == b"text/html"
    assert crawled.stats[MALFORMED_HEADER] == 1
    assert crawled.stats[SAMPLES] == {MALFORMED_HEADER: f"{server.url}/"}


def test_https_is_no_stricter(tmp_path: Path) -> None:
    lines = ODD_LINES["letters with marks"]
    with serve({"/": _with_lines(lines)}, Authority(tmp_path).context(LOOPBACK)) as server:
        crawled = crawl(server, "/")
    assert crawled.response.body == BODY
    assert crawled.stats[MALFORMED_HEADER] == 1


def test_every_answer_on_a_connection_is_read_so() -> None:
    lines = ODD_LINES["letters with marks"]
    with serve({"/": _with_lines(lines), "/tin": _with_lines(lines)}) as server:
        crawled = crawl(server, "/", "/tin")
    assert [response.body for response in crawled.responses] == [BODY, BODY]
    assert crawled.stats[MALFORMED_HEADER] == 2


def test_header_is_read_with_blanks_behind_its_name_and_over_several_lines() -> None:
    lines = b"X-Ghi-Chu : mot\r\n\thai\r\n"
    with serve({"/": _with_lines(lines)}) as server:
        crawled = crawl(server, "/")
    assert crawled.response.headers.getlist("X-Ghi-Chu") == [b"mot\thai"]
    assert MALFORMED_HEADER not in crawled.stats


def test_sane_answer_counts_nothing() -> None:
    with serve({"/": page()}) as server:
        assert MALFORMED_HEADER not in crawl(server, "/").stats
