"""What of a recording is pages of which site."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.archive.reader import exchanges
from crawler.archive.records import Exchange
from crawler.archive.scan import Hosts, Survey, survey
from crawler.archive.writer import SiteArchive
from crawler.catalogue.sites import Site
from tests.testing.recorded_site import BEGAN, SITE, answer, article, listing, url

SHARED = Site(
    name="nam_hai", agency="Sở Nam Hải", province="Nam Hải", url="https://www.namhai.vidu/so-khcn/"
)
HOSTS = Hosts([Site(name=SITE, agency="Sở Bình Sơn", province="Bình Sơn", url=url("")), SHARED])


def surveyed(folder: Path, *recorded: Exchange) -> Survey:
    archive = SiteArchive(folder, SITE, 10**9)
    for exchange in recorded:
        archive.write(exchange)
    archive.close()
    return survey(folder / SITE / f"{SITE}-00001.warc.gz", HOSTS)


def test_pages_are_found_with_their_time_and_place(tmp_path: Path) -> None:
    found = surveyed(tmp_path, answer("", listing()), answer("tin/1.html", article(1), 1))
    path = tmp_path / SITE / f"{SITE}-00001.warc.gz"
    recorded = [(each.url, each.moment, each.place) for each in found.pages[SITE]]
    assert recorded == [(each.url, each.date, place) for each, place in exchanges(path)]


def test_site_that_shares_its_host_has_only_its_part(tmp_path: Path) -> None:
    inside = answer("", listing(), url="http://namhai.vidu/so-khcn/tin/1")
    outside = answer("", listing(), url="http://namhai.vidu/so-y-te/tin/1")
    found = surveyed(tmp_path, inside, outside)
    assert [each.url for each in found.pages["nam_hai"]] == [inside.url]
    assert found.left_out == {"of no site of the catalogue": 1}


UNTYPED: list[tuple[str | None, str]] = [
    (None, "<!DOCTYPE html>"),
    (None, "\ufeff\n<!-- Cổng thông tin --><HTML>"),
    (None, '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "">'),
    ("", "<table><tr><td>"),
    ("; charset=utf-8", "<head>"),
    ("html", "<!doctype html>"),
    ("unknown/unknown", "<!DOCTYPE html>"),
    ("text/html, text/html", "<section>"),
    ("TEXT/HTML;charset=UTF-8", ""),
]


@pytest.mark.parametrize(("content_type", "start"), UNTYPED)
@pytest.mark.parametrize("encode", [str.encode, lambda text: gzip.compress(text.encode())])
def test_page_whose_type_is_not_told_is_one_by_how_it_begins(
    tmp_path: Path, content_type: str | None, start: str, encode: Callable[[str], bytes]
) -> None:
    headers = () if content_type is None else (("Content-Type", content_type),)
    body = encode(start + article(1).decode())
    found = surveyed(tmp_path, answer("tin/1.html", body, headers=headers))
    assert [each.media_type for each in found.pages[SITE]] == ["text/html"]


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        (None, b"\x89PNG\r\n"),
        (None, b"%PDF-1.4 <html>"),
        (None, b""),
        (None, b'{"html": "<html>"}'),
        (None, b'<?xml version="1.0"?><rss version="2.0">'),
        (None, b"<article-list>"),
        ("text/plain", b"<!DOCTYPE html>"),
        ("application/json", b"<html>"),
    ],
)
def test_what_does_not_begin_like_a_page_is_none(
    tmp_path: Path, content_type: str | None, body: bytes
) -> None:
    headers = () if content_type is None else (("Content-Type", content_type),)
    assert surveyed(tmp_path, answer("a", body, headers=headers)).left_out == {"not pages": 1}


def test_what_is_no_page_is_counted(tmp_path: Path) -> None:
    picture = answer("a.png", b"PNG", headers=(("Content-Type", "image/png"),))
    missing = answer("tin/9.html", article(0), status=404)
    sent = answer("tim-kiem", listing(), method="POST", request_body=b"tu-khoa=do")
    found = surveyed(tmp_path, picture, missing, sent, answer("", listing()))
    assert found.left_out == {"not pages": 3}
    assert str(found) == "pages of binh_son: 1; left out: 3 not pages"


def test_answer_that_repeats_another_is_counted(tmp_path: Path) -> None:
    archive = SiteArchive(tmp_path, SITE, 10**9)
    first = answer("", listing())
    archive.write(first)
    archive.write_revisit(
        answer("", b"", 2, status=304),
        type("Original", (), {"url": first.url, "captured": BEGAN, "digest": first.digest})(),
        not_modified=True,
    )
    archive.close()
    found = survey(tmp_path / SITE / f"{SITE}-00001.warc.gz", HOSTS)
    assert (len(found.pages[SITE]), found.left_out) == (1, {"revisits": 1})


def test_resource_is_read_like_an_answer(tmp_path: Path) -> None:
    body = article(2)
    head = (
        f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: {url('tin/2.html')}\r\n"
        "WARC-Date: 2019-05-06T02:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    path = tmp_path / "resource.warc"
    path.write_bytes(head.encode() + body + b"\r\n\r\n")
    (recorded,) = survey(path, HOSTS).pages[SITE]
    assert (recorded.url, recorded.moment) == (url("tin/2.html"), BEGAN)
