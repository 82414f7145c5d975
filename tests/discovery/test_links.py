"""The links of a page: which may lead to an article, and what they say of it."""

import pytest

from crawler.discovery.links import Link, is_futile, read_links
from crawler.extraction.source.document import parse

BASE = "http://skhcn.vidu/tin-tuc/hoat-dong.html"
TITLE = "Hội nghị tổng kết công tác đo lường năm 2021"


def links(body: str, head: str = "") -> list[Link]:
    root = parse(f"<html><head>{head}</head><body>{body}</body></html>")
    assert root is not None
    return read_links(root, BASE)


def addresses(body: str, head: str = "") -> list[str]:
    return [link.url for link in links(body, head)]


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("http://skhcn.vidu/tin/1", "http://skhcn.vidu/tin/1"),
        ("//skhcn.vidu/tin/1", "http://skhcn.vidu/tin/1"),
        ("/tin/1", "http://skhcn.vidu/tin/1"),
        ("bai-1.html", "http://skhcn.vidu/tin-tuc/bai-1.html"),
        ("../bai-1.html", "http://skhcn.vidu/bai-1.html"),
        ("?id=3&amp;cat=4", "http://skhcn.vidu/tin-tuc/hoat-dong.html?id=3&cat=4"),
        (" /tin/1\n", "http://skhcn.vidu/tin/1"),
        ("\\tin\\1", "http://skhcn.vidu/tin/1"),
        ("/tin/1#binh-luan", "http://skhcn.vidu/tin/1"),
        ("https://khac.vidu/tin", "https://khac.vidu/tin"),
    ],
)
def test_addresses_are_absolute(href: str, url: str) -> None:
    assert links(f'<a href="{href}">{TITLE}</a>') == [Link(url, TITLE)]


def test_base_of_the_page_counts() -> None:
    head = '<base href="http://skhcn.vidu/portal/">'
    assert addresses('<a href="bai-1.html">Tin</a>', head) == [
        "http://skhcn.vidu/portal/bai-1.html"
    ]


@pytest.mark.parametrize(
    "href",
    [
        "",
        "#",
        "#top",
        "javascript:void(0)",
        "JavaScript:__doPostBack('a','')",
        "mailto:so@skhcn.vidu",
        "tel:02603862000",
        "data:text/html,x",
        "ftp://skhcn.vidu/tin",
        "file:///C:/tin.html",
        "http://[skhcn.vidu/tin",
        "http://skhcn.vidu:cong/tin",
    ],
)
def test_what_leads_to_no_page_is_left_out(href: str) -> None:
    assert links(f'<a href="{href}">{TITLE}</a>') == []


def test_links_come_in_the_order_of_the_page_each_once() -> None:
    body = "".join(f'<a href="/tin/{n}">{TITLE} {n}</a>' for n in (3, 1, 3, 2, 1))
    assert addresses(body) == [f"http://skhcn.vidu/tin/{n}" for n in (3, 1, 2)]


def test_map_of_an_image_has_links() -> None:
    assert addresses('<map><area href="/tin/1"></map>') == ["http://skhcn.vidu/tin/1"]


@pytest.mark.parametrize(
    "body",
    [
        f'<a href="/tin/1"><img src="a.jpg"></a><a href="/tin/1">{TITLE}</a>',
        f'<a href="/tin/1">{TITLE}</a> <a href="/tin/1">Xem chi tiết</a>',
        f'<a href="/tin/1">Xem tiếp</a> <a href="/tin/1">{TITLE}</a>',
        f'<a href="/tin/1">Hội nghị…</a> <a href="/tin/1">{TITLE}</a>',
        f'<a href="/tin/1">{TITLE}</a><a href="/tin/1">{TITLE} với sự tham dự của lãnh đạo</a>',
        f'<a href="/tin/1" title="{TITLE}"><img src="a.jpg" alt=""></a>',
        f'<a href="/tin/1" title="{TITLE}">Chi tiết</a>',
        f'<a href="/tin/1">Chi tiết: {TITLE}</a>',
        f'<a href="/tin/1">{TITLE} (13/09/2021)</a>',
        f'<a href="/tin/1">{TITLE} »</a>',
        '<a href="/tin/1"><b>Hội nghị tổng kết</b>\n  <i>công tác đo lường năm 2021</i></a>',
    ],
)
def test_a_link_says_the_title_of_its_page(body: str) -> None:
    assert links(body) == [Link("http://skhcn.vidu/tin/1", TITLE)]


@pytest.mark.parametrize(
    "door",
    [
        '<select onchange="location = this.value"><option>Chọn<option value="{}">Tin</select>',
        '<select><option value="{}">Tin</option><option value="5">Khác</option></select>',
        """<div onclick="location.href='{}'">Tin</div>""",
        """<tr onclick="document.location = '{}'; return false"><td>Tin</td></tr>""",
        """<button type="button" onclick="window.open('{}', '_self')">Tin</button>""",
        """<a href="javascript:window.location.assign('{}')">Tin</a>""",
        """<a href="javascript:void(0)" onclick="return moMuc('{}')">Tin</a>""",
        '<table><tr data-href="{}"><td>Tin</td></tr></table>',
        '<ul><li data-url="{}">Tin</li></ul>',
        '<iframe src="{}"></iframe>',
    ],
)
@pytest.mark.parametrize("address", ["/tin", "http://skhcn.vidu/tin"])
def test_what_opens_a_page_without_being_a_link(door: str, address: str) -> None:
    assert addresses(door.format(address)) == ["http://skhcn.vidu/tin"]


