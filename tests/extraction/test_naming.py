"""The names of sites, offices and sections are told from titles, and cut off them."""

import pytest

from crawler.extraction.fields.naming import declared_title, is_office, is_section
from crawler.extraction.source.document import Declared

from .handmade import TITLE

SITE = "Sở Khoa học và Công nghệ tỉnh Quảng Trị"


@pytest.mark.parametrize(
    "text",
    [
        "Sở Khoa học và Công nghệ",
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ BÀ RỊA - VŨNG TÀU",
        "Cổng thông tin điện tử | Sở Khoa học và Công nghệ Đắk Lắk",
        "Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng Quảng Trị",
        "Website Sở KH&CN",
        "So Khoa hoc va Cong nghe",
        "VietQ.vn",
        "Untitled Document",
    ],
)
def test_names_of_sites_and_offices(text: str) -> None:
    assert is_office(text)
    assert declared_title(Declared(document_title=text, title=text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Sở Khoa học và Công nghệ họp báo quý một",
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ TỔ CHỨC HỘI NGHỊ",
        "Trung tâm Ứng dụng tiến bộ khoa học bàn giao máy sấy",
        "Báo động tình trạng cân không chuẩn tại chợ",
        "Số liệu thống kê khoa học và công nghệ năm 2020",
        "Khoa học và công nghệ thay đổi vùng nghệ ven sông",
    ],
)
def test_titles_about_offices_are_titles(text: str) -> None:
    assert not is_office(text)
    assert declared_title(Declared(document_title=f"{text} - {SITE}")) == text


@pytest.mark.parametrize("text", ["Tin hoạt động", "TIN TỨC - SỰ KIỆN", "Khoa học và đời sống"])
def test_names_of_sections(text: str) -> None:
    assert is_section(text)
    assert not is_section(f"{text} nổi bật về máy sấy")


def test_section_that_the_page_names_is_cut_off_its_title() -> None:
    head = f"{TITLE} - Chuyển đổi số - {SITE}"
    assert declared_title(Declared(document_title=head, section="Chuyển đổi số")) == TITLE
    assert declared_title(Declared(document_title=head, trail=("Chuyển đổi số",))) == TITLE
