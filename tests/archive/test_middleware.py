"""What a crawl archives, and what a server is not asked for twice."""

import gzip
import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import FormRequest, Request, Response

from crawler.archive.reader import exchanges, read
from crawler.archive.records import Exchange, Place
from crawler.database import Capture
from tests.crawling import record
from tests.http.loopback import Answer, Crawled, Handler, Server, crawl, page, serve, status

FIRST_NIGHT = datetime.fromisoformat("2026-03-02T03:00:00+07:00")
SITE = "thu_nghiem"


@dataclass
class Validated:
    """A page with validators, answered with 304 to who has them."""

    body: bytes
    etag: str | None = None
    last_modified: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def __call__(self, handler: Handler) -> None:
        validators = {"ETag": self.etag, "Last_Modified": self.last_modified}
        sent = {name: value for name, value in validators.items() if value} | self.headers
        asked = (handler.headers["If-None-Match"], handler.headers["If-Modified-Since"])
        if any(asked) and asked == (self.etag, self.last_modified):
            handler.send_response(304)
            for name, value in sent.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
        else:
            handler.answer(self.body, **sent)


@dataclass
class Site:
    """A site on the loopback interface, with its archive and its database."""

    server: Server
    answers: dict[str, Answer]
    folder: Path
    nights: int = 0

    @property
    def archive(self) -> Path:
        return self.folder / "archive"

    def crawl(self, *requests: str | Request, **settings: Any) -> Crawled:
        """Crawl on the next night."""
        self.nights += 1
        defaults: dict[str, Any] = {
            "EXTENSIONS": {
                "crawler.run.Run": 0,
                "crawler.outcome.ErrorCounter": 0,
                "scrapy.extensions.logcount.LogCount": None,
            },
            "DATABASE": str(self.folder / "articles.db"),
            "SITES_FILE": str(self.folder / "sites.toml"),
            "ARCHIVE": str(self.archive),
            "NOW": (FIRST_NIGHT + timedelta(days=self.nights - 1)).isoformat(),
            "ROBOTSTXT_OBEY": False,
        }
        return crawl(self.server, *requests, **defaults | settings)

    def asked(self, path: str = "/tin") -> list[tuple[str | None, str | None]]:
        """The conditions of all requests for a path."""
        names = ("If-None-Match", "If-Modified-Since")
        return [
            (asked.headers.get(names[0]), asked.headers.get(names[1]))
            for asked in self.server.seen
            if asked.path == path
        ]

    def archived(self) -> list[Exchange]:
        files = sorted(self.archive.rglob("*.warc.gz"))
        return [exchange for path in files for exchange, _ in exchanges(path)]

    def read(self, capture: Capture) -> Exchange:
        return read(self.archive, Place(capture.warc_file, capture.warc_offset))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.folder / "articles.db")) as connection:
            return connection.execute(query).fetchall()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    answers: dict[str, Answer] = {"/tin": page(b"<p>Tin</p>")}
    with serve(answers) as server:
        (tmp_path / "sites.toml").write_text(record(SITE, f"{server.url}/"), encoding="utf-8")
        yield Site(server, answers, tmp_path)


def capture(response: Response) -> Capture:
    found = response.meta["capture"]
    assert isinstance(found, Capture)
    return found


def reasons(site: Site) -> str:
    ((found,),) = site.rows("SELECT reasons FROM runs ORDER BY id DESC LIMIT 1")
    return str(found)


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
    assert "capture" not in response.meta
    assert site.rows("SELECT * FROM captures") == []


def test_requests_that_want_no_archive_are_left_alone(site: Site) -> None:
    site.answers["/tin"] = Validated(b"<p>Tin</p>", '"1"')
    site.crawl("/tin")
    url, mine = f"{site.server.url}/tin", {"If-None-Match": '"7"'}
    response = site.crawl(Request(url, headers=mine, meta={"no_archive": True})).response
    assert (response.status, "capture" in response.meta) == (200, False)
    assert site.asked()[-1] == ('"7"', None)
    assert len(site.archived()) == 1


