"""Authors and sources are read from bylines; roles, agencies, places and menus are nobody."""

import unicodedata

import pytest

from crawler.vietnamese.names import (
    byline_author,
    byline_source,
    is_person,
    is_role,
    labelled_author,
)


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Tác giả : Nguyễn Văn A", "Nguyễn Văn A"),
        ("TÁC GIẢ: NGUYỄN VĂN A", "NGUYỄN VĂN A"),
        ("Người viết: Hồng Vân", "Hồng Vân"),
        ("Tác giả: Hồng Vân - Nguồn: VietQ", "Hồng Vân"),
        ("Tác giả: Lê Hà, Thu Huyền", "Lê Hà, Thu Huyền"),
        (
            "Tác giả: Đào Xuân Minh – Chi cục TCĐLCL",
            "Đào Xuân Minh – Chi cục TCĐLCL",
        ),
        ("Người viết: Thu Hà - Ngày viết: Thứ Năm, Tháng Hai 8, 2018 | 10:47", "Thu Hà"),
        ("Người viết: Thu Hà - Thứ Năm, Tháng Hai 8, 2018 | 10:47", "Thu Hà"),
        ("Đăng bởi : Lê Thị Hà Ngày đăng : 28/09/2018 Lượt xem : 125", "Lê Thị Hà"),
        ("Submitted by Lê Thị Hà on 13 May 2018", "Lê Thị Hà"),
        ("Posted on 12/01/2018 by admin - Written by: Mary Smith", "Mary Smith"),
        ("Người đăng: Lê Thị Hà - Tác giả: Hồng Vân", "Hồng Vân"),
        ("Hồng Vân 05:53 30/09/2021", "Hồng Vân"),
        ("12/01/2018 08:15 | Hồng Vân", "Hồng Vân"),
        ("Hồng Vân - Thứ Hai, 12/01/2018 | 08:15", "Hồng Vân"),
        ("Hồng Vân - 12/01/2018 08:15 | Lượt xem: 15", "Hồng Vân"),
        ("12/01/2018 08:15 | Hồng Vân | 15 lượt xem", "Hồng Vân"),
        ("Hồng Vân | Ngày đăng: 12/01/2018", "Hồng Vân"),
        ("Bởi Hồng Vân - 12/01/2018", "Hồng Vân"),
        ("By Mary Smith", "Mary Smith"),
        ("13/02/2025 by Hoàng Văn Tuyển", "Hoàng Văn Tuyển"),
        ("Posted on 30/07/2024 by Hồng Vân", "Hồng Vân"),
        ("Đăng ngày 30/07/2024 08:15 | bởi Hồng Vân", "Hồng Vân"),
        ("Tác giả bài viết: Hồng Vân", "Hồng Vân"),
        ("Nhà báo: Hồng Vân", "Hồng Vân"),
        ("Tác giả: ThS. Nguyễn Văn A, TS. Lê Thị Hà", "Nguyễn Văn A, Lê Thị Hà"),
    ],
)
def test_byline_names_its_author(text: str, author: str) -> None:
    assert byline_author(text) == author


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tác giả :",
        "Tác giả : - Nguồn: HT",
        "Tác giả: Ban biên tập",
        "Tác giả Nguyễn Văn A cho biết đề tài đã hoàn thành",
        "Đăng bởi : Administrator Account Ngày đăng : 28/09/2018 Lượt xem : 125",
        "Người viết: admin - Ngày viết: Thứ Năm, Tháng Hai 8, 2018 | 10:47 - Lượt xem: 3503",
        "Người đăng tin: Test Test Ngày đăng tin: 14/11/2012 Lượt xem: 31",
        "Submitted by Tổng biên tập on 13 May 2018",
        "author 05:53 30/09/2021",
        "05:53 30/09/2021",
        "Thứ sáu, 21/01/2022, 16:21",
        "An Giang 12/01/2018",
        "Theo Báo Nhân Dân",
        "Nguồn: VietQ",
        "Ngày đăng : 18/12/2021",
        "Tin hoạt động 12/01/2018",
        "By Design",
        "Posted on 30/07/2024 by admin",
        "Công trình năm 2024 bởi Nguyễn Văn A thiết kế",
        "Khởi công ngày 30/07/2024 do huyện đầu tư bởi Nguyễn Văn A",
        "Bởi vì",
        "PV: Thưa ông, kết quả năm nay thế nào?",
        "Ngày đăng: 12/01/2018 | Tin hoạt động | Lượt xem: 15",
        "Tác giả: P.V",
    ],
)
def test_byline_names_nobody(text: str) -> None:
    assert byline_author(text) is None


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Đỗ Mạnh Kiêm", "Đỗ Mạnh Kiêm"),
        ("Mary Smith", "Mary Smith"),
        ("bởi Hồng Vân", "Hồng Vân"),
        ("Written By Mary Smith", "Mary Smith"),
        ("Tác giả Hồng Vân", "Hồng Vân"),
        ("Written By", None),
        ("Tác giả", None),
        ("by admin", None),
        ("Tác giả: Hồng Vân | 12/01/2018", "Hồng Vân"),
        ("Ban biên tập", None),
        ("admin", None),
        ("VNPT", None),
        ("Sở Khoa học và Công nghệ", None),
        ("Sở Khoa học và Công nghệ mời các tác giả gửi bài dự thi trước ngày 12/01/2018", None),
        ("", None),
    ],
)
def test_name_in_what_is_called_the_author(text: str, author: str | None) -> None:
    assert labelled_author(text) == author


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Nguồn: VietQ", "VietQ"),
        ("Nguồn tin: Cổng thông tin điện tử tỉnh", "Cổng thông tin điện tử tỉnh"),
        ("Tác giả : - Nguồn: HT", "HT"),
        ("Tác giả: Hồng Vân - Nguồn: vietq.vn - Ngày đăng: 12/01/2018", "vietq.vn"),
        ("(Nguồn: TTXVN)", "TTXVN"),
        ("Theo Báo Nhân Dân", "Báo Nhân Dân"),
        ("(Theo TTXVN)", "TTXVN"),
        ("Theo: VietQ.vn", "VietQ.vn"),
        ("Thu Hà (Theo Báo Nhân Dân)", "Báo Nhân Dân"),
        ("Thu Hà - Theo VietQ", "VietQ"),
        ("Nguồn bài viết: VietQ", "VietQ"),
        ("Nguồn: Theo VietQ", "VietQ"),
        ("Theo báo Tuổi Trẻ", "báo Tuổi Trẻ"),
    ],
)
def test_source(text: str, source: str) -> None:
    assert byline_source(text) == source


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nguồn:",
        "Nguồn nhân lực chất lượng cao",
        "Nguồn kinh phí: ngân sách tỉnh",
        "Nguồn: ngân sách nhà nước",
        "Theo Quyết định số 2944/QĐ-UBND",
        "Theo Kế hoạch",
        "Nguồn: Internet",
        "Nguồn: BBT",
        "Theo đó, các đơn vị khẩn trương rà soát",
        "Theo Sở Khoa học và Công nghệ, năm nay có 35 cơ quan được kiểm tra.",
        "Theo ông Nguyễn Văn A",
    ],
)
def test_no_source(text: str) -> None:
    assert byline_source(text) is None


