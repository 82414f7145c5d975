"""The structure of a text survives as Markdown, and nothing else in it is taken for markup."""

import random

import pytest
from lxml.html import HtmlElement

from crawler.extraction.fields.images import Figure, Image
from crawler.extraction.markdown import to_markdown
from crawler.extraction.source.block_reader import read_blocks
from crawler.extraction.source.document import parse
from tests.extraction.formatted import formatted

URL = "http://skhcn.vidu/tin-tuc/bai-12.html"


def markdown(body: str) -> str:
    """The Markdown of all the text of a page."""
    root = parse(f"<body>{body}</body>")
    assert root is not None
    return to_markdown([[block] for block in read_blocks(root)], [], URL)


def lines(*text: str) -> str:
    return "\n".join(text)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h2>Kết quả</h2><p>Đạt.</p>", "## Kết quả\n\nĐạt."),
        ("<h3><b>Kết quả</b> <i>năm 2020</i></h3>", "### Kết quả *năm 2020*"),
        ("<h2>Ngôn ngữ C #</h2>", "## Ngôn ngữ C \\#"),
        ("<p>Cân <b>đúng</b>, đo <i>đủ</i>.</p>", "Cân **đúng**, đo *đủ*."),
        ("<p><strong><em>Cân đúng</em></strong></p>", "***Cân đúng***"),
        ("<p><b>Cân <i>rất</i> đúng</b></p>", "**Cân *rất* đúng**"),
        ('<div style="font-weight: bold"><p>Cân đúng.</p></div>', "**Cân đúng.**"),
        ("<p><b>Cân<i> bàn</i></b> và <b>cân<i>treo</i></b></p>", "**Cân *bàn*** và **cântreo**"),
        ('<p>Cân <span style="font-weight:bold">đúng</span></p>', "Cân **đúng**"),
        ('<p><b>Cân <span style="font-weight: normal">đúng</span></b></p>', "**Cân** đúng"),
        ('<p>Cân <span style="font-style:italic">đúng</span></p>', "Cân *đúng*"),
        ("<p>Cân<b> đúng </b>và đủ</p>", "Cân **đúng** và đủ"),
        ("<p><b>Cân </b><b>đúng</b></p>", "**Cân đúng**"),
        # Asterisks between punctuation and a letter would be asterisks.
        ("<p><b>Địa điểm:</b>hội trường</p>", "**Địa điểm**:hội trường"),
        ("<p>xã<b>“An Lạc”</b>mới</p>", "xã“**An Lạc**”mới"),
        ("<p><b>(1)</b>một</p>", "**(1**)một"),
        ("<p>một<b>!</b>hai</p>", "một!hai"),
        ("<p>Xem <a href='/tin/1.html'>thông báo</a>.</p>",
         "Xem [thông báo](http://skhcn.vidu/tin/1.html)."),
        ("<p><a href='?id=1&amp;a=(b) c|d'><b>Tin</b></a></p>",
         "[**Tin**](http://skhcn.vidu/tin-tuc/bai-12.html?id=1&a=%28b%29%20c%7Cd)"),
        ("<p><a href='mailto:so@khcn.vidu'>Thư</a></p>", "[Thư](mailto:so@khcn.vidu)"),
        ("<p>Chú ý!<a href='/tin/1'>Tin</a></p>", "Chú ý\\![Tin](http://skhcn.vidu/tin/1)"),
    ],
)  # fmt: skip
def test_headings_emphasis_and_links(body: str, expected: str) -> None:
    assert markdown(body) == expected


