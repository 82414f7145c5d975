"""Of all the dates on a page, its date line is told from the clock, decrees and events."""

import pytest

from crawler.vietnamese.dates import (
    PublishedLine,
    Timestamp,
    from_url,
    impossible,
    published_line,
)


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("Ngày đăng : 18/12/2021", "Ngày đăng", "2021-12-18"),
        ("NGÀY ĐĂNG: 05-05-2021", "NGÀY ĐĂNG", "2021-05-05"),
        ("Ngay dang: 05-05-2021", "Ngay dang", "2021-05-05"),
        ("Ngày đăng tin: 14/11/2012", "Ngày đăng tin", "2012-11-14"),
        ("Đăng ngày 12/01/2018", "Đăng ngày", "2018-01-12"),
        ("đăng ngày 12/01/2018", "đăng ngày", "2018-01-12"),
        ("Đăng lúc: 08:15 ngày 12/01/2018", "Đăng lúc", "2018-01-12T08:15:00+07:00"),
        ("Được đăng: 12 Tháng 1 2018", "Được đăng", "2018-01-12"),
        ("Tin đăng ngày: 25/10/2019 - Xem: 544", "Tin đăng ngày", "2019-10-25"),
        ("Đã đăng: 12/01/2018", "Đã đăng", "2018-01-12"),
        ("Đăng tải: 12/01/2018", "Đăng tải", "2018-01-12"),
        ("Post date: 12/01/2018", "Post date", "2018-01-12"),
        ("Đăng trên 12/01/2018", "Đăng trên", "2018-01-12"),
        (
            "Đăng ngày Thứ hai, 12 Tháng 1 2018 08:15",
            "Đăng ngày",
            "2018-01-12T08:15:00+07:00",
        ),
        ("Ngày xuất bản: 12/01/2018", "Ngày xuất bản", "2018-01-12"),
        ("Ngày phát hành: 12/01/2018", "Ngày phát hành", "2018-01-12"),
        ("Publish date 23/08/2016 | 9:05 AM", "Publish date", "2016-08-23T09:05:00+07:00"),
        ("Published: May 13, 2018", "Published", "2018-05-13"),
        ("Posted on 12/01/2018 by admin", "Posted on", "2018-01-12"),
        ("Submitted by Tổng biên tập on 13 May 2018", "Submitted by", "2018-05-13"),
        ("Đăng bởi quản trị 12/01/2018", "Đăng bởi", "2018-01-12"),
        (
            "Đăng bởi : Administrator Account Ngày đăng : 28/09/2018 Lượt xem : 125",
            "Ngày đăng",
            "2018-09-28",
        ),
        (
            "Người viết: admin - Ngày viết: Thứ Năm, Tháng Hai 8, 2018 | 10:47 - Lượt xem: 3503",
            "Ngày viết",
            "2018-02-08T10:47:00+07:00",
        ),
        (
            "Ngày đăng 23/08/2016 | 9:05 AM | View count: 791",
            "Ngày đăng",
            "2016-08-23T09:05:00+07:00",
        ),
        (
            "Người đăng tin: Test Test Ngày đăng tin: 14/11/2012 Lượt xem: 31",
            "Ngày đăng tin",
            "2012-11-14",
        ),
        ("Ngày đăng: 12/01/2018 - Cập nhật: 14/01/2018", "Ngày đăng", "2018-01-12"),
        ("Cập nhật: 14/01/2018 - Ngày đăng: 12/01/2018", "Ngày đăng", "2018-01-12"),
        ("Ngày ban hành: 02/01/2018 Ngày đăng: 12/01/2018", "Ngày đăng", "2018-01-12"),
        ("Sở tập huấn đo lường cho huyện Ngày đăng: 12/01/2018", "Ngày đăng", "2018-01-12"),
    ],
)
def test_labelled_as_publication(text: str, label: str, value: str) -> None:
    line = published_line(text)
    assert line is not None
    assert (line.label, line.certainty, line.timestamp.value) == (label, 3, value)


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("Cập nhật: Thứ Ba, ngày 14/01/2020", "Cập nhật", "2020-01-14"),
        ("Cập nhật: 28/4/2021 | 1:08:42 PM", "Cập nhật", "2021-04-28T13:08:42+07:00"),
        ("Ngày cập nhật: 12/01/2018", "Ngày cập nhật", "2018-01-12"),
        ("Cập nhật lần cuối ngày 12/01/2018", "Cập nhật lần cuối ngày", "2018-01-12"),
        ("Update 15-06-2020 09:00", "Update", "2020-06-15T09:00:00+07:00"),
        ("Last updated: 12/01/2018", "Last updated", "2018-01-12"),
        ("Tin cập nhật ngày: 12/01/2018", "Tin cập nhật ngày", "2018-01-12"),
        (
            "Science week in Đại Phước Update 15-06-2020 09:00",
            "Update",
            "2020-06-15T09:00:00+07:00",
        ),
        ("05:53 30/09/2021", None, "2021-09-30T05:53:00+07:00"),
        ("author 05:53 30/09/2021", None, "2021-09-30T05:53:00+07:00"),
        ("Hồng Vân 05:53 30/09/2021", None, "2021-09-30T05:53:00+07:00"),
        ("Anh Tú - 05:53 30/09/2021", None, "2021-09-30T05:53:00+07:00"),
        ("Tin hoạt động | 12/01/2018 08:15", None, "2018-01-12T08:15:00+07:00"),
        ("Tác giả: Lê Thị Hà 12/01/2018", None, "2018-01-12"),
        ("10:17 09/12/2015", None, "2015-12-09T10:17:00+07:00"),
        ("[25/01/2012 11:10]", None, "2012-01-25T11:10:00+07:00"),
        ("Thứ Bảy, 1/01/2011", None, "2011-01-01"),
        ("Thứ hai, 26/12/2022 21:30 GMT+7", None, "2022-12-26T21:30:00+07:00"),
        ("Thứ sáu, 21/01/2022, 16:21", None, "2022-01-21T16:21:00+07:00"),
        ("Thứ hai - 12/01/2018 08:15", None, "2018-01-12T08:15:00+07:00"),
        ("12/01/2018 | 125 lượt xem", None, "2018-01-12"),
        ("12/01/2018 Lượt xem: 125", None, "2018-01-12"),
        ("12/01/2018 (Thứ Sáu)", None, "2018-01-12"),
        ("T.Sáu, 12/01/2018", None, "2018-01-12"),
        ("Thứ Sáu, 12/01/2018 [GMT+7]", None, "2018-01-12"),
        ("January 12, 2018 | No comments", None, "2018-01-12"),
        ("Date: 12/01/2018", None, "2018-01-12"),
        ("Bởi admin - 12/01/2018", None, "2018-01-12"),
        ("By admin | 12/01/2018 | View: 125", None, "2018-01-12"),
        (
            "Lần cập nhật cuối lúc 08:15, 12/01/2018",
            "Lần cập nhật cuối lúc",
            "2018-01-12T08:15:00+07:00",
        ),
        ("Hồng Vân 12/01/2018", None, "2018-01-12"),
        ("Nguồn: VietQ - 12/01/2018", None, "2018-01-12"),
        ("12/01/2018 - Nguồn: VietQ", None, "2018-01-12"),
        ("12/01/2018 - Hồng Vân", None, "2018-01-12"),
        ("12/01/2018 08:15 admin", None, "2018-01-12T08:15:00+07:00"),
        ("12/01/2018 - by admin", None, "2018-01-12"),
        ("12/01/2018 08:15 (Cập nhật: 13/01/2018)", None, "2018-01-12T08:15:00+07:00"),
        ("Giới thiệu Sở KHCN 2018-05-18 03:14:08", None, "2018-05-18T03:14:08+07:00"),
    ],
)
def test_labelled_as_update_or_dated_with_care(text: str, label: str | None, value: str) -> None:
    line = published_line(text)
    assert line is not None
    assert (line.label, line.certainty, line.timestamp.value) == (label, 2, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12/01/2018", "2018-01-12"),
        ("ngày 12/01/2018", "2018-01-12"),
        ("On Jan 12, 2018", "2018-01-12"),
        ("18-5-2020", "2020-05-18"),
        ("(23-04-2019)", "2019-04-23"),
        ("[25/01/2012]", "2012-01-25"),
        ("Trang chủ >> Tin KH&CN trong tỉnh   (23-04-2019)", "2019-04-23"),
        ("TẬP HUẤN TRUY XUẤT NGUỒN GỐC CHO HỢP TÁC XÃ (23/07/2021)", "2021-07-23"),
        ("Hội nghị ngày 20/07/2021 về năng suất (23/07/2021)", "2021-07-23"),
        ("Tin tức | 12/01/2018", "2018-01-12"),
    ],
)
def test_bare_dates(text: str, value: str) -> None:
    line = published_line(text)
    assert line is not None
    assert (line.label, line.certainty, line.timestamp.value) == (None, 1, value)


