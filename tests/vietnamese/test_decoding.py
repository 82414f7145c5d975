"""Pages are decoded as what they are, whatever they are called, and what was wrong is counted."""

import codecs
import unicodedata

import pytest

from crawler.vietnamese.decoding import Decoded, decode
from crawler.vietnamese.legacy import TCVN_5712, from_tcvn3
from tests.testing.alphabet import to_tcvn3, to_vni, to_windows_1258

TITLE = "Hội nghị triển khai áp dụng mã số, mã vạch"
TEXT = (
    "Sáng ngày 12/5, Chi cục Tiêu chuẩn Đo lường Chất lượng phối hợp với các đơn vị liên quan "
    "tổ chức hội nghị. Đại biểu được nghe giới thiệu cách đăng ký, sử dụng và quản lý mã số."
)
ENCODED = {
    "utf-8": TEXT.encode(),
    "cp1258": to_windows_1258(TEXT),
    "tcvn3": to_tcvn3(TEXT).encode("cp1252"),
    "vni": to_vni(TEXT).encode("cp1252"),
}
#: What decoding makes of them: a font is left to those who see the markup.
READ = {"cp1258": TEXT, "tcvn3": to_tcvn3(TEXT), "vni": to_vni(TEXT)}
FRENCH = "Le garçon a fêté Noël à Genève, où l’été fut très chaud ; c’était déjà l’automne."
GERMAN = "Größe, Maß und Gewicht: für die Prüfung gelten höhere Anforderungen als früher."


def page(text: str, charset: str = "", title: str = TITLE) -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    head = f"<head>{meta if charset else ''}<title>{title}</title></head>"
    return f"<html>{head}<body>\n<div class='news'><p>{text}</p></div></body></html>"


def composed(decoded: Decoded) -> str:
    return unicodedata.normalize("NFC", decoded.text)


def test_utf_8_needs_no_declaration() -> None:
    body = page(TEXT).encode()
    assert decode(body) == Decoded(page(TEXT), "utf-8", None)
    assert decode(body, "text/html") == decode(body, "text/html; charset=UTF-8") == decode(body)


@pytest.mark.parametrize(
    ("charset", "name"),
    [("windows-1258", "cp1258"), ("iso-8859-1", "cp1252"), ("us-ascii", "cp1252")],
)
def test_utf_8_under_another_name_is_utf_8(charset: str, name: str) -> None:
    expected = Decoded(page(TEXT, charset), "utf-8", f"utf-8 declared as {name}")
    assert decode(page(TEXT, charset).encode()) == expected
    header = f"text/html; charset={charset}"
    assert decode(page(TEXT).encode(), header).fallback == f"utf-8 declared as {name}"


def test_ascii_is_as_declared() -> None:
    assert decode(b"<p>Khoa</p>", "text/html; charset=windows-1258").fallback is None
    assert decode(b"") == Decoded("", "utf-8", None)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed(encoding: str) -> None:
    body = page(TEXT, "windows-1258").encode(encoding)
    decoded = decode(body, "text/html; charset=iso-8859-1")
    assert decoded.text == page(TEXT, "windows-1258")
    assert decoded.encoding == encoding.replace("-sig", "") + ("" if "8" in encoding else "-le")
    assert decoded.fallback is None


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_recognised(order: str) -> None:
    body = page(TEXT, "utf-8").encode(order)
    assert decode(body) == Decoded(page(TEXT, "utf-8"), order, f"{order} undeclared")
    assert decode(body, "text/html; charset=utf-16").fallback is None
    assert decode(body, "text/html; charset=utf-8").fallback == f"{order} declared as utf-8"


@pytest.mark.parametrize("charset", ["", "utf-8", "windows-1252", "windows-1258", "utf-16"])
@pytest.mark.parametrize("encoding", ["cp1258", "tcvn3", "vni"])
def test_what_makes_the_words_vietnamese_is_it(encoding: str, charset: str) -> None:
    body = (
        page("…", charset, title="News")
        .encode("ascii", "ignore")
        .replace(b"<p></p>", b"<p>" + ENCODED[encoding] + b"</p>")
    )
    decoded = decode(body)
    assert READ[encoding] in composed(decoded)
    assert decoded.encoding == encoding
    declared = {"windows-1252": "cp1252", "windows-1258": "cp1258"}.get(charset, charset)
    if declared == encoding:
        assert decoded.fallback is None
    elif declared:
        assert decoded.fallback == f"{encoding} declared as {declared}"
    else:
        assert decoded.fallback == f"{encoding} undeclared"


