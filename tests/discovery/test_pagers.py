"""The further pages of a listing: found whatever its pager is, and nothing else taken for one."""

import pytest

from crawler.discovery.pagers import Further, Postback, further_pages, postbacks
from crawler.extraction.source.document import parse

HOST = "http://skhcn.vidu"


def further(url: str, body: str, head: str = "") -> list[Further]:
    root = parse(f"<html><head>{head}</head><body>{body}</body></html>")
    assert root is not None
    return further_pages(root, HOST + url)


PAGERS = [
    # The listing's address, that of its second page.
    ("/tin-tuc", "/tin-tuc?page=2"),
    ("/tin-tuc", "/tin-tuc?trang=2"),
    ("/tin-tuc?page=1", "/tin-tuc?page=2"),
    ("/tin-tuc/", "/tin-tuc?Trang=2"),
    ("/?menuID=12&CongID=1", "/?menuID=12&CongID=1&Trang=2"),
    ("/danh-sach-tin?cat=4", "/danh-sach-tin?cat=4&p=2"),
    ("/index.php?com=tintuc&id_cat=4", "/index.php?trang=2&com=tintuc&id_cat=4"),
    ("/vi/news/tin/", "/vi/news/tin/page-2/"),
    ("/category/tin/", "/category/tin/page/2/"),
    ("/tin-tuc", "/tin-tuc/p2"),
    ("/tin-tuc", "/tin-tuc/2"),
    ("/tin-tuc.html", "/tin-tuc/trang-2.html"),
    ("/tin-tuc.html", "/tin-tuc-trang-2.html"),
    ("/tin-tuc/page-1", "/tin-tuc/page-2"),
    ("/KenhTin/Tin.aspx", "/KenhTin/Tin.aspx?Page=2"),
    ("/tin", "/tin?p_p_id=101_INSTANCE_x&p_p_lifecycle=0&_101_INSTANCE_x_cur=2"),
    ("/tin", "/tin?PagedTRUE=1&p_ID=2&PageFirstRow=2"),
]


@pytest.mark.parametrize(("listing", "second"), PAGERS)
def test_numbered_links(listing: str, second: str) -> None:
    body = f'<span>1</span> <a href="{second.replace("&", "&amp;")}">2</a>'
    assert further(listing, body) == [Further(HOST + second, 2)]


@pytest.mark.parametrize(
    "label",
    [
        *("Trang sau", "Trang sau »", "Trang tiếp", "Tiếp theo", "Sau", "Xem thêm", "Cũ hơn"),
        *("Cuối", "Next", ">", ">>", "»", "›"),
    ],
)
def test_onward_links(label: str) -> None:
    assert further("/tin", f'<a href="/tin?page=2">{label}</a>') == [
        Further(f"{HOST}/tin?page=2", 2)
    ]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/tin?page=2" title="Trang sau"><i class="icon"></i></a>',
        '<a href="/tin?page=2"><img src="n.gif" alt="Trang sau"></a>',
        '<a href="/tin?page=2" rel="next">đi tới</a>',
        '<a href="/tin?page=2">[2]</a>',
        '<a href="/tin?page=2">Trang 2</a>',
        '<a href="/tin?page=2">\n 2 \n</a>',
        '<a href="/tin?page=2#tin">2</a>',
    ],
)
def test_forms_of_a_link(link: str) -> None:
    assert further("/tin", link) == [Further(f"{HOST}/tin?page=2", 2)]


def test_link_in_the_head() -> None:
    head = '<link rel="next" href="/tin/page/2/"><link rel="stylesheet" href="/tin/page/9/">'
    assert further("/tin/", "", head) == [Further(f"{HOST}/tin/page/2/", 2)]


def test_all_pages_that_are_linked_come_once_with_their_numbers() -> None:
    body = "".join(f'<a href="/tin?page={n}">{n}</a>' for n in (2, 3, 4))
    body += '<a href="/tin?page=2">Sau</a><a href="/tin?page=37">Cuối</a>'
    assert [page.number for page in further("/tin", body)] == [2, 3, 4, 37]


@pytest.mark.parametrize(
    ("listing", "link"),
    [
        (
            "/tin",
            '<a href="/tin/hoi-nghi-tong-ket-nam-2021-12.html">Hội nghị tổng kết năm 2021</a>',
        ),
        ("/tin", '<a href="/thong-bao">Tiếp theo</a>'),
        ("/tin", '<a href="/tin/bai-viet-12.html">Xem thêm</a>'),
        ("/tin", '<a href="/lich?ngay=2">2</a>'),
        ("/tin", '<a href="http://khac.vidu/tin?page=2">2</a>'),
        ("/tin?page=2", '<a href="/tin?page=2">2</a>'),
        ("/tin", '<a href="#2">2</a>'),
        ("/tin", '<a href="javascript:trang(2)">2</a>'),
        ("/tin", '<a href="http://[/tin?page=2">2</a>'),
        ("/?cat=1&page=2", '<a href="/?news=12">Xem tiếp</a>'),
        ("/?cat=1&page=2", '<a href="/?news=12">Đọc tiếp</a>'),
        ("/tin", '<a href="/tin?sort=ten">Sau</a>'),
        ("/tin", '<a href="/tin?page=2">Sau hội nghị, đoàn đi thăm nhà máy</a>'),
        ("/tin?id=12", '<a href="/tin?id=13">Bài viết sau đó của cùng một tác giả</a>'),
    ],
)
def test_what_is_no_further_page(listing: str, link: str) -> None:
    assert further(listing, link) == []


def backs(body: str) -> list[Postback]:
    root = parse(f"<html><body><form>{body}</form></body></html>")
    assert root is not None
    return postbacks(root)


GRID = "dnn$ctr417$ViewArticles$grvArticles"


@pytest.mark.parametrize(
    ("attribute", "label", "number"),
    [
        (f"href=\"javascript:__doPostBack('{GRID}','Page$2')\"", "2", 2),
        (f'href="javascript:__doPostBack(&#39;{GRID}&#39;,&#39;Page$2&#39;)"', "2", 2),
        (f"href=\"javascript:__doPostBack( '{GRID}' , 'Page$2' )\"", "...", 0),
        (f"href='#' onclick=\"__doPostBack('{GRID}','Page$2');return false\"", "Trang sau", 0),
    ],
)
def test_postbacks_of_a_pager(attribute: str, label: str, number: int) -> None:
    assert backs(f"<a {attribute}>{label}</a>") == [Postback(GRID, "Page$2", number)]


@pytest.mark.parametrize(
    "link",
    [
        "<a href=\"javascript:__doPostBack('dnn$ctr405$cmdVisibility','')\">Đóng</a>",
        "<a href=\"javascript:__doPostBack('dnn$dnnLOGIN$cmdLogin','')\">Đăng nhập</a>",
        "<a href=\"javascript:__doPostBack('vote','1')\">Bình chọn cho bài viết này</a>",
        '<a href="/tin?page=2">2</a>',
    ],
)
def test_what_is_no_postback_of_a_pager(link: str) -> None:
    assert backs(link) == []
