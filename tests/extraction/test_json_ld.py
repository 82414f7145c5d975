"""A page's JSON-LD is read however it is written, and only what it says of the page itself."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from crawler.extraction.reading import read_page
from crawler.extraction.source.document import Declared, parse, read_declared

from .handmade import PARAGRAPHS, TITLE, URL, page, prose

OWN = {
    "@type": "NewsArticle",
    "headline": TITLE,
    "author": {"@type": "Person", "name": "Võ Ngọc Hà"},
    "datePublished": "2021-05-04T08:00:00+07:00",
}
OTHER = {
    "@type": "NewsArticle",
    "url": "http://skhcn.vidu/tin-tuc/khai-truong-cho-phien-ven-song-77.html",
    "headline": "Khai trương chợ phiên ven sông",
    "author": {"@type": "Person", "name": "Trần Quốc Bảo"},
    "datePublished": "2011-01-02T08:00:00+07:00",
}
SITE = "http://skhcn.vidu/"


def script(data: object) -> str:
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return f'<script type="application/ld+json">{text}</script>'


def declared(*data: object, head: str = "") -> Declared:
    root = parse(page(prose(*PARAGRAPHS), head + "".join(map(script, data))))
    assert root is not None
    return read_declared(root, URL)


def without(node: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in node.items() if name not in names}


@pytest.mark.parametrize(
    "address",
    [
        {"url": URL},
        {"@id": URL},
        {"@id": f"{URL}#article"},
        {"mainEntityOfPage": URL},
        {"mainEntityOfPage": {"@type": "WebPage", "@id": URL}},
        {"mainEntityOfPage": {"@type": "WebPage", "url": URL.replace("http://", "https://www.")}},
        {"url": [f"{URL}?utm_source=rss"]},
        {"url": URL.removeprefix("http://skhcn.vidu")},
        {"url": "http://skhcn.vidu/ban-goc-9.html"},  # the canonical one
    ],
)
@pytest.mark.parametrize("headline", [TITLE, "Máy sấy lạnh về với nông dân trồng nghệ"])
def test_of_several_articles_the_one_that_is_at_the_pages_address(
    address: dict[str, Any], headline: str
) -> None:
    own = {**OWN, **address, "headline": headline}
    canonical = '<link rel="canonical" href="/ban-goc-9.html">'
    for data in ([OTHER, own], {"@graph": [OTHER, OTHER, own]}, [own, OTHER]):
        found = declared(data, head=canonical)
        assert (found.author, found.published) == ("Võ Ngọc Hà", OWN["datePublished"])
        assert found.title == headline


def test_of_several_articles_without_addresses_the_one_of_the_pages_name() -> None:
    other = without(OTHER, "url")
    assert declared([other, OWN]).author == "Võ Ngọc Hà"
    cut = {**OWN, "headline": TITLE[:30]}
    assert declared(other, cut).author == "Võ Ngọc Hà"


@pytest.mark.parametrize(
    "data",
    [
        OTHER,
        [OTHER, OTHER],
        [without(OTHER, "url"), {**OTHER, "headline": "Tin khác"}],
        {"@type": "ItemList", "itemListElement": [without(OTHER, "url")]},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": OTHER}]},
        {"@type": "WebPage", "mainEntity": {"@type": "ItemList", "itemListElement": [OWN]}},
        {"@type": "WebPage", "relatedLink": [OTHER], "hasPart": OTHER},
        {"@type": "WebPage", "url": OTHER["url"], "datePublished": "2011-01-02"},
    ],
)
def test_articles_of_a_related_list_say_nothing_of_the_page(data: object) -> None:
    found = declared(data)
    assert (found.author, found.published, found.title) == (None, None, None)
    assert found.page_published is None


@pytest.mark.parametrize("url", [SITE, "http://may-chu-cu.vidu/bai/12", "http://[loi", "", 7])
def test_the_only_article_may_have_an_odd_address(url: object) -> None:
    assert declared({**OWN, "url": url}).author == "Võ Ngọc Hà"


def test_what_one_description_leaves_open_another_of_the_same_article_says() -> None:
    first = {**without(OWN, "author"), "url": URL}
    found = declared(first, {**OWN, "url": URL, "datePublished": "2021-05-05"}, OTHER)
    assert (found.author, found.published) == ("Võ Ngọc Hà", OWN["datePublished"])


@pytest.mark.parametrize(
    "name",
    [
        "Article",
        "AnalysisNewsArticle",
        "AskPublicNewsArticle",
        "BackgroundNewsArticle",
        "OpinionNewsArticle",
        "ReportageNewsArticle",
        "ReviewNewsArticle",
        "AdvertiserContentArticle",
        "SatiricalArticle",
        "ScholarlyArticle",
        "MedicalScholarlyArticle",
        "TechArticle",
        "APIReference",
        "Report",
        "SocialMediaPosting",
        "BlogPosting",
        "LiveBlogPosting",
        "http://schema.org/NewsArticle",
        "https://schema.org/ReportageNewsArticle/",
        "schema:NewsArticle",
        ["Thing", "http://schema.org/TechArticle"],
    ],
)
def test_kinds_of_articles(name: object) -> None:
    found = declared({**OWN, "@type": name})
    assert (found.author, found.is_article) == ("Võ Ngọc Hà", True)


def test_types_given_as_addresses_are_told_by_their_names() -> None:
    assert declared({"@type": "https://schema.org/QAPage"}).schema_types == ("QAPage",)


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ({"@type": "Person", "name": ["Võ Ngọc Hà"]}, "Võ Ngọc Hà"),
        ({"@type": "Person", "name": ["Võ Ngọc Hà", "Lê Văn Tám"]}, "Võ Ngọc Hà, Lê Văn Tám"),
        ({"name": {"@value": "Võ Ngọc Hà", "@language": "vi"}}, "Võ Ngọc Hà"),
        ({"@value": "Võ Ngọc Hà"}, "Võ Ngọc Hà"),
        ({"@id": "#nguoi-viet-7"}, "Lê Văn Tám"),
        ([{"@id": "#nguoi-viet-7"}, {"name": "Võ Ngọc Hà"}], "Lê Văn Tám, Võ Ngọc Hà"),
        ("#nguoi-viet-7", "Lê Văn Tám"),
        ([{"name": "Võ Ngọc Hà"}, {"name": "Võ Ngọc Hà"}], "Võ Ngọc Hà"),
    ],
)
def test_authors(author: object, name: str) -> None:
    writer = {"@type": "Person", "@id": "#nguoi-viet-7", "name": "Lê Văn Tám"}
    assert declared({"@graph": [{**OWN, "author": author}, writer]}).author == name
    creator = {**without(OWN, "author"), "creator": author}
    assert declared({"@graph": [writer, creator]}).author == name


def test_an_account_does_not_hide_the_author_that_the_head_names() -> None:
    account = {**OWN, "author": {"name": "admin"}}
    assert (
        declared(account, head='<meta name="author" content="Lê Thị Thu">').author == "Lê Thị Thu"
    )
    assert declared(account).author == "admin"


@pytest.mark.parametrize(
    "dates",
    [
        {"datePublished": ["2021-05-04"]},
        {"datePublished": {"@type": "Date", "@value": "2021-05-04"}},
        {"datePublished": [{"@value": "2021-05-04"}, "2021-05-06"]},
        {"dateCreated": "2021-05-04"},
        {"datePublished": "", "dateCreated": "2021-05-04"},
        {"datePublished": "0000-00-00", "dateCreated": ["2021-05-04"]},
        {"datePublished": "2021-05-04", "dateCreated": "2021-05-01", "dateModified": "2021-06-01"},
    ],
)
def test_dates(dates: dict[str, Any]) -> None:
    assert declared({**without(OWN, "datePublished"), **dates}).published == "2021-05-04"


def test_the_pages_own_date_stands_in_for_the_articles() -> None:
    whole = {"@graph": [{"@type": "WebPage", "url": URL, "datePublished": "2021-05-04"}]}
    meta = '<meta property="article:published_time" content="2021-05-03">'
    changed = {"@type": "WebPage", "dateModified": "2021-05-04"}
    for head, day in (
        (script(whole), "2021-05-04"),
        (script([whole, {**OWN, "datePublished": "2021-05-05"}]), "2021-05-05"),
        (script(whole) + meta, "2021-05-03"),
        (script(changed), None),
    ):
        article = read_page(page(prose(*PARAGRAPHS), head), URL).article
        assert article is not None
        assert article.published == day


@pytest.mark.parametrize(
    "comment",
    [
        '<div itemprop="comment" itemscope><span itemprop="author">Lê Văn Tám</span>'
        '<time itemprop="datePublished" datetime="2020-08-12">12/8</time></div>',
        '<div itemscope itemtype="http://schema.org/Comment"><b itemprop="author">Lê Văn Tám</b>'
        '<meta itemprop="datePublished" content="2020-08-12"></div>',
        '<ul itemscope itemtype="https://schema.org/ItemList"><li itemprop="itemListElement">'
        '<meta itemprop="datePublished" content="2020-08-12"></ul>',
    ],
)
def test_comments_and_lists_in_microdata_say_nothing_of_the_page(comment: str) -> None:
    root = parse(page(f"<h1>{TITLE}</h1>{prose(*PARAGRAPHS)}{comment}"))
    assert root is not None
    found = read_declared(root, URL)
    assert (found.author, found.published) == (None, None)