@pytest.mark.parametrize(
    "element",
    [
        '<select><option value="2021">2021</option><option value="Hà Nội">Hà Nội</option></select>',
        """<a href="#" onclick="doiCoChu('lon')">Cỡ chữ</a>""",
        """<div onclick="location.href='/tin/' + ma">Tin</div>""",
        """<a href="javascript:__doPostBack('ctl00$Trang','2')">2</a>""",
        """<img onclick="xemAnh('/anh/12.jpg')">""",
        '<div data-url="https://khac.vidu/a.json" data-href="muc"></div>',
    ],
)
def test_what_opens_no_page(element: str) -> None:
    assert addresses(element) == []


def test_title_comes_from_the_link_in_a_row_that_can_be_clicked() -> None:
    row = (
        f'<tr data-href="/tin/1"><td><a href="/tin/1">{TITLE}</a></td><td>Sở vừa tổ chức</td></tr>'
    )
    assert links(f"<table>{row}</table>") == [Link("http://skhcn.vidu/tin/1", TITLE)]


@pytest.mark.parametrize(
    ("entry", "is_dated"),
    [
        ('<li><a href="/1">{}</a> <i>(12/03/2021)</i></li>', True),
        ('<tr><td>5-1-2021</td><td><a href="/1">{}</a></td></tr>', True),
        (
            '<div><a href="/1"><img></a><h3><a href="/1">{}</a></h3><p>Ngày 12.03.2021</p></div>',
            True,
        ),
        ('<li><a href="/1">{} (12/03/2021)</a></li>', True),
        ('<li><a href="/1">{}</a> <i>Số 12/2021/TT</i></li>', False),
        ('<li><a href="/1">{}</a></li>', False),
    ],
)
def test_day_beside_a_link(entry: str, is_dated: bool) -> None:
    others = "".join(f'<p><a href="/{n}">Khác</a> 01/01/2020</p>' for n in range(2, 6))
    body = f"<div>{others}</div><table>{entry.format(TITLE)}</table>"
    assert [link.dated for link in links(body) if link.text == TITLE] == [is_dated]


def test_a_headline_is_longer_than_the_name_of_a_section() -> None:
    assert Link("http://skhcn.vidu/tin/1", TITLE).headline
    assert not Link("http://skhcn.vidu/tin", "Tin hoạt động").headline
    assert not Link("http://skhcn.vidu/tin", "").headline


@pytest.mark.parametrize(
    "text",
    ["In bài viết", "Gửi email", "Đăng nhập", "Tìm kiếm", "RSS", "Sơ đồ cổng", "Tải về", "Đóng"],
)
def test_links_to_services_are_left_out(text: str) -> None:
    assert links(f'<a href="/a/b?c=1">{text}</a>') == []


@pytest.mark.parametrize(
    "path",
    [
        "/dang-nhap",
        "/login.aspx",
        "/vi/users/login/",
        "/tim-kiem?tu=cam",
        "/tin?q=cam",
        "/index.php?option=com_users&view=login",
        "/index.php?language=vi&nv=seek",
        "/Default.aspx?tabid=330&ctl=Login",
        "/home?p_p_id=58&p_p_state=maximized",
        "/home?p_p_id=8&_8_day=3",
        "/lich-cong-tac?thang=11",
        "/print/bai-1.html",
        "/bai-1/print",
        "/vi/news/savefile/tin/bai-1.html",
        "/rss",
        "/vi/feeds/",
        "/wp-json/oembed",
        "/wp-admin/",
        "/_layouts/15/start.aspx",
        "/van-ban/quyet-dinh.PDF",
        "/anh/12.jpg",
        "/so-lieu.xlsx",
        "/vi/vi/tin",
        "/tin/a/tin/a/tin/a",
    ],
)
def test_addresses_behind_which_no_article_stands(path: str) -> None:
    assert is_futile(f"http://skhcn.vidu{path}")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/tin-tuc",
        "/lich-su-hinh-thanh-va-phat-trien-12.html",
        "/dang-ky-bao-ho-nhan-hieu-tap-the-12.html",
        "/tim-kiem-doi-tac-chuyen-giao-cong-nghe-d1204.html",
        "/in-ba-chieu-trong-truong-hoc",
        "/tin/api-mo-cho-doanh-nghiep",
        "/research/1",
        "/tin?sectionid=3&newsid=12",
        "/?selectpageid=page.chitiet&newsdetail=1390",
        "/index.php?s_id=4&qid=7",
        "/tin?squery=1",
        "/Default.aspx?tabid=330&mid=417&ItemID=12",
        "/home?p_p_id=101_INSTANCE_a8&_101_INSTANCE_a8_urlTitle=bai",
        "/home?p_p_id=33_INSTANCE_x",
        "/tin.aspx?ngay=12",
        "/thong-bao-so-12-tb.pdf.html",
    ],
)
def test_addresses_that_only_look_like_them(path: str) -> None:
    assert not is_futile(f"http://skhcn.vidu{path}")


def test_days_and_months_of_a_calendar_are_left_out() -> None:
    cells = "".join(f'<td><a href="/tin?ngay={n}&amp;thang=2">{n}</a></td>' for n in range(1, 29))
    arrows = '<a href="/tin?thang=1">«</a><a href="/tin?date=2021-03-01">Tháng Ba 2021</a>'
    assert links(f"<table><tr>{cells}</tr></table>{arrows}") == []


def test_article_that_names_its_day_in_its_address_is_no_calendar() -> None:
    assert len(links(f'<a href="/tin?date=2021-03-01&amp;id=7">{TITLE}</a>')) == 1