def test_the_http_header_is_named_before_the_page() -> None:
    body = page(TEXT, "windows-1258").encode()
    fallback = decode(body, "text/html; charset=iso-8859-1").fallback
    assert fallback == "utf-8 declared as cp1252"
    assert decode(b'<?xml version="1.0" encoding="windows-1258"?>\xe9').encoding == "cp1258"


def test_tcvn_5712_with_its_own_capitals() -> None:
    text = f"SỞ KHOA HỌC VÀ CÔNG NGHỆ: {TEXT}"
    body = codecs.charmap_encode(text, "strict", {ord(c): i for i, c in enumerate(TCVN_5712)})[0]
    assert decode(body) == Decoded(text, "tcvn-5712", "tcvn-5712 undeclared")


def test_quotes_of_windows_in_a_tcvn3_page_are_quotes() -> None:
    text = f"“{TEXT}” – “Đo lường”…"
    typed = to_tcvn3(text)
    assert decode(typed.encode("cp1252")) == Decoded(typed, "tcvn3", "tcvn3 undeclared")
    assert from_tcvn3(typed) == text


@pytest.mark.parametrize("text", [FRENCH, GERMAN, "5 °C – ©", "Zoë"])
def test_other_languages_are_not_made_vietnamese(text: str) -> None:
    body = text.encode("cp1252")
    assert decode(body) == Decoded(text, "cp1252", "cp1252 undeclared")
    assert decode(body, "text/html; charset=iso-8859-1") == Decoded(text, "cp1252", None)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Новости науки и техники", "cp1251"),
        ("科学技术标准和计量", "gb18030"),
        ("科学と技術", "euc_jp"),
    ],
)
def test_other_scripts_are_as_declared(text: str, encoding: str) -> None:
    body = page(text, encoding, title="").encode(encoding)
    assert decode(body) == Decoded(page(text, encoding, title=""), encoding, None)


@pytest.mark.parametrize("charset", ["hex", "idna", "undefined", "no-such", "utf-7", "rot13", ""])
def test_a_senseless_charset_is_passed_over(charset: str) -> None:
    decoded = decode(ENCODED["cp1258"], f"text/html; charset={charset}")
    assert composed(decoded) == TEXT


@pytest.mark.parametrize("cut", [1, 2])
def test_a_page_cut_off_within_a_letter_stays_utf_8(cut: int) -> None:
    body = (page(TEXT) + "ộ").encode()[:-cut]
    expected = Decoded(page(TEXT) + "\ufffd", "utf-8", "utf-8 with broken bytes")
    assert decode(body, "text/html; charset=windows-1258") == expected


def test_a_cut_off_page_of_few_letters_stays_utf_8() -> None:
    assert decode("Sở Khoa học và".encode()[:-1]).text == "Sở Khoa học v\ufffd"


def test_a_few_broken_bytes_are_replaced() -> None:
    body = page(TEXT).encode().replace("Sáng".encode(), b"S\xc3ng").replace(b"12/5", b"\x9612/5")
    decoded = decode(body)
    assert decoded.text == page(TEXT).replace("Sáng", "S\ufffdng").replace("12/5", "\ufffd12/5")
    assert decoded.fallback == "utf-8 with broken bytes"


def test_replacement_characters_of_the_page_itself_are_not_broken_bytes() -> None:
    body = page("\ufffd" * 50 + TEXT).encode()
    assert decode(body).fallback is None
    assert decode(body + b"\xe1").fallback == "utf-8 with broken bytes"


@pytest.mark.parametrize("encoding", ["cp1258", "tcvn3", "vni"])
def test_an_old_text_in_a_new_frame_is_read_as_both(encoding: str) -> None:
    old = b"<p>" + ENCODED[encoding] + b"</p>"
    body = page(TEXT, "utf-8").encode().replace(b"</body>", old + b"</body>")
    decoded = decode(body)
    read = f"<p>{READ[encoding]}</p></body>"
    assert composed(decoded) == page(TEXT, "utf-8").replace("</body>", read)
    assert (decoded.encoding, decoded.fallback) == ("utf-8", f"utf-8 mixed with {encoding}")


def test_any_bytes_are_decoded() -> None:
    for length in range(200):
        body = bytes((i * i * 31 + length * 7) % 256 for i in range(length))
        assert isinstance(decode(body).text, str)