@pytest.mark.parametrize(
    "href", ["javascript:void(0)", "#muc-2", "data:text/html,x", "vbscript:x", "http://[", ""]
)
def test_link_that_leads_nowhere_is_text(href: str) -> None:
    assert markdown(f'<p>Xem <a href="{href}">tại đây</a></p>') == "Xem tại đây"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Gồm:</p><ul><li>cân</li><li>đo</li></ul><p>Hết.</p>",
         lines("Gồm:", "", "- cân", "- đo", "", "Hết.")),
        ("<p>Gồm:</p><ol><li>cân</li><li>đo</li></ol>", lines("Gồm:", "", "1. cân", "2. đo")),
        ('<ol start="9"><li>cân</li><li>đo</li></ol>', lines("9. cân", "10. đo")),
        ("<ul><li>cân<ol><li>bàn</li><li>treo</li></ol></li><li>đo</li></ul>",
         lines("- cân", "", "  1. bàn", "  2. treo", "", "- đo")),
        ("<ul><li><p>Cân.</p><p>Cân bàn.</p></li><li><p>Đo.</p></li></ul>",
         lines("- Cân.", "", "  Cân bàn.", "", "- Đo.")),
        ("<ul><li>cân</li></ul><ul><li>đo</li><li>đếm</li></ul>",
         lines("- cân", "", "* đo", "* đếm")),
        ("<ol><li>cân</li></ol><ol><li>đo</li></ol>", lines("1. cân", "", "1) đo")),
        ("<p>Ông nói:</p><blockquote><p>Cân.</p><p>Đo.</p></blockquote>",
         lines("Ông nói:", "", "> Cân.", ">", "> Đo.")),
        ("<p>a</p><blockquote><ul><li>Cân.</li><li>Đo.</li></ul></blockquote>",
         lines("a", "", "> - Cân.", "> - Đo.")),
        # What holds all of the text sets the page, not the text.
        ("<ul><li><p>Cân.</p><p>Đo.</p></li></ul>", lines("Cân.", "", "Đo.")),
        ("<blockquote><p>Cân.</p><p>Đo.</p></blockquote>", lines("Cân.", "", "Đo.")),
    ],
)  # fmt: skip
def test_lists_and_quotes(body: str, expected: str) -> None:
    assert markdown(body) == expected


RESULTS = (
    "<table><tr><td><b>Giải</b></td><td><b>Tên</b></td></tr>"
    "<tr><td>Nhất</td><td>Máy <i>sấy</i></td></tr><tr><td>Nhì</td><td>Bẫy | đèn</td></tr></table>"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (RESULTS, lines(
            "| Giải | Tên |", "| --- | --- |", "| Nhất | Máy *sấy* |", r"| Nhì | Bẫy \| đèn |")),
        # Cells that span several columns or rows.
        ("<table><tr><th>Giải</th><th colspan='2'>Đội</th></tr>"
         "<tr><td rowspan=2>Ba</td><td>Bình</td><td>Sơn</td></tr>"
         "<tr><td>An</td><td>Lạc</td></tr></table>", lines(
            "| Giải | Đội |  |", "| --- | --- | --- |", "| Ba | Bình | Sơn |", "|  | An | Lạc |")),
        # A row of one cell, among rows of several.
        ("<table><tr><th>Số</th><th>Tên</th></tr><tr><td colspan=99>Nhóm I</td></tr>"
         "<tr><td>1</td><td>Cân</td></tr></table>", lines(
            "| Số | Tên |", "| --- | --- |", "| Nhóm I |  |", "| 1 | Cân |")),
        # A cell left empty, a column that is empty throughout, a cell of several paragraphs.
        ("<table><tr><td></td><td>Năm 2019</td><td></td><td>Năm 2020</td></tr>"
         "<tr><td></td><td><p>Một</p><p>hai</p></td><td></td><td>Ba</td></tr></table>", lines(
            "| Năm 2019 | Năm 2020 |", "| --- | --- |", "| Một hai | Ba |")),
        # Word cuts words into spans.
        ("<table><tr><td><span>Chỉ t</span><span>iêu</span></td><td>Số</td></tr>"
         "<tr><td>pH</td><td>7</td></tr></table>",
         lines("| Chỉ tiêu | Số |", "| --- | --- |", "| pH | 7 |")),
    ],
)  # fmt: skip
def test_tables_of_data(body: str, expected: str) -> None:
    assert markdown(body) == expected


def test_table_that_only_sets_the_page_is_none() -> None:
    text = "Sáng nay, Sở mở lớp tập huấn cho cán bộ cấp xã. " * 8
    page = (
        f"<table><tr><td><table><tr><td><p>{text}</p></td></tr></table></td></tr>"
        f"<tr><td><p>{text}</p></td></tr><tr><td>Nơi nhận:</td><td>GIÁM ĐỐC</td></tr></table>"
    )
    assert markdown(page) == lines(text.strip(), "", text.strip(), "", "Nơi nhận: | GIÁM ĐỐC")


def test_list_between_two_tables_parts_them() -> None:
    assert markdown(f"{RESULTS}<ul><li>Cân</li><li>Đo</li></ul>{RESULTS}").count("| --- |") == 2


def test_word_processor_markup_comes_out_clean() -> None:
    page = (
        "<!--[if gte mso 9]><xml><w:Word/></xml><![endif]-->"
        '<p class="MsoNormal" style="text-align:justify"><span lang="VI" style="font-size:13.0pt;'
        'mso-bidi-font-weight:bold">Sở tổ ch</span><font face="Times New Roman" size="3">ức lớp'
        "</font><span>&nbsp;&nbsp;tập&nbsp;huấn.</span><o:p></o:p></p>"
        '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
        '<p class="MsoListParagraph"><![if !supportLists]>-<span>&nbsp; </span><![endif]>'
        "Cân bàn<br>- Cân treo</p>"
    )
    assert markdown(page) == lines(
        "Sở tổ chức lớp tập huấn.", "", r"\- Cân bàn", "", r"\- Cân treo"
    )


