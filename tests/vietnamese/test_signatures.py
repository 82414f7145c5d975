"""A text's last line is told as its signature, and a picture's line as its caption."""

import unicodedata

import pytest

from crawler.vietnamese.names import Signature, caption, signature

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
        ("Tác giả bài viết: Thu Hà", "Thu Hà"),
        ("Thu Hà - Tổng hợp", "Thu Hà"),
        ("Thu Hà dịch", "Thu Hà"),
        ("Thu Hà - Theo VietQ", "Thu Hà"),
        ("Thu Hà - TTƯD", "Thu Hà - TTƯD"),
        ("Thu Hà – P.QLKH", "Thu Hà – P.QLKH"),
        ("TS. Nguyễn Văn A - Giám đốc Sở", "Nguyễn Văn A - Giám đốc Sở"),
        ("Nguyễn Văn A, Phó Giám đốc Trung tâm", "Nguyễn Văn A"),
        ("PGS, TS Nguyễn Văn A", "Nguyễn Văn A"),
        ("Trần T. Hoa", "Trần T. Hoa"),
        ("B.N.Á", "B.N.Á"),
        ("Tin, ảnh: Ng.Á", "Ng.Á"),
        ("Ô.T.Y.", "Ô.T.Y."),
        ("Mã Thị Hoa", "Mã Thị Hoa"),
        ("Viên Thị Hoa", "Viên Thị Hoa"),
        ("Đàm Quang Trung", "Đàm Quang Trung"),
        ("Sùng A Páo", "Sùng A Páo"),
        ("Lý Seo Dìn", "Lý Seo Dìn"),
        ("Dương Quang Tuyển", "Dương Quang Tuyển"),
        ("MAI XUÂN LĨNH", "MAI XUÂN LĨNH"),
        ("Cao Minh Luyện", "Cao Minh Luyện"),
        ("Kim Ngà - Quang Độ", "Kim Ngà, Quang Độ"),
        ("K'Brêu", "K'Brêu"),
        ("Rmah H'Bút", "Rmah H'Bút"),
    ],
)
def test_signature_names_the_author(text: str, name: str) -> None:
    assert signature(text) == Signature(name)


@pytest.mark.parametrize(
    "text",
    [
        "BBT",
        "PV",
        "P.V",
        "Ban biên tập",
        "BAN BIÊN TẬP",
        "Nhóm PV",
        "Tin, ảnh: Văn phòng Sở",
        "Theo Báo Nhân Dân",
        "(Theo TTXVN)",
    ],
)
def test_signature_of_a_role_or_source_is_nobodys(text: str) -> None:
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
        "Tiến Độ",
        "THÁI ĐỘ",
        "Tuyển Dụng",
        "Tuyển Sinh",
        "Cao Lĩnh Vực",
        "Văn Thư Lưu Trữ",
        "Nông Lâm Viện",
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
        "Đô Thị Thông Minh",
        "Siêu Thị Xanh",
        "Công Văn Đến",
        "Thủy Văn Môi Trường",
        "Ung Thư",
        "Ông Minh Tuấn",
        "Trà Tân Cương",
        "Theo Quyết định số 12/QĐ-UBND",
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
