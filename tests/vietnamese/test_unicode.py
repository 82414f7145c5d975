"""Text comes into one form, is folded for search, and leftover entities are repaired."""

import unicodedata
from html.entities import html5

import pytest
from hypothesis import example, given

from crawler.vietnamese.unicode import fold, repair_entities, slug, tidy, tidy_punctuation
from tests.testing.alphabet import CAPITAL, SMALL
from tests.testing.properties import HUNDRED, VIETNAMESE
from tests.testing.texts import OTHERS, PARAGRAPHS

LETTERS = SMALL + CAPITAL
TONES = "\u0300\u0301\u0303\u0309\u0323"
SENTENCE = "Đoàn kiểm tra đã lấy 12 mẫu xăng, dầu để thử nghiệm tại Trung tâm Kỹ thuật."

UNTOUCHED = [
    "",
    SENTENCE,
    "QCVN 1:2015/BKHCN – “xăng, nhiên liệu điêzen” (±0,5 %; 25 °C; 3 m²…)",
    "The standard’s scope; see § 4 and © 2020 Smith & Søn",
    "Élève, où êtes-vous ? Straße, Grüße, El Niño",
    "Hoà Bình và Hòa Bình, thuỷ và thủy",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_tidy_text_stays_as_it_is(text: str) -> None:
    assert tidy(text) is text


@pytest.mark.parametrize("form", ["NFD", "NFKD"])
def test_every_letter_is_composed(form: str) -> None:
    for letter in LETTERS:
        assert tidy(unicodedata.normalize(form, letter)) == letter  # type: ignore[arg-type]


def test_tone_marks_behind_or_before_the_shape_of_the_vowel_are_composed() -> None:
    for vowel in "âêôăơưÂÊÔĂƠƯ":
        base, shape = list(unicodedata.normalize("NFD", vowel))
        for tone in TONES:
            expected = unicodedata.normalize("NFC", vowel + tone)
            assert tidy(vowel + tone) == expected  # as windows-1258 decodes
            assert tidy(base + tone + shape) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Sở \t Khoa\r\n học  ", "Sở Khoa học"),
        ("Tin\u00a0tức\u2009mới\u202fnhất\u3000nay", "Tin tức mới nhất nay"),
        ("a\u2028b\u2029c\x0bd\x1fe", "a b c d e"),
        ("\ufeffđo\u00ad lường\u200b và\u200d thử\u2060 nghiệm\u200c", "đo lường và thử nghiệm"),
        ("\u202bmã số\u202c \u200fmã vạch\u200e \u2067x\u2069", "mã số mã vạch x"),
        ("số\x00 hiệu\x07\x7f", "số hiệu"),
        ("\x93Năng suất\x94 \x96 chất lượng\x85\x81", "“Năng suất” – chất lượng…"),
        ("QÐ-UBND, Ɖà Nẵng", "QĐ-UBND, Đà Nẵng"),
        ("\ud83d lỗi", "lỗi"),
        ("\uf0b7 Mục tiêu; \uf0a7 Nội dung; \uf02d Kết quả", "• Mục tiêu; ▪ Nội dung; – Kết quả"),
        (" \u00a0\u200b ", ""),
    ],
)
def test_what_does_not_show_becomes_a_space_or_nothing(text: str, expected: str) -> None:
    assert tidy(text) == expected
    assert tidy(expected) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Tiêu chuẩn Đo lường",
        "TIÊU CHUẨN ĐO LƯỜNG",
        "tieu chuan do luong",
        unicodedata.normalize("NFD", "Tiêu chuẩn Đo lường"),
        "Tiêu chuẩn Ðo lường",
    ],
)
def test_all_spellings_fold_to_the_same(text: str) -> None:
    assert fold(text) == "tieu chuan do luong"


def test_tone_placement_is_folded() -> None:
    assert fold("hoà, thuý, khoẻ") == fold("hòa, thúy, khỏe") == "hoa, thuy, khoe"


def test_every_letter_folds_to_its_ascii_letter() -> None:
    for letter in LETTERS:
        base = unicodedata.normalize("NFD", letter.lower())[0].replace("đ", "d")
        assert fold(letter) == base
        assert fold(unicodedata.normalize("NFD", letter)) == base


