"""An article on several pages, read as one: nothing twice, nothing left out."""

from dataclasses import replace

from crawler.extraction import Article, Image, Kind, Reading
from crawler.extraction.parted import UNREADABLE, Relation, join, paragraphs, relation

LEAD = "Sở Khoa học và Công nghệ vừa nghiệm thu đề tài về cây quế."
ONE, TWO, THREE, FOUR = (
    "Sau hai năm, nhóm nghiên cứu đã trồng thử nghiệm mười hai héc-ta.",
    "Tỷ lệ sống của cây giống đạt chín mươi lăm phần trăm.",
    "Người dân ba xã được tập huấn kỹ thuật chăm sóc và chế biến.",
    "Hội đồng đề nghị nhân rộng mô hình trong toàn tỉnh.",
)
SIGNED = "Theo Báo Khoa học và Phát triển"


def reading(*lines: str, markdown: str | None = None, **more: object) -> Reading:
    text = "\n".join(lines)
    written = "\n\n".join(lines) if markdown is None else markdown
    article = Article("http://skhcn.vidu/que", "Nghiệm thu đề tài", text, markdown=written)
    return Reading(Kind.ARTICLE, "", replace(article, **more))  # type: ignore[arg-type]


def joined(*readings: Reading) -> Article:
    article = join(readings[0], readings[1:]).article
    assert article is not None
    return article


def test_lead_comes_first_only_and_what_ends_each_page_last_only() -> None:
    parts = [
        reading(LEAD, ONE, TWO, SIGNED, "Trang 1 2 3 Tiếp theo"),
        reading(LEAD, THREE, SIGNED, "Trang 1 2 3"),
        reading("Trang 3/3", LEAD, FOUR, SIGNED),
    ]
    article = joined(*parts)
    assert article.text.split("\n") == [LEAD, ONE, TWO, THREE, FOUR, SIGNED]
    assert article.markdown.split("\n\n") == [LEAD, ONE, TWO, THREE, FOUR, SIGNED]


def test_what_an_article_says_twice_stays() -> None:
    article = joined(reading(LEAD, ONE, TWO), reading(THREE, ONE, FOUR))
    assert article.text.split("\n") == [LEAD, ONE, TWO, THREE, ONE, FOUR]


def test_structure_and_pictures_stay() -> None:
    pictures = [Image(f"http://skhcn.vidu/{name}.jpg") for name in "ab"]
    first = reading(LEAD, ONE, markdown=f"**{LEAD}**\n\n![](http://a)\n\n{ONE}")
    second = reading(
        LEAD, TWO, THREE, markdown=f"**{LEAD}**\n\n![](http://b)\n\n- {TWO}\n- {THREE}"
    )
    assert first.article is not None
    first = replace(first, article=replace(first.article, images=tuple(pictures[:1])))
    assert second.article is not None
    second = replace(second, article=replace(second.article, images=tuple(pictures)))
    article = joined(first, second)
    assert article.images == tuple(pictures)
    assert article.markdown == (
        f"**{LEAD}**\n\n![](http://a)\n\n{ONE}\n\n![](http://b)\n\n- {TWO}\n- {THREE}"
    )


def test_what_is_said_once_is_the_first_pages() -> None:
    first = reading(LEAD, ONE, published="2026-03-02", section="Tin tức")
    second = reading(TWO, published="2026-03-04", author="Minh Anh", section="Khác")
    article = joined(first, second)
    assert (article.published, article.section, article.author) == (
        "2026-03-02",
        "Tin tức",
        "Minh Anh",
    )


def test_part_without_text_is_counted() -> None:
    found = join(reading(LEAD, ONE), [Reading(Kind.OTHER, "no text", None), reading(TWO)])
    assert found.article is not None
    assert found.article.text.split("\n") == [LEAD, ONE, TWO]
    assert found.fallbacks == (UNREADABLE,)


def related(part: Reading, *, is_named: bool = False) -> Relation:
    first = reading(LEAD, ONE, TWO, published="2026-03-02")
    assert first.article is not None
    said = paragraphs(first.article)
    return relation(replace(first, surely_dated=True), said, part, is_named=is_named)


def test_relations() -> None:
    assert related(reading(LEAD, THREE)) is Relation.CONTINUES
    assert related(reading(THREE, title="Nghiệm thu đề tài (Phần 2)")) is Relation.CONTINUES
    assert related(reading(THREE, title="")) is Relation.CONTINUES
    assert related(reading(THREE, title="II. Kết quả"), is_named=True) is Relation.CONTINUES
    assert related(reading(LEAD, ONE, TWO, "1 2 3")) is Relation.REPEATS
    assert related(Reading(Kind.LISTING, "listing", None)) is Relation.REPEATS
    assert related(reading(THREE, title="Khai mạc hội thi")) is Relation.ALONE
    later = replace(reading(THREE, published="2026-04-02"), surely_dated=True)
    assert related(later) is Relation.ALONE
    assert related(Reading(Kind.OTHER, "not found", None)) is Relation.NONE
