"""The section and the tags of an article are read from wherever a page shows them."""

import json

import pytest

from crawler.extraction import Article, extract

URL = "http://skhcn.vidu/tin-tuc/bai-12.html"
TITLE = "Khai trương sàn giao dịch công nghệ và thiết bị trực tuyến"
TEXT = (
    "<p>Sáng 12/9, Trung tâm Ứng dụng tiến bộ khoa học và công nghệ khai trương sàn giao dịch công "
    "nghệ trực tuyến với sự tham dự của gần một trăm doanh nghiệp, hợp tác xã trong tỉnh.</p>"
    "<p>Ngay ngày đầu, hơn 300 quy trình, thiết bị được chào bán; nhiều nhất là máy sấy nông sản, "
    "hệ thống tưới tự động và men vi sinh xử lý phụ phẩm.</p>"
)
NAME = "Tiêu chuẩn - Đo lường - Chất lượng"
HOME, NEWS = '<a href="/">Trang chủ</a>', '<a href="/tin-tuc">Tin tức</a>'


def article(above: str = "", below: str = "", head: str = "") -> Article:
    found = extract(
        f"<html><head>{head}</head><body>{above}<div class='tin'><h1>{TITLE}</h1><div>12/9/2021"
        f"</div><div class='noi-dung'>{TEXT}</div></div>{below}</body></html>",
        URL,
    )
    assert found is not None
    assert found.title == TITLE
    return found


def json_ld(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False)
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    "above",
    [
        f'<div class="breadcrumb">{HOME} &rsaquo; <a href="/tcdlcl">{NAME}</a></div>',
        f'<ul class="breadcrumb"><li>{HOME} /</li><li>{NEWS} /</li><li>{NAME}</li></ul>',
        f'<nav aria-label="breadcrumb">{HOME} / {NEWS} / <a href="/tcdlcl">{NAME}</a></nav>',
        f'<nav aria-label="breadcrumb">{HOME} <a href="/tcdlcl">{NAME}</a></nav>',
        f'<ol class="breadcrumb"><li>{HOME}</li><li>{NAME}</li><li>{TITLE}</li></ol>',
        f'<ol class="breadcrumb"><li>{HOME}</li><li>{NAME}</li><li>{TITLE[:30]}...</li></ol>',
        f'<ol class="breadcrumb"><li>{HOME}</li><li>{NAME}</li><li>Chi tiết tin</li></ol>',
        f'<span id="ctl00_SiteMapPath1">{HOME} &gt; {NEWS} &gt; {NAME}</span>',
        f"<p>Bạn đang ở : {NEWS} &gt; {NAME}</p>",
        f"<p>{HOME} &gt;&gt; <a href='/tcdlcl'>{NAME}</a> (12-09-2021)</p>",
        '<table class="breadcrumb"><tr><td>Bạn đang ở: Tin tức &gt; '
        f'{NAME}</td><td><a href="/login">Đăng nhập</a></td></tr></table>',
        f'<div class="chitiet_chuyenmuc"><h3>{NAME}</h3></div>',
    ],
)
def test_section_is_the_last_step_of_the_way_to_the_page(above: str) -> None:
    assert article(above).section == NAME


@pytest.mark.parametrize(
    "below",
    [
        f'<div>Chuyên mục: <a href="/tcdlcl">{NAME}</a>, {NEWS}</div>',
        f'<div><h3>Chuyên mục:</h3><ul><li><a href="/tcdlcl">{NAME}</a></li></ul></div>',
    ],
)
def test_section_that_a_line_below_the_text_names(below: str) -> None:
    assert article(below=below).section == NAME


WAY = {
    "@type": "BreadcrumbList",
    "itemListElement": [
        {"@type": "ListItem", "item": {"@id": "http://skhcn.vidu/", "name": "Sở KH&CN"}},
        {"@type": "ListItem", "name": NAME, "item": "http://skhcn.vidu/tcdlcl"},
        {"@type": "ListItem", "name": "Một tên ngắn của bài"},
    ],
}


@pytest.mark.parametrize(
    "head",
    [
        f'<meta property="article:section" content="{NAME}">',
        json_ld({"@type": "NewsArticle", "articleSection": NAME}),
        json_ld({"@type": "NewsArticle", "articleSection": [NAME, "Tin tức"]}),
        json_ld({"@graph": [WAY]}),
    ],
)
def test_section_that_the_head_declares(head: str) -> None:
    above = f'<div class="breadcrumb">{HOME} &rsaquo; Một mục khác</div>'
    assert article(above, head=head).section == NAME


@pytest.mark.parametrize(
    ("above", "head"),
    [
        ("", ""),
        (f"<div>{HOME} | {NEWS} | <a href='/lien-he'>Liên hệ</a></div>", ""),
        (f'<div class="breadcrumb">{HOME}</div>', ""),
        (f'<div class="breadcrumb">{HOME} / {TITLE}</div>', ""),
        (f"<ul><li>{HOME}</li><li>{NEWS}</li></ul>", ""),
        ("", '<meta property="article:section" content="Uncategorized">'),
        ("", json_ld({"@type": "BreadcrumbList", "itemListElement": "Tin tức"})),
        ("", json_ld({"@type": "BreadcrumbList", "itemListElement": [None, {"item": 7}]})),
    ],
)
def test_page_without_a_section_has_none(above: str, head: str) -> None:
    assert article(above, head=head).section is None


TAGS = ("đo lường", "sàn giao dịch")


@pytest.mark.parametrize(
    "below",
    [
        "<div>Từ khóa: đo lường, sàn giao dịch</div>",
        "<div>Tags: <a href='/tag/1'>đo lường</a>, <a href='/tag/2'>sàn giao dịch</a></div>",
        "<div><span>Tags:</span> <a href='/1'>#đo lường</a> <a href='/2'>#sàn giao dịch</a></div>",
        "<h4>Từ khoá</h4><ul><li><a href='/1'>đo lường</a></li>"
        "<li><a href='/2'>sàn giao dịch</a></li></ul><h4>Liên hệ</h4>",
        '<p><a rel="category tag" href="/m">Tin tức</a> <a rel="tag" href="/1">đo lường</a> '
        '<a rel="nofollow tag" href="/2">sàn giao dịch</a></p>',
    ],
)
def test_tags_below_the_text(below: str) -> None:
    assert article(below=below).tags == TAGS


@pytest.mark.parametrize(
    "head",
    [
        "".join(f'<meta property="article:tag" content="{tag}">' for tag in TAGS),
        f'<meta property="article:tag" content="{", ".join(TAGS)}">',
        f'<meta name="news_keywords" content="{",".join(TAGS)}">',
        json_ld({"@type": "NewsArticle", "keywords": ", ".join(TAGS)}),
        json_ld({"@type": "NewsArticle", "keywords": [*TAGS, "contentId: 17", "s"]}),
    ],
)
def test_tags_that_the_head_declares(head: str) -> None:
    assert article(head=head, below="<p>Từ khóa: của mọi trang</p>").tags == TAGS


@pytest.mark.parametrize(
    ("head", "below"),
    [
        ('<meta name="keywords" content="khoa học, công nghệ, Sở KH&CN">', ""),
        ("", "<h4>Tags</h4><p>Bản quyền thuộc Sở Khoa học và Công nghệ</p>"),
        ("", "<p>Thế: mới là chuyện hay</p>"),
    ],
)
def test_page_without_tags_has_none(head: str, below: str) -> None:
    assert article(head=head, below=below).tags == ()