@pytest.mark.parametrize("off", [{"ARCHIVE": ""}, {"REPLAY": "."}], ids=["off", "replay"])
def test_archive_can_be_switched_off(site: Site, off: dict[str, str], tmp_path: Path) -> None:
    site.crawl("/tin")
    before = site.archived()
    settings = {name: value and str(site.archive) for name, value in off.items()}
    response = site.crawl("/tin", **settings).response
    assert response.body == b"<p>Tin</p>"
    assert "capture" not in response.meta
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


@pytest.mark.parametrize(
    ("etag", "last_modified"),
    [
        ('"1"', None),
        ('W/"1"', "Mon, 02 Mar 2026 01:00:00 GMT"),
        (None, "Mon, 02 Mar 2026 01:00:00 GMT"),
    ],
)
def test_unchanged_page_is_not_downloaded_again(
    site: Site, etag: str | None, last_modified: str | None
) -> None:
    site.answers["/tin"] = Validated(b"<p>Tin</p>", etag, last_modified)
    first = site.crawl("/tin").response
    crawled = site.crawl("/tin")
    response = crawled.response
    assert site.asked() == [(None, None), (etag, last_modified)]
    assert (response.status, response.body) == (200, b"<p>Tin</p>")
    assert type(response) is type(first)
    assert response.headers["Content-Type"] == first.headers["Content-Type"]
    assert response.meta["not_modified"]
    assert "not-modified" in response.flags
    place = (capture(first).warc_file, capture(first).warc_offset)
    assert (capture(response).warc_file, capture(response).warc_offset) == place
    assert crawled.stats["archive/not_modified"] == 1
    _, revisit = site.archived()
    assert (revisit.status, revisit.body) == (304, b"")
    assert revisit.repeats is not None
    assert revisit.repeats.digest == capture(first).digest


def test_compressed_page_that_is_unchanged_is_decompressed(site: Site) -> None:
    headers = {"Content_Encoding": "gzip"}
    site.answers["/tin"] = Validated(gzip.compress(b"<p>Tin</p>"), '"1"', headers=headers)
    bodies = [site.crawl("/tin").response.body for _ in range(2)]
    assert bodies == [b"<p>Tin</p>"] * 2


def test_page_that_changed_is_downloaded(site: Site) -> None:
    site.answers["/tin"] = Validated(b"<p>Tin</p>", '"1"')
    site.crawl("/tin")
    site.answers["/tin"] = Validated(b"<p>Tin khac</p>", '"2"')
    response = site.crawl("/tin").response
    assert (response.body, response.meta.get("not_modified")) == (b"<p>Tin khac</p>", None)
    assert capture(response).etag == '"2"'
    site.crawl("/tin")
    assert [etag for etag, _ in site.asked()] == [None, '"1"', '"2"']


def test_conditions_are_not_sent_to_where_a_page_redirects(site: Site) -> None:
    site.answers["/tin"] = Validated(b"<p>Tin</p>", '"1"')
    site.crawl("/tin")
    site.answers["/tin"] = status(301, Location="/moi")
    site.answers["/moi"] = Validated(b"<p>Moi</p>", '"1"')
    response = site.crawl("/tin").response
    assert site.asked("/moi") == [(None, None)]
    assert (response.body, "not_modified" in response.meta) == (b"<p>Moi</p>", False)
    assert capture(response).url.endswith("/moi")


