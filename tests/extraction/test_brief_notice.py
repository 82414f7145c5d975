"""A notice in next to no words is an article: a title, a date, and a file, scans or a sentence."""

import pytest

from crawler.extraction import Kind, read_page
from tests.extraction.handmade import OTHERS, headline, page

URL = "http://skhcn.vidu/thong-bao/tuyen-chon-nhiem-vu-12.html"
TITLE = "Thông báo tuyển chọn tổ chức chủ trì nhiệm vụ khoa học cấp tỉnh năm 2021"
BOX = "".join(f"<li>{headline(title, n)}</li>" for n, title in enumerate(OTHERS))


def notice(inside: str, title: str = TITLE) -> str:
    return page(
        f'<div id="main">{inside}</div><div class="box"><h4>Tin mới</h4><ul>{BOX}</ul></div>',
        title=title,
    )


@pytest.mark.parametrize(
    ("inside", "files"),
    [
        (
            f"<h1>{TITLE}</h1><p>Ngày đăng 23/08/2016 | 9:05 AM | Lượt xem: 791</p>"
            '<p><a href="/tep/TB-12.pdf">TB-12.pdf</a></p>',
            ["http://skhcn.vidu/tep/TB-12.pdf"],
        ),
        (
            f"<h3>{TITLE}</h3><span>Ngày đăng: 23/08/2016</span>"
            '<div>File đính kèm: <a href="/tep/tb.doc">Tải về</a></div>',
            ["http://skhcn.vidu/tep/tb.doc"],
        ),
        (
            f'<h2>{TITLE}</h2><p>23/08/2016</p><p>Chi tiết xem <a href="/a.pdf">tại đây</a>.</p>',
            ["http://skhcn.vidu/a.pdf"],
        ),
        (
            f"<h1>{TITLE}</h1><p>Cập nhật: 23/08/2016</p>"
            '<ul><li><a href="/1.pdf">Công văn</a></li><li><a href="/2.docx">Mẫu đơn</a></li></ul>',
            ["http://skhcn.vidu/1.pdf", "http://skhcn.vidu/2.docx"],
        ),
        (
            f"<h1>{TITLE}</h1><p>Cập nhật: 23/08/2016</p>"
            '<iframe src="https://xem.vidu/viewer?url=http://skhcn.vidu/tb.pdf&embedded=true">'
            "</iframe>",
            ["http://skhcn.vidu/tb.pdf"],
        ),
        (
            f"<h1>{TITLE}</h1><p>Ngày đăng 23/08/2016</p>"
            '<p><a href="/documents/10180/26001/TB+12/5f9e0c1a">Thông báo số 12</a></p>',
            ["http://skhcn.vidu/documents/10180/26001/TB+12/5f9e0c1a"],
        ),
        (
            f"<h1>{TITLE}</h1><p>Ngày đăng 23/08/2016</p>"
            '<p><a href="/LinkClick.aspx?fileticket=aB3%3d&tabid=81">Xem văn bản</a></p>',
            ["http://skhcn.vidu/LinkClick.aspx?fileticket=aB3%3d&tabid=81"],
        ),
        (
            f"<h1>{TITLE}</h1><p>Ngày đăng 23/08/2016</p>"
            '<p><a href="/download/7030">Tải văn bản tại đây</a></p>',
            ["http://skhcn.vidu/download/7030"],
        ),
    ],
    ids=["file", "label", "sentence", "several", "viewer", "Liferay", "DotNetNuke", "by number"],
)
@pytest.mark.parametrize("title", [TITLE, "Sở Khoa học và Công nghệ"])
def test_title_date_and_file_make_an_article(inside: str, files: list[str], title: str) -> None:
    article = read_page(notice(inside, title), URL).article
    assert article is not None
    assert (article.title, (article.published or "")[:10]) == (TITLE, "2016-08-23")
    assert [file.address for file in article.attachments] == files
    assert not article.text or article.text.startswith("Chi tiết")


