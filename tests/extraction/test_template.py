"""What a site's pages share is learned from a few; the others are read the better for it."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.errors import UserError
from crawler.extraction import Article, Reading, Template, learn_template, read_page
from crawler.extraction.reading import UNFIT
from crawler.extraction.template.template import Use
from tests.extraction.saved_pages import ARTICLES, expectation, name
from tests.portals.content import Story, stories

SITES = sorted({path.parent.name for path in ARTICLES})
STORIES = [story for story in stories(40, seed=7) if len(story.paragraphs) > 2][:12]
Render = Callable[[Story], str]


def address(story: Story) -> str:
    return f"http://skhcn.vidu/tin/{story.slug}-{story.id}.html"


def paragraphs(story: Story) -> str:
    return "".join(f"<p>{line}</p>" for line in story.text.split("\n"))


def frame(main: str) -> str:
    """A page of the site around some content."""
    return (
        '<html><head><meta charset="utf-8"><title>Cổng thông tin</title></head><body>'
        '<ul class="menu"><li><a href="/">Trang chủ</a></li></ul>'
        f'<div class="main">{main}</div>'
        '<div class="chan-trang">Bản quyền thuộc về Sở Khoa học và Công nghệ</div></body></html>'
    )


def plain(story: Story, above: str = "", below: str = "", after: str = "") -> str:
    """A page of a story, with this around its text, and after its article."""
    return frame(
        f'<h1 class="tieu-de">{story.title}</h1>'
        f'<div class="ngay">Ngày đăng: {story.published:%d/%m/%Y}</div>'
        f'<div class="noi-dung">{above}{paragraphs(story)}{below}</div>{after}'
    )


def learned(render: Render = plain, count: int = 6) -> Template:
    return learn_template([(render(story), address(story)) for story in STORIES[:count]])


def read(render: Render, story: Story, template: Template | None) -> Reading:
    return read_page(render(story), address(story), template)


def article(render: Render, story: Story, template: Template | None) -> Article:
    found = read(render, story, template).article
    assert found is not None
    return found


def saved(site: str) -> Template:
    pages = [page for page in ARTICLES if page.parent.name == site]
    assert len(pages) >= 5
    return learn_template([(page.read_bytes(), expectation(page)["url"]) for page in pages])


@pytest.fixture(scope="module")
def saved_templates() -> dict[str, Template]:
    return {site: saved(site) for site in SITES}


@pytest.fixture(scope="module")
def saved_readings(saved_templates: dict[str, Template]) -> dict[Path, Reading]:
    """The saved pages, each read with its site's template."""
    return {
        page: read_page(
            page.read_bytes(), expectation(page)["url"], saved_templates[page.parent.name]
        )
        for page in ARTICLES
    }


@pytest.mark.parametrize("page", ARTICLES, ids=name)
def test_saved_page_gives_exactly_the_expected_article(
    page: Path, saved_readings: dict[Path, Reading]
) -> None:
    expected = expectation(page)
    found = saved_readings[page].article
    assert found is not None
    fields = ("text", "title", "author", "published")
    assert {name: getattr(found, name) for name in fields} == {
        name: expected[name] for name in fields
    }


@pytest.mark.parametrize("site", SITES)
def test_most_saved_pages_fit_the_template_learned_from_them(
    site: str, saved_readings: dict[Path, Reading]
) -> None:
    readings = [found for page, found in saved_readings.items() if page.parent.name == site]
    assert sum(UNFIT in reading.fallbacks for reading in readings) <= 1


@pytest.mark.parametrize("site", SITES)
def test_template_is_small(site: str, saved_templates: dict[str, Template]) -> None:
    assert len(saved_templates[site].to_json().encode()) < 40_000


def test_line_that_all_pages_have_with_another_number_is_no_text() -> None:
    def counted(story: Story) -> str:
        return plain(story, below=f"<p>Đã có {story.id} người đọc bài viết này</p>")

    story = STORIES[6]
    assert "người đọc" in article(counted, story, None).text
    assert article(counted, story, learned(counted)).text == story.text


