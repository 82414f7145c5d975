"""Pages whose elements nest deeper than parsers follow are read all the same."""

import re
import time

import pytest

from crawler.extraction import read_page
from crawler.extraction.reading import FLATTENED
from crawler.extraction.source.document import MOST_TAGS
from crawler.extraction.source.nesting import DEEPEST, flattened
from tests.testing.layouts import wrap_text

URL = "http://skhcn.vidu/tin-tuc/lop-tap-huan-ghi-chep-san-xuat"
TITLE = "Lớp tập huấn ghi chép sản xuất cho các tổ hợp tác trồng bưởi"
PARAGRAPHS = (
    "Lớp học kéo dài ba ngày, mỗi tổ hợp tác cử hai thành viên mang theo sổ ghi chép của vụ trước "
    "để cùng đối chiếu lượng phân bón, ngày phun thuốc và ngày thu hoạch.",
    "Giảng viên hướng dẫn cách ghi bằng điện thoại, cách lưu hóa đơn vật tư và cách trả lời khi có "
    "đoàn kiểm tra đến vườn.",
    "Kết thúc khóa học, mỗi tổ nhận một bộ biểu mẫu và số điện thoại của cán bộ phụ trách địa bàn.",
)
PAGE = wrap_text("kon_tum", TITLE, "13/09/2021", "Thu Hằng", PARAGRAPHS)
#: More than any parser follows.
MANY = 20_000


def _begun_with(wrappers: str) -> str:
    """The page with wrappers before all that it shows."""
    return re.sub("<body[^>]*>", lambda body: body[0] + wrappers, PAGE)


def _assert_read(html: str, *, is_flattened: bool) -> None:
    began = time.monotonic()
    reading = read_page(html, URL)
    assert time.monotonic() - began < 10
    assert reading.article is not None, reading.reason
    assert reading.article.title == TITLE
    assert reading.article.text == "\n".join(PARAGRAPHS)
    assert (FLATTENED in reading.fallbacks) is is_flattened


@pytest.mark.parametrize("wrapper", ["<div>", "<font size=2>", "<b><i>", '<div class="khung">'])
def test_unclosed_wrappers_before_the_text(wrapper: str) -> None:
    _assert_read(_begun_with(wrapper * MANY), is_flattened=True)


def test_unclosed_wrappers_behind_the_text() -> None:
    _assert_read(PAGE.replace("</body>", "<div>" * MANY + "</body>"), is_flattened=True)


def test_closed_wrappers_around_the_page() -> None:
    begun = _begun_with("<div>" * MANY)
    _assert_read(begun.replace("</body>", "</div>" * MANY + "</body>"), is_flattened=True)


def test_wrappers_that_are_not_too_deep_stay() -> None:
    _assert_read(_begun_with("<div>" * 1_000), is_flattened=False)


def test_only_what_is_superfluous_goes() -> None:
    deep = b"<div>" * 2 * DEEPEST + b"Tin" + b"</div>" * 2 * DEEPEST
    assert flattened(deep) == b"<div>" * DEEPEST + b"Tin" + b"</div>" * DEEPEST
    assert flattened(b"<div><font><b>Tin</b></div></i><p>") == b"<div><b>Tin</b></div></i><p>"
    assert flattened(b"<DIV class=a>Tin</Div><br><bold>") == b"<DIV class=a>Tin</Div><br><bold>"


@pytest.mark.parametrize("tag", [b"<div>", b"</div>", b"<div ", b"<b></i>", b"<div></b></div>"])
def test_flattening_takes_time_in_proportion(tag: bytes) -> None:
    began = time.monotonic()
    flattened(tag * (MOST_TAGS // 5))
    assert time.monotonic() - began < 1
