"""Mojibake: text decoded in the wrong encoding, decoded again in the right one."""

import re
import unicodedata
from itertools import product
from re import Match
from typing import Final

from crawler.vietnamese.legacy import is_syllable


def _bytes_of() -> dict[str, int]:
    """Return the byte that each character was read from, in windows-1252 or as a control character.

    Of the bytes that are other letters in windows-1258, only C3 occurs in Vietnamese UTF-8.
    """
    read = {
        bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(0x80, 0x100)
    }
    return {chr(byte): byte for byte in range(0x80, 0xA0)} | read | {"Ă": 0xC3}


_BYTES: Final = _bytes_of()


def _read_from(first: int, last: int) -> str:
    """Return a regular expression for the characters that these bytes were read as."""
    found = sorted(character for character, byte in _BYTES.items() if first <= byte <= last)
    return "[" + "".join(map(re.escape, found)) + "]"


_TRAIL: Final = _read_from(0x80, 0xBF)
_SEQUENCE: Final = re.compile(
    f"{_read_from(0xC2, 0xDF)}{_TRAIL}|{_read_from(0xE0, 0xEF)}{_TRAIL}{_TRAIL}"
)
_OTHER_LETTER: Final = re.compile(rf"(?=[^\W\d_]){_read_from(0x80, 0xFF)}")
_PLAUSIBLE: Final = re.compile(
    "[\x80-\u017fƒˆ˜ƠơƯư\u0300-\u036f\u1e00-\u1eff\u2000-\u2bff\ufe0f\ufeff]"
)
_CONTROL: Final = re.compile("[\x80-\x9f]")
# Characters of which one occurs in any mojibake, but rarely in other text.
_SIGN: Final = re.compile("[ÃĂÄÆ»º€\x80ÂÅÌ]")
# “XÃ” more likely ends in Ã and a quotation mark than in Ô.
_CLOSING: Final = re.compile(r"[À-ÿĂ][”’»…–—](?![\w\x80-\uffff])")

# Letters whose last byte was lost, because it has no meaning in windows-1252 or looks like a space;
# restored if only one of these makes a syllable.
_LOST: Final = {"á»": "ềọỏờỐ", "Ã": "àÁÍÝ", "Ă": "àÁÍÝ", "Ä": "Đ"}
_TORN: Final = re.compile(f"(á»|[ÃĂÄ])(?:\ufffd|(?!{_TRAIL}))")
_HELD: Final = {torn: chr(0xE000 + place) for place, torn in enumerate(_LOST)}
_TORN_OF: Final = {held: torn for torn, held in _HELD.items()}
_OPTIONS: Final = {_HELD[torn]: letters for torn, letters in _LOST.items()}
_HELD_WORD: Final = re.compile(
    "(?:(?<![^\\W_])[^\\W_]++)?[\ue000-\ue003](?:[^\\W_]|[\ue000-\ue003])*"
)


def repair_mojibake(text: str) -> str:
    """Undo the decoding of UTF-8 as windows-1252, windows-1258 or latin-1, once or repeatedly.

    "TiÃªu chuáº©n", in windows-1258 "TiĂªu chuáº©n". All letters of windows-1252 beyond ASCII must
    be part of UTF-8, except for a lost last byte; otherwise the text is returned unchanged. White
    space must be in its original form, because `à` was read as "Ã" and a no-break space.
    """
    if not _SIGN.search(text):
        return text
    repaired = text
    while read := _read_as_utf8(repaired) or _read_torn(repaired):
        repaired = read
    return text if _CONTROL.search(repaired) else repaired


def _read_as_utf8(text: str) -> str | None:
    sequences = _SEQUENCE.finditer(text)
    if all(_CLOSING.match(text, sequence.start()) for sequence in sequences):
        return None
    if _OTHER_LETTER.search(_SEQUENCE.sub("", text)):
        return None
    try:
        return _SEQUENCE.sub(_letter, text)
    except ValueError:
        return None


def _letter(sequence: Match[str]) -> str:
    """Return the letter of a sequence of UTF-8; raises `ValueError` for implausible letters."""
    letter = bytes(map(_BYTES.__getitem__, sequence[0])).decode()
    if not _PLAUSIBLE.fullmatch(letter):
        raise ValueError
    return letter


def _read_torn(text: str) -> str | None:
    """Return the text read as UTF-8 in which some letters have lost their last byte."""
    held = _TORN.sub(lambda letter: _HELD[letter[1]], text)
    read = _read_as_utf8(held) if held != text else None
    return read and _HELD_WORD.sub(_complete, read)


def _complete(word: Match[str]) -> str:
    options = (_OPTIONS.get(character, character) for character in word[0])
    syllables = [found for found in map("".join, product(*options)) if is_syllable(found)]
    if len(syllables) == 1:
        return syllables[0]
    return "".join(_TORN_OF.get(character, character) for character in word[0])


# windows-1258's letters for latin-1's ã, õ, ý and, behind a consonant, its marks for ì and ò.
_LATIN_1: Final = str.maketrans("ăơưĂƠƯ", "ãõýÃÕÝ")
_MARK: Final = re.compile("(?<=[bcdđghklmnpqrstvx])[\u0301\u0323]", re.IGNORECASE)
_VOWEL: Final = {"\u0301": "ì", "\u0323": "ò"}
_FINAL_BREVE: Final = re.compile(r"[ăĂ](?![\w\u0300-\u036f])")
_WORD: Final = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")
# Rare syllables, unlike those that they are misread from: `quản lư`, `chữ kư`.
_RARE: Final = frozenset(("lư", "kư", "ư", "rơ"))


def repair_latin_1(text: str) -> str:
    """Undo the decoding of latin-1 as windows-1258, which has other letters: "vai tṛ đă rơ".

    Words that are no syllables are corrected: two of them at least, for one may be a name, or one
    whose mark is on a consonant. All such text has a word that ends in `ă`.
    """
    if "ă" not in text or not _FINAL_BREVE.search(text):
        return text
    composed = unicodedata.normalize("NFC", text)
    repaired = {}
    evidence = 0
    for word in set(_WORD.findall(composed)):
        apart = unicodedata.normalize("NFD", word)
        vowels = _MARK.sub(lambda mark: _VOWEL[mark[0]], apart)
        right = unicodedata.normalize("NFC", vowels).translate(_LATIN_1)
        if not is_syllable(word) and is_syllable(right):
            repaired[word] = right
            evidence += 1 + (vowels != apart)
        elif word.lower() in _RARE:
            repaired[word] = right
    if evidence < 2:
        return text
    return _WORD.sub(lambda word: repaired.get(word[0], word[0]), composed)