THANKS = (
    "Quê tôi cũng làm như vậy, hiệu quả lắm, mong có thêm tin để bà con học theo.",
    "Xin hỏi mua giống ở đâu, giá mỗi ký bao nhiêu, có được hỗ trợ gì không?",
)
SAID = [said for story in STORIES[8:] for said in re.split(r"\.\s", story.text)]


def discussed(story: Story, said: Sequence[str]) -> str:
    """A page of a story with what readers say: a few of them known, the others guests."""
    known = '<a href="/ban-doc/{0}">Bạn đọc {0}</a><p>{1}</p><a href="#">Trả lời</a>'
    form = known if len(said) < 3 else "<b>Khách</b><p>{1}</p>"
    comments = "".join(
        f'<div class="mot-y">{form.format(number, text)}</div>' for number, text in enumerate(said)
    )
    return plain(story, after=f'<div class="thao-luan"><h3>Ý kiến</h3>{comments}</div>')


def test_discussion_longer_than_the_article_is_not_taken_for_it() -> None:
    def page(story: Story) -> str:
        return discussed(story, SAID[:34] if story is STORIES[6] else THANKS[: story.id % 3])

    story = STORIES[6]
    assert len(" ".join(SAID[:34])) > 1.4 * len(story.text)
    assert SAID[0] in article(page, story, None).text
    assert article(page, story, learned(page)).text == story.text


def test_where_a_template_leaves_next_to_nothing_the_page_is_read_without_it() -> None:
    def page(story: Story) -> str:
        return discussed(story, SAID if story is STORIES[6] else THANKS[: story.id % 3])

    alone, reading = (read(page, STORIES[6], used) for used in (None, learned(page)))
    assert reading == replace(alone, fallbacks=(UNFIT,))


def test_title_that_looks_like_any_line_is_found_by_its_place() -> None:
    def page(story: Story) -> str:
        """Only what the head says tells the title from the slogan."""
        told = f'<meta property="og:title" content="{story.title}">'
        return frame(
            f"<div><div class='ten'>{story.title}</div>"
            "<h2>Chuyên trang khoa học phục vụ đời sống</h2>"
            f'<div class="noi-dung">{paragraphs(story)}</div></div>'
        ).replace("<title>", "<title>" if story is STORIES[6] else f"{told}<title>")

    story = STORIES[6]
    assert article(page, story, None).title != story.title
    assert article(page, story, learned(page)).title == story.title


def test_date_that_could_be_the_headers_clock_is_found_by_its_place() -> None:
    def page(story: Story) -> str:
        """Only what the head says tells that the date is the article's."""
        told = f'<meta property="article:published_time" content="{story.published:%Y-%m-%d}">'
        return frame(
            f'<div class="ngay">{story.published:%d/%m/%Y}</div>'
            '<ul class="muc"><li><a href="/a">Tỉnh</a></li><li><a href="/b">Nước</a></li></ul>'
            f'<div class="bai"><h1>{story.title}</h1>{paragraphs(story)}</div>'
        ).replace("<title>", "<title>" if story is STORIES[6] else f"{told}<title>")

    story = STORIES[6]
    assert article(page, story, None).published is None
    assert article(page, story, learned(page)).published == f"{story.published:%Y-%m-%d}"


def test_page_of_another_layout_is_read_as_without_a_template() -> None:
    def other(story: Story) -> str:
        return (
            '<html><body><main id="bai-viet">'
            f"<h2>{story.title}</h2><time>{story.published:%d/%m/%Y}</time>"
            f"<section>{paragraphs(story)}</section></main></body></html>"
        )

    story = STORIES[6]
    alone, reading = read(other, story, None), read(other, story, learned())
    assert reading == replace(alone, fallbacks=(UNFIT,))
    assert reading.article is not None
    assert reading.article.text == story.text


