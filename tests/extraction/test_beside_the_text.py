"""What stands in, beside and below a text, and is none of it."""

import pytest

from crawler.extraction import read_page
from tests.extraction.handmade import OTHERS, headline
from tests.extraction.laid_out import URL, among, ps, render, texts


@pytest.mark.parametrize("lead", ["<p>{}</p>", "<div><span>{}</span></div>"])
def test_other_articles_with_their_leads_below_are_none_of_it(lead: str) -> None:
    (story, own), (_, leads), *_ = texts()
    below = "".join(
        f"<h3>{headline(title, n)}</h3>{lead.format(leads[n])}" for n, title in enumerate(OTHERS)
    )
    article = read_page(render(story, f"<div>{ps(own)}{below}</div>"), URL.format(0)).article
    assert article is not None
    assert article.text == "\n".join(own)


def test_readers_below_their_heading_are_not_the_author() -> None:
    (story, own), (_, said), *_ = texts()
    names = ("Nguyễn Hữu Thạnh", "Trần Thị Kim Ngà", "Đỗ Mạnh Kiêm")
    below = "".join(f"<p>{name}</p><p>{said[n]}</p>" for n, name in enumerate(names))
    html = render(story, f"<div>{ps(own[:4])}<h3>Bình luận (3)</h3>{below}</div>")
    article = read_page(html, URL.format(0)).article
    assert article is not None
    assert article.text == "\n".join(own[:4])


@pytest.mark.parametrize(
    "item",
    [
        "<li><b>{name}</b><span>{n}/5/2026 07:15</span><p>{said}</p><a href='#'>Trả lời</a></li>",
        "<li><strong>{name}</strong> <span>{n} giờ trước</span><p>{said}</p></li>",
        "<div><div>{name}</div><div>0{n}/05/2026</div><div>{said}</div></div>",
    ],
)
@pytest.mark.parametrize("box", ["<div>{}</div>", '<div class="fb"><h3>Phản hồi (10)</h3>{}</div>'])
@pytest.mark.parametrize("inside", [True, False])
def test_readers_under_their_names_are_none_of_it(item: str, box: str, inside: bool) -> None:
    (story, own), (_, said), (_, more), *_ = texts()
    names = ("Nguyễn Hữu Thạnh", "Trần Thị Kim Ngà", "Đỗ Mạnh Kiêm") * 3
    items = zip(names, [*said, *more], strict=False)
    readers = box.format(
        "".join(item.format(name=name, n=n, said=text) for n, (name, text) in enumerate(items, 1))
    )
    below = f"{ps(own[:3])}{readers}</div>" if inside else f"{ps(own[:3])}</div>{readers}"
    article = read_page(render(story, f"<div>{below}"), URL.format(0)).article
    assert article is not None
    assert article.text == "\n".join(own[:3])


@pytest.mark.parametrize("title", ["<h1>{}</h1>", '<h2><a href="/tin-tuc/2.html">{}</a></h2>'])
def test_whole_article_below_is_another(title: str) -> None:
    (story, own), (other, theirs), *_ = texts()
    below = f"<article>{title.format(other.title)}<div>{ps(theirs)}</div></article>"
    article = read_page(render(story, f"<div>{ps(own[:3])}</div>{below}"), URL.format(0)).article
    assert article is not None
    assert article.text == "\n".join(own[:3])


def test_caption_below_the_last_paragraph_is_kept() -> None:
    (story, own), *_ = texts()
    caption = "Học viên thực hành kiểm định cân đồng hồ lò xo"
    figure = f'<figure><img src="/a.jpg"><figcaption>{caption}</figcaption></figure>'
    others = "".join(f"<li>{headline(title, n)}</li>" for n, title in enumerate(OTHERS))
    below = f"<div><h4>Tin liên quan</h4><ul>{others}</ul></div>"
    html = render(story, f"<div>{ps(own)}{figure}{below}</div>")
    article = read_page(html, URL.format(0)).article
    assert article is not None
    assert article.captions == (caption,)


@pytest.mark.parametrize("label", ["Tin nóng", "Nên đọc", "Mời bạn xem tiếp", "Video nổi bật"])
def test_box_of_other_news_in_a_text_is_none_of_it(label: str) -> None:
    items = "".join(f"<li>{headline(title, n)}</li>" for n, title in enumerate(OTHERS[:3]))
    article = among(f'<div class="hop"><h4>{label}</h4><ul>{items}</ul></div>')
    assert article.text == "\n".join(next(texts())[1])


@pytest.mark.parametrize("name", ["Đỗ Mạnh Kiêm", "Trần Thị Kim Ngà"])
def test_name_above_a_text_is_its_author_and_none_of_it(name: str) -> None:
    (story, own), *_ = texts()
    html = render(story, f'<div><p class="tac-gia">{name}</p>{ps(own)}</div>')
    article = read_page(html, URL.format(0)).article
    assert article is not None
    assert (article.author, article.text) == (name, "\n".join(own))


@pytest.mark.parametrize("label", ["Về chúng tôi", "Giới thiệu", "Liên hệ"])
@pytest.mark.parametrize("opening", ["<div>", '<form method="post">', '<div class="tin-moi">'])
def test_short_notice_is_not_the_portals_own_text(opening: str, label: str) -> None:
    (story, own), (_, about), *_ = texts()
    tag = opening.strip("<>").split()[0]
    box = f'<div class="o"><h4>{label}</h4>{ps(about[:3])}</div>'
    article = read_page(
        render(story, f"{opening}{ps(own[:2])}</{tag}>{box}"), URL.format(0)
    ).article
    assert article is not None
    assert article.text == "\n".join(own[:2])