def test_folding_keeps_positions_and_foreign_scripts() -> None:
    text = "Hội thảo “Năng suất” – 한국 và Росси́я, ngày 5/6"
    text = unicodedata.normalize("NFC", text.replace("\u0301", ""))
    assert len(fold(text)) == len(text)
    assert fold(text) == "hoi thao “nang suat” – 한국 va россия, ngay 5/6"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở KH&CN tỉnh Quảng Trị", "so-kh-cn-tinh-quang-tri"),
        ("  Đắk Lắk — 2021! ", "dak-lak-2021"),
        (unicodedata.normalize("NFD", "Bà Rịa – Vũng Tàu"), "ba-ria-vung-tau"),
        ("…", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("m&atilde; s&#7889; m&#xE3; v&#7841;ch", "mã số mã vạch"),
        ("ch&amp;aacute;t l&amp;#432;&amp;#7907;ng", "chát lượng"),
        ("c&amp;amp;ocirc;ng ngh&amp;amp;#7879;", "công nghệ"),
        ("S&amp;T &amp; QA &ndash; &ldquo;5S&rdquo;", "S&T & QA – “5S”"),
        ("phograve;ng thiacute; nghiệm", "phòng thí nghiệm"),
        ("toagrave;n bộ, aacute;p dụng, gia đigrave;nh", "toàn bộ, áp dụng, gia đình"),
        ("Ocirc;ng Đagrave;o", "Ông Đào"),
        ("ISO 9001 ndash; ldquo;chigrave;a khoaacute;rdquo;", "ISO 9001 – “chìa khoá”"),
        ("Khoanbsp;học", "Khoa\u00a0học"),
        ("khoa h#7885;c v#224; c#244;ng ngh#7879;", "khoa học và công nghệ"),
        (
            "quot;Sở KHamp;CNquot;, nghiên cứu amp; phát triển",
            '"Sở KH&CN", nghiên cứu & phát triển',
        ),
        ("c&ocircng vi&ecircc&nbspm&agrave", "công viêc\u00a0mà"),
    ],
)
def test_leftover_entities_become_characters(text: str, expected: str) -> None:
    assert repair_entities(text) == expected


def test_every_entity_of_a_vietnamese_letter_is_repaired_without_its_ampersand() -> None:
    named = {n: c for n, c in html5.items() if n.endswith(";") and c in set(LETTERS)}
    assert len(named) == 40
    for name, letter in named.items():
        assert repair_entities(f"{name}m th{name}") == f"{letter}m th{letter}"


@pytest.mark.parametrize(
    "text",
    [
        *UNTOUCHED,
        "a; b; c",
        "đồng; nghề; lúa",
        "AT&T; B&B; R&D;",
        "?id=1&copy=2&lang=vi;",
        "an acute; a grave; the circ; a tilde; dash; quo;",
        "agrave; aacute; acirc;",
        "for (let i = 0; i < n; i++) { total += grave; }",
        "margrave; Palgrave; engrave;",
        "&notaname; & ;",
        "lienhe@example.vn; banbientap@example.vn;",
        "an aliquot; 5 kΩ, 10 amp; a stamp; the lamp;",
        "mục #224; màu #fff; số #1200; C#; F#",
        "?a=1&nb=2&acute=3&times=4",
    ],
)
def test_semicolons_alone_are_no_entities(text: str) -> None:
    assert repair_entities(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hội nghị kết thúc lúc 11 giờ..", "Hội nghị kết thúc lúc 11 giờ."),
        ("Đã kiểm tra xong. .", "Đã kiểm tra xong."),
        ("mã số,, mã vạch;; nhãn hiệu:: chỉ dẫn", "mã số, mã vạch; nhãn hiệu: chỉ dẫn"),
        ("(ISO 9001,, HACCP)..", "(ISO 9001, HACCP)."),
        ("Năng suất –– chất lượng", "Năng suất – chất lượng"),
        ("phong trào ''Năng suất xanh'' của tỉnh", 'phong trào "Năng suất xanh" của tỉnh'),
    ],
)
def test_what_was_typed_twice_is_written_once(text: str, expected: str) -> None:
    assert tidy_punctuation(text) == expected
    assert tidy_punctuation(expected) == expected


@pytest.mark.parametrize(
    "text",
    [
        *PARAGRAPHS,
        *OTHERS,
        "và nhiều nữa... Còn tiếp…",
        "Họ và tên: .......... Địa chỉ: . . . . . .",
        "cd ..; ls ../.. ; x[::2] std::map for (;;) {} 1..10 a::b ;; ghi chú",
        "30\u203230\u2032\u2032, 5' 30'' và 6' 10'', it''s, x = ''; y = ''",
        "Thật không?! Hoan hô!!! “Ông nói: “Tốt””",
        "C:\\\\server\\tin, http://example.vn//tin",
        "– – –",
    ],
)
def test_what_is_doubled_on_purpose_stays(text: str) -> None:
    assert tidy_punctuation(text) == text


@HUNDRED
@given(VIETNAMESE)
@example("a\u0300\u0300\u0302")
@example("a\u0301\u0306\u0303\u0306")
@example("\u0302\u0323\u0301\u0302")
def test_normal_form_of_any_text_is_its_own(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once == " ".join(once.split())


@HUNDRED
@given(VIETNAMESE)
def test_folded_text_is_its_own_and_keeps_the_length_of_a_composed_one(text: str) -> None:
    once = tidy(text)
    assert fold(fold(once)) == fold(once)
    assert tidy_punctuation(tidy_punctuation(once)) == tidy_punctuation(once)
