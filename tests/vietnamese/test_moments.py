"""Dates and times are read as portals write them; numbers that only look like dates are not."""

import unicodedata

import pytest

from crawler.vietnamese.dates import parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12/01/2018", "2018-01-12"),
        ("28-09-2018", "2018-09-28"),
        ("18-5-2020", "2020-05-18"),
        ("1/01/2011", "2011-01-01"),
        ("12.01.2018", "2018-01-12"),
        ("28 / 4 / 2021", "2021-04-28"),
        ("05/12/2021", "2021-12-05"),
        ("(23-04-2019)", "2019-04-23"),
        ("Thứ Bảy, 1/01/2011", "2011-01-01"),
        ("Thứ Ba, ngày 14/01/2020", "2020-01-14"),
        ("Ngày đăng:12/01/2018", "2018-01-12"),
        ("05:53 30/09/2021", "2021-09-30T05:53:00+07:00"),
        ("10:17 09/12/2015", "2015-12-09T10:17:00+07:00"),
        ("[25/01/2012 11:10]", "2012-01-25T11:10:00+07:00"),
        ("28-09-2018 - 16:21", "2018-09-28T16:21:00+07:00"),
        ("Update 15-06-2020 09:00", "2020-06-15T09:00:00+07:00"),
        ("Thứ Hai, 12/01/2018 | 08:15", "2018-01-12T08:15:00+07:00"),
        ("Thứ sáu, 21/01/2022, 16:21", "2022-01-21T16:21:00+07:00"),
        ("Thứ hai - 12/01/2018 08:15", "2018-01-12T08:15:00+07:00"),
        ("08:15 - Thứ Hai, 12/01/2018", "2018-01-12T08:15:00+07:00"),
        ("12/01/2018 lúc 08:15", "2018-01-12T08:15:00+07:00"),
    ],
)
def test_day_month_year(text: str, value: str) -> None:
    found = parse(text)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("23/08/2016 | 9:05 AM", "2016-08-23T09:05:00+07:00"),
        ("28/4/2021 | 1:08:42 PM", "2021-04-28T13:08:42+07:00"),
        ("12/01/2018 2:30 CH", "2018-01-12T14:30:00+07:00"),
        ("12/01/2018 2:30 SA", "2018-01-12T02:30:00+07:00"),
        ("12/01/2018 12:30 AM", "2018-01-12T00:30:00+07:00"),
        ("12/01/2018 12:30 PM", "2018-01-12T12:30:00+07:00"),
        ("12/01/2018 14:30 PM", "2018-01-12T14:30:00+07:00"),
        ("8h15 ngày 12/01/2018", "2018-01-12T08:15:00+07:00"),
        ("8h ngày 12/01/2018", "2018-01-12T08:00:00+07:00"),
        ("12/01/2018 8g15", "2018-01-12T08:15:00+07:00"),
        ("08 giờ 15 phút, ngày 12/01/2018", "2018-01-12T08:15:00+07:00"),
        ("08:15' ngày 12/01/2018", "2018-01-12T08:15:00+07:00"),
        ("12/1/2018 8:15:30 SA", "2018-01-12T08:15:30+07:00"),
        ("12/01/2018 25:61", "2018-01-12"),
        ("12/01/2018 2:30 chiều", "2018-01-12T14:30:00+07:00"),
        ("8:15 sáng, 12/01/2018", "2018-01-12T08:15:00+07:00"),
        ("8 giờ tối ngày 12/01/2018", "2018-01-12T20:00:00+07:00"),
    ],
)
def test_twelve_hour_clocks_and_spoken_times(text: str, value: str) -> None:
    found = parse(text)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12/01/2018 lúc 10:19h", "2018-01-12T10:19:00+07:00"),
        ("10:19h ngày 12/01/2018", "2018-01-12T10:19:00+07:00"),
        ("12/01/2018 10:19 giờ", "2018-01-12T10:19:00+07:00"),
        ("12/01/2018 10h19p", "2018-01-12T10:19:00+07:00"),
        ("10h19ph, 12/01/2018", "2018-01-12T10:19:00+07:00"),
        ("10h19 pm 12/01/2018", "2018-01-12T22:19:00+07:00"),
        ("12/01/2018 10 phòng", "2018-01-12"),
    ],
)
def test_letters_behind_a_time(text: str, value: str) -> None:
    found = parse(text)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "value", "day_first"),
    [
        ("4/3/2021 8:15:00 AM", "2021-04-03T08:15:00+07:00", "2021-03-04T08:15:00+07:00"),
        ("4/3/2021, 8:15 PM", "2021-04-03T20:15:00+07:00", "2021-03-04T20:15:00+07:00"),
        ("10/11/2021 8:15 a.m.", "2021-10-11T08:15:00+07:00", "2021-11-10T08:15:00+07:00"),
        ("11/27/2017 10:19:00 AM", "2017-11-27T10:19:00+07:00", None),
        ("02/27/2017 | 10:19 PM", "2017-02-27T22:19:00+07:00", None),
        ("4/4/2021 8:15 AM", "2021-04-04T08:15:00+07:00", None),
        # The day comes first where somebody chose the form, or the language is Vietnamese.
        ("04/03/2021 8:15 AM", "2021-03-04T08:15:00+07:00", None),
        ("10/11/2021 08:15 AM", "2021-11-10T08:15:00+07:00", None),
        ("4/3/2021 | 8:15:00 AM", "2021-03-04T08:15:00+07:00", None),
        ("4/3/2021 8:15:00 SA", "2021-03-04T08:15:00+07:00", None),
        ("4/3/2021 8:15:00", "2021-03-04T08:15:00+07:00", None),
        ("8:15 AM 4/3/2021", "2021-03-04T08:15:00+07:00", None),
        ("27/4/2021 8:15 AM", "2021-04-27T08:15:00+07:00", None),
    ],
)
def test_american_dates(text: str, value: str, day_first: str | None) -> None:
    found = parse(text)
    assert found is not None
    assert (found.value, found.day_first) == (value, day_first)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sun, 06/16/2024 - 08:15", "2024-06-16T08:15:00+07:00"),
        ("Thu, 04/06/2023 - 15:53", "2023-04-06T15:53:00+07:00"),
        ("Wednesday, 07/05/2023", "2023-07-05"),
        ("T5, 04/06/2023 - 15:53", "2023-04-06T15:53:00+07:00"),
        ("Thứ Tư, 07/14/2021 - 10:35", "2021-07-14T10:35:00+07:00"),
        ("CN, 06/16/2024 - 08:15", "2024-06-16T08:15:00+07:00"),
        # The day comes first where that is on the weekday, neither is, or a person may have erred.
        ("Thu, 06/04/2023 - 15:53", "2023-04-06T15:53:00+07:00"),
        ("Tue, 04/04/2023 - 15:53", "2023-04-04T15:53:00+07:00"),
        ("Mon, 04/06/2023 - 15:53", "2023-06-04T15:53:00+07:00"),
        ("Thứ Năm, 04/06/2023", "2023-06-04"),
        ("Thứ Năm - 04/06/2023 15:53", "2023-06-04T15:53:00+07:00"),
        ("Thu, 04-06-2023 - 15:53", "2023-06-04T15:53:00+07:00"),
    ],
)
def test_a_programs_weekday_tells_day_from_month(text: str, value: str) -> None:
    found = parse(text)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("text", ["11/27/2017", "11/27/2017 10:19", "13/13/2017 10:19 AM"])