def test_validators_of_a_page_that_broke_off_are_not_used(site: Site) -> None:
    def broken_off(handler: Handler) -> None:
        handler.send_response(200)
        for name, value in (
            ("Content-Type", "text/html"),
            ("ETag", '"1"'),
            ("Content-Length", "9"),
        ):
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(b"<p>T")
        handler.close_connection = True

    site.answers["/tin"] = broken_off
    site.crawl("/tin", RETRY_TIMES=0)
    assert [exchange.truncated for exchange in site.archived()] == [True]
    site.answers["/tin"] = Validated(b"<p>Tin</p>", '"1"')
    assert site.crawl("/tin").response.body == b"<p>Tin</p>"
    assert site.asked() == [(None, None)] * 2


@pytest.mark.parametrize("damage", ["deleted", "torn"])
def test_page_is_asked_for_anew_where_the_archive_lost_it(site: Site, damage: str) -> None:
    site.answers["/tin"] = Validated(b"<p>Tin</p>", '"1"')
    site.crawl("/tin")
    (path,) = site.archive.rglob("*.warc.gz")
    if damage == "deleted":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-40])
    response = site.crawl("/tin").response
    assert (response.body, "not_modified" in response.meta) == (b"<p>Tin</p>", False)
    assert ("archive unreadable" in reasons(site)) == (damage == "torn")
    assert site.read(capture(response)).body == b"<p>Tin</p>"


def test_server_that_always_says_unchanged_is_asked_for_the_page(site: Site) -> None:
    site.answers["/tin"] = Validated(b"<p>Tin</p>", '"1"')
    bodies = []
    for night in range(9):
        if night == 1:
            # The server does not notice that it says something else.
            site.answers["/tin"] = Validated(b"<p>Tin khac</p>", '"1"')
        bodies.append(site.crawl("/tin", NOT_MODIFIED_MAX=2).response.body)
        if night == 3:
            assert "validators lie" in reasons(site)
    conditions = [etag for etag, _ in site.asked()]
    assert conditions == [None, '"1"', '"1"', *[None] * 6]
    assert bodies[3:] == [b"<p>Tin khac</p>"] * 6


def test_whole_page_is_asked_for_where_no_condition_is_wanted(site: Site) -> None:
    site.answers["/tin"] = Validated(b"<p>Tin</p>", '"1"')
    request = Request(f"{site.server.url}/tin", meta={"unconditional": True})
    site.crawl(request)
    site.answers["/tin"] = Validated(b"<p>Tin khac</p>", '"1"')
    assert site.crawl(request).response.body == b"<p>Tin khac</p>"
    assert site.asked() == [(None, None)] * 2
    assert "validators lie" in reasons(site)


def test_server_whose_validators_hold_is_believed_again(site: Site) -> None:
    site.answers["/tin"] = Validated(b"<p>Tin</p>", '"1"')
    for _ in range(8):
        site.crawl("/tin", NOT_MODIFIED_MAX=2)
    conditions = [etag for etag, _ in site.asked()]
    assert conditions == [None, '"1"', '"1"', None, '"1"', '"1"', None, '"1"']
    assert site.rows("SELECT validators_lie FROM portals WHERE validators_lie") == []


def test_one_page_that_lies_makes_the_site_untrusted(site: Site) -> None:
    site.answers["/khac"] = Validated(b"<p>Khac</p>", '"9"')
    site.answers["/tin"] = page(b"<p>Tin</p>", ETag='"1"')
    site.crawl("/tin", "/khac")
    site.answers["/tin"] = page(b"<p>Tin khac</p>", ETag='"1"')
    site.crawl("/tin")
    site.crawl("/khac")
    assert site.asked("/khac") == [(None, None)] * 2


def test_page_that_is_compressed_anew_each_time_is_no_lie(site: Site) -> None:
    moments = itertools.count()

    def compressed(handler: Handler) -> None:
        body = gzip.compress(b"<p>Tin</p>", mtime=next(moments))
        handler.answer(body, Content_Encoding="gzip", ETag='"1"')

    site.answers["/tin"] = compressed
    for _ in range(3):
        site.crawl("/tin")
    assert site.rows("SELECT validators_lie FROM portals WHERE validators_lie") == []


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
