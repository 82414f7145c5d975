"""The date and the author of an article are those of its own page, or none."""

import pytest

from crawler.extraction import extract
from tests.extraction.bylined import CLOCK, TEXT, TITLE, URL, headlines, json_ld, read


@pytest.mark.parametrize(
    ("above", "below", "after", "published"),
    [
        ("", "<div>Ngày đăng: 13/09/2021 | Lượt xem: 20</div>", "", "2021-09-13"),
        ("", "<div>13/09/2021</div>", "", "2021-09-13"),
        ("<div>Trang chủ >> Tin trong tỉnh (13-09-2021)</div>", "", "", "2021-09-13"),
        ("", "", "<div>Ngày đăng: 13/09/2021</div>", "2021-09-13"),
        ("", "<div>13/09/2021 08:15</div>", "<p>Cập nhật: 14/09/2021</p>", "2021-09-13T08:15"),
        ("", "<p>Ngày đăng: 13/09/2021 - Ngày cập nhật: 15/09/2021</p>", "", "2021-09-13"),
        (CLOCK, "<div>13/09/2021</div>", "", "2021-09-13"),
    ],
)
def test_date_line(above: str, below: str, after: str, published: str) -> None:
    assert (read(above, below, after).published or "").removesuffix(":00+07:00") == published


@pytest.mark.parametrize(
    "below",
    [
        "<a href='#'><div>Thứ Hai, 13/09/2021 08:15</div></a>",
        f"<p><a rel=bookmark href='{URL}'>13/09/2021 08:15</a></p>",
        "<p><a href='/2021/09/13/'>13/09/2021 08:15</a></p>",
    ],
)
def test_a_date_right_below_the_title_may_be_a_link(below: str) -> None:
    assert read(below=below).published == "2021-09-13T08:15:00+07:00"


@pytest.mark.parametrize(
    "links",
    [
        headlines("<p>{}</p><p><a href='/khac'>13/09/2021 08:15</a></p>"),
        headlines("<p><a href='/khac'>13/09/2021 08:15</a></p><p>{}</p>"),
    ],
)
def test_linked_dates_elsewhere_are_none(links: str) -> None:
    assert read(others=links).published is None


@pytest.mark.parametrize("link", [TITLE, "Tải văn bản về khai trương sàn giao dịch tại đây"])
def test_date_between_a_title_and_the_file_that_the_page_is_about(link: str) -> None:
    page = (
        f"<title>{TITLE}</title><body><h1>{TITLE}</h1><div>13/09/2021 08:15</div>"
        f"<p><a href='/f/3096.pdf'>{link}</a></p></body>"
    )
    article = extract(page, URL)
    assert article is not None
    assert article.published == "2021-09-13T08:15:00+07:00"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "<div>Thời gian: 8h00 ngày 20/10/2021</div><div>Địa điểm: Hội trường A</div>",
        "<div>(Kèm theo Công văn số 12/SKHCN-VP ngày 10/9/2021)</div>",
        "<div>Quảng Trị, ngày 15 tháng 9 năm 2021</div>",
    ],
)
def test_dates_of_other_things_are_none(line: str) -> None:
    assert read(below=line).published is None
    assert read(after=line).published is None


@pytest.mark.parametrize(
    "item",
    [
        "<div>{}<div>Ngày đăng: 02/03/2022</div></div>",
        "<div><div>Ngày đăng: 02/03/2022</div>{}</div>",
        "<div>{} <div>02/03/2022 08:15</div></div>",
    ],
)
def test_dates_of_other_articles_are_none(item: str) -> None:
    others = headlines(item)
    assert read(others=others).published is None
    assert read(others=others, head=json_ld(datePublished="2021-09-13")).published == "2021-09-13"


@pytest.mark.parametrize(
    "line",
    ["<div>13/09/2021 08:15</div>", "<div>13/09/2021</div>", "<i>Đăng ngày: 13/09/2021 08:15</i>"],
)
def test_line_of_the_article_is_right_where_the_head_gives_another_day(line: str) -> None:
    head = json_ld(datePublished="2021-11-10T14:05:00+07:00")
    assert (read(below=line, head=head).published or "")[:10] == "2021-09-13"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("", ""),
        ("", "<div>Cập nhật: 20/09/2021 08:15</div>"),
        (CLOCK, ""),
        ("", "<div>Ngày đăng: 31/02/2021</div>"),
        ("", "<div>Ngày đăng: 13/09/2021</div>"),
    ],
)
def test_head_is_right_where_no_line_is_surely_of_publication(above: str, below: str) -> None:
    head = json_ld(datePublished="2021-09-13T07:00:00+07:00")
    assert read(above, below, head=head).published == "2021-09-13T07:00:00+07:00"


@pytest.mark.parametrize("declared", ["0000-00-00T00:00:00", "0001-01-01T00:00:00", "Invalid date"])
def test_senseless_date_in_the_head_is_passed_over(declared: str) -> None:
    assert read(below="<p>13/09/2021</p>", head=json_ld(datePublished=declared)).published == (
        "2021-09-13"
    )


@pytest.mark.parametrize("raw", ["31/02/2021", "13/13/2021", "01/01/0001"])
def test_impossible_date_is_absent_but_its_words_are_kept(raw: str) -> None:
    article = read(below=f"<div>Ngày đăng: {raw}</div>")
    assert (article.published, article.published_raw) == (None, raw)


