"""The letters of Vietnamese and encoders into what is none of Unicode's, for the tests.

The tables are in the order of the alphabet, unlike the project's own, which they check.
"""

import re
import unicodedata

#: Each vowel without a tone and with the grave, hook, tilde, acute and dot below; then đ.
SMALL = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
CAPITAL = SMALL.upper()

_TCVN3_SMALL = "aµ¶·¸¹¨»¼½¾Æ©ÇÈÉÊËeÌÎÏÐÑªÒÓÔÕÖi×ØÜÝÞoßáâãä«åæçèé¬êëìíîuïñòóô\xadõö÷øùyúûüýþ®"
_TCVN3 = dict(zip(SMALL, _TCVN3_SMALL, strict=True)) | dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))

_VNI_SMALL = re.findall(
    r"\S+",
    "a aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä e eø eû eõ eù eï eâ eà eå eã eá eä "
    "i ì æ ó í ò o oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï "
    "u uø uû uõ uù uï ö öø öû öõ öù öï y yø yû yõ yù î ñ",
)
_VNI = dict(zip(SMALL, _VNI_SMALL, strict=True)) | {
    letter: code.upper() for letter, code in zip(CAPITAL, _VNI_SMALL, strict=True)
}


def to_tcvn3(text: str) -> str:
    """Write a text for a TCVN3 font, which has capitals for Ă Â Ê Ô Ơ Ư Đ only."""
    return "".join(c if c.isascii() else _TCVN3.get(c) or _TCVN3.get(c.lower(), c) for c in text)


def to_vni(text: str) -> str:
    """Write a text for a VNI font."""
    return "".join(_VNI.get(letter, letter) for letter in text)


def to_windows_1258(text: str) -> bytes:
    """Encode a text with its tone marks behind the letters."""
    encoded = bytearray()
    for letter in text:
        try:
            encoded += letter.encode("cp1258")
        except UnicodeEncodeError:
            base, *marks = list(unicodedata.normalize("NFD", letter))
            tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
            shaped = unicodedata.normalize("NFC", base + "".join(marks).replace(tone, ""))
            encoded += (shaped + tone).encode("cp1258")
    return bytes(encoded)


def misread(text: str, encoding: str = "cp1252") -> str:
    """Read UTF-8 as a browser reads `encoding`: bytes without a meaning as control characters."""
    read = (bytes([b]).decode(encoding, "ignore") or chr(b) for b in text.encode())
    return "".join(read)
