"""The index of an archive, as each kind of server answers."""

import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.archive.cdx import LINES, Captured, index_address, prefixes, read_index
from crawler.catalogue.sites import Site
from crawler.errors import UserError
from crawler.period import Period
from crawler.urls.gate import refusals
from tests.testing import evil

# As web.archive.org answers.
ARRAY = b"""[["urlkey","timestamp","original","mimetype","statuscode","digest","length"],
["vn,vidu,skhcn)/tin/1","20190501030405","http://www.skhcn.vidu.vn:80/tin/1","text/html","200","AAAA","9"],
["vn,vidu,skhcn)/tin/1","20200501030405","http://skhcn.vidu.vn/tin/1","warc/revisit","-","AAAA","9"],
[],
["vn%2Cvidu%2Cskhcn%29%2Ftin%2F1+20200501030406%21"]]"""
# As pywb does.
LINES_OF_JSON = b"""{"urlkey": "vn,vidu,skhcn)/tin/1", "timestamp": "20190501030405", "url": \
"http://www.skhcn.vidu.vn:80/tin/1", "mime": "text/html", "status": "200", "digest": "sha1:AAAA"}
{"urlkey": "vn,vidu,skhcn)/tin/1", "timestamp": "20200501030405", "url": \
"http://skhcn.vidu.vn/tin/1", "mime": "warc/revisit", "digest": "AAAA"}
"""
CAPTURES = [
    Captured(
        "http://www.skhcn.vidu.vn:80/tin/1",
        datetime(2019, 5, 1, 3, 4, 5, tzinfo=UTC),
        "200",
        "text/html",
        "AAAA",
    ),
    Captured(
        "http://skhcn.vidu.vn/tin/1",
        datetime(2020, 5, 1, 3, 4, 5, tzinfo=UTC),
        "",
        "warc/revisit",
        "AAAA",
    ),
]


@pytest.mark.parametrize("body", [ARRAY, LINES_OF_JSON])
def test_both_forms_tell_the_same(body: bytes) -> None:
    assert read_index(body).captures == CAPTURES


def test_the_resumption_key_is_sent_back_as_it_came() -> None:
    page = read_index(ARRAY)
    address = index_address("https://kho.vidu/cdx", "skhcn.vidu.vn/", Period(), page.resume_key)
    assert "resumeKey=vn%2Cvidu%2Cskhcn%29%2Ftin%2F1+20200501030406%21" in address


@pytest.mark.parametrize("body", [b"", b"[]", b"\n"])
def test_nothing_captured_is_an_empty_index(body: bytes) -> None:
    page = read_index(body)
    assert (page.captures, page.resume_key, page.is_cut) == ([], "", False)


def test_a_server_without_resumption_that_fills_its_limit_has_more() -> None:
    line = LINES_OF_JSON.splitlines(keepends=True)[0]
    assert read_index(line * LINES).is_cut
    assert not read_index(line * (LINES - 1)).is_cut


def test_lines_that_are_not_understood_are_left_out() -> None:
    odd = LINES_OF_JSON.replace(b"20190501030405", b"2019").replace(b"http://skhcn", b"dns:skhcn")
    assert read_index(odd).captures == []


@pytest.mark.parametrize("body", [b"<html>B\xe1\xba\xa3o tr\xc3\xac</html>", b"[1, 2]", b"{"])
def test_what_is_no_index_is_told(body: bytes) -> None:
    with pytest.raises(UserError, match="no index of an archive"):
        read_index(body)


def test_the_index_is_asked_for_the_period_by_seconds() -> None:
    address = index_address(
        "https://kho.vidu/cdx", "skhcn.vidu.vn/", Period.given("2020", "2025-07")
    )
    query = parse_qs(urlsplit(address).query)
    assert query["from"] == ["20191231170000"]
    assert query["to"] == ["20250731165959"]
    assert query["matchType"] == ["prefix"]


def test_a_site_is_asked_for_by_all_its_addresses_each_once() -> None:
    site = Site(
        name="binh_son",
        agency="Sở Khoa học và Công nghệ Bình Sơn",
        province="Việt Nam",
        url="https://binhson.vidu.vn/so-khcn/trang-chu",
        older=("http://www.skhcn.binhson.vidu.vn:8080/", "http://skhcn.binhson.vidu.vn:8080/home"),
    )
    assert prefixes(site) == ["binhson.vidu.vn/so-khcn", "skhcn.binhson.vidu.vn:8080/"]


def test_malformed_addresses_in_an_index_are_left_out_and_told() -> None:
    malformed = [address for address in evil.MALFORMED if not address.startswith("/")]
    rows = [["timestamp", "original"], ["20190501030405", "http://skhcn.vidu/tin/1"]]
    rows += [["20190501030405", address] for address in malformed]
    with refusals() as refused:
        page = read_index(json.dumps(rows).encode())
    assert [captured.url for captured in page.captures] == ["http://skhcn.vidu/tin/1"]
    assert refused == malformed
