"""Text in fonts older than Unicode, and mojibake, is recognised and repaired; no other text is."""

import codecs
import re

import pytest

from crawler.vietnamese.legacy import (
    TCVN_5712,
    convert,
    from_tcvn3,
    from_vni,
    is_syllable,
    repair_mojibake,
)

from .alphabet import CAPITAL, SMALL, to_tcvn3, to_vni

PARAGRAPHS = [
    "Sở Khoa học và Công nghệ",
    "Trang chủ",
    "Tin tức",
    "Liên hệ",
    "Đo lường và thử nghiệm",
    "Năm nay, Chi cục đã kiểm định hơn 1.200 phương tiện đo của 85 cơ sở.",
    "Chứng nhận ISO 9001, ISO 14001, HACCP",
    "Hội thảo có ông Nguyễn Văn Hưởng, bà Lý Thị Quỳnh và kỹ sư Đỗ Hữu Đức phát biểu.",
    "Người tiêu dùng nên đọc kỹ nhãn hàng hoá, xem nơi sản xuất và giữ lại hoá đơn.",
    "“Truy xuất nguồn gốc” – việc không thể thiếu… khi bán nước mắm, bưởi da xanh, xoài cát.",
    "Nhiệt độ bảo quản từ 2°C đến 8°C, sai số ±0,5 %, diện tích kho 120 m².",
    "Khuyến khích các huyện dùng mã số, mã vạch; hỗ trợ 50 % phí năm đầu (không quá 5 triệu đồng).",
    "Ủy ban giao đơn vị trực thuộc rà soát, xoá bỏ thủ tục chồng chéo, rườm rà, kéo dài.",
]

OTHERS = [
    "",
    "Sở Khoa học và Công nghệ tỉnh Quảng Trị – “Năng suất chất lượng” © 2021, ®, §, 25 °C, 5 µm",
    "Thông báo",
    "Hoà Bình, toàn tính, loài voi, thuê nhà, tù và, thì là, quà quê, mùa thi",
    "ba mũi, hai kíp, sáu lò; không có lỗi gì; và là do",
    "hôm qua; bán ô tô, ô cô bé",
    "khoa\u00adhọc; infor\u00adma\u00adtion tech\u00adno\u00adlogy",
    "The naïve café owner’s résumé — 5 µm ± 2 µm, © 2020 ACME® Ltd., § 4, «quoted»",
    "Il était une fois, où l’été à Genève fut très chaud ; le garçon a reçu un goûter. Noël !",
    "Fünf Größen für Käse: groß, mäßig, höher, über, während, Öl, Übung, schön",
    "El niño comió piñas en la montaña mañana; ¿qué más? ¡Olé!",
    "São Paulo não é só café: ação, irmã, lições, pão, mãe",
    "Smörgåsbord på söndag är så gott, och nästa år åker vi till Malmö.",
    "İstanbul’da güneşli bir gün, çok güzel",
    "Température : 25 °C ± 1 °C ; densité « élevée » ; 10 µg/m³",
    "for (i = 0; i < n; i++) { s += t[i] ^ 0xFF; } // © « »",
    "Email: bientap@example.gov.vn; http://example.gov.vn/?a=1&b=2",
    "TCVN ISO/IEC 17025:2017; QCVN 9:2012/BKHCN",
    "Новости науки и техники, 科学技术",
]


def test_every_letter_of_tcvn3_is_converted() -> None:
    for letter in SMALL + "ĂÂÊÔƠƯĐ":
        assert from_tcvn3(f"x{to_tcvn3(letter)}n") == f"x{letter}n"


def test_every_letter_of_tcvn_5712_has_its_code() -> None:
    codes = {letter: bytes([code]) for code, letter in enumerate(TCVN_5712)}
    assert len(TCVN_5712) == len(codes) == 256
    for letter in SMALL:
        assert codes[letter].decode("latin-1") == to_tcvn3(letter)
    capitals = b"".join(codes[letter] for letter in CAPITAL)
    assert codecs.charmap_decode(capitals, "strict", TCVN_5712)[0] == CAPITAL
    # As in the standard's table: a few of each part.
    assert codes["Ú"] + codes["Ỵ"] + codes["À"] + codes["Ở"] == b"\x01\x17\x80\x99"
    assert codes["Ũ"] + codes["Ằ"] + codes["Ế"] + codes["Ố"] == b"\x9f\xaf\xda\xff"


def test_every_letter_of_vni_is_converted() -> None:
    for letter in SMALL + CAPITAL:
        assert from_vni(f"t{to_vni(letter)}n") == f"t{letter}n"
    assert from_vni(to_vni(SMALL)) == SMALL
    assert from_vni(to_vni(CAPITAL)) == CAPITAL


