"""What its makers call a part of a page tells what it is, if it is a small part of it."""

import pytest

from crawler.extraction import Article, extract
from tests.extraction.bylined import TEXT, TITLE, URL

PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
FIRST, *REST = (f"<p>{paragraph}</p>" for paragraph in TEXT)
#: A sentence that looks like one of the text.
NOTE = "Mời bạn đọc để lại địa chỉ để mỗi sáng thứ hai nhận được những tin mới nhất của chúng tôi."


def read(body: str) -> Article:
    html = f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'
    article = extract(html, URL)
    assert article is not None
    return article


def around(inside: str) -> str:
    """An article with something among its paragraphs."""
    return f"<article><h1>{TITLE}</h1>{FIRST}{inside}{''.join(REST)}</article>"


def test_unnamed_note_among_the_paragraphs_is_text() -> None:
    assert NOTE in read(around(f'<div class="o1"><p>{NOTE}</p></div>')).text


@pytest.mark.parametrize(
    "opening",
    [
        '<div class="newsletter-box">',
        '<div class="article__newsletterSignup">',
        '<div id="subscribe">',
        '<section class="o1 cookie-consent">',
        '<div class="dang-ky o-lien-quan">',
        '<div class="author-bio">',
        '<div class="print-only">',
        '<div class="toc-container">',
        "<aside>",
        "<form>",
        "<related-news>",
    ],
)
def test_part_that_is_named_as_none_of_the_text_is_left_out(opening: str) -> None:
    tag = opening.strip("<>").split()[0]
    assert read(around(f"{opening}<p>{NOTE}</p></{tag}>")).text == "\n".join(TEXT)


@pytest.mark.parametrize("name", ["shareholder", "tagline", "badge", "uploads", "toc_cach-lam"])
def test_name_that_only_begins_or_ends_like_one_tells_nothing(name: str) -> None:
    assert NOTE in read(around(f'<div class="{name}"><p>{NOTE}</p></div>')).text


@pytest.mark.parametrize(
    "markup",
    [
        '<div><img src="/a.jpg"><p class="caption">{}</p></div>',
        '<div class="image-box"><span><a href="/a"><img src="/a.jpg"></a></span>'
        '<div class="photo-credit">{}</div></div>',
        '<figure><img src="/a.jpg"><figcaption>{}</figcaption></figure>',
        '<div class="anh"><img src="/a.jpg"><div class="chu-thich">{}</div></div>',
    ],
)
def test_caption_beside_a_picture_is_no_text(markup: str) -> None:
    words = "Khách tham quan xem máy sấy nông sản tại gian trưng bày của Trung tâm."
    article = read(around(markup.format(words)))
    assert article.text == "\n".join(TEXT)
    assert article.captions == (words,)


def test_lead_called_caption_without_a_picture_is_text() -> None:
    lead = "Người dân trong tỉnh có thêm một nơi để tìm mua công nghệ mà không phải đi xa."
    article = read(f'<article><h1>{TITLE}</h1><p class="caption">{lead}</p>{PARAGRAPHS}</article>')
    assert article.text == "\n".join((lead, *TEXT))
    assert article.captions == ()


def test_entries_of_a_live_blog_are_no_text_of_the_article_above_them() -> None:
    entries = "".join(
        f'<div class="live-blog-entry"><p>{hour} giờ: thêm {hour} quy trình công nghệ được chào '
        "bán, ban tổ chức mời các doanh nghiệp đến gian số mười hai để xem tận nơi.</p></div>"
        for hour in range(8, 16)
    )
    assert read(f"<h1>{TITLE}</h1>{PARAGRAPHS}{entries}").text == "\n".join(TEXT)


@pytest.mark.parametrize("name", ["sidebar", "sharing", "related", "tag-content", "navigation"])
def test_main_column_is_the_text_whatever_it_is_called(name: str) -> None:
    article = read(f'<div class="{name}"><h1>{TITLE}</h1>{PARAGRAPHS}</div><div>Liên hệ</div>')
    assert article.text.startswith("\n".join(TEXT))


def test_footer_longer_than_the_article_is_no_text() -> None:
    notes = f"<p>{NOTE}</p>" * 5
    body = f'<article><h1>{TITLE}</h1>{PARAGRAPHS}</article><div class="site-footer">{notes}</div>'
    assert read(body).text == "\n".join(TEXT)


def test_form_around_the_whole_page_is_none() -> None:
    """ASP.NET has one on every page."""
    article = read(
        f'<form id="aspnetForm" action="./"><h1>{TITLE}</h1><div>{PARAGRAPHS}</div></form>'
    )
    assert (article.title, article.text) == (TITLE, "\n".join(TEXT))


def test_figure_that_holds_a_table_is_text() -> None:
    rows = (
        "<tr><td>Giải nhất</td><td>Máy sấy nông sản</td></tr><tr><td>Giải nhì</td><td>Men</td></tr>"
    )
    article = read(around(f'<figure class="wp-block-table"><table>{rows}</table></figure>'))
    assert "Giải nhất | Máy sấy nông sản\nGiải nhì | Men" in article.text
    assert article.captions == ()
