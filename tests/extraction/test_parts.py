"""Parts that many pages of a site share are known again; nothing of an article is among them."""

from crawler.extraction import Template, learn_template, read_page
from crawler.extraction.source.document import parse
from crawler.extraction.template.shared_parts import known_parts
from tests.portals.content import Story, stories

STORIES = [story for story in stories(40, seed=11) if len(story.paragraphs) > 2][:8]
MENU = ["Giới thiệu", "Cơ cấu tổ chức", "Tin hoạt động", "Thông báo", "Văn bản", "Liên hệ"]
TRAIL = "Trang chủ › Hoạt động khoa học và công nghệ của tỉnh"


def address(story: Story) -> str:
    return f"http://skhcn.vidu/tin/{story.slug}-{story.id}.html"


def render(story: Story, menu: list[str] = MENU) -> str:
    """A page of a story; its way and its menu stand in one element, as all pages have it."""
    entries = "".join(f'<li><a href="/m/{n}">{name}</a></li>' for n, name in enumerate(menu))
    return (
        '<html><head><meta charset="utf-8"></head><body><div class="dau-trang">'
        f'<ul class="menu">{entries}</ul><div class="breadcrumb">{TRAIL}</div></div>'
        f'<div class="bai"><h1 class="tieu-de">{story.title}</h1>'
        f"<p>Ngày đăng: {story.published:%d/%m/%Y}</p>"
        f"{''.join(f'<p>{line}</p>' for line in story.paragraphs)}</div>"
        f'<div id="thong-ke"><p>Thống kê truy cập</p><p>Hôm nay có {story.id} lượt người xem</p>'
        "</div></body></html>"
    )


def learned() -> Template:
    return learn_template([(render(story), address(story)) for story in STORIES[:6]])


def known(html: str) -> set[str]:
    """The names of the elements that are known parts of a page."""
    root = parse(html)
    assert root is not None
    found = known_parts(root.iter("div", "ul", "p", "h1"), learned().parts)
    return {element.get("class") or element.get("id") for element in found}


def test_menus_and_counters_are_known_on_other_pages() -> None:
    assert known(render(STORIES[7])) == {"menu", "thong-ke"}


def test_part_that_says_something_new_is_read() -> None:
    assert known(render(STORIES[7], [*MENU, "Hỏi đáp"])) == {"thong-ke"}


def test_page_reads_the_same_without_its_known_parts() -> None:
    for story in STORIES:
        for template in (learned(), None):
            reading = read_page(render(story), address(story), template)
            article = reading.article
            assert article is not None
            assert (article.title, article.text) == (story.title, "\n".join(story.paragraphs))
            assert article.section == "Hoạt động khoa học và công nghệ của tỉnh"
            assert not reading.fallbacks


def test_parts_are_kept_with_the_template() -> None:
    template = learned()
    assert Template.from_json(template.to_json()) == template