@pytest.mark.parametrize(
    ("tcvn3", "vni", "text"),
    [
        (
            "Së Khoa häc vµ C«ng nghÖ",
            "Sôû Khoa hoïc vaø Coâng ngheä",
            "Sở Khoa học và Công nghệ",
        ),
        (
            "§o l­êng chÊt l­îng n­íc m¾m",
            "Ño löôøng chaát löôïng nöôùc maém",
            "Đo lường chất lượng nước mắm",
        ),
        (
            "Cuéc häp ngµy 5/6, cã «ng Vò V¨n Hïng",
            "Cuoäc hoïp ngaøy 5/6, coù oâng Vuõ Vaên Huøng",
            "Cuộc họp ngày 5/6, có ông Vũ Văn Hùng",
        ),
    ],
)
def test_known_samples(tcvn3: str, vni: str, text: str) -> None:
    assert convert(tcvn3) == text
    assert convert(vni) == text


@pytest.mark.parametrize("text", PARAGRAPHS)
def test_a_paragraph_is_enough(text: str) -> None:
    # The font has no capital Ủ; the capital of the first word is all that cannot come back.
    assert convert(to_tcvn3(text)) == text.replace("Ủy", "ủy")
    assert convert(to_vni(text)) == text


def test_a_whole_text_is_converted() -> None:
    text = "\n".join(PARAGRAPHS).replace("Ủy", "Thủy")
    assert convert(to_tcvn3(text)) == text
    assert convert(to_vni(text)) == text


@pytest.mark.parametrize("text", [*PARAGRAPHS, *OTHERS])
def test_other_text_is_left_alone(text: str) -> None:
    assert convert(text) == text
    assert repair_mojibake(text) == text


def test_text_is_converted_once() -> None:
    for text in PARAGRAPHS:
        assert convert(convert(to_vni(text))) == text


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("C¤NG NGHÖ TH¤NG TIN", "CÔNG NGHỆ THÔNG TIN"),
        ("Së KHOA HäC Vµ C¤NG NGHÖ", "SỞ KHOA HỌC VÀ CÔNG NGHỆ"),
        ("UBND TØNH HIÖN §ANG häp vÒ m· sè", "UBND TỈNH HIỆN ĐANG họp về mã số"),
        ("Q§-UBND cña tØnh §ång Th¸p", "QĐ-UBND của tỉnh Đồng Tháp"),
    ],
)
def test_capitals_typed_for_a_font_of_capitals_are_restored(typed: str, text: str) -> None:
    assert convert(typed) == text


def test_capitals_of_vni_with_small_marks() -> None:
    assert convert("Sôû KHOA HOïC VAø COâNG NGHEä") == "Sở KHOA HỌC VÀ CÔNG NGHỆ"


def test_copyright_sign_is_not_the_letter_it_stands_for() -> None:
    assert convert("© 2008 Së Khoa häc, d©n trÝ, ©n cÇn") == "© 2008 Sở Khoa học, dân trí, ân cần"


def test_syllables() -> None:
    words = re.findall(
        r"\S+",
        "Việt nghiêng khuyến khoẻ khỏe hoà quốc Quỳnh gì giếng giữa ươm yêu uống đường ngoằn "
        "xoong thuở TIÊU chuẩn Đắk ở ý xuân khuỷu ngoéo nguyệt huých thịt mười",
    )
    assert [word for word in words if not is_syllable(word)] == []


def test_no_syllables() -> None:
    words = re.findall(
        r"\S+", "été français für Straße niño hoïc Coâng C«ng họć àc cáC vỔ Zürich đng b ếế â"
    )
    assert [word for word in words if is_syllable(word)] == []
    assert not is_syllable("")


def misread(text: str, encoding: str = "cp1252") -> str:
    """Read UTF-8 as a browser reads `encoding`: bytes without a meaning as control characters."""
    read = (bytes([b]).decode(encoding, "ignore") or chr(b) for b in text.encode())
    return "".join(read)


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_mojibake_is_repaired_however_often_it_happened(encoding: str) -> None:
    for text in [SMALL, CAPITAL, *(p for p in PARAGRAPHS if not p.isascii())]:
        once = misread(text, encoding)
        assert once != text
        assert repair_mojibake(once) == text
        assert repair_mojibake(misread(once)) == text
        assert repair_mojibake(misread(misread(once))) == text
        assert convert(once) == once


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TiÃªu chuáº©n", "Tiêu chuẩn"),
        ("Sá»Ÿ\u00a0Khoa há»�c", None),
        ("“TiÃªu” – chuáº©n\u00a0…", "“Tiêu” – chuẩn\u00a0…"),
        ("KHÃ”NG", "KHÔNG"),
        ("cafÃ©", "café"),
    ],
)
def test_mojibake_among_other_signs(text: str, expected: str | None) -> None:
    assert repair_mojibake(text) == (text if expected is None else expected)


@pytest.mark.parametrize(
    "text",
    [
        "“CÔNG AN XÃ”, “CÁN BỘ XÃ”",
        "“XÃ” và “ĐÔ THỊ”",
        "“MÃ”",
        "Â© là chữ Â và dấu ©; Ô – ô",
        "à la carte, Â «ngôn ngữ»",
        "MÃ “A”",
    ],
)
def test_letters_before_quotes_are_no_mojibake(text: str) -> None:
    assert repair_mojibake(text) == text
