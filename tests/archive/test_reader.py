"""WARC files of all kinds of tools are read; `fields` are the peculiarities of each."""

import gzip
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.archive.errors import ArchiveError, UnreadableRecord
from crawler.archive.reader import Originals, exchanges, read
from crawler.archive.records import Exchange, Original, Place
from tests.portals.server import PortalServer, Response
from tests.testing.handmade import Handmade

from .samples import DATE, archive, exchange, files

PAGE = "<html><p>Sở Khoa học và Công nghệ</p></html>".encode()
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def block(body: bytes = PAGE, head: bytes = HTTP) -> bytes:
    return head + b"\r\n" + body


def warc_record(kind: str, content: bytes, url: str = "http://so.vidu/tin", **fields: str) -> bytes:
    """A record of another tool; the names of fields have `_` for `-`."""
    known = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Date": "2024-05-06T07:08:09Z",
        "WARC-Record-ID": f"<urn:uuid:{kind}>",
        "Content-Type": f"application/http; msgtype={kind}",
        "Content-Length": str(len(content)),
    }
    named = known | {name.replace("_", "-"): value for name, value in fields.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value)
    return f"WARC/1.0\r\n{lines}\r\n".encode() + content + b"\r\n\r\n"


def found(folder: Path, *parts: bytes, name: str = "khac.warc") -> list[Exchange]:
    """What is read of a file of records, plain or each one a gzip member."""
    path = folder / name
    path.write_bytes(b"".join(map(gzip.compress, parts) if name.endswith("gz") else parts))
    return [exchange for exchange, _ in exchanges(path)]


@pytest.mark.parametrize("name", ["khac.warc", "khac.warc.gz"])
def test_plain_and_compressed_files_are_read(tmp_path: Path, name: str) -> None:
    parts = [warc_record("response", block(), f"http://so.vidu/{n}") for n in range(3)]
    pages = found(tmp_path, *parts, name=name)
    assert [page.url for page in pages] == [f"http://so.vidu/{n}" for n in range(3)]
    for page, place in exchanges(tmp_path / name):
        assert read(Path("/khong-co"), place).url == page.url
        assert page.date == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
        assert (page.status, page.content_type, page.body) == (200, "text/html", PAGE)


ASKED = b"POST /tin HTTP/1.1\r\nHost: so.vidu\r\n\r\ntrang=2"
#: The order of records and which one names the other, by tool.
PAIRS = {
    "wget, Common Crawl": [
        warc_record("request", ASKED),
        warc_record("response", block(), WARC_Concurrent_To="<urn:uuid:request>"),
    ],
    "Browsertrix, Heritrix": [
        warc_record("response", block()),
        warc_record("request", ASKED, WARC_Concurrent_To="<urn:uuid:response>"),
        warc_record("metadata", b"fetchTimeMs: 51\r\n"),
    ],
}


@pytest.mark.parametrize("tool", PAIRS)
def test_request_is_told_with_its_answer(tmp_path: Path, tool: str) -> None:
    other = warc_record("response", block(), "http://so.vidu/khac", WARC_Record_ID="<urn:uuid:1>")
    pages = found(tmp_path, other, *PAIRS[tool], other)
    assert [(p.method, p.request_body) for p in pages] == [
        ("GET", b""),
        ("POST", b"trang=2"),
        ("GET", b""),
    ]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (b"Transfer-Encoding: chunked\r\n", b"5\r\n<html\r\n3;x=y\r\n>a<\r\n0\r\n\r\n"),
        (b"Transfer-Encoding: chunked\r\n", b"<html>a<"),
        (b"X-Crawl-Transfer-Encoding: chunked\r\n", b"<html>a<"),
        (b"x-orig-content-encoding: gzip\r\n", b"<html>a<"),
        (b"Content-Encoding: gzip\r\n", gzip.compress(b"<html>a<", mtime=0)),
        (b"Content-Encoding: gzip\r\n", b"<html>a<"),
    ],
    ids=["chunked", "no longer chunked", "Common Crawl", "Browsertrix", "gzip", "no longer gzip"],
)
def test_bodies_come_out_whole(tmp_path: Path, head: bytes, body: bytes) -> None:
    (page,) = found(tmp_path, warc_record("response", block(body, HTTP + head)))
    assert page.decoded_body == b"<html>a<"
    assert page.header("Transfer-Encoding") is None


