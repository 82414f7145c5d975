"""The record of a legal document is told from an article, and named by what it is about."""

from collections.abc import Callable, Sequence

import pytest

from crawler.extraction import read_page
from tests.extraction.handmade import OTHERS, headline, page

URL = "http://skhcn.vidu/van-ban/chi-tiet/12"
SUMMARY = "Ban hành Quy định quản lý hoạt động kiểm định phương tiện đo trên địa bàn tỉnh"
Fields = Sequence[tuple[str, str]]
VIETNAMESE: Fields = (
    ("Số/Ký hiệu", "12/2016/QĐ-UBND"),
    ("Ngày ban hành", "23/08/2016"),
    ("Trích yếu", SUMMARY),
    ("Cơ quan ban hành", "UBND tỉnh Kon Tum"),
    ("Người ký", "Nguyễn Văn Bình"),
    ("Tệp đính kèm", '<a href="/a.pdf">QD12.pdf</a>'),
)
ENGLISH: Fields = (
    ("Legislation code", "12/2016/QĐ-UBND"),
    ("Publish date", "23/08/2016"),
    ("Subject", SUMMARY),
    ("Issuing agency", "UBND tỉnh Kon Tum"),
    ("Signer", "Nguyễn Văn Bình"),
)
FORMS: dict[str, Callable[[Fields], str]] = {
    "a table": lambda fields: (
        "<table>" + "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in fields) + "</table>"
    ),
    "a list": lambda fields: (
        "<dl>" + "".join(f"<dt>{a}</dt><dd>{b}</dd>" for a, b in fields) + "</dl>"
    ),
    "paragraphs": lambda fields: "".join(f"<p><b>{a}:</b> {b}</p>" for a, b in fields),
    "lines": lambda fields: "<div>" + "<br>".join(f"{a}: {b}" for a, b in fields) + "</div>",
    "columns": lambda fields: "".join(
        f'<div class="hang"><div>{a}</div><div>{b}</div></div>' for a, b in fields
    ),
}
ARTICLES = "".join(
    f"<p>Điều {n}. Tổ chức, cá nhân kiểm định phương tiện đo trên địa bàn tỉnh lập sổ theo dõi "
    f"từng chiếc, báo cáo Sở Khoa học và Công nghệ trước ngày {n + 10} tháng cuối của mỗi quý.</p>"
    for n in range(1, 9)
)


def document(record: str, more: str = "") -> str:
    box = "".join(f"<li>{headline(title, n)}</li>" for n, title in enumerate(OTHERS))
    return page(
        f'<div id="main"><div><h1>Văn bản pháp quy</h1>{record}{more}</div></div>'
        f"<div><h4>Văn bản mới</h4><ul>{box}</ul></div>",
        title="Văn bản pháp quy - Sở Khoa học và Công nghệ",
    )


@pytest.mark.parametrize("fields", [VIETNAMESE, ENGLISH], ids=["Vietnamese", "English"])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_record_is_no_article(form: Callable[[Fields], str], fields: Fields) -> None:
    reading = read_page(document(form(fields)), URL)
    assert (reading.article, reading.reason) == (None, "legal document")


@pytest.mark.parametrize("fields", [VIETNAMESE, ENGLISH], ids=["Vietnamese", "English"])
def test_document_with_its_text_is_called_what_it_is_about(fields: Fields) -> None:
    article = read_page(document(FORMS["a table"](fields), ARTICLES), URL).article
    assert article is not None
    assert article.title == SUMMARY
    assert "Điều 8." in article.text


def test_article_that_mentions_a_document_is_one() -> None:
    lines = "<p>Số hiệu: 12/QĐ-UBND</p><p>Sở Khoa học và Công nghệ vừa công bố văn bản này.</p>"
    article = read_page(document(lines, ARTICLES), URL).article
    assert article is not None


def test_list_of_documents_is_a_list() -> None:
    records = "".join(
        f"<div><h3>{headline(title, n)}</h3><p>Số hiệu: {n}/QĐ</p>"
        f"<p>Ngày ban hành: 0{n}/03/2016</p><p>Trích yếu: {title}</p></div>"
        for n, title in enumerate(OTHERS, 1)
    )
    assert read_page(document(records), URL).reason == "listing"


def test_form_that_asks_for_documents_is_no_record() -> None:
    labels = ("Số hiệu", "Loại văn bản", "Cơ quan ban hành", "Người ký")
    form = "<form>" + "".join(f"<label>{t}</label><input>" for t in labels) + "</form>"
    lists = "".join(f"<h3>{headline(title, n)}</h3>" for n, title in enumerate(OTHERS))
    assert read_page(document(form + lists), URL).reason == "listing"
