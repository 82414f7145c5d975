"""Pages as they were received, from the archive."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from datasette.app import Datasette

from crawler.archive.writer import SiteArchive
from crawler.database import Capture, Database
from tests.archive.samples import MEGABYTE, exchange
from tests.browsing.served import answer, served, source
from tests.testing.database import MORNING, article, page

RAW = (
    '<html><head><meta http-equiv="refresh" content="0;url=http://x.vidu/">'
    '<link rel="preconnect" href="http://x.vidu"><base href="http://x.vidu/">'
    "<SCRIPT>alert(1)</SCRIPT></head><body onload=alert(1)><p>Tiêu chuẩn</p>"
    '<iframe src="http://x.vidu"></iframe><img src="http://x.vidu/a.jpg"></body></html>'
)
TOLD, LOST, NEVER = article(), article("Tệp đã mất"), article("Chưa lưu")


@pytest.fixture
def room(database: Database, path: Path, tmp_path: Path) -> Iterator[Datasette]:
    folder = tmp_path / "archive"
    with closing(SiteArchive(folder, "an_giang", MEGABYTE)) as archive:
        headers = (("Content-Type", "text/html"),)
        place = archive.write(exchange(body=RAW.encode("utf-16"), headers=headers))
    capture = Capture(page().url, MORNING, 200, "", place.file, place.offset)
    database.save_article(replace(page(1), capture=capture), TOLD, MORNING)
    gone = replace(capture, warc_file="an_giang/an_giang-00009.warc.gz")
    database.save_article(replace(page(2), capture=gone), LOST, MORNING)
    database.save_article(page(3), NEVER, MORNING)
    with served(path, folder) as datasette:
        yield datasette


def test_a_page_is_shown_as_it_was_received_in_a_sandbox(room: Datasette) -> None:
    response = answer(room, f"/bai/{TOLD.content_hash}/ban-goc")

    assert response.status_code == 200
    assert "<p>Tiêu chuẩn</p>" in response.text
    policy = response.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'; ")
    assert "allow" not in policy
    for element in ("<link", "<base", "<meta", "<script", "</script", "<iframe"):
        assert element not in response.text.lower()


def test_only_pages_of_the_archive_are_said_to_be_there(room: Datasette) -> None:
    assert f"{TOLD.content_hash}/ban-goc?" in source(room, f"/bai/{TOLD.content_hash}")
    assert "ban-goc" not in source(room, f"/bai/{NEVER.content_hash}")


@pytest.mark.parametrize(
    "address",
    [
        f"/bai/{LOST.content_hash}/ban-goc",
        f"/bai/{NEVER.content_hash}/ban-goc",
        f"/bai/{TOLD.content_hash}/ban-goc?trang=http://x.vidu/",
        "/bai/x/ban-goc",
    ],
)
def test_what_cannot_be_shown_is_a_page_too(room: Datasette, address: str) -> None:
    response = answer(room, address)

    assert response.status_code == 404
    assert "<main" in response.text