def test_odd_messages_are_read(tmp_path: Path) -> None:
    heads = [
        b"HTTP/2 200\r\nContent-Type: text/html\r\n",
        b"HTTP/1.0 200 OK\nContent-Type: text/html\n",
        b"HTTP/1.1 200 OK\r\nno header at all\r\nContent-Type:\r\n text/html\r\n",
    ]
    ends = [b"\r\n", b"\n", b"\r\n"]
    parts = [
        warc_record("response", head + end + PAGE) for head, end in zip(heads, ends, strict=True)
    ]
    messages = [(page.status, page.content_type, page.body) for page in found(tmp_path, *parts)]
    assert messages == [(200, "text/html", PAGE)] * len(heads)


def test_what_is_not_about_pages_is_passed_over(tmp_path: Path) -> None:
    pages = found(
        tmp_path,
        warc_record("warcinfo", b"software: khac\r\n", url=""),
        warc_record("response", b"20240506070809\nso.vidu. 300 IN A 192.0.2.1\n", "dns:so.vidu"),
        warc_record("response", b"", "http://so.vidu/rong"),
        warc_record("response", b"HTTP/1.1 abc\r\n\r\n", "http://so.vidu/hong"),
        warc_record("response", block(), "http://so.vidu/khi-nao", WARC_Date="hôm qua"),
        warc_record("conversion", PAGE, "http://so.vidu/chu"),
        warc_record("response", block(), "<http://so.vidu/tin>"),
    )
    assert [page.url for page in pages] == ["http://so.vidu/tin"]


def test_page_without_the_http_around_it_is_read(tmp_path: Path) -> None:
    (page,) = found(tmp_path, warc_record("resource", PAGE, Content_Type="text/html"))
    assert (page.status, page.content_type, page.body) == (200, "text/html", PAGE)


def test_moments_are_in_seconds_of_utc(tmp_path: Path) -> None:
    dates = ["2024-05-06T07:08:09.987654Z", "2024-05-06T14:08:09+07:00", "2024-05-06T07:08:09"]
    pages = found(tmp_path, *(warc_record("response", block(), WARC_Date=d) for d in dates))
    assert [page.date for page in pages] == [datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)] * len(dates)


def test_revisits_name_what_they_repeat(tmp_path: Path) -> None:
    revisit = {"WARC_Payload_Digest": "sha1:ABC", "WARC_Refers_To_Date": "2024-01-02T03:04:05Z"}
    elsewhere = {"WARC_Refers_To_Target_URI": "http://so.vidu/cu"}
    when = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
    full, bare, headed = found(
        tmp_path,
        warc_record("response", block(), WARC_Payload_Digest="sha1:ABC"),
        warc_record("revisit", b"", **revisit),
        warc_record("revisit", HTTP + b"\r\n", **revisit, **elsewhere),
    )
    assert (full.repeats, full.digest) == (None, "sha1:ABC")
    assert bare.repeats == Original("http://so.vidu/tin", when, "sha1:ABC")
    assert headed.repeats == Original("http://so.vidu/cu", when, "sha1:ABC")
    assert (headed.status, headed.content_type, headed.body) == (200, "text/html", b"")


def test_original_is_found_by_what_the_revisit_tells_of_it() -> None:
    originals = Originals()
    pages = [
        exchange(1, b"mot"),
        exchange(1, b"hai", date=DATE.replace(day=3)),
        exchange(2, b"mot"),
    ]
    for number, page in enumerate(pages):
        originals.add(page, Place("so.warc", number))
    mot, hai = pages[0].digest, pages[1].digest
    url, other = pages[0].url, pages[2].url

    def find(url: str, captured: datetime | None, digest: str | None) -> int | None:
        place = originals.find(Original(url, captured, digest))
        return place.offset if place else None

    assert find(url, None, mot) == 0
    assert find(other, None, mot) == 2
    assert find(url, DATE, None) == 0
    assert find(url, DATE.replace(day=3), hai) == 1
    assert find("http://so.vidu/khac", None, hai) == 1
    assert find("http://so.vidu/khac", DATE, None) is None
    assert find(url, None, None) is None


