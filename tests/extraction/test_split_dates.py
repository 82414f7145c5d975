"""Dates that are set in several elements are read, and do not end up in the text."""

import pytest

from crawler.extraction import extract

URL = "http://skhcn.vidu.vn/tin-tuc/ban-giao-may-say"
TITLE = "Bàn giao máy sấy lúa cho các hợp tác xã vùng đồi"
TEXT = (
    "Trung tâm Ứng dụng tiến bộ khoa học và công nghệ vừa bàn giao bốn máy sấy lúa cho các hợp tác "
    "xã, mỗi máy sấy được năm tấn trong một mẻ.",
    "Các hợp tác xã cử người học vận hành trong ba ngày, được hỗ trợ tiền điện của vụ đầu tiên.",
    "Sau vụ này, trung tâm sẽ tổng kết chi phí và khuyến cáo cho các xã còn lại trong huyện.",
)


def read(below: str = "", amid: str = "") -> tuple[str | None, str]:
    """The date and the text of an article with this below its title and amid its text."""
    first, *others = (f"<p>{paragraph}</p>" for paragraph in TEXT)
    page = (
        f"<title>{TITLE}</title><body><main><h1>{TITLE}</h1>{below}"
        f"<div>{first}{amid}{''.join(others)}</div></main></body>"
    )
    article = extract(page, URL)
    assert article is not None
    return article.published, article.text


@pytest.mark.parametrize(
    "below",
    [
        "<div class=cal><span>22</span><span>Tháng 12</span><span>2024</span></div>",
        "<div class=box><strong>22</strong><em>12/2024</em></div>",
        "<div class=box><div>22</div><div>Th12</div><div>2024</div></div>",
        "<p class=ngay>22</p><p class=thang>Tháng 12, 2024</p>",
        "<div><div class=d><b>22</b></div><div class=my>12-2024</div></div>",
        "<div><span>Tháng 12</span><span>22</span><span>2024</span></div>",
        "<div><p>Tháng 12/2024</p><p>22</p></div>",
        "<div><i>Chủ nhật</i> <b>22</b><u>12.2024</u></div>",
        "<span class=date>22/12/24</span>",
        "<div class='post-date'><i></i> 22/12/24</div>",
    ],
)
def test_dates_in_parts(below: str) -> None:
    assert read(below) == ("2024-12-22", "\n".join(TEXT))


@pytest.mark.parametrize(
    "below",
    [
        "<p>22</p><p>12</p>",
        "<div><span>32</span><span>12/2024</span></div>",
        "<div><span>22</span><span>13/2024</span></div>",
        "<table><tr><td><p>22</p></td><td><p>12/2024</p></td><td><p>Máy sấy</p></td></tr></table>",
        "<div><a href=/trang/22>22</a></div><div><a href=/kho/2024>12/2024</a></div>",
        "<span class=code>22/12/24</span>",
        "<span class=date>Số 22/12/24</span>",
    ],
)
def test_numbers_in_parts_that_are_no_date(below: str) -> None:
    published, _ = read(below)
    assert published is None


def test_numbers_in_a_text_stay() -> None:
    _, text = read(amid="<table><tr><td>22</td><td>12/2024</td></tr></table>")
    assert "12/2024" in text
