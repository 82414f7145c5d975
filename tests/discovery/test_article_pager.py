"""The pager below an article: found whatever it is like, and nothing else taken for one."""

import pytest

from crawler.discovery.article_pager import MOST_PARTS, Pager, article_pager, calls_itself
from crawler.extraction.source.document import parse

HOST = "http://skhcn.vidu"


def pager(url: str, body: str, number: int = 0) -> Pager:
    root = parse(f"<html><body>{body}</body></html>")
    assert root is not None
    return article_pager(root, HOST + url, number)


def links(found: Pager) -> dict[int, str]:
    return {number: url.removeprefix(HOST) for number, url in found.links.items()}


PAGERS = [
    # The article's address, those of its second and third page.
    ("/tin/hop-bao-12.html", "/tin/hop-bao-12-trang-2.html", "/tin/hop-bao-12-trang-3.html"),
    ("/tin/hop-bao-12.html", "/tin/hop-bao-12/trang-2.html", "/tin/hop-bao-12/trang-3.html"),
    ("/tin/hop-bao-12.html", "/tin/hop-bao-12-phan-2.html", "/tin/hop-bao-12-phan-3.html"),
    ("/tin/hop-bao-12.html", "/tin/hop-bao-12-p2.html", "/tin/hop-bao-12-p3.html"),
    ("/tin/hop-bao-12.html", "/tin/hop-bao-12_2.html", "/tin/hop-bao-12_3.html"),
    ("/tin/hop-bao-12.html", "/tin/hop-bao-12.html?page=2", "/tin/hop-bao-12.html?page=3"),
    ("/hop-bao/", "/hop-bao/2/", "/hop-bao/3/"),
    ("/bao?PHPSESSID=12ab", "/bao?page=2&PHPSESSID=34cd", "/bao?page=3&PHPSESSID=56ef"),
    ("/hop-bao/", "/hop-bao/page/2/", "/hop-bao/page/3/"),
    ("/?p=8", "/?p=8&page=2", "/?p=8&page=3"),
    ("/index.php?view=tin&id=8", "/index.php?view=tin&id=8&trang=2", "/?id=8&view=tin&trang=3"),
    ("/node/8", "/node/8?page=1", "/node/8?page=2"),
    ("/8-hop-bao", "/8-hop-bao?start=1", "/8-hop-bao?start=2"),
]


@pytest.mark.parametrize(("first", "second", "third"), PAGERS)
def test_numbered_links(first: str, second: str, third: str) -> None:
    third = third.replace("/?id", "/index.php?id")
    body = " ".join(
        f'<a href="{url.replace("&", "&amp;")}">{number}</a>'
        for number, url in enumerate((first, second, third), 1)
    )
    assert links(pager(first, body)) == {2: second, 3: third}
    assert pager(first, body).goes_on
    assert links(pager(second, body)) == {1: first, 3: third}
    assert pager(second, body).earlier == HOST + first
    assert not pager(third, body).goes_on


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/hop-bao/2/">Trang sau »</a>',
        '<a href="/hop-bao/2/">Đọc tiếp</a>',
        '<a href="/hop-bao/2/">Phần 2</a>',
        '<a href="/hop-bao/2/">[2]</a>',
        '<select><option value="/hop-bao/">Trang 1<option value="/hop-bao/2/">Trang 2</select>',
    ],
)
def test_forms_of_a_link(link: str) -> None:
    assert links(pager("/hop-bao/", link)) == {2: "/hop-bao/2/"}


def test_page_in_the_middle_knows_where_it_stands() -> None:
    body = '<a href="/bai?start=1">Trang trước</a> <a href="/bai?start=3">Trang sau</a>'
    assert links(pager("/bai?start=2", body, 3)) == {2: "/bai?start=1", 4: "/bai?start=3"}
    assert pager("/bai?start=2", body).earlier == f"{HOST}/bai?start=1"


def test_all_on_one_page() -> None:
    body = '<a href="/8-bai?start=1">2</a> <a href="/8-bai?showall=1">Tất cả các trang</a>'
    assert pager("/8-bai", body).whole == {f"{HOST}/8-bai?showall=1"}


@pytest.mark.parametrize(
    ("url", "body"),
    [
        ("/tin/hop-bao-12.html", '<a href="/tin/hop-bao-13.html">Bài tiếp theo</a>'),
        ("/tin/hop-bao-5.html", '<a href="/tin/hop-bao-6.html">Tiếp theo</a>'),
        ("/tin/5", '<a href="/tin/hop-bao">2</a>'),
        ("/hop-bao/", '<a href="/hop-bao/2/">Hội nghị lần thứ hai về an toàn bức xạ</a>'),
        ("/hop-bao/", '<a href="/hop-bao/?cpage=2">2</a>'),
        ("/hop-bao/", '<a href="/hop-bao/comment-page-2/#comments">2</a>'),
        ("/bai", '<div id="comments"><p><a href="/bai?page=2">2</a></p></div>'),
        ("/bai", '<div class="photo-gallery"><a href="/bai?page=2">2</a></div>'),
        ("/bai", '<a href="/bai?anh=2">2</a>'),
        ("/bai", '<a href="/bai?page=400">400</a>'),
        ("/bai", '<a href="http://[/bai?page=2">2</a>'),
        ("/bai", '<a href="http://khac.vidu/bai?page=2">2</a>'),
    ],
)
def test_what_is_no_part(url: str, body: str) -> None:
    found = pager(url, body)
    assert not found.goes_on
    assert found.earlier is None


def test_names_that_a_page_gives_itself() -> None:
    head = "<title>Họp báo quý II - Trang 2 | Sở Khoa học và Công nghệ</title>"
    root = parse(f"<html><head>{head}</head><body><h2><a>Khai mạc hội thi</a></h2></body></html>")
    assert root is not None
    assert calls_itself(root, "Họp báo quý II")
    assert not calls_itself(root, "Khai mạc hội thi")
    assert not calls_itself(root, "")


def test_pager_without_an_end_is_cut() -> None:
    """Of what follows the last part that is asked for, one is known: that there is more."""
    body = "".join(f'<a href="/bai?page={n}">{n}</a> ' for n in range(1, 60))
    assert max(pager("/bai", body).links) == MOST_PARTS + 1
