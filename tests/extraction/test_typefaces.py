"""What a page has in fonts older than Unicode is converted: by its markup, and as a whole."""

from collections.abc import Callable

import pytest

from crawler.extraction.source.block_reader import read_blocks
from crawler.extraction.source.document import parse
from tests.testing.alphabet import to_tcvn3, to_vni
from tests.testing.texts import OTHERS, PARAGRAPHS

TEXT = (
    "Sáng nay, Chi cục đã mở lớp tập huấn về mã số, mã vạch cho các hợp tác xã trong tỉnh.",
    "Học viên được nghe giới thiệu cách đăng ký, quản lý và sử dụng mã số trên bao bì hàng hoá.",
)
#: The menu of a portal; not all of its entries have letters that only Unicode has.
MENU = (
    "Trang chủ",
    "Thông tin",
    "Giá cà phê",
    "Hà Nam",
    "Chuyên mục khoa học",
    "Thủ tục hành chính",
    "Văn bản pháp quy",
)
FONTS = pytest.mark.parametrize(
    ("typed", "face"), [(to_tcvn3, ".VnTime"), (to_vni, "VNI-Times")], ids=["tcvn3", "vni"]
)
Typed = Callable[[str], str]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def lines(html: str) -> list[str]:
    """The lines of a page as a reader sees them."""
    root = parse(html)
    assert root is not None
    return [block.text for block in read_blocks(root)]


def raw(html: str) -> str:
    """All the text of a page, before any line of it is tidied."""
    root = parse(html)
    assert root is not None
    return str(root.text_content())


@FONTS
def test_short_lines_of_a_page_go_with_its_text(typed: Typed, face: str) -> None:
    short = ("Long Võ", "Huyện Krông Búk", "Hồ Vĩ", "Cơ sở", "cơ")
    html = paragraphs(*map(typed, (*TEXT, *short)))
    assert lines(html) == [*TEXT, *short]


@FONTS
def test_a_frame_in_unicode_stays(typed: Typed, face: str) -> None:
    html = paragraphs(*MENU) + paragraphs(*map(typed, (*TEXT, "Long Võ"))) + "<p>café Zoë</p>"
    assert lines(html) == [*MENU, *TEXT, "Long Võ", "café Zoë"]


@FONTS
def test_one_declared_word_in_a_line_of_unicode(typed: Typed, face: str) -> None:
    html = paragraphs(*MENU, f'Nguồn: <font face="{face}">{typed("Sở Khoa học")}</font>')
    assert lines(html)[-1] == "Nguồn: Sở Khoa học"


@FONTS
def test_a_font_that_is_declared_but_not_typed_for(typed: Typed, face: str) -> None:
    html = f'<font face="{face}">{paragraphs(*TEXT, *MENU)}</font>'
    assert lines(html) == [*TEXT, *MENU]


@FONTS
def test_letters_that_are_written_as_entities(typed: Typed, face: str) -> None:
    html = paragraphs(*map(typed, (*TEXT, "Long Võ")))
    entities = "".join(c if c.isascii() else f"&#{ord(c)};" for c in html)
    assert lines(entities) == [*TEXT, "Long Võ"]


@FONTS
def test_title_and_descriptions_of_the_page(typed: Typed, face: str) -> None:
    meta = f'<meta name="description" content="{typed("Mã vạch")}">'
    head = f"<title>{typed('Tập huấn')}</title>{meta}"
    image = f'<img src="a.jpg" alt="{typed("Lớp học")}">'
    root = parse(f"<head>{head}</head><body>{paragraphs(*map(typed, TEXT))}{image}</body>")
    assert root is not None
    assert root.findtext(".//title") == "Tập huấn"
    assert [e.get("content") or e.get("alt") for e in root.iter("meta", "img")] == [
        "Mã vạch",
        "Lớp học",
    ]


@pytest.mark.parametrize(
    "capitals",
    [
        '<font face=".VnTimeH">{}</font>',
        "<FONT FACE='.vnarialh, Arial'>{}</FONT>",
        '<span style="color: red; font-family: &quot;.VnTimeH&quot;, serif"><b>{}</b></span>',
    ],
)
def test_fonts_of_capitals(capitals: str) -> None:
    body = paragraphs(*map(to_tcvn3, TEXT))
    typed = [capitals.format(to_tcvn3(text)) for text in ("hội nghị", "thanh tra", "ứ")]
    heading, plain, letter = (f"<p>{text}</p>" for text in typed)
    letter = letter.replace("</p>", to_tcvn3("ng dụng</p>"))
    shown = lines(body + heading + plain + letter)
    assert shown[2:] == ["HỘI NGHỊ", "THANH TRA", "Ứng dụng"]


def test_capitals_of_a_style_sheet_are_not_typed() -> None:
    sheet = "<style>.tieude { font-size: 14pt; font-family: .VnAvantH }</style>"
    heading = f'<h1 class="tieude">{to_tcvn3("Hội nghị")}</h1>'
    assert lines(sheet + heading + paragraphs(*map(to_tcvn3, TEXT)))[0] == "Hội nghị"


def test_a_font_inside_another() -> None:
    html = (
        f'<div style="font-family: .VnTimeH">{to_tcvn3("tập huấn")} '
        f'<font face=".VnTime">{to_tcvn3("về mã số")}</font> {to_tcvn3("năm")} 2019</div>'
    )
    assert lines(html + paragraphs(*map(to_tcvn3, TEXT)))[0] == "TẬP HUẤN về mã số NĂM 2019"


def test_letters_that_markup_cuts_in_two() -> None:
    html = paragraphs(*map(to_vni, TEXT), "Tra<b>ø</b>n quaù, ba<i>û</i>n tin")
    assert lines(html)[-1] == "Tràn quá, bản tin"


@pytest.mark.parametrize("face", ["", ".VnTime", "VNI-Times"])
def test_other_text_is_left_alone(face: str) -> None:
    signs = "Søren, 5 µm ± 2 µm, ø 12 mm, ® và ©, « », ¼, ½, Ö, ô, ñ"
    html = f"<font face='{face}'>{''.join(f'<p>{text}' for text in (*PARAGRAPHS, signs))}</font>"
    assert raw(html) == "".join((*PARAGRAPHS, signs))
    foreign = "".join(f"<p>{text}" for text in (*OTHERS, signs) if "<" not in text)
    assert raw(foreign) == "".join(text for text in (*OTHERS, signs) if "<" not in text)
