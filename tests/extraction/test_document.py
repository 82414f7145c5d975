"""What a page says of itself, in its head or in attributes, is read whatever the dialect."""

import json

import pytest

from crawler.extraction.source.document import Declared, parse, read_declared

TITLE = "Khai trương sàn giao dịch công nghệ và thiết bị trực tuyến"
LEAD = "Sàn có hơn 300 quy trình, thiết bị được chào bán ngay trong ngày đầu."


def declared(head: str, body: str = "") -> Declared:
    root = parse(f"<html><head>{head}</head><body>{body}<p>Nội dung</p></body></html>")
    assert root is not None
    return read_declared(root)


def json_ld(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False)
    return f'<script type="application/ld+json">{text}</script>'


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2021-09-30T05:53:00+07:00",
    "author": {"@type": "Person", "name": "Hoàng Bách"},
}


@pytest.mark.parametrize("html", ["", " \n\t ", "\x00\x01", "<!-- chỉ có chú thích -->"])
def test_nothing_to_parse(html: str) -> None:
    root = parse(html)
    assert root is None or not root.text_content().strip()


def test_control_characters_do_not_end_a_page() -> None:
    root = parse(
        "<html><body><p>Sở Khoa học\x00 và\x0b Công nghệ</p><p>Cuối trang</p></body></html>"
    )
    assert root is not None
    assert root.text_content() == "Sở Khoa học và Công nghệCuối trang"


def test_xml_declaration_with_another_charset_does_no_harm() -> None:
    root = parse('<?xml version="1.0" encoding="windows-1258"?><html><p>Đo lường</p></html>')
    assert root is not None
    assert root.text_content() == "Đo lường"


def test_title_of_the_document() -> None:
    assert declared(f"<title>\n {TITLE} | Sở KH&amp;CN </title>") == Declared(
        document_title=f"{TITLE} | Sở KH&CN"
    )


def test_title_of_a_drawing_is_not_the_documents() -> None:
    drawing = "<svg><title>Biểu tượng tìm kiếm</title></svg>"
    assert declared(f"<title>{TITLE}</title>", drawing).document_title == TITLE


@pytest.mark.parametrize(
    "data",
    [
        ARTICLE,
        [{"@type": "BreadcrumbList"}, ARTICLE],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {**ARTICLE, "@type": ["Article", "Thing"]},
        {**ARTICLE, "author": [{"@type": "Person", "name": "Hoàng Bách"}]},
        {**ARTICLE, "author": "Hoàng Bách"},
    ],
)
def test_json_ld(data: object) -> None:
    found = declared(json_ld(data))
    assert (found.title, found.author) == (TITLE, "Hoàng Bách")
    assert found.published == "2021-09-30T05:53:00+07:00"
    assert found.is_article


def test_several_authors_of_json_ld() -> None:
    authors = [{"name": "Hoàng Bách"}, {"name": "Thanh Uyên"}]
    assert declared(json_ld({**ARTICLE, "author": authors})).author == "Hoàng Bách, Thanh Uyên"


def test_text_and_lead_of_json_ld() -> None:
    found = declared(json_ld({**ARTICLE, "articleBody": f"{LEAD}\n\nHết.", "description": LEAD}))
    assert (found.body, found.lead) == (f"{LEAD} Hết.", LEAD)


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{",
        "null",
        "[[[]]]",
        '"NewsArticle"',
        '{"@type": null}',
        '{"@type": {"@id": "NewsArticle"}}',
        '{"@type": "NewsArticle", "headline": null, "author": 7, "datePublished": []}',
        '{"@type": "NewsArticle", "author": {"name": null}}',
        pytest.param("[" * 100_000, id="deep"),
    ],
)
def test_odd_json_ld_does_no_harm(script: str) -> None:
    head = f'<script type="application/ld+json">{script}</script><title>{TITLE}</title>'
    found = declared(head)
    assert (found.title, found.author, found.published) == (None, None, None)
    assert found.document_title == TITLE


def test_json_ld_with_line_breaks_in_its_strings() -> None:
    text = json.dumps(ARTICLE, ensure_ascii=False).replace("trực tuyến", "trực\ntuyến")
    head = f'<script type="application/ld+json">\n{text}\n</script>'
    assert declared(head).title == TITLE


def test_what_describes_no_article_is_passed_over() -> None:
    agency = {"@type": "Organization", "name": "Sở KH&CN", "headline": "Cổng thông tin"}
    found = declared(json_ld(agency))
    assert found.title is None
    assert not found.is_article


OPEN_GRAPH = (
    f'<meta property="og:title" content="{TITLE}">'
    '<meta property="og:type" content="article">'
    '<meta property="og:site_name" content="Sở Khoa học và Công nghệ">'
    f'<meta property="og:description" content="{LEAD}">'
    '<meta property="og:url" content="http://skhcn.vidu/tin/12">'
    '<meta property="article:published_time" content="2021-09-30T05:53:00+07:00">'
    '<meta property="article:author" content="Hoàng Bách">'
)


def test_open_graph() -> None:
    assert declared(OPEN_GRAPH) == Declared(
        title=TITLE,
        published="2021-09-30T05:53:00+07:00",
        author="Hoàng Bách",
        site_name="Sở Khoa học và Công nghệ",
        lead=LEAD,
        canonical="http://skhcn.vidu/tin/12",
        graph_type="article",
        is_article=True,
    )


def test_types_of_what_a_page_describes() -> None:
    head = json_ld({"@graph": [{"@type": "WebPage"}, {"@type": ["QAPage", "FAQPage"]}]})
    body = '<div itemscope itemtype="http://schema.org/Question https://schema.org/Thing">?</div>'
    types = ("WebPage", "QAPage", "FAQPage", "Question", "Thing")
    assert declared(head, body).schema_types == types


def test_meta_tags_under_other_attributes_and_in_other_cases() -> None:
    found = declared(
        f'<META NAME="OG:TITLE" CONTENT=" {TITLE} ">'
        '<meta itemprop="datePublished" content="2021-09-30">'
        '<meta name="Author" content="Thanh Uyên"><meta name="description" content="">'
    )
    assert found == Declared(title=TITLE, published="2021-09-30", author="Thanh Uyên")


def test_json_ld_goes_before_open_graph() -> None:
    found = declared(OPEN_GRAPH + json_ld({**ARTICLE, "headline": "Tiêu đề đầy đủ hơn"}))
    assert found.title == "Tiêu đề đầy đủ hơn"


def test_microdata() -> None:
    found = declared(
        "",
        '<div itemscope itemtype="http://schema.org/Article">'
        '<time itemprop="datePublished" datetime="2021-09-30T05:53">hôm qua</time>'
        '<span itemprop="author">Thanh Uyên</span></div>',
    )
    assert found.published == "2021-09-30T05:53"
    assert found.author == "Thanh Uyên"


def test_canonical_address() -> None:
    found = declared('<link rel="Canonical" href=" http://skhcn.vidu/tin/12 ">' + OPEN_GRAPH)
    assert found.canonical == "http://skhcn.vidu/tin/12"


def test_entities_and_decomposed_letters_are_one_form() -> None:
    head = "<title>Tổ chức hội nghị &#273;o l&#432;&#7901;ng</title>"
    assert declared(head).document_title == "Tổ chức hội nghị đo lường"