@pytest.mark.parametrize(
    "text",
    [
        "Trong sáu tháng đầu năm, Sở đã kiểm tra 15 cơ sở.",
        "Ngày 10/01/2018, tại Hội trường UBND huyện, Sở đã tổ chức hội nghị.",
        "theo Quyết định số 2944/QĐ-UBND ngày 17/12/2020",
        "Hội nghị diễn ra ngày 12/01/2018",
        "Bài thơ được đăng ngày 12/01/2018 trên báo tỉnh",
        "Đăng ngày 12/01/2018 trên báo tỉnh",
        "Ngày phát hành 12/01/2018 của bộ tem mới",
        "Chủ Nhật ngày 05/12/2021 Chào mừng bạn đến với Cổng thông tin điện tử của Sở",
        "Hôm nay là thứ hai, 12/01/2018",
        "Hôm nay 12/01/2018 08:15",
        "Bây giờ là 08:15 12/01/2018",
        "Giờ Hà Nội: 08:15 12/01/2018",
        "Ngày ban hành: 12/01/2018",
        "Ngày hiệu lực: 12/01/2018",
        "Hạn nộp: 12/01/2018",
        "Hạn nộp hồ sơ: 17:00 12/01/2018",
        "Ngày đăng ký: 12/01/2018",
        "Từ ngày 12/01/2018 đến ngày 14/01/2018",
        "12/01/2018 - 14/01/2018",
        "12/01/2018 Hội nghị tổng kết",
        "12/01/2018 Thu hút đầu tư vào khu công nghệ cao",
        "12/01/2018 Sở kiểm tra cột đo xăng dầu",
        "12/01/2018-14/01/2018",
        "Từ 08:00 12/01/2018",
        "Hội chợ công nghệ 10/01 - 12/01/2018",
        "Trước 17:00 ngày 12/01/2018",
        "Thời gian: 08:00 ngày 12/01/2018",
        "Kon Tum, ngày 12 tháng 01 năm 2018",
        "- Nghị quyết số 52-NQ/TW của Bộ Chính trị (27/9/2019)",
        "Kỷ niệm 30 năm ngày thành lập (20/01/1990 - 20/01/2020)",
        "Điện thoại: 0296.3852.123",
        "Quyết định số 19/2014/QĐ-TTg",
    ],
)
def test_dates_of_other_things(text: str) -> None:
    assert published_line(text) is None


