"""Authors are read from bylines and signatures; roles, agencies, places and menus are nobody."""

import unicodedata

import pytest

from crawler.vietnamese.names import (
    Signature,
    byline_author,
    byline_source,
    caption,
    is_role,
    signature,
)

PROVINCES = (
    "An Giang, Bà Rịa - Vũng Tàu, Bắc Giang, Bắc Kạn, Bạc Liêu, Bắc Ninh, Bến Tre, Bình Định, "
    "Bình Dương, Bình Phước, Bình Thuận, Cà Mau, Cần Thơ, Cao Bằng, Đà Nẵng, Đắk Lắk, Đắk Nông, "
    "Điện Biên, Đồng Nai, Đồng Tháp, Gia Lai, Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh, Hải Dương, "
    "Hải Phòng, Hậu Giang, Hòa Bình, Hồ Chí Minh, Hưng Yên, Khánh Hòa, Kiên Giang, Kon Tum, "
    "Lai Châu, Lâm Đồng, Lạng Sơn, Lào Cai, Long An, Nam Định, Nghệ An, Ninh Bình, Ninh Thuận, "
    "Phú Thọ, Phú Yên, Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, "
    "Sơn La, Tây Ninh, Thái Bình, Thái Nguyên, Thanh Hóa, Thừa Thiên Huế, Huế, Tiền Giang, "
    "Trà Vinh, Tuyên Quang, Vĩnh Long, Vĩnh Phúc, Yên Bái"
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
    ],
)
def test_byline_names_nobody(text: str) -> None:
    assert byline_author(text) is None


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
    ("text", "name"),
    [
        ("Hồng Vân", "Hồng Vân"),
        ("  Lại Gia Bảo  ", "Lại Gia Bảo"),
        (unicodedata.normalize("NFD", "Hồng Vân"), "Hồng Vân"),
        ("THU HUYỀN", "THU HUYỀN"),
        ("Thu Huyền", "Thu Huyền"),
        ("Minh Anh", "Minh Anh"),
        ("Huyền", "Huyền"),
        ("Linh Nguyễn", "Linh Nguyễn"),
        ("Lê Na", "Lê Na"),
        ("Đoàn Văn Duyên – Văn phòng Sở", "Đoàn Văn Duyên – Văn phòng Sở"),
        ("Khoa Đinh", "Khoa Đinh"),
        ("Thảo Hồ", "Thảo Hồ"),
        ("Hà Thị Kim Oanh", "Hà Thị Kim Oanh"),
        ("Y Ngọc", "Y Ngọc"),
        ("H'Linh Niê", "H'Linh Niê"),
        ("K.M", "K.M"),
        ("K.M.", "K.M."),
        ("N.T.H", "N.T.H"),
        ("B.NG", "B.NG"),
        ("Q.Anh", "Q.Anh"),
        ("Th.Q", "Th.Q"),
        ("(Hồng Vân)", "Hồng Vân"),
        ("Hồng Vân./.", "Hồng Vân"),
        ("Hồng Vân - Thu Huyền", "Hồng Vân, Thu Huyền"),
        ("Lê Hà và Thu Huyền", "Lê Hà, Thu Huyền"),
        ("Đào Xuân Minh – Chi cục TCĐLCL", "Đào Xuân Minh – Chi cục TCĐLCL"),
        (
            "Trần Thị Bích Ngọc - Phòng Quản lý chuyên ngành",
            "Trần Thị Bích Ngọc - Phòng Quản lý chuyên ngành",
        ),
        ("Hồng Vân, Trung tâm Thông tin và Thống kê khoa học công nghệ", "Hồng Vân"),
        ("Hồng Vân (Sở KH&CN Kon Tum)", "Hồng Vân"),
        ("Hồng Vân - TCĐLCL", "Hồng Vân - TCĐLCL"),
        ("Minh Anh/VietQ.vn", "Minh Anh"),
        ("Minh Anh - VietQ.vn", "Minh Anh"),
        ("Nguyễn Văn A (tổng hợp)", "Nguyễn Văn A"),
        ("Thu Hà tổng hợp", "Thu Hà"),
        ("Thu Hà (t/h)", "Thu Hà"),
        ("Thu Hà (Theo Báo Nhân Dân)", "Thu Hà"),
        ("ThS. Nguyễn Văn A", "Nguyễn Văn A"),
        ("PV Hồng Vân", "Hồng Vân"),
        ("Tin, ảnh: Nguyễn Hoa", "Nguyễn Hoa"),
        ("Tin, ảnh: HT", "HT"),
        ("Tin, ảnh: KHÁNH TRUNG", "KHÁNH TRUNG"),
        ("Tin và ảnh: Vân Khanh", "Vân Khanh"),
        ("Tin - Ảnh: Thu Hà", "Thu Hà"),
        ("Bài và ảnh: T.H", "T.H"),
        ("Tin: Hồng Vân; Ảnh: Thu Hà", "Hồng Vân"),
        ("Người viết: Thu Hà", "Thu Hà"),
    ],
)
def test_signature_names_the_author(text: str, name: str) -> None:
    assert signature(text) == Signature(name)


