"""A text is read whole, whatever its elements are called, and however they hide or link it."""

from collections.abc import Callable, Sequence

import pytest

from crawler.extraction import Article, Template, learn_template, read_page
from tests.extraction.handmade import page
from tests.extraction.laid_out import URL, among, ps, render, texts

PARTS = 4
Lay = Callable[[Sequence[str]], str]


def read(lay: Lay, *, with_template: bool) -> tuple[Article, str]:
    """The article of a page laid out so, and its expected text."""
    pages = list(texts())[:9]
    rendered = [(render(s, lay(own)), URL.format(n)) for n, (s, own) in enumerate(pages)]
    template: Template | None = learn_template(rendered[1:]) if with_template else None
    article = read_page(*rendered[0], template).article
    assert article is not None
    return article, "\n".join(pages[0][1])


def split(paragraphs: Sequence[str], count: int) -> list[Sequence[str]]:
    size = len(paragraphs) // count
    return [paragraphs[n * size : (n + 1) * size] for n in range(count)]


def parts(opening: str, *, of: int = PARTS, named: Sequence[int] | None = None) -> Lay:
    """The text in several parts; `named` are those that are opened so, all if not given.

    `{}` in the opening tag is the number of the part.
    """
    tag = opening.strip("<").split()[0].rstrip(">")

    def lay(paragraphs: Sequence[str]) -> str:
        return "".join(
            f"{opening.format(n)}{ps(part)}</{tag}>"
            if named is None or n in named
            else f"<div>{ps(part)}</div>"
            for n, part in enumerate(split(paragraphs, of))
        )

    return lay


def around(begin: str, end: str, share: float = 1.0) -> Lay:
    """The last `share` of the text between two pieces of markup."""

    def lay(paragraphs: Sequence[str]) -> str:
        first = round(len(paragraphs) * (1 - share))
        return f"<div>{ps(paragraphs[:first])}{begin}{ps(paragraphs[first:])}{end}</div>"

    return lay


NAMES: dict[str, Lay] = {
    "paragraphs behind a paywall": lambda own: ps(own[:2]) + ps(own[2:], ' class="paywall"'),
    "numbered advertisements": parts('<div id="ads_{}">'),
    "an id of ASP.NET": parts('<span id="ctl00_Tags_lblNoiDung{}">'),
    "a pane of DotNetNuke": parts('<div id="dnn_MenuPane_{}">'),
    "related content": parts('<section class="related-content p">'),
    "wrapped around advertisements": parts('<div class="ad-wrapper">', named=(1, 2, 3)),
    "one part of four": parts('<div class="paywall">', named=(2,)),
    "the last part": parts('<blockquote class="subscription-note">', of=3, named=(2,)),
    "a share bar left open": around('<div class="share-wrapper"><span>Chia sẻ</span>', "", 1 / 3),
    "an aside": parts("<aside>", of=3, named=(1,)),
    "a form around all": around('<form name="adminForm" method="post">', "</form>"),
    "new news": around('<div class="chi-tiet-tin-moi">', "</div>"),
    "open for comments": around('<article class="post hentry comments-open">', "</article>"),
    "a popup for pictures": around('<div class="noi-dung img-popup">', "</div>"),
    "the author's name": around('<div class="content author-info">', "</div>"),
    "one part of six": parts('<div class="quang-cao">', of=6, named=(3,)),
    "the last part of six": parts('<div class="comment">', of=6, named=(5,)),
    "every second part": parts('<div class="modal-body">', of=6, named=(1, 3, 5)),
    "tags and sharing": around('<div class="item-page tag-khcn share">', "</div>"),
}


@pytest.mark.parametrize("with_template", [False, True], ids=["alone", "with a template"])
@pytest.mark.parametrize("lay", NAMES.values(), ids=NAMES)
def test_name_that_lies_loses_no_paragraph(lay: Lay, with_template: bool) -> None:
    article, expected = read(lay, with_template=with_template)
    assert article.text == expected


