"""Each sign shows on the pages that it is named for, and not on their likes."""

import pytest

from crawler.extraction.fields.hints import NO_HINTS
from crawler.extraction.kinds.classifier import SIGNS
from crawler.extraction.kinds.listings import is_headed_by_links, is_interrupted
from crawler.extraction.kinds.page_features import PageFeatures
from crawler.extraction.region.layout import Layout, read_layout
from crawler.extraction.source.document import parse
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

UNDATED = ARTICLE.replace("14/03/2023", "")
WORDS = len(" ".join(PARAGRAPHS).split())


def layout(html: str, url: str = URL) -> Layout:
    root = parse(html)
    assert root is not None
    return read_layout(root, url, "", NO_HINTS)


def shown(html: str) -> set[str]:
    features = PageFeatures(layout(html))
    return {sign.says for sign in SIGNS if sign.shows(features)}


def microdata(kind: str, count: int) -> str:
    entry = f'<div itemscope itemtype="http://schema.org/{kind}">{prose(PARAGRAPHS[0])}</div>'
    return entry * count


def forum(name: str, count: int) -> str:
    """So many texts by several people, each in an element of that class."""
    return "".join(
        f'<div class="{name}"><a href="/u/{n}">nguoi{n}</a><p>{PARAGRAPHS[n % 3]}</p></div>'
        for n in range(count)
    )


PUBLISHED = '<meta property="article:published_time" content="2023-03-14T08:00:00+07:00">'


@pytest.mark.parametrize(
    ("sign", "with_it", "without"),
    [
        ("named by others", page(UNDATED), page(UNDATED, title="Cổng thông tin")),
        ("dated", page(ARTICLE), page(UNDATED)),
        (
            "declared an article",
            page(ARTICLE, json_ld("NewsArticle")),
            page(ARTICLE, json_ld("NewsArticle", "NewsArticle", "NewsArticle")),
        ),
        ("declared an article", page(microdata("Article", 1)), page(microdata("Article", 3))),
        ("declared with a date", page(ARTICLE, PUBLISHED), page(ARTICLE)),
        ("prose in one place", page(ARTICLE), page(microdata("Thing", 4))),
        ("much prose", page(prose(*PARAGRAPHS * (1 + 300 // WORDS))), page(ARTICLE)),
        (
            "very much prose",
            page(prose(*PARAGRAPHS * (1 + 1000 // WORDS))),
            page(prose(*PARAGRAPHS * (1 + 300 // WORDS))),
        ),
        ("forum", page(forum("post", 4)), page(forum("postcode", 4))),
        ("forum", page(forum("reply message", 4)), page(prose(*PARAGRAPHS * 3) + forum("post", 1))),
        ("not declared an article", page(ARTICLE, graph_type("website")), page(ARTICLE)),
        (
            "not declared an article",
            page(ARTICLE, json_ld("WebSite")),
            page(ARTICLE, json_ld("WebSite", "Article")),
        ),
        (
            "page of parts",
            page("".join(f"<h2>Phần {n}</h2><p>{PARAGRAPHS[0]}</p>" for n in range(5))),
            page("".join(f"<h2>Phần {n}</h2>{prose(*PARAGRAPHS)}" for n in range(5))),
        ),
        ("no prose", page(f"<h1>{TITLE}</h1><p>Mời xem chi tiết ở tệp.</p>"), page(ARTICLE)),
    ],
)
def test_sign(sign: str, with_it: str, without: str) -> None:
    assert sign in shown(with_it)
    assert sign not in shown(without)


def test_share_of_the_text_of_a_page() -> None:
    boxes = "".join(
        f"<td><h4>{headline(other)}</h4><p>{paragraph}</p></td>"
        for other, paragraph in zip(OTHERS, PARAGRAPHS * 2, strict=False)
    )
    box = f"<table><tr>{boxes}</tr></table>"
    welcome = prose("Chào mừng bạn đọc đến với trang tin của Sở.")
    assert PageFeatures(layout(page(welcome + box))).text_share < 0.1
    assert PageFeatures(layout(page(ARTICLE))).text_share == 1


def test_headlines_that_cut_a_text_into_pieces() -> None:
    def cut(pieces: int) -> Layout:
        piece = f"<h3>{headline(OTHERS[0])}</h3><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"
        return layout(page(f"<div><p>{PARAGRAPHS[2]}</p>{piece * pieces}</div>"))

    assert is_interrupted(cut(5))
    assert not is_interrupted(cut(2))


def test_title_and_headings_that_lead_to_other_pages() -> None:
    def headed(first: str) -> Layout:
        second = f"<h2>{headline(OTHERS[0], 2)}</h2>{prose(*PARAGRAPHS)}"
        return layout(page(f"<h2>{first}</h2>{prose(*PARAGRAPHS)}{second}", title="Tin tức"))

    assert is_headed_by_links(headed(headline(TITLE)))
    assert not is_headed_by_links(headed(f'<a href="{URL}#top">{TITLE}</a>'))
    assert not is_headed_by_links(headed(TITLE))
