"""An article of twelve paragraphs on a page of a portal, laid out as a test wants it."""

from collections.abc import Iterator, Sequence
from itertools import islice

from crawler.extraction import Article, read_page
from tests.extraction.handmade import OTHERS, headline, page
from tests.portals.content import Story, stories

URL = "https://skhcn.vidu/tin-tuc/bai-{}.html"


def texts() -> Iterator[tuple[Story, list[str]]]:
    """Titles, each with twelve paragraphs that are long enough to be text."""
    found = stories(60, seed=7)
    paragraphs = (p for story in found for p in story.paragraphs if len(p.split()) >= 25)
    for story in found:
        if len(own := list(islice(paragraphs, 12))) == 12:
            yield story, own


def render(story: Story, inside: str) -> str:
    """A page of a portal around the inside of an article."""
    box = "".join(f"<li>{headline(title, n)}</li>" for n, title in enumerate(OTHERS))
    return page(
        f'<div id="main"><div class="col"><div class="detail"><h1>{story.title}</h1>'
        f'<div class="ngay">Ngày đăng: 14/03/2023</div>{inside}</div></div>'
        f'<div class="right"><h4>Tin mới nhất</h4><ul>{box}</ul></div></div>',
        title=f"{story.title} | Sở Khoa học và Công nghệ",
    )


def ps(paragraphs: Sequence[str], attributes: str = "") -> str:
    return "".join(f"<p{attributes}>{paragraph}</p>" for paragraph in paragraphs)


def among(markup: str) -> Article:
    """An article with something in the middle of its text."""
    own = next(texts())[1]
    story = next(texts())[0]
    html = render(story, f"<div>{ps(own[:6])}{markup}{ps(own[6:])}</div>")
    article = read_page(html, URL.format(0)).article
    assert article is not None
    return article