def test_several_layouts_are_learned_side_by_side() -> None:
    def notice(story: Story) -> str:
        return frame(
            f'<div class="thong-bao"><h3>{story.title}</h3>'
            f"<i>{story.published:%d/%m/%Y}</i><blockquote>{paragraphs(story)}</blockquote></div>"
        )

    def mixed(story: Story) -> str:
        return (plain, notice)[STORIES.index(story) % 2](story)

    template = learned(mixed, 10)
    for story in STORIES[10:]:
        reading = read(mixed, story, template)
        assert reading.article is not None
        assert (reading.article.title, reading.article.text) == (story.title, story.text)
        assert UNFIT not in reading.fallbacks


def test_headlines_of_other_pages_do_not_cost_those_their_titles() -> None:
    def linking(story: Story) -> str:
        links = "".join(
            f'<li><a href="{address(other)}">{other.title}</a></li>' for other in STORIES
        )
        return plain(story, after=f'<div class="doc-nhieu"><ul>{links}</ul></div>')

    template = learned(linking)
    assert template.lines == learned().lines
    for story in STORIES[:8]:
        found = article(linking, story, template)
        assert (found.title, found.text) == (story.title, story.text)


def test_copies_of_one_page_count_as_one() -> None:
    story = STORIES[0]
    copies = [(plain(story), f"{address(story)}?ban={number}") for number in range(5)]
    template = learn_template(copies)
    assert template.pages == 1
    assert Use.TEXT not in template.places.values()
    assert article(plain, story, template).text == story.text


def test_copies_among_other_pages_make_no_furniture_of_their_text() -> None:
    pages = [(plain(story), address(story)) for story in STORIES[:5]]
    again = [(plain(STORIES[0]), f"{address(STORIES[0])}?ban={n}") for n in range(20)]
    assert learn_template(pages + again) == learn_template(pages)


def test_generated_class_names_do_not_matter() -> None:
    def generated(story: Story) -> str:
        names = f"post-{story.id} category-{story.slug[:9].replace('-', '')}"
        return frame(
            f'<article id="post-{story.id}" class="{names}"><h1 class="t{story.id}">{story.title}'
            f"</h1><div>Ngày đăng: {story.published:%d/%m/%Y}</div>"
            f"<div>{paragraphs(story)}</div></article>"
        )

    template = learned(generated)
    reading = read(generated, STORIES[7], template)
    assert reading.fallbacks == ()
    assert reading.article is not None
    assert reading.article.text == STORIES[7].text
    assert Use.TITLE in template.places.values()
    assert not any("category" in place for place in template.places)


def test_what_is_no_article_teaches_nothing() -> None:
    empty = learn_template(["", b"", "<html></html>", "<p>Trang chủ</p>"])
    assert (empty.pages, empty.places) == (0, {})
    assert article(plain, STORIES[0], empty) == article(plain, STORIES[0], None)


def test_pages_are_learned_from_as_bytes_or_text_with_or_without_address() -> None:
    pages = [plain(story) for story in STORIES[:5]]
    template = learn_template(pages)
    assert learn_template([page.encode() for page in pages]) == template
    assert learn_template([(page, "") for page in pages]) == template


def test_template_is_the_same_after_being_stored() -> None:
    template = learned()
    stored = template.to_json()
    assert Template.from_json(stored) == template
    assert Template.from_json(stored).to_json() == stored  # type: ignore[union-attr]


def test_stored_template_is_readable() -> None:
    data = json.loads(learned().to_json())
    assert data["places"]["title"] == ["div.main/h1.tieu-de"]
    assert "div.main/div.noi-dung/p" in data["places"]["text"]
    assert "ban quyen thuoc ve so khoa hoc va cong nghe" in data["lines"]


def test_template_of_another_version_is_learned_anew() -> None:
    data = json.loads(learned().to_json())
    data["version"] += 1
    assert Template.from_json(json.dumps(data)) is None


@pytest.mark.parametrize("text", ["", "không phải JSON", "[]", "{}", "12", '{"version": 2}'])
def test_what_is_no_template_is_an_error_of_the_user(text: str) -> None:
    with pytest.raises(UserError, match="not a template"):
        Template.from_json(text)
