"""A recorded crawl can be made again without a network."""

import gzip
from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from scrapy.exceptions import NotConfigured
from scrapy.http import FormRequest, HtmlResponse, Request, Response
from scrapy.utils.test import get_crawler
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.archive.records import payload_digest
from crawler.archive.writer import SiteArchive
from crawler.database import Capture
from crawler.engine.archived_responses import exchange_of
from crawler.engine.replay import Recordings, ReplayMiddleware
from crawler.errors import UserError
from tests.testing.recording import record

DATE = datetime.fromisoformat("2026-10-01T08:00:00+07:00")
HOME = HtmlResponse(
    "http://so.vidu/",
    headers={"Content-Type": "text/html; charset=utf-8", "Set-Cookie": ["a=1", "b=2"]},
    body="<html>Trang chủ</html>".encode(),
)


def recorded(folder: Path, responses: Sequence[Response] = (HOME,)) -> Recordings:
    path = folder / "so.warc.gz"
    record(responses, path, DATE)
    return Recordings([path])


def replaying(path: Path) -> ReplayMiddleware:
    return ReplayMiddleware.from_crawler(get_crawler(settings_dict={"REPLAY": str(path)}))


def test_response_comes_back_as_it_was(tmp_path: Path) -> None:
    response = recorded(tmp_path).respond(Request("http://so.vidu/"))
    assert isinstance(response, HtmlResponse)
    assert (response.status, response.text) == (200, "<html>Trang chủ</html>")
    assert response.headers.getlist("Set-Cookie") == [b"a=1", b"b=2"]


@pytest.mark.parametrize("status", [301, 404, 503])
def test_redirects_and_errors_come_back_too(tmp_path: Path, status: int) -> None:
    answer = Response("http://so.vidu/cu", status=status, headers={"Location": "/moi"})
    response = recorded(tmp_path, [answer]).respond(Request("http://so.vidu/cu"))
    assert response is not None
    assert (response.status, response.headers["Location"]) == (status, b"/moi")


def test_order_of_parameters_and_fragments_make_no_difference(tmp_path: Path) -> None:
    recordings = recorded(tmp_path, [Response("http://so.vidu/tin?b=2&a=1", body=b"tin")])
    assert recordings.respond(Request("http://so.vidu/tin?a=1&b=2#dau")) is not None
    assert recordings.respond(Request("http://so.vidu/tin?a=1&b=3")) is None


def test_posts_are_told_apart_by_what_they_send(tmp_path: Path) -> None:
    pages = {n: FormRequest("http://so.vidu/tin.aspx", formdata={"trang": n}) for n in "12"}
    answers = [Response(r.url, request=r, body=f"trang {n}".encode()) for n, r in pages.items()]
    recordings = recorded(tmp_path, [*answers, Response("http://so.vidu/tin.aspx", body=b"dau")])
    for number, request in pages.items():
        response = recordings.respond(request)
        assert response is not None
        assert response.body == f"trang {number}".encode()
    first = recordings.respond(Request("http://so.vidu/tin.aspx"))
    assert first is not None
    assert first.body == b"dau"


def test_last_recording_of_an_address_counts(tmp_path: Path) -> None:
    answers = [Response("http://so.vidu/", body=body) for body in (b"cu", b"moi")]
    response = recorded(tmp_path, answers).respond(Request("http://so.vidu/"))
    assert response is not None
    assert response.body == b"moi"


def test_revisit_answers_with_what_it_repeats(tmp_path: Path) -> None:
    archive = SiteArchive(tmp_path, "so", 1_000_000)
    for day, (url, body) in enumerate([("http://so.vidu/", b"cu"), ("http://so.vidu/", b"moi")]):
        date = DATE + timedelta(days=day)
        archive.write(exchange_of(Request(url), Response(url, body=body), date))
    for url, status in (("http://so.vidu/", 304), ("http://www.so.vidu/", 200)):
        again = exchange_of(Request(url), Response(url, status=status, body=b""), DATE)
        before = Capture("http://so.vidu/", DATE, 200, payload_digest(b"cu"), "", 0)
        archive.write_revisit(again, before, not_modified=status == 304)
    archive.close()
    recordings = Recordings(tmp_path.rglob("*.warc.gz"))
    for url in ("http://so.vidu/", "http://www.so.vidu/"):
        response = recordings.respond(Request(url))
        assert response is not None
        assert (response.url, response.status, response.body) == (url, 200, b"cu")


def test_file_depends_on_nothing_but_what_is_recorded(tmp_path: Path) -> None:
    post = FormRequest("http://so.vidu/", formdata={"a": "1"})
    responses = [HOME, Response(post.url, request=post, body=b"a")]
    files = [tmp_path / name for name in ("1.warc.gz", "2.warc.gz")]
    for path in files:
        record(responses, path, DATE)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert b"WARC-Date: 2026-10-01T01:00:00Z" in gzip.decompress(files[0].read_bytes())


@pytest.mark.parametrize("compressed", [True, False])
def test_recording_of_another_tool_is_read(tmp_path: Path, compressed: bool) -> None:
    chunked = b"5\r\n<html\r\n9\r\n>Tin</p>\n\r\n0\r\n\r\n"
    path = tmp_path / ("so.warc.gz" if compressed else "so.warc")
    headers = [("Transfer-Encoding", "chunked"), ("Content-Type", "text/html")]
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=compressed)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "khac"}))
        for url in ("http://so.vidu/1", "http://so.vidu/2"):
            status = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
            answer = writer.create_warc_record(
                url,
                "response",
                payload=BytesIO(chunked),
                length=len(chunked),
                http_headers=status,
            )
            writer.write_record(answer)
    response = Recordings([path]).respond(Request("http://so.vidu/2"))
    assert response is not None
    assert response.body == b"<html>Tin</p>\n"


def test_recording_that_was_cut_off_gives_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "so.warc.gz"
    record([HOME, Response("http://so.vidu/tin", body=bytes(range(256)) * 500)], path, DATE)
    path.write_bytes(path.read_bytes()[:-300])
    assert Recordings([path]).respond(Request("http://so.vidu/")) is not None


def test_what_is_not_recorded_is_not_found(tmp_path: Path) -> None:
    recorded(tmp_path)
    request = Request("http://so.vidu/khac")
    response = replaying(tmp_path).process_request(request)
    assert response.status == 404
    assert response.headers["X-Replay"] == b"not recorded"
    assert request.meta["dont_retry"]


def test_replay_is_off_unless_asked_for() -> None:
    with pytest.raises(NotConfigured):
        ReplayMiddleware.from_crawler(get_crawler(settings_dict={"REPLAY": ""}))


def test_path_without_recordings_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"REPLAY=.*no WARC file"):
        replaying(tmp_path / "khong-co")
    with pytest.raises(UserError, match=r"REPLAY=.*no WARC file"):
        replaying(tmp_path)


def test_file_that_is_no_recording_is_named(tmp_path: Path) -> None:
    path = tmp_path / "so.warc"
    path.write_text("<html>not a recording</html>\n" * 10)
    with pytest.raises(UserError, match=r"so\.warc is not a WARC file"):
        replaying(path)
