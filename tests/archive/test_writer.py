"""What is archived can be read back, by us and by every other tool."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from crawler.archive.errors import ArchiveError
from crawler.archive.reader import exchanges, read
from crawler.archive.records import Original
from crawler.archive.writer import SiteArchive
from crawler.errors import UserError

from .samples import DATE, SITE, archive, archived, exchange, files, names, problems, records

#: Fills an archive until it fails, in a process whose files cannot grow beyond 20,000 bytes.
FILLING = """
import random, resource, sys
from pathlib import Path
from crawler.archive.errors import ArchiveError
from tests.archive.samples import archive, exchange
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
so = archive(Path(sys.argv[1]))
try:
    for number in range(100):
        so.write(exchange(number, random.randbytes(1500)))
        print(number, flush=True)
except ArchiveError as error:
    print(error)
    try:
        so.write(exchange(100, random.randbytes(30_000)))
    except ArchiveError as error:
        so.close()
"""


def test_exchange_comes_back_as_it_was(tmp_path: Path) -> None:
    pages = [exchange(n, body=bytes(range(256)) * n) for n in range(3)]
    so = archive(tmp_path)
    places = [so.write(page) for page in pages]
    so.close()
    found = list(exchanges(files(tmp_path)[0]))
    assert [replace(page, recorded_digest=None) for page, _ in found] == pages
    assert [place.offset for _, place in found] == [place.offset for place in places]
    for page, place in zip(pages, places, strict=True):
        assert place.file == f"{SITE}/{SITE}-00001.warc.gz"
        one = read(tmp_path, place)
        assert (one.url, one.headers, one.body) == (page.url, page.headers, page.body)
        assert one.recorded_digest == page.digest
    assert problems(tmp_path) == 0


def test_posted_form_comes_back_with_its_answer(tmp_path: Path) -> None:
    so = archive(tmp_path)
    form = exchange(method="POST", request_body=b"trang=2")
    so.write(form)
    ((found, _),) = exchanges(files(tmp_path)[0])
    assert (found.method, found.request_body) == ("POST", b"trang=2")
    so.close()


def test_file_says_what_it_is_and_how_its_records_belong_together(tmp_path: Path) -> None:
    so = archive(tmp_path)
    so.write(exchange())
    so.close()
    info, request, response = records(files(tmp_path)[0])
    assert [info.kind, request.kind, response.kind] == ["warcinfo", "request", "response"]
    assert b"format: WARC File Format 1.1\r\n" in info.body
    assert request.headers["WARC-Concurrent-To"] == response.headers["WARC-Record-ID"]
    assert response.headers["WARC-Date"] == "2026-03-02T01:30:00Z"
    assert response.headers["WARC-Payload-Digest"] == exchange().digest
    assert "WARC-Block-Digest" in response.headers


def test_what_was_chunked_says_how_long_it_is(tmp_path: Path) -> None:
    so = archive(tmp_path)
    chunked = (("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip"))
    so.write(exchange(body=b"abc", headers=chunked))
    so.close()
    (*_, response) = records(files(tmp_path)[0])
    assert response.http == [("Content-Encoding", "gzip"), ("Content-Length", "3")]


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("tin t\xe1\xbb\xa9c.html", "tin t\xe1\xbb\xa9c.html"),
        ("một dòng\r\nWARC-Type: resource\r\n\r\n", None),
        ("a\x00b\x7f\n", "a b"),
        ("", ""),
        ("x" * 100_000, "x" * 100_000),
    ],
)
def test_odd_headers_break_no_record(tmp_path: Path, value: str, kept: str | None) -> None:
    so = archive(tmp_path)
    so.write(exchange(1, headers=(("Content-Disposition", value), ("X\r\nY", "a"))))
    so.write(exchange(2))
    so.close()
    assert problems(tmp_path) == 0
    (first, _), (second, _) = exchanges(files(tmp_path)[0])
    assert kept is None or first.header("Content-Disposition") == kept
    assert (first.header("X Y"), first.body) == ("a", exchange().body)
    assert second.url == exchange(2).url


def test_odd_addresses_and_reasons_break_no_record(tmp_path: Path) -> None:
    so = archive(tmp_path)
    so.write(exchange(url="http://skhcn.binhson.vidu/tin tức\r\nX: y", reason="Lỗi\r\nX: y"))
    so.write(exchange(2))
    so.close()
    assert problems(tmp_path) == 0
    assert len(archived(tmp_path)) == 2


def test_answer_that_broke_off_says_so(tmp_path: Path) -> None:
    so = archive(tmp_path)
    place = so.write(exchange(truncated=True))
    so.close()
    assert read(tmp_path, place).truncated
    assert records(files(tmp_path)[0])[-1].headers["WARC-Truncated"] == "disconnect"


@pytest.mark.parametrize("not_modified", [True, False])
def test_revisit_names_what_it_repeats(tmp_path: Path, not_modified: bool) -> None:
    before = Earlier(exchange().url, DATE, exchange().digest)
    again = exchange(date=DATE + timedelta(days=1), headers=(("ETag", '"2"'),))
    if not_modified:
        again = replace(again, status=304, reason="Not Modified", body=b"")
    so = archive(tmp_path)
    so.write(exchange())
    place = so.write_revisit(again, before, not_modified=not_modified)
    so.close()
    assert problems(tmp_path) == 0
    *_, revisit = records(files(tmp_path)[0])
    profile = "server-not-modified" if not_modified else "identical-payload-digest"
    assert (
        revisit.headers.items()
        >= {
            "WARC-Type": "revisit",
            "WARC-Profile": f"http://netpreserve.org/warc/1.1/revisit/{profile}",
            "WARC-Refers-To-Target-URI": before.url,
            "WARC-Refers-To-Date": "2026-03-02T01:30:00Z",
            "WARC-Payload-Digest": before.digest,
        }.items()
    )
    found = read(tmp_path, place)
    assert found.repeats == Original(before.url, DATE, before.digest)
    assert (found.status, found.header("ETag")) == (again.status, '"2"')
    assert found.body == b""


def test_full_file_is_followed_by_another(tmp_path: Path) -> None:
    so = archive(tmp_path, max_size=3000)
    places = [so.write(exchange(number, os.urandom(500))) for number in range(10)]
    so.close()
    assert len(files(tmp_path)) > 2
    assert all(3000 <= path.stat().st_size < 5000 for path in files(tmp_path)[:-1])
    assert archived(tmp_path) == [exchange(number).url for number in range(10)]
    assert [read(tmp_path, place).url for place in places] == archived(tmp_path)
    assert all(records(path)[0].kind == "warcinfo" for path in files(tmp_path))


def test_next_run_goes_on_with_the_file(tmp_path: Path) -> None:
    for number in range(3):
        so = archive(tmp_path)
        so.write(exchange(number))
        so.close()
    assert names(tmp_path) == [f"{SITE}-00001.warc.gz"]
    assert [record.kind for record in records(files(tmp_path)[0])].count("warcinfo") == 1
    assert len(archived(tmp_path)) == 3


def test_two_at_once_write_into_files_of_their_own(tmp_path: Path) -> None:
    one, other = archive(tmp_path), archive(tmp_path)
    places = [so.write(exchange(number)) for number in range(3) for so in (one, other)]
    one.close()
    other.close()
    assert len({place.file for place in places}) == 2
    assert problems(tmp_path) == 0
    assert len(archived(tmp_path)) == 6


def test_opening_an_archive_leaves_the_files_of_others_alone(tmp_path: Path) -> None:
    one = archive(tmp_path)
    place = one.write(exchange(1))
    assert archive(tmp_path).mended == 0
    second = one.write(exchange(2))
    one.close()
    assert [read(tmp_path, p).url for p in (place, second)] == archived(tmp_path)
    assert names(tmp_path) == [f"{SITE}-00001.warc.gz"]


def test_full_disk_ends_in_one_line_and_loses_nothing(tmp_path: Path) -> None:
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", FILLING, str(tmp_path)], capture_output=True, text=True, check=True
    )
    *numbers, message = run.stdout.splitlines()
    assert message.startswith(str(tmp_path / SITE))
    assert "cannot be written: File too large" in message
    assert archived(tmp_path) == [exchange(int(number)).url for number in numbers]
    assert len(numbers) > 3
    assert problems(tmp_path) == 0
    assert names(tmp_path) == [f"{SITE}-00001.warc.gz"]


@pytest.mark.parametrize(
    ("error", "meaning"),
    [(28, "the disk is full; make room"), (30, "check the permissions"), (5, "Input/output error")],
)
def test_what_the_disk_says_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, meaning: str
) -> None:
    so = archive(tmp_path)
    so.write(exchange(1))

    def fail(descriptor: int) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ArchiveError, match=meaning) as failure:
        so.write(exchange(2))
    monkeypatch.undo()
    assert isinstance(failure.value, UserError)
    assert "\n" not in str(failure.value)
    so.write(exchange(3))
    so.close()
    assert archived(tmp_path) == [exchange(1).url, exchange(3).url]


def test_archive_that_cannot_be_made_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("không phải thư mục")
    with pytest.raises(ArchiveError, match=r"archive.*cannot be written"):
        SiteArchive(tmp_path / "archive", SITE, 1)


class Earlier:
    """An archived answer, as the database knows it."""

    def __init__(self, url: str, captured: datetime, digest: str) -> None:
        self.url, self.captured, self.digest = url, captured, digest