@pytest.mark.parametrize(
    "raw",
    [
        "31/02/2026 10:03",
        "00/00/0000",
        "00/00/0000 00:00:00",
        "99/99/99 08:15",
        "01/01/9999 09:02",
        "30/02 11:04",
        "28/02, 11h04",
        "2026-13-45 12:05",
        "12/25/2026 16:09",
        "14:07 31-06-2021",
        "Ngày mai 14:07",
        "Hôm qua, 14:07",
    ],
)
def test_date_line_that_tells_no_day_is_no_text_and_its_words_are_kept(raw: str) -> None:
    article = read(below=f"<div class=ngay>{raw}</div>")
    assert (article.published, article.published_raw) == (None, raw)
    assert article.text == "\n".join(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "2.1.3",
        "24/7",
        "Kết quả 3/2 lúc 11:04 là tạm thời",
        "Tỷ số 30/02/2021 không có thật",
        "1.5 - 2",
    ],
)
def test_numbers_in_the_text_are_no_dates(line: str) -> None:
    article = read(below=f"<p>{TEXT[0]}</p><p>{line}</p>")
    assert article.published_raw is None
    assert line in article.text


@pytest.mark.parametrize(
    ("below", "after", "author", "source"),
    [
        ("<div>Hồng Vân - 13/09/2021 08:15 | Lượt xem: 15</div>", "", "Hồng Vân", None),
        ("<div>Tác giả: ThS. Lê Thị Hà - Nguồn: VietQ</div>", "", "Lê Thị Hà", "VietQ"),
        ("<div>Đăng bởi : Administrator Account</div>", "", None, None),
        ("", "<p>Hồng Vân</p>", "Hồng Vân", None),
        ("", "<p>Bài, ảnh: Hồng Vân</p>", "Hồng Vân", None),
        ("<div>Viết bởi Hồng Vân</div>", "", "Hồng Vân", None),
        ("<div>Viết bởi: Ban biên tập</div>", "", None, None),
        ("<p>Được đăng bởi Hồng Vân</p>", "", "Hồng Vân", None),
        ("", "<p>B.N.Á</p>", "B.N.Á", None),
        ("", "<p>N.V.H</p>", "N.V.H", None),
        ("", "<p>Tin, ảnh: B.N.Á</p>", "B.N.Á", None),
        ("", "<p>Đào Xuân Minh – Chi cục TCĐLCL</p>", "Đào Xuân Minh – Chi cục TCĐLCL", None),
        ("", "<p>Hồng Vân</p><p>(Theo TTXVN)</p>", "Hồng Vân", "TTXVN"),
        ("", "<p>(Theo TTXVN)</p>", None, "TTXVN"),
        ("", "<p>BBT</p>", None, None),
        ("<div>Người đăng: Thu Hà</div>", "<p>Hồng Vân</p>", "Hồng Vân", None),
    ],
)
def test_author_and_source(below: str, after: str, author: str | None, source: str | None) -> None:
    article = read(below=below, after=after)
    assert (article.author, article.source) == (author, source)
    assert article.text == "\n".join(TEXT)


@pytest.mark.parametrize(
    ("below", "after"),
    [
        ("<div><i>13/09/2021</i> <div class=detail-author><a href=/tg>Đỗ Yến</a></div></div>", ""),
        (
            "<div>13/09/2021 <span class=byline>by <a class='fn n' href=/a>Đỗ Yến</a></span></div>",
            "",
        ),
        ("<p><span class=tac-gia>Đỗ Yến</span> | 13/09/2021</p>", ""),
        ("", "<a rel=author href=/u>Đỗ Yến</a>"),
        ("", "<div class=ArticleAuthor><p>Đỗ Yến</p></div>"),
        ("", "<span>Tác giả:</span> <span>Đỗ Yến</span>"),
        ("", "<p style='text-align:right'><b>Người viết: Đỗ Yến</b></p>"),
    ],
)
def test_author_in_an_element_of_that_name(below: str, after: str) -> None:
    others = f"<div class=related><h3>Tin liên quan</h3><ul>{headlines('<li>{}</li>')}</ul></div>"
    article = read(below=below, after=f"{after}{others}")
    assert (article.author, article.text) == ("Đỗ Yến", "\n".join(TEXT))


def test_author_in_the_head_comes_before_an_element_of_that_name() -> None:
    head = json_ld(author={"name": "Hồng Vân"})
    assert read(below="<p class=author>Hồng Vân Hồng Vân</p>", head=head).author == "Hồng Vân"


@pytest.mark.parametrize(
    "after",
    [
        "<div class=author>Ban biên tập</div>",
        "<div class=author>Sở Khoa học và Công nghệ</div>",
        "<div class=comment-author><a href=/u>Đỗ Yến</a></div>",
        "<div class=related><h3>Tin liên quan</h3>"
        + headlines("<p>{}</p><p class=author><a href=/u>Đỗ Yến</a></p>")
        + "</div>",
    ],
)
def test_elements_of_other_authors(after: str) -> None:
    assert read(after=after).author is None


@pytest.mark.parametrize(
    ("declared", "author"),
    [
        ("Hồng Vân", "Hồng Vân"),
        ("Mary Smith", "Mary Smith"),
        ("admin", None),
        ("VNPT", None),
        ("Sở Khoa học và Công nghệ", None),
        ("http://skhcn.vidu.vn/tac-gia/12", None),
    ],
)
def test_author_in_the_head(declared: str, author: str | None) -> None:
    assert read(head=json_ld(author={"name": declared})).author == author
