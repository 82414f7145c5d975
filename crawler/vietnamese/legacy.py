"""Legacy encodings: conversion of text in the encodings of fonts, and of wrongly decoded text.

Before Unicode, Vietnamese was written with fonts that draw its letters in place of others. Portals
still serve such text, by now encoded in Unicode: "C«ng nghÖ" is `Công nghệ` in a TCVN3 font
(.VnTime and its kin, also called ABC), "Coâng ngheä" in a VNI font.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
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

# The fonts keep windows-1252's quotation marks and dashes (80 to 9F) and signs such as ° (B0 to
# B4). `from_tcvn3` handles ©.
_TCVN3: Final = {
    code: letter
    for code, letter in enumerate(_UPPER_HALF, 0xA0)
    if letter.isalpha() and code != ord("©")
}

#: Marks, in a text to be converted, the boundary between two elements of a page.
SEAM: Final = "\ue000"

_LINE: Final = re.compile(r"[^<>\n]+")
_SMALL: Final = re.compile("[a-z]")
_CAPITAL: Final = re.compile("[A-Z]")
# A word with two capitals and no small letter of ASCII.
_CAPITAL_WORD: Final = re.compile(r"\b(?:[^\W\d_a-zA-Z]*+[A-Z]){2}[^\W\d_a-z]*+\b")

_TONES: Final = "\u0301\u0300\u0309\u0303\u0323"


def _vni_letters() -> dict[str, str]:
    """Return VNI's letters: single ones, and vowels followed by a letter that draws their marks."""
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
    # The mark typed without the shift key.
    mixed = {code[0].upper() + code[1:]: letter.upper() for code, letter in letters.items()}
    return letters | mixed | capitals


_VNI: Final = _vni_letters()
_VNI_SEAM: Final = re.compile(f"([aeouyôöAEOUYÔÖ]){SEAM}+([ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË])")
_VNI_LETTER: Final = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))

_SYLLABLE: Final = re.compile(
    """
    (?!quư)(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|n|ngh?|nh|ph?|qu|r|s|t|th|tr|v|x)?
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
    """True if a word (NFC) has the form of a Vietnamese syllable: onset, rime, at most one tone.

    Almost no word with a diacritic of another language or encoding has it, and none in mixed case.
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
    text = re.sub(f"©(?={SEAM}*[A-Za-z])", "â", text.translate(_TCVN3))
    return _LINE.sub(_restore_capitals, text)


def _restore_capitals(line: Match[str]) -> str:
    if not _SMALL.search(line[0]) and len(_CAPITAL.findall(line[0])) >= 3:
        return line[0].upper()
    return _CAPITAL_WORD.sub(lambda word: word[0].upper(), line[0])


def from_vni(text: str) -> str:
    """Convert text in a VNI font, read as windows-1252."""
    if SEAM in text:
        text = _VNI_SEAM.sub(rf"\1\2{SEAM}", text)
    return _VNI_LETTER.sub(lambda code: _VNI[code[0]], text)


# The letters and marks of windows-1258 by the windows-1252 characters of the same bytes.
_WINDOWS_1258: Final = {
    ord(bytes([byte]).decode("cp1252")): bytes([byte]).decode("cp1258")
    for byte in range(0xC0, 0x100)
}


def from_windows_1258(text: str) -> str:
    """Convert text in windows-1258, read as windows-1252: "nghêò" is `nghệ`."""
    return unicodedata.normalize("NFC", text.translate(_WINDOWS_1258))


#: A font or encoding, given as the function that converts text typed for it.
Font = Callable[[str], str]

# Letters and marks that do not occur in text for such fonts.
_BEYOND_LATIN_1: Final = re.compile("[\u0100-\u1fff\u2e80-\ud7ff]")
_WORD: Final = re.compile(r"(?<!\w)[A-Za-z¡-¯µ-ÿ]{2,}(?!\d)")
# Characters of the fonts' encodings that do not occur within Vietnamese words.
_FOREIGN: Final = re.compile("[¡-¯µ-¿ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿ]")


_FONTS: Final = (from_vni, from_tcvn3, from_windows_1258)


def convert(text: str) -> str:
    """Convert a paragraph in a TCVN3 or VNI font or in windows-1258; return others unchanged."""
    font = font_of((text,))
    return font(text) if font else text


def is_unicode(text: str) -> bool:
    """True if a text has letters that do not occur in text for such fonts."""
    return _BEYOND_LATIN_1.search(text) is not None


def font_of(texts: Iterable[str]) -> Font | None:
    """Return the font that texts of one kind were typed for; None if none of these.

    The evidence is the texts with words beyond ASCII: nearly all of those must become Vietnamese
    syllables, and enough of them must not have been any before.
    """
    words: set[str] = set()
    strange: set[str] = set()
    for text in texts:
        if not text.isascii() and not is_unicode(text):
            these = set(_WORD.findall(text))
            if no_syllables := _strange(these):
                words |= these
                strange |= no_syllables
    if not strange:
        return None
    evidence, font = max(
        ((_evidence(words, strange, font), font) for font in _FONTS),
        key=lambda found: found[0],
    )
    return font if evidence else None


@lru_cache(maxsize=20_000)
def _becomes_syllable(word: str, font: Font) -> bool:
    return is_syllable(font(word))


def _strange(words: Iterable[str]) -> set[str]:
    return {word for word in words if not word.isascii() and not is_syllable(word)}


def _evidence(words: set[str], strange: set[str], font: Font) -> int:
    """Return the number of letters in non-syllables that become Vietnamese; 0 if in doubt."""
    marked = {word for word in words if not word.isascii()}
    right = {word for word in marked if _becomes_syllable(word, font)}
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


def is_typed_for(font: Font, text: str, *, expected: bool) -> bool:
    """True if a text is typed for a font that its page uses.

    One word that becomes a syllable is enough, with at most two others that do not. If the text is
    `expected` to be in the font, it is enough that it could be.
    """
    if text.isascii() or is_unicode(text):
        return False
    marked = {word for word in _WORD.findall(text) if not word.isascii()}
    strange = _strange(marked)
    if not strange:
        return expected and all(_becomes_syllable(word, font) for word in marked)
    if right := sum(_becomes_syllable(word, font) for word in strange):
        return len(strange) <= 3 * right
    # A sign behind a word (ACME®) may be genuine.
    return expected and all(font(word).isalpha() and word[-1].isalpha() for word in strange)
