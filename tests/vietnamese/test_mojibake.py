"""Text that was decoded as what it is not is decoded again; no other text is touched."""

import unicodedata

import pytest

from crawler.vietnamese.legacy import convert
from crawler.vietnamese.mojibake import repair_latin_1, repair_mojibake
from tests.testing.alphabet import CAPITAL, SMALL, misread
from tests.testing.texts import OTHERS, PARAGRAPHS


@pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "latin-1"])
def test_mojibake_is_repaired_however_often_it_happened(encoding: str) -> None:
    for text in [SMALL, CAPITAL, *(p for p in PARAGRAPHS if not p.isascii())]:
        once = misread(text, encoding)
        assert once != text
        assert repair_mojibake(once) == text
        assert repair_mojibake(misread(once, encoding)) == text
        assert repair_mojibake(misread(misread(once, encoding), encoding)) == text
        assert convert(once) == once


@pytest.mark.parametrize("text", [*PARAGRAPHS, *OTHERS])
def test_other_text_is_left_alone(text: str) -> None:
    assert repair_mojibake(text) == text
    assert repair_latin_1(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TiÃªu chuáº©n", "Tiêu chuẩn"),
        ("TiĂªu chuáº©n", "Tiêu chuẩn"),
        ("“TiÃªu” – chuáº©n\u00a0…", "“Tiêu” – chuẩn\u00a0…"),
        ("KHÃ”NG", "KHÔNG"),
        ("cafÃ©", "café"),
        ("“CÃª”", "“Cê”"),
    ],
)
def test_mojibake_among_other_signs(text: str, expected: str) -> None:
    assert repair_mojibake(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sá»Ÿ\u00a0Khoa há»\ufffdc", "Sở\u00a0Khoa học"),
        ("Sá»Ÿ Khoa há»c vÃ CÃ´ng nghá»‡", "Sở Khoa học và Công nghệ"),
        ("Äo lÆ°á»ng, tiá»n Ä‘á»“ng", "Đo lường, tiền đồng"),
        ("cháº¥t lÆ°á»£ng tá»", "chất lượng tá»"),  # tề, tọ, tỏ or tờ
    ],
)
def test_a_letter_whose_last_byte_was_lost_is_what_makes_a_syllable(
    text: str, expected: str
) -> None:
    assert repair_mojibake(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“CÔNG AN XÃ”, “CÁN BỘ XÃ”",
        "“XÃ” và “ĐÔ THỊ”",
        "“MÃ”",
        "Â© là chữ Â và dấu ©; Ô – ô",
        "à la carte, Â «ngôn ngữ»",
        "MÃ “A”",
        "XÃ ĐÃ MÃ HOÁ; TÃ \ufffd",
        "CAFÉ®, ACMÉ™",
    ],
)
def test_letters_before_quotes_are_no_mojibake(text: str) -> None:
    assert repair_mojibake(text) == text


def read_as_windows_1258(text: str) -> str:
    """The text as a page in latin-1, with entities for its other letters, is shown in 1258."""
    read = (c.encode("latin-1").decode("cp1258") if ord(c) < 0x100 else c for c in text)
    return unicodedata.normalize("NFC", "".join(read))


@pytest.mark.parametrize(
    "text",
    [
        "Xã đã có vai trò rõ ràng trong việc này.",
        "Quý I, huyện quản lý 12 xã; thì nay đã ký với cả tỉnh.",
        "Đã giải thích lý do, ý kiến của xã cũng đã rõ.",
    ],
)
def test_latin_1_that_was_read_as_windows_1258(text: str) -> None:
    damaged = read_as_windows_1258(text)
    assert damaged != text
    assert repair_latin_1(damaged) == text


@pytest.mark.parametrize("text", ["Già làng Rơ Chăm Bă", "lư hương, tư liệu", "đă", "bă, bắt"])
def test_one_odd_word_is_no_damage(text: str) -> None:
    assert repair_latin_1(text) == text