def test_emphasis_survives_the_repair_of_legacy_text() -> None:
    # TCVN3, as pages of .VnTime have it.
    legacy = "Së Khoa häc vµ <b>C«ng nghÖ</b> tæ chøc héi nghÞ tæng kÕt n¨m 2007"
    assert markdown(f"<p>{legacy}</p>") == (
        "Sở Khoa học và **Công nghệ** tổ chức hội nghị tổng kết năm 2007"
    )


NASTY = [
    "# một", "#", "1. một", "12) một", "- một", "+ một", "* một", "-", "---", "***", "___", "===",
    "> một", "*một*", "**một**", "_một_", "một_hai_ba", "`một`", "```", "~~~", "~~một~~",
    "[một](http://a.vn)", "![một](http://a.vn)", "[một]: http://a.vn", "<b>một</b>", "<!-- một -->",
    "<script>alert(1)</script>", "<http://a.vn>", "&lt;", "&amp;amp; &#60;", "R&D", "một\\", "\\*",
    "| a | b |", "|---|", "một | hai", "a*b*c", "2*3=6", "5 < 6 > 4", "\\[x\\]", "!", "![",
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize(
    "frame", ["<p>{}</p>", "<p>a</p><ul><li>{}</li></ul>", "<h2>{}</h2>", "<p><b>{}</b></p>"]
)
def test_nothing_in_a_text_is_taken_for_markup(text: str, frame: str) -> None:
    source = text.replace("&", "&amp;").replace("<", "&lt;")
    shown = assert_shown_as_text(frame.format(source))
    assert {element.tag for element in shown.iter()} <= {"div", "p", "ul", "li", "h2", "strong"}


def assert_shown_as_text(body: str) -> HtmlElement:
    """See that a reader sees the text of a page and nothing else; return what is shown."""
    root = parse(f"<body>{body}</body>")
    assert root is not None
    blocks = read_blocks(root)
    shown = formatted(to_markdown([[block] for block in blocks], [], URL))
    text = "".join(block.text for block in blocks)
    assert "".join(shown.text_content().split()) == "".join(text.split()), body
    return shown


def test_emphasis_is_shown_as_such_wherever_it_begins_and_ends() -> None:
    rng = random.Random(12)  # noqa: S311 - repeatable on purpose
    words = ["Sở", "đo", "“", "”", ".", ",", "(", ")", "-", " ", " ", "1.", "*", "_", "%", "°C"]
    frames = ["{}", "<b>{}</b>", "<i>{}</i>", "<b><i>{}</i></b>", "<a href='/t'>{}</a>"]
    for _ in range(400):
        pieces = ["".join(rng.choices(words, k=3)) for _ in range(rng.randint(1, 6))]
        body = "".join(rng.choice(frames).format(piece) for piece in pieces)
        assert_shown_as_text(f"<p>{body}</p>")


def test_figures_stand_where_they_do_on_the_page() -> None:
    root = parse("<body><p>Một.</p><p>Hai.</p><ul><li>Ba.</li><li>Bốn.</li></ul></body>")
    assert root is not None
    blocks = read_blocks(root)
    picture = Image("http://skhcn.vidu/a.jpg", "Cảnh [1] lớp học", "Lớp *học*")
    figures = [
        Figure(1, blocks[1].element, picture, picture.caption),
        Figure(3, blocks[3].element, Image("http://skhcn.vidu/b.jpg")),
        Figure(4, blocks[0].element, None, "Video: Buổi tập huấn"),
    ]
    assert to_markdown([[block] for block in blocks], figures, URL) == lines(
        "Một.", "",
        r"![Lớp \*học\*](http://skhcn.vidu/a.jpg)\\"[:-1], r"*Cảnh \[1\] lớp học*", "",
        "Hai.", "",
        "- Ba.",
        "- ![](http://skhcn.vidu/b.jpg)", "",
        "  Bốn.", "",
        "*Video: Buổi tập huấn*",
    )  # fmt: skip


def test_deep_nesting_neither_fails_nor_swells() -> None:
    page = "<ul><li>" * 1_000 + "Cân" + "</li></ul>" * 999 + "<p>Đo</p></li></ul><p>Đếm</p>"
    assert len(markdown(page)) < 200
