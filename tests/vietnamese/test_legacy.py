"""Text in fonts older than Unicode is recognised and converted; no other text is."""

import codecs
import re

import pytest

from crawler.vietnamese.legacy import (
    TCVN_5712,
    convert,
    from_tcvn3,
    from_vni,
    is_syllable,
)
from tests.testing.alphabet import CAPITAL, SMALL, to_tcvn3, to_vni, to_windows_1258
from tests.testing.texts import OTHERS, PARAGRAPHS


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


@pytest.mark.parametrize("text", [text for text in PARAGRAPHS if len(text) > 20])
def test_windows_1258_that_was_read_as_windows_1252(text: str) -> None:
    read = to_windows_1258(text).decode("cp1252")
    assert convert(read) == text


@pytest.mark.parametrize("text", [*PARAGRAPHS, *OTHERS])
def test_other_text_is_left_alone(text: str) -> None:
    assert convert(text) == text


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
