"""What portals show for addresses that cannot exist, and which those are."""

import pytest

from crawler.recrawl.soft_404 import Soft404Fingerprint, impossible

MISSING = "<html><div class=menu>Trang chủ</div><p>Lượt truy cập: 15.204</p><p>Xin lỗi</p></html>"


def impression(path: str, source: str) -> Soft404Fingerprint:
    return Soft404Fingerprint.of(f"http://skhcn.binhson.vidu/{path}", source)


def test_same_page_with_another_count_of_visitors_resembles() -> None:
    again = MISSING.replace("15.204", "15.977")
    assert impression("tin/5", MISSING).resembles(impression("tin/98765432109", again))


def test_page_that_says_something_else_does_not() -> None:
    other = (
        "<html><div class=menu>Trang chủ</div><p>Cổng đang bảo trì</p><b>Mời quay lại</b></html>"
    )
    assert not impression("tin/5", MISSING).resembles(impression("tin/98765432109", other))


def test_where_both_lead_to_one_page_what_it_shows_does_not_matter() -> None:
    assert impression("", "<p>Tin mới 1</p>").resembles(impression("", "<p>Tin khác</p>"))


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("http://so.vidu/tin-tuc/kiem-dinh-cot-do-1234.html", ("http://so.vidu/tin-tuc/", ".html")),
        (
            "http://so.vidu/Default.aspx?tabid=62&ItemID=77",
            ("http://so.vidu/Default.aspx?tabid=", "ItemID="),
        ),
        ("http://so.vidu/chi-tiet/77", ("http://so.vidu/chi-tiet/", "")),
        ("http://so.vidu/bai", ("http://so.vidu/", "-98765432109")),
        ("http://so.vidu/gioi/thieu.aspx", ("http://so.vidu/gioi/", ".aspx")),
    ],
)
def test_impossible_address_has_the_form_of_an_articles(url: str, kept: tuple[str, str]) -> None:
    changed = impossible(url)
    assert changed != url
    assert all(part in changed for part in kept)