@pytest.mark.parametrize(
    "name",
    [
        "admin",
        "Admin2",
        "admin admin",
        "Administrator Account",
        "Ad Min",
        "author",
        "Quản trị",
        "quản trị viên",
        "Quản trị hệ thống",
        "Ban biên tập",
        "Pho Ban bien tap",
        "Phó Ban biên tập",
        "Tổng biên tập",
        "Biên tập viên",
        "BBT",
        "PV",
        "Test Test",
        "Văn phòng Sở Khoa học và Công nghệ",
        "webmaster",
        "editor",
        "host",
        "superuser",
        "Super User",
        "skhcn@angiang.gov.vn",
        "vietq.vn",
        "skhcn_angiang",
        "Sở Khoa học và Công nghệ tỉnh An Giang",
        "SỞ KH&CN KON TUM",
        "So Khoa hoc va Cong nghe",
        "Cổng thông tin điện tử tỉnh",
        unicodedata.normalize("NFD", "Ban biên tập"),
    ],
)
def test_roles_are_nobody(name: str) -> None:
    assert is_role(name)


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Văn A",
        "Hồng Vân",
        "K.M",
        "Hoài Thu",
        "Bảo Anh",
        "Đoàn Văn Duyên",
        "Khoa Đinh",
        "Cúc Hoa",
        "Lê Quan Trí",
    ],
)
def test_people_are_no_roles(name: str) -> None:
    assert not is_role(name)


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Hồng Vân", True),
        ("Huyền", True),
        ("K.M", True),
        ("Mary Smith", True),
        ("AFP", False),
        ("VNPT Quảng Trị", False),
        ("Super User", False),
        ("https://example.vn/tac-gia", False),
    ],
)
def test_people_among_declared_authors(name: str, person: bool) -> None:
    assert is_person(name) == person
