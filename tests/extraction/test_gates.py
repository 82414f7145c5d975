"""Pages that stand in for one that is not shown, and articles about such things."""

import pytest

from crawler.extraction import Kind, read_page
from tests.testing.layouts import SITES, render, wrap_text

URL = "http://skhcn.vidu/tin-tuc/khai-truong-san-giao-dich-cong-nghe"


def bare(title: str, *lines: str, more: str = "") -> str:
    """A page without a frame, as servers and firewalls send them."""
    head = f"<html><head><title>{title}</title></head>"
    return head + "<body>" + "".join(f"<p>{line}</p>" for line in lines) + more + "</body></html>"


#: What products in front of and below a portal answer, and the reason to be recorded.
SERVERS = {
    "Cloudflare, challenge": (
        "blocked",
        bare(
            "Just a moment...",
            "skhcn.vidu",
            "Verify you are human by completing the action below.",
            "skhcn.vidu needs to review the security of your connection before proceeding.",
        ),
    ),
    "Cloudflare, refusal": (
        "blocked",
        bare(
            "Attention Required! | Cloudflare",
            "Sorry, you have been blocked",
            "You are unable to access skhcn.vidu",
            "The action you just performed triggered the security solution.",
            "Cloudflare Ray ID: 8a1f00d2c3b4 • Your IP: 203.0.113.9 • 14/03/2023 08:15",
        ),
    ),
    "Imperva": (
        "blocked",
        bare("", "Request unsuccessful. Incapsula incident ID: 881000240064011279-3"),
    ),
    "Akamai": (
        "blocked",
        bare(
            "Access Denied",
            "Access Denied",
            "You don't have permission to access this page on this server.",
            "Reference #18.2d351ab8.1557333295.a4e16ab",
        ),
    ),
    "F5": (
        "blocked",
        bare(
            "Request Rejected",
            "The requested URL was rejected. Please consult with your administrator.",
            "Your support ID is: 10293847561029384756",
        ),
    ),
    "a firewall of few words": ("blocked", bare("", "Request blocked")),
    "a Vietnamese firewall": (
        "blocked",
        bare(
            "Cảnh báo",
            "Yêu cầu của bạn đã bị từ chối bởi hệ thống tường lửa ứng dụng web.",
            "Mã sự kiện: 55aa01. Vui lòng liên hệ quản trị viên nếu đây là nhầm lẫn.",
        ),
    ),
    "a captcha": (
        "blocked",
        bare(
            "Xác minh",
            "Vui lòng xác nhận bạn không phải là robot",
            more="<form><input name='captcha'><input type='submit' value='Gửi'></form>",
        ),
    ),
    "nginx": ("not found", bare("404 Not Found", "404 Not Found", "nginx/1.18.0")),
    "IIS": (
        "not found",
        bare(
            "404 - File or directory not found.",
            "Server Error",
            "404 - File or directory not found.",
            "The resource you are looking for might have been removed, had its name changed, or is "
            "temporarily unavailable.",
        ),
    ),
    "Tomcat": (
        "not found",
        bare(
            "HTTP Status 404 – Not Found",
            "HTTP Status 404 – Not Found",
            "Type Status Report",
            "Description The origin server did not find a current representation for the target "
            "resource or is not willing to disclose that one exists.",
        ),
    ),
    "ASP.NET": (
        "site unavailable",
        bare(
            "Runtime Error",
            "Server Error in '/' Application.",
            "Runtime Error",
            "Description: An application error occurred on the server. The current custom error "
            "settings for this application prevent the details from being viewed remotely.",
        ),
    ),
    "maintenance": (
        "site unavailable",
        bare(
            "Bảo trì",
            "Website đang được bảo trì",
            "Từ 22 giờ ngày 12/3/2023 đến 5 giờ ngày 13/3/2023. Mong quý bạn đọc thông cảm và quay "
            "lại sau.",
        ),
    ),
    "database": (
        "site unavailable",
        bare("Lỗi", "Không thể kết nối đến cơ sở dữ liệu. Vui lòng thử lại sau ít phút."),
    ),
    "a new server": (
        "site unavailable",
        bare(
            "Welcome to nginx!",
            "Welcome to nginx!",
            "If you see this page, the nginx web server is successfully installed and working. "
            "Further configuration is required.",
        ),
    ),
    "suspended hosting": (
        "site unavailable",
        bare(
            "Account Suspended",
            "This Account has been suspended.",
            "Contact your hosting provider for more information.",
        ),
    ),
    "parked domain": (
        "site unavailable",
        bare(
            "skhcn.vidu",
            "skhcn.vidu is for sale",
            "The owner of this name offers it to anybody who would like to build a site here.",
        ),
    ),
    "scripts only": (
        "needs scripts",
        bare(
            "Sở Khoa học và Công nghệ",
            "You need to enable JavaScript to run this app. Please change the settings of your "
            "browser and load the page once more.",
        ),
    ),
}


