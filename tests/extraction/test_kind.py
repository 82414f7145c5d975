"""What tells articles from other pages: no sign alone, neither a declared type nor a shape."""

import pytest

from crawler.extraction import Kind, Reading, read_page
from tests.extraction.handmade import (
    ARTICLE,
    OTHERS,
    PARAGRAPHS,
    TITLE,
    URL,
    graph_type,
    headline,
    json_ld,
    page,
    prose,
)
from tests.testing.layouts import SITES, render, wrap_text


def read(html: str, url: str = URL) -> Reading:
    return read_page(html, url)


LISTING = "<h1>Tin hoạt động</h1>" + "".join(
    f"<div><h3>{headline(title, n)}</h3><p>{PARAGRAPHS[n % 3][:90]}…</p></div>"
    for n, title in enumerate(OTHERS)
)
SAME_ON_EVERY_PAGE = pytest.mark.parametrize(
    "head",
    [
        "",
        graph_type("website"),
        graph_type("article"),
        json_ld("WebSite", "Organization", "WebPage", "BreadcrumbList"),
        graph_type("website") + json_ld("GovernmentOrganization"),
    ],
)


@SAME_ON_EVERY_PAGE
def test_article_of_a_portal_that_declares_the_same_on_every_page(head: str) -> None:
    assert read(page(ARTICLE, head)).kind is Kind.ARTICLE


@SAME_ON_EVERY_PAGE
def test_listing_of_a_portal_that_declares_the_same_on_every_page(head: str) -> None:
    reading = read(page(LISTING, head, title="Tin hoạt động"))
    assert (reading.kind, reading.reason) == (Kind.LISTING, "listing")


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("kind", ["website", "article"])
def test_short_notice_with_a_file(site: str, kind: str) -> None:
    text = (
        "Căn cứ kế hoạch năm 2023, Sở Khoa học và Công nghệ mời các tổ chức, cá nhân đề xuất nhiệm "
        "vụ khoa học và công nghệ. Chi tiết xem tại tệp đính kèm."
    )
    html = wrap_text(site, "Mời đề xuất nhiệm vụ cấp tỉnh năm 2023", "12/03/2023", None, [text])
    reading = read(html.replace("</head>", graph_type(kind) + "</head>", 1))
    assert reading.article is not None
    assert reading.article.text == text


def test_article_without_title_date_or_marks() -> None:
    lines = "<br>".join(PARAGRAPHS)
    assert read(page(f"<div>{lines}</div>", title="Cổng thông tin")).kind is Kind.ARTICLE


def test_text_in_an_element_with_a_random_name() -> None:
    text = f'<div class="ExternalClass0000007AD961E"><p>{PARAGRAPHS[1]}</p></div>'
    footer = f'<div class="footer">{" ".join(OTHERS * 2)}</div>'
    reading = read(page(f"<h1>{TITLE}</h1>{text}{footer}"))
    assert reading.article is not None
    assert reading.article.text == PARAGRAPHS[1]


def test_article_with_headlines_of_others_in_its_midst() -> None:
    related = [f"<h4>{headline(f'Xem thêm: {other}', n)}</h4>" for n, other in enumerate(OTHERS)]
    parts = [prose(*PARAGRAPHS) + other for other in related]
    date = '<meta property="article:published_time" content="2023-03-14T08:00:00+07:00">'
    body = f"<h1>{TITLE}</h1>" + "".join(parts)
    assert read(page(body, json_ld("NewsArticle") + date)).kind is Kind.ARTICLE


def test_section_with_nothing_in_it_yet_has_no_text() -> None:
    reading = read(page("<h1>Tin trong tỉnh</h1>", graph_type("website"), title="Tin trong tỉnh"))
    assert (reading.kind, reading.reason) == (Kind.OTHER, "no text")


def test_whole_articles_one_below_another_are_a_listing() -> None:
    body = "".join(
        f"<h2>{headline(title, n)}</h2><div>{n + 1}/3/2023</div>{prose(*PARAGRAPHS)}"
        for n, title in enumerate(OTHERS)
    )
    assert read(page(body, title="Tin trong tỉnh")).kind is Kind.LISTING


LONG_TITLE = f"{TITLE} cho các chợ đầu mối nông sản của bốn huyện phía tây"


@pytest.mark.parametrize("again", ["", f"<p>{headline(f'Xem tiếp: {LONG_TITLE}')}</p>"])
@pytest.mark.parametrize("entries", [1, 5])
@pytest.mark.parametrize("box", ["", f"<div><h4>Đọc nhiều</h4>{headline(LONG_TITLE)}</div>"])
def test_dated_teasers_of_a_section_are_no_article(entries: int, again: str, box: str) -> None:
    titles = (LONG_TITLE, *OTHERS)[:entries]
    teasers = "".join(
        f"<div><h2>{headline(title, n)}</h2><p>Ngày {n}/3/2023</p>"
        f"<p>{PARAGRAPHS[n % 3]}</p>{again if n == 1 else ''}</div>"
        for n, title in enumerate(titles, start=1)
    )
    body = f"<h1>Tin hoạt động</h1><div>{teasers}</div>{box}"
    assert read(page(body, title="Tin hoạt động")).article is None


