"""Pages as portals from before Unicode serve them: windows-1258, and letters drawn by fonts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_TONES = "\u0301\u0300\u0309\u0303\u0323"
_TCVN3_SMALL = dict(
    zip(
        "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ",
        "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\xadøõö÷ùýúûüþ",
        strict=True,
    )
)
_TCVN3 = _TCVN3_SMALL | dict(zip("ĂÂĐÊÔƠƯ", "¡¢§£¤¥¦", strict=True))
_VNI_BASES = {"ă": "aê", "â": "aâ", "ê": "eâ", "ô": "oâ", "đ": "ñ", "ơ": "ô", "ư": "ö"}
_VNI_TONED_BREVE = dict(zip(_TONES, "éèúüë", strict=True))
_VNI_TONED_ROOF = dict(zip(_TONES, "áàåãä", strict=True))
_VNI_TONED = dict(zip(_TONES, "ùøûõï", strict=True))
_VNI_I = dict(zip("íìỉĩịỵ", "íìæóòî", strict=True))
_MARKUP = re.compile(r"(<script.*?</script>|<title>.*?</title>|<[^>]*>)", re.DOTALL)


def windows_1258(page: str) -> bytes:
    """Tones as letters of their own, as that code page has them."""
    return "".join(map(_split_tone, page)).encode("cp1258", errors="xmlcharrefreplace")


def tcvn3(page: str) -> bytes:
    """For the fonts .VnTime and .VnTimeH: capitals with a tone are small letters in the second."""
    # These letters of ours are others in the font.
    page = page.replace("®", "(R)").replace("«", "&lt;&lt;").replace("»", "&gt;&gt;")
    return _map_texts(page, _tcvn3_letter, _tcvn3_capital).encode("cp1252", "xmlcharrefreplace")


def vni(page: str) -> bytes:
    """For the font VNI-Times, saved as UTF-8 by an editor that took the letters for French."""
    return _map_texts(page, _vni_letter, _vni_letter).encode()


def from_windows_1258(body: bytes) -> str:
    return unicodedata.normalize("NFC", body.decode("cp1258"))


def from_tcvn3(body: bytes) -> str:
    return _undo(body.decode("cp1252"), lambda letter: tcvn3(letter).decode("cp1252"))


def from_vni(body: bytes) -> str:
    return _undo(body.decode(), lambda letter: vni(letter).decode())


def _undo(page: str, written: Callable[[str], str]) -> str:
    small = [*_TCVN3_SMALL]
    letters = {written(letter): letter for letter in (*small, *map(str.upper, small))}
    codes = "|".join(map(re.escape, sorted(letters, key=len, reverse=True)))
    return re.sub(codes, lambda match: letters[match[0]], page)


def _map_texts(page: str, inline: Callable[[str], str], in_text: Callable[[str], str]) -> str:
    """The page with its letters mapped, `in_text` where markup can stand."""
    pieces = _MARKUP.split(page)
    return "".join(
        "".join(map(inline if place % 2 else in_text, piece)) for place, piece in enumerate(pieces)
    )


def _split_tone(letter: str) -> str:
    try:
        letter.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        tones = [part for part in parts if part in _TONES]
        return unicodedata.normalize("NFC", "".join(p for p in parts if p not in _TONES)) + "".join(
            tones
        )
    return letter


def _tcvn3_letter(letter: str) -> str:
    return _TCVN3.get(letter) or _TCVN3_SMALL.get(letter.lower(), letter)


def _tcvn3_capital(letter: str) -> str:
    if letter in _TCVN3 or letter.lower() not in _TCVN3_SMALL:
        return _tcvn3_letter(letter)
    return f'<font face=".VnTimeH">{_TCVN3_SMALL[letter.lower()]}</font>'


def _vni_letter(letter: str) -> str:
    if letter.isupper():
        return _vni_letter(letter.lower()).upper() if not letter.isascii() else letter
    if letter in _VNI_I:
        return _VNI_I[letter]
    parts = unicodedata.normalize("NFD", letter)
    tone = next((part for part in parts if part in _TONES), "")
    base = unicodedata.normalize("NFC", parts.replace(tone, ""))
    if not tone or base not in "aăâeêoôơuưy":
        return _VNI_BASES.get(letter, letter)
    if base == "ă":
        return "a" + _VNI_TONED_BREVE[tone]
    if base in "âêô":
        return _VNI_BASES[base][0] + _VNI_TONED_ROOF[tone]
    return _VNI_BASES.get(base, base) + _VNI_TONED[tone]
