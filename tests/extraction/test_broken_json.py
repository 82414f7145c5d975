"""JSON in pages is read as far as it goes, whatever is wrong with it, and that is counted."""

import json
from time import perf_counter

import pytest

from crawler.extraction.reading import REPAIRED, read_page
from crawler.extraction.source.broken_json import read_json

from .handmade import PARAGRAPHS, TITLE, URL, page, prose

OWN = {
    "@type": "NewsArticle",
    "headline": TITLE,
    "author": {"@type": "Person", "name": "Võ Ngọc Hà"},
    "datePublished": "2021-05-04T08:00:00+07:00",
}


def script(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    "text",
    [
        "<!-- {} -->",
        "<!--\n{}\n//-->",
        "<![CDATA[{}]]>",
        "//<![CDATA[\n{}\n//]]>",
        "// <![CDATA[ {} // ]]>",
        "/* dữ liệu */ {} // hết",
        "{};",
        "\ufeff{}",
        "x{}",
        "{}}}",
        "{}]",
        "var data = {};",
        '{{"@type":"Organization"}}{}',
        '{}{{"@type":"Organization"}}',
        "{},{}",
        "[{},]",
        "<p>{}</p>",
        '{{"@graph":[{},',
    ],
)
def test_what_stands_around_json(text: str) -> None:
    html = page(prose(*PARAGRAPHS), script(text.format(*[json.dumps(OWN)] * 2)))
    reading = read_page(html, URL)
    assert reading.article is not None
    assert (reading.article.author, reading.article.published) == (
        "Võ Ngọc Hà",
        "2021-05-04T08:00:00+07:00",
    )
    assert reading.fallbacks == (REPAIRED,)


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ('{"headline": "Tin", "author": {"name": "Võ Ngọc Hà",},}', "Tin"),
        ('{"headline": "Tin",, "author": {"name": "Võ Ngọc Hà"}}', "Tin"),
        ('{"headline": "Tin"\n"author": {"name": "Võ Ngọc Hà"}}', "Tin"),
        ('{"headline": "Tin" "author": {"name": "Võ Ngọc Hà"}}', "Tin"),
        ('{"headline": , "author": {"name": "Võ Ngọc Hà"}}', None),
        ('{"headline": undefined, "author": {"name": "Võ Ngọc Hà"}}', "undefined"),
        ('{"headline": "l\\\'eau", "author": {"name": "Võ Ngọc Hà"}}', "l'eau"),
        ('{"headline": "C:\\Tin\\u0110o", "author": {"name": "Võ Ngọc Hà"}}', "C:TinĐo"),
        (
            '{"headline": "Dự án\n"Cân sạch"", "author": {"name": "Võ Ngọc Hà"}}',
            'Dự án\n"Cân sạch"',
        ),
        (
            '{"headline": "Chợ "Cân sạch": a, b", "author": {"name": "Võ Ngọc Hà"}}',
            'Chợ "Cân sạch": a, b',
        ),
        ('{"headline": "Chợ "A", "B" mở", "author": {"name": "Võ Ngọc Hà"}}', 'Chợ "A", "B" mở'),
        ('{"headline": "Tin"x, "author": {"name": "Võ Ngọc Hà"}}', "Tin"),
        ('{"headline": "Tin"\\, "author": {"name": "Võ Ngọc Hà"}}', "Tin"),
        ('{"headline": "Tin", /* a */ "author": {"name": "Võ Ngọc Hà"} // b\n}', "Tin"),
        ('{"headline": "Tin", // "cũ": 1\n"author": {"name": "Võ Ngọc Hà"}}', "Tin"),
        ('{<br />"headline": "Tin",<br />"author": {"name": "Võ Ngọc Hà"}}', "Tin"),
        ("{headline: 'Tin', author: {name: 'Võ Ngọc Hà'}}", "Tin"),
        (
            "{&quot;headline&quot;: &quot;Tin&quot;, &quot;author&quot;: &quot;Võ Ngọc Hà&quot;}",
            "Tin",
        ),
        ("{“headline”: “Tin”, “author”: {“name”: “Võ Ngọc Hà”}}", "Tin"),
        ('{"headline": "Tin", "author": {"name": "Võ Ngọc Hà"', "Tin"),
        ('{"headline": "Tin", "author": {"name": "Võ Ngọc Hà"}, "articleBody": "Sáng n', "Tin"),
        ('{"author": {"name": "Võ Ngọc Hà"}, "keywords": ["a", "b", "headline": "Tin"}', None),
        ('{"headline": "Tin", "image": ["a", "b",], "author": {"name": "Võ Ngọc Hà"}}', "Tin"),
    ],
)
def test_broken_json_is_read_as_far_as_it_goes(text: str, headline: str | None) -> None:
    (found,), is_repaired = read_json(text)
    author = found["author"]
    assert (author if isinstance(author, str) else author["name"]) == "Võ Ngọc Hà"
    assert found.get("headline") == headline
    assert is_repaired


def test_json_that_is_whole_is_not_repaired() -> None:
    assert read_json(json.dumps([OWN, 7])) == ([[OWN, 7]], False)
    html = page(prose(*PARAGRAPHS), script(json.dumps(OWN)))
    assert read_page(html, URL).fallbacks == ()


@pytest.mark.parametrize("text", ["", "<p>", "xin chào", '"a" "b"', "}]", '{"', "'", "&quot;"])
def test_what_is_no_json_at_all_says_nothing(text: str) -> None:
    found, _ = read_json(text)
    assert not any(found)


@pytest.mark.parametrize(
    "text",
    [
        '["' * 100_000,
        '"' * 200_000,
        '{"a":"' + '" /* ' * 50_000,
        '{"a":"' + '"  ' * 70_000,
        '{"a":"' + '",' * 100_000,
        "[" * 100_000 + "}" * 100_000,
        '{"a":' * 40_000,
        "/* " * 70_000,
        "<a" * 100_000,
        '{"a":"' + '\\"' * 100_000,
    ],
    ids=range(10),
)
def test_endless_broken_json_takes_no_long_time(text: str) -> None:
    began = perf_counter()
    assert not any("author" in found for found in read_json(text)[0])
    assert perf_counter() - began < 5