def test_months_that_no_calendar_has_are_none(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ngày 10 tháng 01 năm 2018", "2018-01-10"),
        ("10 tháng 1, 2018", "2018-01-10"),
        ("10 tháng 1 năm 2018", "2018-01-10"),
        ("NGÀY 10 THÁNG 01 NĂM 2018", "2018-01-10"),
        ("ngay 10 thang 01 nam 2018", "2018-01-10"),
        ("Thứ Năm, Tháng Hai 8, 2018 | 10:47", "2018-02-08T10:47:00+07:00"),
        ("Tháng Mười 3, 2019", "2019-10-03"),
        ("Tháng Mười Một 3, 2019", "2019-11-03"),
        ("Tháng Mười Hai 3, 2019", "2019-12-03"),
        ("Tháng Năm 8, 2018", "2018-05-08"),
        ("8 Tháng Tư, 2018", "2018-04-08"),
        ("8 Tháng Hai, 2018", "2018-02-08"),
        ("8 tháng Năm năm 2018", "2018-05-08"),
        ("8 Th2, 2018", "2018-02-08"),
        ("13 May 2018", "2018-05-13"),
        ("May 13, 2018", "2018-05-13"),
        ("3rd September 2019", "2019-09-03"),
        ("13-May-2018", "2018-05-13"),
        ("Sunday, May 13, 2018 - 08:15", "2018-05-13T08:15:00+07:00"),
    ],
)
def test_months_in_words(text: str, value: str) -> None:
    found = parse(text)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2018-05-18", "2018-05-18"),
        ("2018-05-18 03:14:08", "2018-05-18T03:14:08+07:00"),
        ("2023-11-02T19:20:45+07:00", "2023-11-02T19:20:45+07:00"),
        ("2023-11-02T19:20:45.1234567", "2023-11-02T19:20:45+07:00"),
        ("2021-12-05T01:00:00Z", "2021-12-05T08:00:00+07:00"),
        ("2021-12-05T20:00:00Z", "2021-12-06T03:00:00+07:00"),
        ("2021-12-05T01:00:00-0530", "2021-12-05T13:30:00+07:00"),
        ("Fri, 21 Jan 2022 16:21:00 GMT", "2022-01-21T23:21:00+07:00"),
        ("Fri, 21 Jan 2022 16:21:00 +0700", "2022-01-21T16:21:00+07:00"),
        ("Fri, 21 Jan 2022 16:21:00", "2022-01-21T16:21:00+07:00"),
        ("Thứ hai, 26/12/2022 21:30 GMT+7", "2022-12-26T21:30:00+07:00"),
        ("26/12/2022 21:30 (GMT+7)", "2022-12-26T21:30:00+07:00"),
        ("26/12/2022 21:30 UTC", "2022-12-27T04:30:00+07:00"),
        ("26/12/2022 21:30 [(GMT +7)]", "2022-12-26T21:30:00+07:00"),
    ],
)
def test_machine_formats_become_vietnams_time(text: str, value: str) -> None:
    found = parse(text)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("Ngày đăng : 18/12/2021", "18/12/2021"),
        ("author 05:53 30/09/2021", "05:53 30/09/2021"),
        ("Cập nhật: 28/4/2021 | 1:08:42 PM", "28/4/2021 | 1:08:42 PM"),
        (
            "Ngày viết: Thứ Năm, Tháng Hai 8, 2018 | 10:47 - Lượt xem: 3",
            "Tháng Hai 8, 2018 | 10:47",
        ),
        ("31/02/2021 rồi 01/03/2021", "01/03/2021"),
        ("Tin ngày 12/01/2018 và ngày 13/01/2018", "12/01/2018"),
    ],
)
def test_raw_is_what_was_read(text: str, raw: str) -> None:
    found = parse(text)
    assert found is not None
    assert found.raw == raw


