"""The library's main door: a page as it came in, its article out, whatever the page is like."""

import json
import time

import pytest

from crawler.extraction import Kind, extract, read_page
from crawler.extraction.source.document import LARGEST_PAGE, MOST_TAGS
from tests.testing.layouts import SITES, render, wrap_text

URL = "http://skhcn.vidu/tin-tuc/khai-truong-san-giao-dich-cong-nghe"
TITLE = "Khai trương sàn giao dịch công nghệ và thiết bị trực tuyến"
PARAGRAPHS = (
    "Sáng 12/9, Trung tâm Ứng dụng tiến bộ khoa học và công nghệ khai trương sàn giao dịch công "
    "nghệ trực tuyến với sự tham dự của gần một trăm doanh nghiệp, hợp tác xã trong tỉnh.",
    "Ngay ngày đầu, hơn 300 quy trình, thiết bị được chào bán; nhiều nhất là máy sấy nông sản, hệ "
    "thống tưới tự động và men vi sinh xử lý phụ phẩm.",
    "Ông Trần Văn Lâm, Giám đốc Trung tâm, cho biết người mua được tư vấn miễn phí và được hỗ trợ "
    "một phần chi phí lắp đặt nếu ký hợp đồng trong năm nay.",
)
TEXT = "\n".join(PARAGRAPHS)
PAGE = wrap_text("kon_tum", TITLE, "13/09/2021", "Thu Hằng", PARAGRAPHS)


def plain(body: str, head: str = "") -> str:
    """A page without a frame."""
    return f'<html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def article_html(title: str = f"<h1>{TITLE}</h1>") -> str:
    return title + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


@pytest.mark.parametrize("html", [PAGE, PAGE.encode()])
def test_article_of_a_page(html: str | bytes) -> None:
    article = extract(html, URL)
    assert article is not None
    assert article.url == URL
    assert article.title == TITLE
    assert article.text == TEXT
    assert article.author == "Thu Hằng"
    assert (article.published, article.published_raw) == ("2021-09-13", "13/09/2021")


def test_same_page_gives_the_same_article() -> None:
    assert extract(PAGE, URL) == extract(PAGE, URL)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("", "empty page"),
        (b"", "empty page"),
        ("   \n", "empty page"),
        ("<html><head><title>Sở</title></head><body></body></html>", "empty page"),
        ("\x00", "empty page"),
        ("<html><body><script>alert('xin chào')</script></body></html>", "empty page"),
    ],
)
def test_empty_page_has_no_article(html: str | bytes, reason: str) -> None:
    reading = read_page(html, URL)
    assert (reading.kind, reading.article) == (Kind.OTHER, None)
    assert reading.reason == reason
    assert extract(html, URL) is None


@pytest.mark.parametrize(
    "html", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "%PDF-1.4\n%%EOF", "{}"]
)
def test_what_is_no_page_has_no_article(html: str | bytes) -> None:
    assert extract(html, URL) is None


def test_title_that_only_a_link_tells() -> None:
    unmarked = plain(f"<div>Tin trong tỉnh</div><div>{TITLE}</div>" + article_html(title=""))
    article = extract(unmarked, URL, link_text=TITLE)
    assert article is not None
    assert article.title == TITLE
    assert article.text == TEXT


@pytest.mark.parametrize(
    "link_text", ["", "Xem chi tiết", "Trang chủ", "Một bài viết khác hẳn, ở trang khác"]
)
def test_link_that_tells_nothing_changes_nothing(link_text: str) -> None:
    assert extract(PAGE, URL, link_text=link_text) == extract(PAGE, URL)


JSON_LD = json.dumps(
    {
        "@type": "NewsArticle",
        "headline": TITLE,
        "datePublished": "2021-09-13T08:30:00+07:00",
        "author": {"name": "Thu Hằng"},
    }
)
OPEN_GRAPH = (
    f'<meta property="og:title" content="{TITLE}"><meta property="og:type" content="article">'
    '<meta property="article:published_time" content="2021-09-13T08:30:00+07:00">'
    '<meta property="article:author" content="Thu Hằng">'
)
MICRODATA = (
    '<meta itemprop="datePublished" content="2021-09-13T08:30:00+07:00">'
    '<span itemprop="author">Thu Hằng</span>'
)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (f'<script type="application/ld+json">{JSON_LD}</script>', article_html()),
        (OPEN_GRAPH, article_html()),
        ("", MICRODATA + article_html()),
    ],
)
def test_what_a_page_declares_is_used(head: str, body: str) -> None:
    article = extract(plain(body, head), URL)
    assert article is not None
    assert article.title == TITLE
    assert article.text == TEXT
    assert article.author == "Thu Hằng"
    assert article.published == "2021-09-13T08:30:00+07:00"


