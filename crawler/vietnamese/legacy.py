"""Text typed in a font's own encoding, and text decoded as what it is not, made Unicode again.

Before Unicode, Vietnamese was written with fonts that draw its letters in place of others.
Portals still serve such text, by now in good Unicode: "C«ng nghÖ" is `Công nghệ` in a TCVN3 font
(.VnTime and its kin, also called ABC), "Coâng ngheä" in a VNI font.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import product
from re import Match
from typing import Final

_CAPITALS_00: Final = dict(
    zip(b"\1\2\4\5\6\x11\x12\x13\x14\x15\x16\x17", "ÚỤỪỬỮỨỰỲỶỸÝỴ", strict=True)
)
_CAPITALS_80: Final = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
_UPPER_HALF: Final = (
    "\xa0ĂÂÊÔƠƯĐăâêôơưđẰ"
    "\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"
    "éẹềểễếệìỉỄẾỒĩíịò"
    "Ổỏõóọồổỗốộờởỡớợù"
    "ỖủũúụừửữứựỳỷỹýỵỐ"
)
#: Decoding table of TCVN 5712:1993 (VN1) for `codecs.charmap_decode`.
TCVN_5712: Final = (
    "".join(_CAPITALS_00.get(byte, chr(byte)) for byte in range(0x80)) + _CAPITALS_80 + _UPPER_HALF
)

# The fonts keep windows-1252's quotes and dashes (80 to 9F) and signs such as ° (B0 to B4). © is
# left to `from_tcvn3`.
_TCVN3: Final = {
    code: letter
    for code, letter in enumerate(_UPPER_HALF, 0xA0)
    if letter.isalpha() and code != ord("©")
}

_LINE: Final = re.compile(r"[^<>\n]+")
_SMALL: Final = re.compile("[a-z]")
_CAPITAL: Final = re.compile("[A-Z]")
# A word with two capitals and no small letter of ASCII.
_CAPITAL_WORD: Final = re.compile(r"\b(?:[^\W\d_a-z]*[A-Z]){2}[^\W\d_a-z]*\b")

_TONES: Final = "\u0301\u0300\u0309\u0303\u0323"


def _vni_letters() -> dict[str, str]:
    """VNI's letters: single ones, and vowels followed by a letter that draws their marks."""
    letters = dict(zip("ñôöíìæóòî", "đơưíìỉĩịỵ", strict=True))
    shapes = (
        ("aeouyôö", "aeouyơư", "ùøûõï", ""),
        ("aeo", "âêô", "áàåãä", "â"),
        ("a", "ă", "éèúüë", "ê"),
    )
    for typed, vowels, marks, shape in shapes:
        for (code, vowel), (mark, tone) in product(
            zip(typed, vowels, strict=True),
            (*zip(marks, _TONES, strict=True), *((mark, "") for mark in shape)),
        ):
            letters[code + mark] = unicodedata.normalize("NFC", vowel + tone)
    capitals = {code.upper(): letter.upper() for code, letter in letters.items()}
    # Somebody typed the mark without the shift key.
    mixed = {code[0].upper() + code[1:]: letter.upper() for code, letter in letters.items()}
    return letters | mixed | capitals


_VNI: Final = _vni_letters()
_VNI_LETTER: Final = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))