@pytest.mark.parametrize("between", [b"", b"\n", b"\r\n", b"\r\n" * 5])
def test_records_are_told_apart_whatever_blank_lines_are_between_them(
    tmp_path: Path, between: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    asked = warc_record("request", ASKED, WARC_Concurrent_To="<urn:uuid:response>")
    answered = warc_record("response", block())
    parts = [part.removesuffix(b"\r\n\r\n") + between for part in (answered, asked) * 3]
    pages = found(tmp_path, *parts)
    assert [(page.method, page.body) for page in pages] == [("POST", PAGE)] * 3
    for page, place in exchanges(tmp_path / "khac.warc"):
        assert read(Path("/khong-co"), place).body == page.body
    assert caplog.messages == []


@pytest.mark.parametrize("rest", [b"<p>het</p>", b"\n<p>mot</p>\n<p>hai</p>"])
@pytest.mark.parametrize("name", ["khac.warc", "khac.warc.gz"])
def test_what_is_between_records_is_told_and_the_rest_is_read(
    tmp_path: Path, name: str, rest: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    long = warc_record("response", block() + rest, Content_Length=str(len(block())))
    pages = found(tmp_path, long, warc_record("response", block()), name=name)
    assert [page.body for page in pages] == [PAGE, PAGE]
    assert caplog.text.count(f"{name}: something is between two records") == 1


def test_file_that_is_cut_off_gives_what_lies_before_the_cut(tmp_path: Path) -> None:
    body = bytes(range(256)) * 3
    record = warc_record("response", block(body))
    for name, part in (("a.warc", record), ("a.warc.gz", gzip.compress(record))):
        path = tmp_path / name
        for end in range(0, len(part), 7):
            path.write_bytes(part + part + part[:end])
            pages = [page.body for page, _ in exchanges(path)]
            # The record itself may be whole although the bytes after it are not.
            assert len(pages) == 2 or (len(pages) == 3 and len(part) - end < 12)
            assert set(pages) == {body}


@pytest.mark.parametrize("name", ["khac.warc", "khac.warc.gz"])
def test_cut_is_told(tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture) -> None:
    whole = warc_record("response", block())
    assert len(found(tmp_path, whole, whole, name=name)) == 2
    assert caplog.messages == []
    path = tmp_path / name
    path.write_bytes(path.read_bytes()[:-30])
    assert len(list(exchanges(path))) == 1
    assert f"{path} is cut off within the record at" in caplog.text


@pytest.mark.parametrize(
    "content",
    [b"<html>not a recording</html>\n" * 10, gzip.compress(b"mot hai ba bon nam\n" * 10, mtime=0)],
)
def test_what_is_no_warc_file_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "so.warc"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"so\.warc is not a WARC file"):
        list(exchanges(path))


def test_file_that_was_compressed_as_a_whole_is_named(tmp_path: Path) -> None:
    path = tmp_path / "so.warc.gz"
    path.write_bytes(gzip.compress(warc_record("response", block()) * 2))
    with pytest.raises(ArchiveError, match=r"warcio recompress"):
        list(exchanges(path))


def test_place_without_an_answer_is_told(tmp_path: Path) -> None:
    so = archive(tmp_path)
    place = so.write(exchange())
    so.close()
    size = files(tmp_path)[0].stat().st_size
    for wrong in (
        Place("khong-co.warc.gz", 0),
        Place(place.file, 0),
        Place(place.file, place.offset + 1),
        Place(place.file, size),
    ):
        with pytest.raises(UnreadableRecord):
            read(tmp_path, wrong)
    files(tmp_path)[0].write_bytes(files(tmp_path)[0].read_bytes()[:-30])
    with pytest.raises(UnreadableRecord):
        read(tmp_path, place)


@pytest.mark.skipif(shutil.which("wget") is None, reason="GNU wget is not installed")
def test_recording_of_wget_is_read(tmp_path: Path) -> None:
    pages: dict[str, str | Response] = {
        "/": PAGE.decode(),
        "/tin": "<p>Tin tức</p>",
        "/cu": Response(301, {"Location": "/tin"}),
    }
    with PortalServer([Handmade("skhcn.vidu", pages)]) as server:
        subprocess.run(  # noqa: S603
            ["wget", "-q", "--warc-file=so", "-e", f"http_proxy={server.url}", "-O", "/dev/null"]
            + [f"http://skhcn.vidu{path}" for path in pages],
            cwd=tmp_path,
            check=True,
        )
    found = {(page.url, page.status): page for page, _ in exchanges(tmp_path / "so.warc.gz")}
    assert found["http://skhcn.vidu/", 200].decoded_body == PAGE
    assert found["http://skhcn.vidu/cu", 301].header("Location") == "/tin"
    assert all(page.method == "GET" and page.request_headers for page in found.values())