HIDDEN: dict[str, Lay] = {
    "until a script shows it": around('<div style="visibility:hidden">', "</div>"),
    "behind a button": around('<div style="display: none" id="con-lai">', "</div>", 1 / 2),
    "in the second tab": around('<div class="tab-pane hide">', "</div>", 1 / 2),
    "by an attribute": around("<div hidden>", "</div>", 1 / 3),
    "in closed details": around("<details><summary></summary>", "</details>", 1 / 2),
}
OPEN = ("marquee", "map", "button", "svg", "math", "object", "applet", "noscript", "video")
LEFT_OPEN: dict[str, Lay] = {
    f"<{tag}> {'in the midst' if share < 1 else 'above'}": around(f"<{tag}>", "", share)
    for tag in OPEN
    for share in (1.0, 0.5)
}


@pytest.mark.parametrize("lay", [*HIDDEN.values(), *LEFT_OPEN.values()], ids=[*HIDDEN, *LEFT_OPEN])
def test_text_that_is_out_of_sight_is_text(lay: Lay) -> None:
    article, expected = read(lay, with_template=False)
    assert article.text == expected


def test_text_for_small_and_large_screens_is_there_once() -> None:
    def lay(own: Sequence[str]) -> str:
        return f'<div class="desktop">{ps(own)}</div><div class="mobile">{ps(own)}</div>'

    article, expected = read(lay, with_template=False)
    assert article.text == expected


def test_hidden_notes_are_no_text() -> None:
    note = "Trình duyệt của bạn đã tắt tập lệnh nên một số phần của trang này sẽ không hiện ra đủ."
    settings = '{"kieu": "trinh-chieu", "so-anh": 12, "tu-chay": true, "mau": "xanh dam"} ' * 3

    def lay(own: Sequence[str]) -> str:
        hidden = f'<noscript>{note * 2}</noscript><div hidden class="cau-hinh">{settings}</div>'
        hidden += f"<textarea>{URL.format('chep-dia-chi-nay-' * 9)}</textarea>"
        return hidden + ps(own)

    article, expected = read(lay, with_template=False)
    assert article.text == expected


@pytest.mark.parametrize(
    "lay",
    [
        lambda own: f'<p><a href="#top">{ps(own)}',
        lambda own: "".join(f'<p><a href="#">{paragraph}</a></p>' for paragraph in own),
        lambda own: f'<a href="{URL.format(0)}">{ps(own)}</a>',
        lambda own: "".join(f'<p><a href="/tin-tuc/goc.html">{p}</a></p>' for p in own),
        lambda own: ps(own[:-1]) + f'<p><a href="/tep/ke-hoach.pdf">{own[-1]}</a></p>',
    ],
    ids=["never closed", "to nowhere", "to itself", "to one page", "a sentence about a file"],
)
def test_linked_paragraphs_are_text(lay: Lay) -> None:
    article, expected = read(lay, with_template=False)
    assert article.text == expected


DECISIONS = [
    f"Quyết định số {n}1/QĐ-UBND về định mức hỗ trợ tem truy xuất cho hợp tác xã" for n in (1, 2, 3)
]


def test_linked_headings_and_lists_in_a_text_are_text() -> None:
    items = "".join(
        f'<li><a href="/van-ban/{n}.html">{d}</a></li>' for n, d in enumerate(DECISIONS)
    )
    heading = "Ai chịu phí kiểm định cân đồng hồ lò xo"
    article = among(f'<h2><a href="#phi">{heading}</a></h2><p>Chợ nào cũng hỏi.</p>')
    assert heading in article.text.split("\n")
    assert all(decision in among(f"<ol>{items}</ol>").text.split("\n") for decision in DECISIONS)


def test_rows_whose_cells_link_to_files_are_text() -> None:
    rows = "".join(
        f'<tr><td>{n}</td><td><a href="/tep/{n}.pdf">{d}</a></td></tr>'
        for n, d in enumerate(DECISIONS, 1)
    )
    text = among(f"<table><tr><td>STT</td><td>Văn bản</td></tr>{rows}</table>").text
    assert [line for line in text.split("\n") if " | " in line] == [
        "STT | Văn bản",
        *(f"{n} | {decision}" for n, decision in enumerate(DECISIONS, 1)),
    ]


@pytest.mark.parametrize("form", ["<p>{}</p>", "<ol>{}</ol>", "<div>{}</div>"])
def test_list_of_documents_that_the_text_announces_is_text(form: str) -> None:
    links = [f'<a href="/van-ban/{n}.html">{d}</a>' for n, d in enumerate(DECISIONS)]
    inside = {"<p>{}</p>": "</p><p>", "<div>{}</div>": "<br>"}.get(form)
    items = inside.join(links) if inside else "".join(f"<li>{link}</li>" for link in links)
    text = among("<p>Các văn bản mới được công bố trong tháng gồm:</p>" + form.format(items)).text
    assert [decision for decision in DECISIONS if decision not in text] == []