def test_decomposed_text_reads_like_composed() -> None:
    text = "Thứ Năm, ngày 8 tháng Mười Hai năm 2018"
    assert parse(unicodedata.normalize("NFD", text)) == parse(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "không có ngày nào",
        "13/25/2020",
        "31/02/2021",
        "05/13/2018",
        "00/01/2020",
        "12/01/1889",
        "12/01/2101",
        "01/01/0001",
        "0001-01-01T00:00:00",
        "0000-00-00 00:00:00",
        "01/01/1970 08:00",
        "tháng 12 năm 2018",
        "12/2018",
        "18/5",
        "Quyết định số 19/2014/QĐ-TTg",
        "Quyết định số 2944/QĐ-UBND",
        "Thông tư số 26/2014/TT-BKHCN",
        "số 05/12/2021/QĐ-UBND",
        "Điện thoại: 0296.3852.123",
        "02.12.2018.456",
        "phiên bản v10.1.2018",
        "địa chỉ 10.12.2020.1",
        "156/156 xã, 14/15 cơ sở",
        "TCVN ISO 9001:2015",
        "2016-04-15-01-14-38",
        "12/01/18",
        "giai đoạn 2015 - 2020",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ngày đăng: 12/01/18", "2018-01-12"),
        ("Cập nhật: 05-11-98", "1998-11-05"),
        ("Ngày đăng: 12/01/18 08:15", "2018-01-12T08:15:00+07:00"),
    ],
)
def test_two_digit_years_need_a_label(text: str, value: str) -> None:
    found = parse(text)
    assert found is not None
    assert found.value == value
