"""What a crawl archives."""

import gzip
from datetime import timedelta
from pathlib import Path

import pytest
from scrapy.http import FormRequest, Request

from crawler.database import Capture
from crawler.engine.messages import findings_of
from tests.testing.loopback import Handler, page, status

from .site import FIRST_NIGHT, SITE, Site, Validated, capture


def test_answer_is_archived_as_it_came(site: Site) -> None:
    body = gzip.compress(b"<p>Tin</p>")
    site.answers["/tin"] = page(body, Content_Encoding="gzip", ETag='"1"', X_La="a")
    response = site.crawl("/tin").response
    assert response.body == b"<p>Tin</p>"
    found = site.read(capture(response))
    assert (found.body, found.decoded_body) == (body, b"<p>Tin</p>")
    assert (found.header("X-La"), found.reason, found.date) == ("a", "OK", FIRST_NIGHT)
    assert capture(response) == Capture(
        url=f"{site.server.url}/tin",
        captured=FIRST_NIGHT,
        status=200,
        digest=found.digest,
        warc_file=f"{SITE}/{SITE}-00001.warc.gz",
        warc_offset=capture(response).warc_offset,
        etag='"1"',
    )
    (exchange,) = site.archived()
    assert dict(exchange.request_headers)["User-Agent"].startswith("dost-record")


def test_redirects_errors_and_robots_are_archived_too(site: Site) -> None:
    site.answers |= {
        "/cu": status(301, Location="/tin"),
        "/robots.txt": page(b"User-agent: *\n", Content_Type="text/plain"),
    }
    crawled = site.crawl("/cu", "/khong-co", ROBOTSTXT_OBEY=True)
    paths = {(e.url.removeprefix(site.server.url), e.status) for e in site.archived()}
    assert paths == {("/robots.txt", 200), ("/cu", 301), ("/tin", 200), ("/khong-co", 404)}
    for response in crawled.responses:
        assert site.read(capture(response)).url == response.url


def test_what_only_says_not_now_is_not_archived(site: Site) -> None:
    site.answers["/503"], site.answers["/429"] = status(503), status(429)
    site.crawl("/503", "/429")
    assert site.archived() == []


def test_pictures_are_not_archived(site: Site) -> None:
    site.answers["/anh"] = page(b"\x89PNG" * 1000, Content_Type="image/png")
    site.crawl("/anh")
    assert site.archived() == []


def test_forms_are_archived_but_not_looked_up(site: Site) -> None:
    def form(handler: Handler) -> None:
        handler.rfile.read(int(handler.headers["Content-Length"]))
        handler.answer(b"<p>Trang 2</p>")

    site.answers["/form"] = form
    response = site.crawl(FormRequest(f"{site.server.url}/form", formdata={"trang": "2"})).response
    (exchange,) = site.archived()
    assert (exchange.method, exchange.request_body) == ("POST", b"trang=2")
    assert findings_of(response).capture is None
    assert site.rows("SELECT * FROM captures") == []


def test_requests_that_want_no_archive_are_left_alone(site: Site) -> None:
    site.answers["/tin"] = Validated(b"<p>Tin</p>", '"1"')
    site.crawl("/tin")
    url, mine = f"{site.server.url}/tin", {"If-None-Match": '"7"'}
    response = site.crawl(Request(url, headers=mine, meta={"no_archive": True})).response
    assert (response.status, findings_of(response).capture) == (200, None)
    assert site.asked()[-1] == ('"7"', None)
    assert len(site.archived()) == 1


@pytest.mark.parametrize("off", [{"ARCHIVE": ""}, {"REPLAY": "."}], ids=["off", "replay"])
def test_archive_can_be_switched_off(site: Site, off: dict[str, str], tmp_path: Path) -> None:
    site.crawl("/tin")
    before = site.archived()
    settings = {name: value and str(site.archive) for name, value in off.items()}
    response = site.crawl("/tin", **settings).response
    assert response.body == b"<p>Tin</p>"
    assert findings_of(response).capture is None
    assert site.archived() == before


def test_same_payload_is_archived_once(site: Site) -> None:
    first = capture(site.crawl("/tin").response)
    crawled = site.crawl("/tin")
    assert capture(crawled.response) == first
    assert site.read(capture(crawled.response)).body == b"<p>Tin</p>"
    full, again = site.archived()
    assert again.repeats is not None
    assert (again.repeats.url, again.repeats.captured) == (full.url, FIRST_NIGHT)
    assert again.date == FIRST_NIGHT + timedelta(days=1)
    assert crawled.stats["archive/revisits"] == 1


def test_other_payload_is_archived_whole(site: Site) -> None:
    first = capture(site.crawl("/tin").response)
    site.answers["/tin"] = page(b"<p>Tin khac</p>")
    second = capture(site.crawl("/tin").response)
    assert site.read(first).body == b"<p>Tin</p>"
    assert site.read(second).body == b"<p>Tin khac</p>"


def test_empty_answers_are_no_repetition_of_each_other(site: Site) -> None:
    for target in ("/mot", "/hai"):
        site.answers["/tin"] = status(301, Location=target)
        site.crawl("/tin")
    found = [e.header("Location") for e in site.archived() if e.status == 301]
    assert found == ["/mot", "/hai"]


def test_archive_that_cannot_be_written_ends_the_crawl(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int, data: bytes, offset: int) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.pwrite", full)
    paths = [f"/{number}" for number in range(20)]
    site.answers |= dict.fromkeys(paths, page())
    crawled = site.crawl(*paths)
    monkeypatch.undo()
    assert len(site.server.paths) < 10
    assert crawled.responses == []
    assert crawled.stats["finish_reason"] == "error"
    assert "the disk is full; make room" in crawled.stats["errors/first"]
    ((outcome,),) = site.rows("SELECT outcome FROM runs")
    assert outcome == "error"


def test_torn_file_is_mended_and_counted(site: Site) -> None:
    site.crawl("/tin")
    (path,) = site.archive.rglob("*.warc.gz")
    with path.open("ab") as file:
        file.write(b"\x1f\x8b\x08")
    path.with_name(path.name + ".open").touch()
    crawled = site.crawl("/khong-co")
    assert crawled.stats["archive/mended"] == 1
    assert [exchange.status for exchange in site.archived()] == [200, 404]