@pytest.mark.parametrize(
    "head", [f'<script type="application/ld+json">{JSON_LD}</script>', OPEN_GRAPH]
)
def test_page_that_calls_itself_an_article_is_known_to(head: str) -> None:
    assert read_page(plain(article_html(), head), URL).declares_article
    assert not read_page(plain(article_html()), URL).declares_article


def test_role_account_is_no_author() -> None:
    html = plain(article_html() + "<p>Đăng bởi: Administrator Account</p>")
    article = extract(html, URL)
    assert article is not None
    assert article.author is None


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (PAGE.replace("UTF-8", "windows-1258").encode(), "text/html; charset=iso-8859-1"),
        (PAGE.encode(), "text/html; charset=windows-1252"),
        (PAGE.encode(), "text/html; charset=khong-co"),
        (PAGE.encode("utf-16"), "text/html; charset=utf-8"),
    ],
)
def test_wrong_charset_is_found_out_and_counted(body: bytes, content_type: str) -> None:
    reading = read_page(body, URL, content_type=content_type)
    assert reading.article is not None
    assert (reading.article.title, reading.article.text) == (TITLE, TEXT)


@pytest.mark.slow
def test_largest_page_is_read_in_time() -> None:
    comment = f"<div class='comment'><a href='/tin/1'>{'Xem ' * 40}</a></div>"
    html = PAGE.replace("</body>", f"{comment * 23_500}</body>")
    assert len(html) > 0.9 * LARGEST_PAGE
    assert html.count("<") > 0.9 * MOST_TAGS
    began = time.monotonic()
    article = extract(html, URL)
    assert time.monotonic() - began < 20
    assert article is not None
    assert (article.title, article.text) == (TITLE, TEXT)


def test_article_of_two_thousand_paragraphs() -> None:
    paragraphs = [f"Điều {n}. {PARAGRAPHS[n % 3]}" for n in range(2_000)]
    began = time.monotonic()
    article = extract(wrap_text("kon_tum", TITLE, "13/09/2021", None, paragraphs), URL)
    assert time.monotonic() - began < 10
    assert article is not None
    assert article.title == TITLE
    assert article.text == "\n".join(paragraphs)


@pytest.mark.parametrize(
    ("opening", "levels"),
    [*((f"<{tag}>", 5_000) for tag in ("div", "span", "font", "b")), ("<table><tr><td>", 500)],
)
def test_deep_nesting(opening: str, levels: int) -> None:
    began = time.monotonic()
    article = extract(plain(article_html() + opening * levels + "Cuối cùng của trang"), URL)
    assert time.monotonic() - began < 20
    assert article is not None
    assert article.title == TITLE
    assert article.text.startswith(TEXT)


def test_article_below_deep_nesting() -> None:
    article = extract(plain("<div>" * 2_000 + article_html()), URL)
    assert article is not None
    assert (article.title, article.text) == (TITLE, TEXT)


#: What to put in place of what, in a page that is well-formed.
BROKEN = {
    "nothing is closed": [("</p>", ""), ("</h1>", "<p>")],
    "neither html nor head nor body": [
        ('<html><head><meta charset="utf-8"></head><body>', ""),
        ("</body></html>", ""),
    ],
    "cut off": [("></body></html>", "")],
    "closed twice": [("</p>", "</p></p></div></td>")],
    "body inside body": [("<body>", "<body><html><body>")],
    "ends in the middle": [("</h1>", "</h1></body></html>")],
    "unknown tags": [("<p>", "<o:p><st1:place><p>"), ("<h1", "<tiêu-đề><h1")],
    "attributes without quotes": [("<p>", "<p class=MsoNormal style=color:red x=>")],
    "Word's comments": [("<p>", "<!--[if gte mso 9]><xml><w:Word/></xml><![endif]--><p>")],
    "comment that ends late": [("<body>", "<body><!-- menu -- >\n-->")],
    "null bytes": [("<p>", "\x00<p>\x00")],
    "capitals": [("<p>", "<P>"), ("<h1>", "<H1>"), ("body>", "BODY>")],
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_html(name: str) -> None:
    html = plain(article_html())
    for sane, broken in BROKEN[name]:
        assert sane in html
        html = html.replace(sane, broken)
    article = extract(html, URL)
    assert article is not None
    assert (article.title, article.text) == (TITLE, TEXT)


@pytest.mark.parametrize("site", SITES)
def test_frame_without_an_article_has_none(site: str) -> None:
    listing = "".join(f'<p><a href="/tin/{n}">{TITLE} lần {n}</a></p>' for n in range(12))
    html = render(site, title="Tin tức", date="", main_html=listing)
    reading = read_page(html, URL)
    assert reading.article is None
    assert reading.reason