@pytest.mark.parametrize("length", [1, 3])
def test_only_article_of_a_month_is_found_in_a_listing(length: int) -> None:
    text = prose(*PARAGRAPHS * length)
    body = f"<h1>Tháng: 3/2023</h1><h2>{headline(TITLE)}</h2><p>14/03/2023</p>{text}"
    reading = read(page(body, title="Tháng: 3/2023"), "http://skhcn.vidu/2023/03/")
    assert (reading.kind, reading.reason) == (Kind.LISTING, "listing")


def test_article_in_a_folder_of_its_month_is_one() -> None:
    url = "http://skhcn.vidu/2023/03/hop-bao/"
    assert read(page(ARTICLE), url).kind is Kind.ARTICLE


def test_article_whose_title_is_a_link_to_it() -> None:
    body = f'<h2><a href="{URL}?tmpl=component">{TITLE}</a></h2>{prose(*PARAGRAPHS)}'
    assert read(page(body)).kind is Kind.ARTICLE


@pytest.mark.parametrize(
    "url", ["http://skhcn.vidu", "http://skhcn.vidu/", "https://www.skhcn.vidu/vi/", URL]
)
def test_address_of_the_whole_site(url: str) -> None:
    body = f"<h1>{TITLE}</h1>{prose(*PARAGRAPHS)}<h2>Tin khác</h2>{LISTING}"
    reading = read(page(body), url)
    assert (reading.reason == "home page") == (url != URL)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("DiscussionForumPosting", "forum"),
        ("QAPage", "forum"),
        ("Product", "product"),
        ("CollectionPage", "declared something else"),
    ],
)
def test_declared_type_decides_where_the_shape_says_little(kind: str, reason: str) -> None:
    reading = read(page(prose(*PARAGRAPHS), json_ld(kind), title="Máy sấy"))
    assert (reading.kind, reading.reason) == (Kind.OTHER, reason)


def test_article_about_a_product_is_one() -> None:
    assert read(page(ARTICLE, json_ld("Product", "Article"))).kind is Kind.ARTICLE


def test_page_that_declares_one_article_is_told_from_a_list_of_them() -> None:
    body = prose(*PARAGRAPHS)
    one, many = (json_ld("CollectionPage", *["BlogPosting"] * n) for n in (1, 5))
    assert read(page(body, one, title="Nhật ký")).kind is Kind.ARTICLE
    assert read(page(body, many, title="Nhật ký")).kind is not Kind.ARTICLE


def test_comments_do_not_make_an_article_a_thread() -> None:
    comments = "".join(
        f'<li class="comment"><a href="/u/{n}">bandoc{n}</a><p>{PARAGRAPHS[n % 3]}</p></li>'
        for n in range(9)
    )
    reading = read(page(f'{ARTICLE}<ol class="comments">{comments}</ol>'))
    assert reading.kind is Kind.ARTICLE


def test_fees_in_an_article_do_not_make_it_a_shop() -> None:
    rows = "".join(f"<tr><td>Cân {n} kg</td><td>{n}0.000 đồng</td></tr>" for n in range(3, 9))
    assert read(page(f"{ARTICLE}<table>{rows}</table>")).kind is Kind.ARTICLE


def test_quotations_above_an_article_do_not_make_it_a_shop() -> None:
    quotations = "".join(
        f"<div><a href='/gia/{n}'>Vàng {n}</a> <p>{n}.000 đ</p></div>" for n in range(9)
    )
    parts = "".join(f"<div><div><div>{prose(p)}</div></div></div>" for p in PARAGRAPHS)
    assert read(page(f"{quotations}<h1>{TITLE}</h1>{parts}")).kind is Kind.ARTICLE


def test_record_of_a_legal_document() -> None:
    record = {
        "Số ký hiệu": "12/2023/QĐ-UBND",
        "Ngày ban hành": "14/03/2023",
        "Người ký": "Lê Văn Thành",
        "Trích yếu": "Ban hành quy định về quản lý nhiệm vụ khoa học và công nghệ cấp tỉnh",
    }
    rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in record.items())
    html = render("kon_tum", title="Văn bản", date="", main_html=f"<table>{rows}</table>")
    reading = read(html, "http://skhcn.vidu/van-ban/12")
    assert reading.kind is not Kind.ARTICLE
    assert reading.reason


@pytest.mark.parametrize("address", ["http://[", "//:x", "javascript:void(0)", "http://a:b/c"])
def test_headline_with_an_impossible_address_does_no_harm(address: str) -> None:
    body = f'<h2><a href="{address}">{TITLE}</a></h2>{prose(*PARAGRAPHS)}'
    assert read(page(body)).kind is Kind.ARTICLE