@pytest.mark.parametrize("name", SERVERS)
def test_page_of_a_server_or_firewall(name: str) -> None:
    reason, html = SERVERS[name]
    reading = read_page(html, URL)
    assert (reading.kind, reading.article) == (Kind.OTHER, None)
    assert reading.reason == reason


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("not found", "Rất tiếc, bài viết bạn tìm không tồn tại hoặc đã bị gỡ bỏ."),
        ("not found", "404 - Không tìm thấy trang"),
        ("site unavailable", "Hệ thống đang được nâng cấp, vui lòng quay lại sau."),
        ("site unavailable", "A critical error has occurred. Please check the Event Viewer."),
        ("blocked", "Bạn không có quyền truy cập nội dung này."),
    ],
)
def test_notice_in_the_frame_of_a_portal(site: str, reason: str, said: str) -> None:
    html = render(site, title="Thông báo", date="", main_html=f"<div>{said}</div>")
    reading = read_page(html, URL)
    assert (reading.kind, reading.reason) == (Kind.OTHER, reason)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Vì sao cổng dịch vụ công yêu cầu nhập mã captcha khi nộp hồ sơ",
            "Nhiều người dân hỏi vì sao phải nhập mã captcha trước khi nộp hồ sơ. Theo bộ phận kỹ "
            "thuật, bước này ngăn phần mềm tự động gửi hàng nghìn hồ sơ rác mỗi đêm.",
        ),
        (
            "Thông báo bảo trì hệ thống một cửa điện tử của Sở",
            "Website đang được bảo trì từ 22 giờ ngày 12/3 đến 5 giờ ngày 13/3. Trong thời gian "
            "này, đề nghị các tổ chức, cá nhân nộp hồ sơ qua đường bưu chính.",
        ),
        (
            "Ban hành Quyết định số 404/QĐ-SKHCN về quy chế làm việc",
            "Quyết định số 404/QĐ-SKHCN có hiệu lực từ ngày ký, thay thế quy chế cũ không còn phù "
            "hợp. Toàn văn xem tại tệp đính kèm.",
        ),
        (
            "Lấy ý kiến dự thảo kế hoạch ứng dụng công nghệ thông tin",
            "Sở đang xây dựng dự thảo kế hoạch ứng dụng công nghệ thông tin năm tới và mời các tổ "
            "chức, cá nhân góp ý trước ngày cuối tháng.",
        ),
    ],
)
@pytest.mark.parametrize("site", ["kon_tum", "vietq", "an_giang"])
def test_article_about_such_a_thing_is_one(site: str, title: str, text: str) -> None:
    reading = read_page(wrap_text(site, title, "12/03/2023", None, [text]), URL)
    assert reading.kind is Kind.ARTICLE
    assert reading.article is not None
    assert reading.article.text == text


def test_login_form_without_a_text() -> None:
    form = "<form><label>Tên đăng nhập</label><input name='u'><input type='password'></form>"
    html = render("kon_tum", title="Đăng nhập", date="", main_html=form)
    assert read_page(html, URL).reason == "login"


def test_login_form_beside_an_article() -> None:
    text = "Mời các đơn vị đăng ký tham gia hội chợ công nghệ vùng trước ngày 15/4 qua thư điện tử."
    page = wrap_text("kon_tum", "Mời tham gia hội chợ công nghệ vùng", "12/03/2023", None, [text])
    html = page.replace("</body>", "<form><input type='password'></form></body>")
    assert read_page(html, URL).kind is Kind.ARTICLE
