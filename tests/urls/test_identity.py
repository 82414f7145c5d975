"""One page, one identity; two pages, two."""

import pytest

from crawler.urls.identity import canonical, identity, nests, shape, story_number

HOST = "http://skhcn.example.gov.vn"

SAME = [
    (
        "/tin-tuc/bai-viet-dau-tien-12.html",
        "https://www.skhcn.example.gov.vn/tin-tuc/bai-viet-dau-tien-12.html",
    ),
    ("/tin-tuc/bai-viet-dau-tien-12.html", "/su-kien/noi-bat/bai-viet-dau-tien-12.html"),
    (
        "/tin/so-khoa-hoc-va-cong-nghe-tham-du-ngay-hoi-lon",
        "/hoat-dong/so-khoa-hoc-va-cong-nghe-tham-du-ngay-hoi-lon",
    ),
    ("/vi/news/tin/mot-bai-viet-7.html", "/en/news/tin/mot-bai-viet-7.html"),
    ("/web/guest/tin", "/web/guest/tin?redirect=%2Fhome&p_p_auth=x1"),
    ("/tin.html", "/tin.html/en/en/en"),
    ("/tin;jsessionid=ABCD?a=1", "/tin?a=1"),
    ("/(S(abc123))/tin.aspx", "/tin.aspx"),
    ("/(A(x_1-y)S(abc123)F(0a9))/tin.aspx", "/tin.aspx"),
    ("/(X(1)S(abc123))/tin.aspx", "/tin.aspx"),
    ("/(K(723711c2695fc246))/", "/"),
    ("/tin?b=2&a=1", "/tin?a=1&b=2&utm_source=zalo&fbclid=x"),
    ("/", "/default.aspx"),
    ("/tin/", "/tin"),
    ("/tin?id=5", "/tin?id=5&PHPSESSID=9f8e7d"),
    ("/tin?id=5", "/tin?id=5&vsid=a8f3c0d19b"),
    ("/tin?id=5", "/tin?id=5&print=1"),
    ("/tin?id=5&tmpl=component", "/tin?id=5"),
    ("/Ho%E1%BA%A1t/a.aspx", "/hoạt/a.aspx"),
]
DIFFERENT = [
    ("/tin?id=5", "/tin?id=6"),
    ("/tin/mot-bai-viet-7.html", "/tin/mot-bai-viet-8.html"),
    ("/2018/thong-bao", "/2019/thong-bao"),
    ("/tin/bai-(phan-1)", "/tin/bai-(phan-2)"),
    ("/so/gioi-thieu", "/chi-cuc/gioi-thieu"),
    ("/hoat-dong", "/hoat-dong?page=1"),  # Drupal counts from 0
    ("/hoat-dong", "/hoat-dong?page=2"),
    ("/hoat-dong?page=2", "/hoat-dong?page=3"),
    ("/Default.aspx?sid=1441&catid=7", "/Default.aspx?sid=1285&catid=7"),
    ("/tin?ItemID=388&l=Tinhoatdong", "/tin?ItemID=388&l=Thongbao"),
]


def key(address: str) -> str:
    return identity(canonical(address if "://" in address else HOST + address))


@pytest.mark.parametrize(("one", "other"), SAME)
def test_variants_of_an_address_are_one_page(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_pages_stay_apart(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(("one", "_"), SAME + DIFFERENT)
def test_canonical_is_stable(one: str, _: str) -> None:
    address = canonical(one if "://" in one else HOST + one)
    assert canonical(address) == address


def test_canonical_keeps_what_the_portal_needs() -> None:
    url = f"{HOST}/vi/tin-bai/hoat-dong?id=70012&type=NEWS"
    assert canonical(url) == url


@pytest.mark.parametrize(
    "path", ["/a/en/en/b", "/x/tin/tin/tin/y", "/" + "/".join(f"s{n}" for n in range(20))]
)
def test_paths_that_nest_for_ever_are_told(path: str) -> None:
    assert nests(HOST + path)


def test_a_section_named_twice_is_no_nesting() -> None:
    assert not nests(f"{HOST}/tin-tuc-su-kien/tin-tuc-su-kien/hoi-nghi-danh-gia")


def test_a_bare_number_names_an_article() -> None:
    url = f"{HOST}/web/so-khcn/xem-chi-tiet/-/asset_publisher//Content/ket-qua?10357430"
    assert canonical(url).endswith("/Content/ket-qua?10357430")
    assert key(url) != key(url.replace("10357430", "10357431"))


def test_pages_of_a_calendar_have_one_shape() -> None:
    assert shape(f"{HOST}/lich?thang=5&nam=2020") == shape(f"{HOST}/lich?nam=1999&thang=12")
    assert shape(f"{HOST}/lich/2020/05") != shape(f"{HOST}/lich")


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("tin/kiem-dinh-cot-do-xang-dau-1152.html", "1152"),
        ("tin/kiem-dinh-cot-do-xang-dau-d1152.html", "1152"),
        ("tin/1152-kiem-dinh-cot-do", "1152"),
        ("tin/1152:kiem-dinh-cot-do", "1152"),
        ("tin/article/kiem-dinh-cot-do/1152", "1152"),
        ("tin/1152/kiem-dinh-cot-do", "1152"),
        ("chi-tiet/kiem-dinh-cot-do?10001152", "10001152"),
        ("chi-tiet.aspx?cat=7&id=1152", "1152"),
        ("2026/03/kiem-dinh-cot-do", None),
        ("2026/03/02/kiem-dinh-cot-do", None),
        ("tin/kiem-dinh-36-cot-do", None),
        ("tin/kiem-dinh-cot-do-nam-2026.html", None),
        ("chi-tiet.aspx?id=12", None),
    ],
)
def test_number_in_an_address_that_names_a_story(address: str, number: str | None) -> None:
    assert story_number(f"http://skhcn.binhson.vidu/{address}") == number