def test_a_paragraph_is_no_date_line() -> None:
    assert (
        published_line("Đoàn kiểm tra làm việc tại huyện. " * 9 + "Ngày đăng: 12/01/2018") is None
    )


def test_the_reading_keeps_what_it_was_read_from() -> None:
    assert published_line("Cập nhật: 28/4/2021 | 1:08:42 PM") == PublishedLine(
        Timestamp("2021-04-28T13:08:42+07:00", "28/4/2021 | 1:08:42 PM"), "Cập nhật", 2
    )


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("Ngày đăng: 31/02/2021", "31/02/2021"),
        ("Ngày đăng: 13/13/2021 08:15", "13/13/2021 08:15"),
        ("Cập nhật: 01/01/0001", "01/01/0001"),
        ("Ngày đăng: 00/00/0000 | Lượt xem: 3", "00/00/0000"),
    ],
)
def test_impossible_dates_of_publication(text: str, raw: str) -> None:
    assert impossible(text) == Timestamp(None, raw)
    assert published_line(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Ngày đăng: 12/01/2018",
        "31/02/2021",
        "Theo báo cáo ngày 31/02/2021",
        "Ngày đăng: 19/2014/QĐ-TTg",
        "Đoàn kiểm tra làm việc tại huyện. " * 9 + "Ngày đăng: 31/02/2021",
    ],
)
def test_what_is_no_impossible_date_of_publication(text: str) -> None:
    assert impossible(text) is None


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("http://example.vn/2018/06/18/so-tay.html", "2018-06-18"),
        ("http://example.vn/2019/02/22/so-tay-chat-luong/", "2019-02-22"),
        ("http://example.vn/portal/pages/2024-06-18/HOI-THAO.aspx", "2024-06-18"),
        ("http://example.vn/kiem-dinh-cot-do/08/02/2018/", "2018-02-08"),
        ("http://example.vn/kiem-dinh-cot-do/08/02/2018", "2018-02-08"),
    ],
)
def test_dates_in_addresses(url: str, value: str) -> None:
    found = from_url(url)
    assert found is not None
    assert found.value == value
    assert found.raw in url


@pytest.mark.parametrize(
    "url",
    [
        "http://example.vn/News/ketqua/2018/06/490.aspx",
        "http://example.vn/2018/06/",
        "http://example.vn/2018/06/18",
        "http://example.vn/2016-04-15-01-14-38/2008-so-5/bai",
        "http://example.vn/tin/chuc-mung-ngay-18-5-2021-537849",
        "http://example.vn/1441/38700/70854/12/bai",
        "http://example.vn/13/25/2020/bai",
        "http://example.vn/tin?tu=/2018/06/18/",
    ],
)
def test_addresses_without_a_date(url: str) -> None:
    assert from_url(url) is None
