"""Notices of servers, content systems and firewalls, and sentences of articles that are none."""

import pytest

from crawler.vietnamese.notices import SCRIPTED, notice
from crawler.vietnamese.unicode import fold

BLOCKED = """
Just a moment...
Attention Required! | Cloudflare
Sorry, you have been blocked
Checking your browser before accessing skhcn.vidu.
Verify you are human by completing the action below.
Request unsuccessful. Incapsula incident ID: 881000240064011279-3
Access Denied
You don't have permission to access "http://skhcn.vidu/tin" on this server.
Request Rejected
The requested URL was rejected. Please consult with your administrator.
Your support ID is: 1029384756
Request blocked.
Your request was blocked by the firewall.
403 Forbidden
Too Many Requests
Please complete the security check to access skhcn.vidu
Yêu cầu của bạn đã bị từ chối
Truy cập của quý khách bị chặn bởi tường lửa ứng dụng
Bạn không có quyền truy cập trang này
Vui lòng xác nhận bạn là con người
Vui lòng nhập mã xác nhận để tiếp tục
Tôi không phải là người máy
"""
UNAVAILABLE = """
Website đang được bảo trì, vui lòng quay lại sau.
Hệ thống đang nâng cấp, mong quý khách thông cảm
Trang thông tin điện tử Sở Khoa học và Công nghệ tạm ngừng hoạt động để nâng cấp
Máy chủ đang quá tải, vui lòng thử lại sau ít phút
Trang web đang được xây dựng
This site is currently under maintenance
503 Service Unavailable
502 Bad Gateway
HTTP Error 500 - Internal server error
Server Error in '/' Application.
A critical error has occurred.
Sorry, something went wrong
Error establishing a database connection
Không thể kết nối đến cơ sở dữ liệu
Welcome to nginx!
IIS Windows Server
Apache Tomcat/9.0.41
Index of /
This Account has been suspended.
skhcn.vidu is for sale
Buy this domain
Tên miền này đã hết hạn
Website đã bị tạm ngưng
"""
NOT_FOUND = """
404
404 Not Found
Lỗi 404
Error 404 - Không tìm thấy trang
HTTP Status 404 – Not Found
404 - File or directory not found.
Error: 404
The resource you are looking for has been removed, or is temporarily unavailable.
Oops! That page can’t be found.
It looks like nothing was found at this location.
The requested resource could not be found.
Item does not exist.
Không tìm thấy bài viết
Rất tiếc, trang bạn tìm không tồn tại hoặc đã bị xóa.
Xin lỗi, nội dung bạn yêu cầu không tồn tại.
Bài viết này đã bị gỡ bỏ.
Không tìm thấy kết quả nào phù hợp
Chưa có bài viết nào trong chuyên mục này.
Hiện chưa có dữ liệu.
Nội dung đang được cập nhật
"""
ARTICLES = """
Sở Khoa học và Công nghệ đang xây dựng kế hoạch ứng dụng công nghệ thông tin
Quyết định số 404/QĐ-UBND ngày 12/3/2020 về việc ban hành Quy chế
404/QĐ-SKHCN
Lượt xem: 404
Số lượt truy cập: 500
Mã số: 403
404 doanh nghiệp được hỗ trợ đổi mới công nghệ
500 đại biểu tham dự hội nghị
403 hộ dân tham gia mô hình
Sở đang nâng cấp hệ thống quản lý chất lượng theo TCVN ISO 9001:2015
Không tìm thấy dư lượng thuốc bảo vệ thực vật trong các mẫu rau
Giống lúa này không tồn tại trong danh mục được phép sản xuất
Captcha là gì và vì sao các trang web dùng nó?
Hướng dẫn nhập mã captcha khi nộp hồ sơ trực tuyến
Doanh nghiệp bị chặn truy cập có thể khiếu nại
Chi cục tạm dừng lưu thông lô hàng không đạt chất lượng
Khai trương trang thông tin điện tử mới của Sở
Hệ thống quản lý chất lượng đang được áp dụng tại 12 cơ quan
Hệ thống điện tạm thời gián đoạn
Cục An toàn thông tin cảnh báo trang web giả mạo đã bị chặn
Đã có lỗi trong quá trình đo, các chuyên gia cho biết
Kết quả không còn là điều bất ngờ với người trồng thanh long
Không có tin bài nào bị lọt
Kết quả kiểm tra không có mẫu nào vi phạm
"""


@pytest.mark.parametrize(
    ("reason", "line"),
    [
        (reason, line)
        for reason, lines in (
            ("blocked", BLOCKED),
            ("site unavailable", UNAVAILABLE),
            ("not found", NOT_FOUND),
        )
        for line in lines.strip().splitlines()
    ],
)
def test_notice(reason: str, line: str) -> None:
    assert notice(fold(line)) == reason


@pytest.mark.parametrize("line", ARTICLES.strip().splitlines())
def test_sentence_of_an_article_is_no_notice(line: str) -> None:
    assert notice(fold(line)) is None


@pytest.mark.parametrize(
    "line",
    [
        "You need to enable JavaScript to run this app.",
        "JavaScript is disabled",
        "Vui lòng bật JavaScript để tiếp tục",
        "Trình duyệt của bạn không hỗ trợ JavaScript",
    ],
)
def test_page_that_needs_scripts(line: str) -> None:
    assert SCRIPTED.search(fold(line))