_SYLLABLE: Final = re.compile(
    """
    (?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|n|ngh?|nh|ph?|qu|r|s|t|th|tr|v|x)?
    (?:
        [aeêioôơuưy] | [iu]a | ưa | o[ae] | u[êơy] | uya
      | [aoôơuư]i | oai | uôi | ươi | [aâ]y | oay | uây | [ae]o | oao | oeo
      | [aâêiư]u | [iy]êu | ươu | uyu
      | (?:[aăâeoôu] | o[aă] | [iy]ê | uô | ươ) (?:m|ng?|p|t|c)
      | [êiơ] [mnpt] | yt | [aêiy] [nc]h | ăk | ư (?:m|ng?|t|c)
      | (?:oa|uê|uy) [nc]h | oe[nt] | oo(?:ng|c) | uâ(?:ng?|t) | uyê[nt] | uy[npt]
    )
    """,
    re.VERBOSE,
)
_TONE: Final = re.compile(f"[{_TONES}]")
_STOPPED_TONES: Final = ("\u0301", "\u0323")


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word (NFC) is built like a Vietnamese syllable: onset, rime, at most one tone.

    Hardly any word of another language or encoding that has a diacritic is, nor one in mixed case.
    """
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = _TONE.findall(decomposed)
    if len(tones) > 1:
        return False
    # A syllable that ends in a stop has one of two tones.
    if decomposed.endswith(("c", "ch", "p", "t")) and not set(tones).intersection(_STOPPED_TONES):
        return False
    return bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", _TONE.sub("", decomposed))))


def from_tcvn3(text: str) -> str:
    """Convert text in a TCVN3 font, read as windows-1252.

    Such fonts have no capitals with a tone: capitals were typed as "C¤NG NGHÖ" in a font that draws
    all letters as capitals. Words that show it become capitals.
    """
    # © is the letter â, which never ends a syllable, or else a copyright sign.
    text = re.sub("©(?=[A-Za-z])", "â", text.translate(_TCVN3))
    return _LINE.sub(_restore_capitals, text)


def _restore_capitals(line: Match[str]) -> str:
    if not _SMALL.search(line[0]) and len(_CAPITAL.findall(line[0])) >= 3:
        return line[0].upper()
    return _CAPITAL_WORD.sub(lambda word: word[0].upper(), line[0])


def from_vni(text: str) -> str:
    """Convert text in a VNI font, read as windows-1252."""
    return _VNI_LETTER.sub(lambda code: _VNI[code[0]], text)


# Letters and marks that text in such a font has none of.
_BEYOND_LATIN_1: Final = re.compile("[\u0100-\u1fff\u2e80-\ud7ff]")
_WORD: Final = re.compile(r"(?<!\w)[A-Za-z¡-¯µ-ÿ]{2,}(?!\d)")
# Characters of the fonts' encodings that Vietnamese has no use for within a word.
_FOREIGN: Final = re.compile("[¡-¯µ-¿ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿ]")


def convert(text: str) -> str:
    """Convert a paragraph or text that is in a TCVN3 or VNI font; return others as they are.

    Decided by the words that are not all ASCII: nearly all must become syllables of Vietnamese, and
    enough of them must not have been before.
    """
    if text.isascii() or _BEYOND_LATIN_1.search(text):
        return text
    words = set(_WORD.findall(text))
    strange = {word for word in words if not word.isascii() and not is_syllable(word)}
    if not strange:
        return text
    evidence, converter = max(
        ((_evidence(words, strange, font), font) for font in (from_vni, from_tcvn3)),
        key=lambda found: found[0],
    )
    return converter(text) if evidence else text


def _evidence(words: set[str], strange: set[str], converter: Callable[[str], str]) -> int:
    """How many letters are in strange words that become Vietnamese; 0 where in doubt."""
    marked = {word for word in words if not word.isascii()}
    right = {word for word in marked if is_syllable(converter(word))}
    gained = right & strange
    letters = sum(map(len, gained))
    if len(words) < 2 or letters + len(right) < 4 or len(right) < 0.8 * len(marked):
        return 0
    if len(gained) == 1 and not _FOREIGN.search("".join(gained)):
        return 0
    plain = {word for word in words - marked if not word.isupper()}
    known = len(right) + sum(map(is_syllable, plain))
    if len(gained) < 4 and known < 0.6 * (len(marked) + len(plain)):
        return 0
    return letters


def _windows_1252() -> dict[int, int]:
    """What byte a character was read from: windows-1252, with its gaps as control characters."""
    read = {
        byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)
    }
    return {byte: byte for byte in range(0x80, 0xA0)} | {ord(c): byte for byte, c in read.items()}


_BYTES: Final = _windows_1252()
_HIGH: Final = "".join(map(re.escape, map(chr, sorted(_BYTES))))
_RUN: Final = re.compile(f"[{_HIGH}]+")
_LEADS: Final = re.compile(f"[Â-ô][{_HIGH}]")
_PLAUSIBLE: Final = re.compile("[\x80-\u036f\u1e00-\u1eff\u2000-\u2bff\ufe0f\ufeff]+")
_CONTROL: Final = re.compile("[\x80-\x9f]")
_CLOSING: Final = re.compile(r"[À-ÿ][”’»…–—](?![\w\x80-\uffff])")


def repair_mojibake(text: str) -> str:
    """Undo that UTF-8 was read as windows-1252 or latin-1, once or more: "TiÃªu chuáº©n".

    Every stretch of letters beyond ASCII must be strictly UTF-8 of Latin letters or signs; else the
    text comes back as it is. White space must not have been touched before, because `à` was read
    as "Ã" and a no-break space.
    """
    repaired = text
    while _LEADS.search(repaired) and (read := _read_as_utf8(repaired)):
        repaired = read
    return text if _CONTROL.search(repaired) else repaired


def _read_as_utf8(text: str) -> str | None:
    pieces: list[str] = []
    end, evidence = 0, False
    for run in _RUN.finditer(text):
        try:
            read = bytes(map(_BYTES.__getitem__, map(ord, run[0]))).decode()
        except UnicodeDecodeError:
            if any(map(str.isalpha, run[0])):
                return None
            continue
        if not _PLAUSIBLE.fullmatch(read):
            return None
        pieces += text[end : run.start()], read
        end = run.end()
        # “XÃ” ends in Ã and a quote more likely than in Ô.
        evidence = evidence or not _CLOSING.match(text, run.start())
    return "".join([*pieces, text[end:]]) if evidence else None