@pytest.mark.parametrize(
    "text", ["BBT", "PV", "Ban biên tập", "BAN BIÊN TẬP", "Nhóm PV", "Tin, ảnh: Văn phòng Sở"]
)
def test_signature_of_a_role_is_nobodys(text: str) -> None:
    assert signature(text) == Signature(None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hồng Vân.",
        "Hồng Vân cho biết",
        "- Hồng Vân",
        "Ông Nguyễn Văn A",
        "Nguyễn Văn A phát biểu tại hội nghị",
        "Sở KH&CN Kon Tum",
        "Sở Khoa học và Công nghệ",
        "Chi cục Tiêu chuẩn Đo lường Chất lượng",
        "Ảnh minh họa",
        "Ảnh: Nguyễn Hoa",
        "Thư viện ảnh",
        "Quảng cáo",
        "Quảng Cáo",
        "Web liên kết",
        "Về đầu trang",
        "Quay Về",
        "Liên Hệ",
        "Trang Chủ",
        "Giới Thiệu",
        "Đăng Nhập",
        "Hoạt Động",
        "Đào Tạo",
        "Công Đoàn",
        "Văn Bản",
        "Hồ Sơ",
        "Trung Tâm",
        "Trang",
        "A A",
        "A+ A- In",
        "EN",
        "TBT",
        "HT",
        "F.A.Q.",
        "CHI",
        "tin liên quan",
        "Tháng Hai",
        "Thứ Hai",
        "Việt Nam",
        "Độc lập - Tự do - Hạnh phúc",
        "Hạnh Phúc",
        "I. Kết quả",
        "Kết quả đạt được",
        "Mừng Đảng Mừng Xuân",
        "TP.HCM",
        "12/01/2018",
        "Nâng cao năng lực quản trị",
        "Trân trọng thông báo./.",
        *PROVINCES.split(", "),
    ],
)
def test_what_is_no_signature(text: str) -> None:
    assert signature(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Ảnh minh họa.",
        "Ảnh minh hoạ",
        "Ảnh: Nguyễn Hoa",
        "(Ảnh: internet)",
        "Nguồn ảnh: Internet",
        "Hình 1. Sơ đồ quy trình kiểm định",
        "Hình ảnh tại hội nghị",
        "Một số hình ảnh tại buổi tọa đàm",
        "Toàn cảnh Hội nghị",
        "Quang cảnh buổi làm việc với Sở Công Thương",
        "Đại biểu tham dự Hội nghị tại huyện Đắk Tô",
        "Các đại biểu chụp ảnh lưu niệm",
        "Đoàn kiểm tra làm việc tại cơ sở (Ảnh: Hồng Vân)",
        "Đoàn kiểm tra làm việc tại cơ sở. Ảnh: Hồng Vân",
        "Mô hình trồng sâm dưới tán rừng (ảnh minh họa)",
        "Phó Giám đốc Sở Lê Văn Bình phát biểu tại hội nghị",
        "Bà Trần Thị Hạnh phát biểu khai mạc lớp tập huấn",
        unicodedata.normalize("NFD", "Ảnh minh họa."),
    ],
)
def test_captions(text: str) -> None:
    assert caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ảnh hưởng của biến đổi khí hậu đến cây cà phê",
        "Anh: Luật mới về nhãn hàng hóa",
        "Tin, ảnh: Nguyễn Hoa",
        "Bài và ảnh: T.H",
        "Tin - Ảnh: Thu Hà",
        "Hồng Vân",
        "Toàn cảnh nền kinh tế cho thấy nhiều tín hiệu tích cực",
        "Toàn cảnh hội nghị được truyền hình trực tiếp.",
        "Đại biểu tham dự Hội nghị gồm có:",
        "Các đại biểu tham dự hội nghị đã thảo luận sôi nổi.",
        "Phát biểu tại hội nghị, ông Lê Văn Bình đề nghị các đơn vị khẩn trương thực hiện.",
        "Ông Lê Văn Bình phát biểu tại hội nghị.",
        "Hình thức tổ chức: trực tuyến",
    ],
)
def test_what_is_no_caption(text: str) -> None:
    assert not caption(text)