@pytest.mark.parametrize("tags", [("ul", "li"), ("ol", "li"), ("dl", "dd")])
def test_list_of_short_items_that_ends_a_text_is_text(tags: tuple[str, str]) -> None:
    (story, own), *_ = texts()
    items = ("Đơn đề nghị", "Thuyết minh nhiệm vụ", "Dự toán kinh phí", "Lý lịch khoa học")
    listed = "".join(f"<{tags[1]}>{item}</{tags[1]}>" for item in items)
    html = render(story, f"<div>{ps(own)}<{tags[0]}>{listed}</{tags[0]}></div>")
    article = read_page(html, URL.format(0)).article
    assert article is not None
    assert article.text.split("\n")[-4:] == list(items)


@pytest.mark.parametrize(
    "sentence",
    [
        "Đăng ký là việc mà nhiều bà con ở phường Tân Thủy vẫn còn ngại vì thủ tục dài.",
        "Bản quyền là việc mà nhiều hội viên vẫn còn bỡ ngỡ khi đưa tác phẩm lên mạng.",
        "Lượt xem phiên chợ năm nay tăng gấp đôi so với năm ngoái, theo ban tổ chức.",
        "Hotline của chi cục đã nhận hơn hai trăm cuộc gọi hỏi về cân chợ trong tháng.",
    ],
)
def test_sentence_that_begins_like_furniture_is_text(sentence: str) -> None:
    assert sentence in among(f"<p>{sentence}</p>").text.split("\n")


def test_every_second_paragraph_may_be_a_link() -> None:
    (story, own), *_ = texts()
    linked = f'<p>{own[0]}</p><p><a href="/tin-tuc/khac-1.html">{own[1]}</a></p><p>{own[2]}</p>'
    article = read_page(render(story, f"<div>{linked}</div>"), URL.format(0)).article
    assert article is not None
    assert own[1] in article.text.split("\n")


@pytest.mark.parametrize("name", ["live-blog", "live-updates", "tuong-thuat"])
def test_entries_by_time_below_a_lead_are_the_text(name: str) -> None:
    (story, own), *_ = texts()
    entries = "".join(
        f'<div class="{name}-entry"><time>0{n}:15</time><p>{paragraph}</p></div>'
        for n, paragraph in enumerate(own[1:9])
    )
    html = render(story, f'<p class="sapo">{own[0]}</p><div class="{name}">{entries}</div>')
    article = read_page(html, URL.format(0)).article
    assert article is not None
    assert [line for line in article.text.split("\n") if len(line) > 5] == own[:9]


def test_title_stands_above_the_text() -> None:
    """The title's words come again as a caption and below the text."""
    (story, own), *_ = texts()
    again = f"<figure><img src='/a.jpg'><figcaption>{story.title}</figcaption></figure>"
    below = (
        f"<div class='ghim'><h3>{story.title}</h3><p>Lưu bài này để đọc lại sau nhé bạn.</p></div>"
    )
    html = render(story, f"<div>{ps(own[:6])}{again}{ps(own[6:])}</div>{below}")
    article = read_page(html, URL.format(0)).article
    assert article is not None
    assert article.title == story.title
    assert set(own) <= set(article.text.split("\n"))


def test_reading_that_lost_much_is_done_again_and_counted() -> None:
    """Nothing but the page's own data tells that the box is the text."""
    (story, own), (_, other), *_ = texts()
    data = " ".join(own).replace('"', "'")
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": '
        f'"{story.title}", "articleBody": "{data}"}}</script>'
    )
    body = f'<div class="cookies"><h3>Chi tiết</h3>{ps(own)}</div><div>{ps(other[:2])}</div>'
    html = page(f"<div><h1>{story.title}</h1>{body}</div>", head=head, title=story.title)
    reading = read_page(html, URL.format(0))
    assert reading.article is not None
    assert set(own) <= set(reading.article.text.split("\n"))
    assert {"read without names", "read where its text is"} & set(reading.fallbacks)
