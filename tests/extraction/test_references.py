"""Addresses are made absolute and safe; the files attached to an article are found."""

import pytest

from crawler.extraction import Attachment, extract
from crawler.extraction.fields.references import absolute

URL = "http://skhcn.vidu/thong-bao/tb-12.html"
NOTICE = (
    "Sở Khoa học và Công nghệ thông báo tuyển chọn tổ chức, cá nhân chủ trì nhiệm vụ khoa học và "
    "công nghệ cấp tỉnh năm 2020, theo danh mục và biểu mẫu kèm theo."
)


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/a.html", "http://skhcn.vidu/a.html"),
        ("  a.html\n", "http://skhcn.vidu/thong-bao/a.html"),
        ("https://vidu.vn/a?b=c#d", "https://vidu.vn/a?b=c#d"),
        (r"\Portals\0\a.pdf", "http://skhcn.vidu/Portals/0/a.pdf"),
        ("/a (1).pdf", "http://skhcn.vidu/a%20%281%29.pdf"),
        ('/a"<b>|c', "http://skhcn.vidu/a%22%3Cb%3E%7Cc"),
        ("/đề tài", "http://skhcn.vidu/%C4%91%E1%BB%81%20t%C3%A0i"),
        ("mailto:so@khcn.vidu", "mailto:so@khcn.vidu"),
        ("#muc", None),
        ("", None),
        ("javascript:alert(1)", None),
        (" JavaScript:alert(1)", None),
        ("data:text/html,x", None),
        ("tel:02603000111", None),
        ("file:///C:/a.doc", None),
        ("http://[", None),
    ],
)
def test_absolute_address(href: str, expected: str | None) -> None:
    assert absolute(URL, href) == expected


def attached(inside: str = "", below: str = "") -> list[tuple[str, str]]:
    """The addresses, without the host, and labels of what is attached to a notice."""
    article = extract(
        "<body><div><h1>Thông báo tuyển chọn nhiệm vụ khoa học và công nghệ năm 2020</h1>"
        f"<p>{NOTICE}</p>{inside}</div>{below}</body>",
        URL,
    )
    assert article is not None
    assert all(isinstance(file, Attachment) for file in article.attachments)
    return [
        (file.address.removeprefix("http://skhcn.vidu"), file.label) for file in article.attachments
    ]


@pytest.mark.parametrize(
    ("href", "label"),
    [
        ("/vb/TB-12.pdf", "Thông báo số 12"),
        ("/vb/TB-12.PDF?v=2", "Thông báo số 12"),
        ("/documents/10180/12/TB-12.docx/0a1b-2c3d?t=158", "Thông báo số 12"),
        ("/download.aspx?file=TB-12.xls", "Thông báo số 12"),
        ("/download.aspx?id=12", "TB-12.rar"),
    ],
)
def test_link_to_a_file(href: str, label: str) -> None:
    assert attached(f'<p>Tải <a href="{href}">{label}</a></p>') == [(href, label)]


def test_files_in_the_text_and_in_the_list_below_it() -> None:
    found = attached(
        '<p>Mẫu hồ sơ xem <a href="/vb/mau.doc">tại đây</a>, danh mục kèm theo thông báo.</p>',
        "<div><span>Tệp đính kèm:</span><p><a href='/vb/tb.pdf'>tb.pdf</a></p>"
        "<p><a href='/vb/mau.doc'>mau.doc</a></p></div>",
    )
    # A label that says nothing gives way to the file's name.
    assert found == [("/vb/mau.doc", "mau.doc"), ("/vb/tb.pdf", "tb.pdf")]


@pytest.mark.parametrize(
    "frame",
    [
        '<iframe src="/vb/tb.pdf"></iframe>',
        '<embed src="/vb/tb.pdf" type="application/pdf">',
        '<object data="/vb/tb.pdf"></object>',
        '<iframe src="https://docs.vidu/gview?url=http://skhcn.vidu/vb/tb.pdf&embedded=true">'
        "</iframe>",
        '<iframe src="/viewer/web/viewer.html?file=/vb/tb.pdf"></iframe>',
    ],
)
def test_document_that_the_page_shows(frame: str) -> None:
    assert attached(f"<p>{frame}</p><p>Chi tiết xem trong thông báo trên.</p>") == [
        ("/vb/tb.pdf", "tb.pdf")
    ]


def test_files_of_other_articles_are_not_attached() -> None:
    assert attached(
        below="<h3>Văn bản mới</h3><ul><li><a href='/vb/1.pdf'>Quyết định ban hành quy chế quản lý"
        " nhiệm vụ</a></li></ul><h3>Tin khác</h3><p><a href='/tin-1.html'>Hội nghị tổng kết công"
        " tác năm 2019</a></p><p><a href='/vb/2.pdf'>Báo cáo</a></p>"
    ) == []  # fmt: skip