DATED = f"<h1>{TITLE}</h1><p>Ngày đăng 23/08/2016</p>"


@pytest.mark.parametrize(
    "scans",
    ['<p><img src="/scan/{}.jpg"></p>', '<div class="anh"><img data-src="/scan/{}.jpg"></div>'],
)
def test_scans_alone_are_a_notice(scans: str) -> None:
    inside = "".join(scans.format(number) for number in (1, 2))
    article = read_page(notice(f"{DATED}<div>{inside}</div>"), URL).article
    assert article is not None
    assert (article.title, article.text) == (TITLE, "")
    assert [image.address for image in article.images] == [
        "http://skhcn.vidu/scan/1.jpg",
        "http://skhcn.vidu/scan/2.jpg",
    ]


@pytest.mark.parametrize("tag", ["p", "div", "td"])
def test_single_sentence_is_a_notice(tag: str) -> None:
    sentence = "Lịch tiếp công dân chuyển sang chiều thứ Năm."
    article = read_page(notice(f"{DATED}<{tag}>{sentence}</{tag}>"), URL).article
    assert article is not None
    assert (article.title, article.text, article.published) == (TITLE, sentence, "2016-08-23")


def test_captions_alone_are_a_notice() -> None:
    captions = [f"Gian hàng số {n} giới thiệu sản phẩm đạt chứng nhận." for n in range(1, 12)]
    figures = "".join(
        f'<figure><img src="/{n}.jpg"><figcaption>{caption}</figcaption></figure>'
        for n, caption in enumerate(captions)
    )
    article = read_page(notice(DATED + figures), URL).article
    assert article is not None
    assert list(article.captions) == captions


@pytest.mark.parametrize(
    "inside",
    [
        f'<h1>{TITLE}</h1><p><a href="/a.pdf">Tải văn bản</a></p>',
        f"<h1>{TITLE}</h1><p>Lịch tiếp công dân chuyển sang chiều thứ Năm.</p>",
        f'{DATED}<img src="/images/icon-print.gif"><img src="/1x1.png" width="1">',
        f"{DATED}<p>Trang chưa có bài</p>",
        f"{DATED}<table><tr><td>1</td><td>2</td></tr><tr><td>8</td><td>9</td></tr></table>"
        "<p>Bấm vào đây để duy trì trạng thái đăng nhập.</p>",
        f'{DATED}<ul><li><a href="{URL}">Đổi lịch tiếp công dân của Sở năm nay.</a></li></ul>',
        f'{DATED}<video src="/phim.mp4" poster="/phim.jpg" controls></video>',
        f"<h1>{TITLE}</h1><p>Ngày đăng: 23/08/2016</p>",
        f'<h1>{TITLE}</h1><p>Ngày đăng: 23/08/2016</p><p><a href="/tin.html">Xem tiếp</a></p>',
        f'<h1>{TITLE}</h1><p>Ngày đăng: 23/08/2016</p><a href="/documents/10180/anh.jpg">Ảnh</a>',
        "".join(
            f"<h3>Thông báo số {n} về tuyển chọn nhiệm vụ khoa học</h3><p>0{n}/08/2016</p>"
            f'<a href="/{n}.pdf">Tải về</a>'
            for n in range(1, 5)
        ),
        "".join(f"<h3>{headline(t, n)}</h3><p>0{n}/08/2016</p>" for n, t in enumerate(OTHERS, 1)),
    ],
    ids=[
        "no date",
        "no date for a sentence",
        "icons",
        "no sentence",
        "a calendar",
        "a link to itself",
        "a film",
        "no file",
        "a page",
        "a picture",
        "a list of notices",
        "a list of pages",
    ],
)
def test_what_lacks_one_of_them_or_is_a_list_is_none(inside: str) -> None:
    reading = read_page(notice(inside, "Sở Khoa học và Công nghệ"), URL)
    assert reading.article is None
    assert reading.kind is not Kind.ARTICLE
