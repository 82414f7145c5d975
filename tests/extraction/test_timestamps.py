"""Dates beside relative words, in attributes and with American clocks are the article's."""

import pytest

from crawler.extraction import extract
from tests.extraction.bylined import TEXT, TITLE, headlines, read


@pytest.mark.parametrize(
    "line",
    [
        '<time datetime="2021-09-13T08:15:00+07:00">2 ngày trước</time>',
        '<time pubdate datetime="2021-09-13 08:15">Hôm qua</time>',
        '<time class="timeago" datetime="2021-09-13T01:15:00Z"></time>',
        '<time datetime="2021-09-13 08:15:00">13 tháng 9</time>',
        '<div>Đăng <time datetime="2021-09-13T08:15">3 giờ trước</time> bởi Hồng Vân</div>',
        '<abbr class="published" title="2021-09-13T08:15:00+07:00">mới đây</abbr>',
        '<abbr title="13/09/2021 08:15">Hôm qua lúc 9:00</abbr>',
        '<p><i class="icon"></i><span title="Thứ hai, 13/09/2021, 08:15">vừa xong</span></p>',
        '<span class="date" data-date="2021-09-13 08:15">1 ngày trước</span>',
        '<span data-date="2021-09-13 08:15">08:15</span>',
        '<div data-time="1631495700"></div>',
        '<div data-timestamp="1631495700000">2 tuần trước</div>',
        '<ul><li data-original-title="13/09/2021 08:15">khoảng 3 giờ trước<li>12 lượt xem</ul>',
        '<div><time class="updated" datetime="2021-09-20"></time>'
        '<time class="entry-date published" datetime="2021-09-13T08:15">Hôm kia</time></div>',
    ],
)
def test_date_in_an_attribute_beside_words_that_tell_none(line: str) -> None:
    article = read(below=line)
    assert article.published == "2021-09-13T08:15:00+07:00"
    assert article.text == "\n".join(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        '<span title="Sàn giao dịch khai trương ngày 12/03/2020">Sàn giao dịch</span>',
        '<div data-date="2020-03-12">Lịch thi đấu bóng đá của Công đoàn ngành</div>',
        '<time class="updated" datetime="2020-03-12"></time>',
        '<time datetime="P3D">3 ngày trước</time>',
        '<img data-date="2020-03-12" src="a.jpg">',
        '<span data-time="12">Hôm qua</span>',
    ],
)
def test_attributes_that_tell_something_else(line: str) -> None:
    assert read(below=line).published is None


def test_dates_in_attributes_beside_other_headlines_are_none() -> None:
    others = headlines('<div>{}<time datetime="2020-03-12">2 năm trước</time></div>')
    assert read(others=others).published is None


@pytest.mark.parametrize(
    "line",
    [
        "<div>9/13/2021 10:19:00 AM</div>",
        "<div>Cập nhật: 9/13/2021 10:19 AM</div>",
        "<div>| 13/09/2021 lúc 10:19h</div>",
        "<div>13/09/2021 10h19p</div>",
        "<div>10:19h, 13/09/2021</div>",
        "<div>Đăng lúc 10:19h ngày 13/09/2021</div>",
    ],
)
def test_clocks_with_letters_and_american_dates(line: str) -> None:
    assert read(below=line).published == "2021-09-13T10:19:00+07:00"


@pytest.mark.parametrize(
    ("after", "others", "day"),
    [
        ("", "", "2021-04-03"),
        ("<div>Trang chủ >> Tin trong tỉnh (04/03/2021)</div>", "", "2021-03-04"),
        ("", headlines("<p>{} 28/3/2021 8:15:00 AM</p>"), "2021-03-04"),
        ("", headlines("<p>{} 3/28/2021 8:15:00 AM</p>"), "2021-04-03"),
    ],
)
def test_american_date_is_one_unless_the_page_puts_the_day_first(
    after: str, others: str, day: str
) -> None:
    head = '<meta property="article:published_time" content="4/3/2021 8:15:00 AM">'
    article = read(head=head, after=after, others=others)
    assert (article.published or "")[:10] == day


def test_american_date_in_an_address_with_the_day() -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    html = f"<title>{TITLE}</title><h1>{TITLE}</h1><div>4/3/2021 8:15:00 AM</div><div>{text}</div>"
    article = extract(html, "http://skhcn.vidu.vn/2021/03/04/khai-truong/")
    assert article is not None
    assert article.published == "2021-03-04T08:15:00+07:00"
