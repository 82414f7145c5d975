"""The one form of a text that is stored, and the folded one that is searched and compared."""

import html
import re
import unicodedata
from html.entities import html5
from re import Match
from typing import Final

# What HTML makes of the C1 control characters: the windows-1252 character of the same byte.
_C1: Final = {byte: bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xA0)}
# ETH and AFRICAN D look like Đ and are often typed for it: "QÐ-UBND".
_LOOKALIKES: Final = {ord("Ð"): "Đ", ord("Ɖ"): "Đ"}
_TONE_FIRST: Final = re.compile("([\u0300\u0301\u0303\u0309])([\u0302\u0306])")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# Entities without their ampersand; none of these ends a word of any language.
_BARE_LETTER: Final = re.compile(r"[AEIOUYaeiouy](?:acute|grave|circ|tilde|breve);|[Dd]strok;")
_BARE_MARK: Final = re.compile(r"(?:nbsp|[nm]dash|[lr][sd]quo|[lr]aquo|hellip);")


class _Spaces(dict[int, str]):
    """For `str.translate`: white space becomes a space, other characters that do not show, none."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character.isspace():
            kept = " "
        else:
            kept = "" if unicodedata.category(character) in ("Cc", "Cf", "Cs") else character
        self[code] = kept
        return kept


_SHOWN: Final = _Spaces(_C1 | _LOOKALIKES)


class _Folded(dict[str, str]):
    """Letters and what they fold to, filled as letters are met."""

    def __missing__(self, character: str) -> str:
        decomposed = unicodedata.normalize("NFD", character.lower())
        bare = "".join(c for c in decomposed if not unicodedata.combining(c))
        self[character] = folded = unicodedata.normalize("NFC", bare)
        return folded


_FOLDED: Final = _Folded({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "Ɖ": "d"})


def tidy(text: str) -> str:
    """One line of text in the project's normal form.

    Letters are composed (NFC), also where windows-1258 or an editor left the tone mark apart or in
    front of the circumflex. Every run of white space is one space, with none at either end; soft
    hyphens, zero-width characters, marks of direction and control characters are gone. Where the
    tone mark stands (`hoà`, `hòa`) is left as written.

    Legacy text must be converted before: a soft hyphen is the letter ư of TCVN3.
    """
    # All white space but the ASCII space is unprintable, and so is what else has to go.
    if not text.isprintable() or "Ð" in text or "Ɖ" in text:
        text = text.translate(_SHOWN)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if "\u0302" in text or "\u0306" in text:
        decomposed = unicodedata.normalize("NFD", text)
        text = unicodedata.normalize("NFC", _TONE_FIRST.sub(r"\2\1", decomposed))
    return " ".join(text.split()) if "  " in text else text.strip()


def fold(text: str) -> str:
    """Fold a text for search and comparison: lower case, no diacritics, `đ` as `d`.

    Composed text keeps its length, so that positions in the folded text are those of the text.
    """
    if text.isascii():
        return text.lower()
    return "".join(map(_FOLDED.__getitem__, text))


def slug(text: str) -> str:
    """Join the folded text's ASCII letters and digits by hyphens; empty where it has none."""
    return "-".join(re.findall("[a-z0-9]+", fold(text)))


def repair_entities(text: str) -> str:
    """Replace what is left of HTML entities in a text that was parsed.

    Portals escape twice (`&amp;aacute;` arrives as `&aacute;`) or lose the ampersand
    (`phograve;ng`, ` ndash; `). Without it, a Vietnamese letter's name counts where it touches a
    word, and a dash's, quote's or space's everywhere.
    """
    if ";" not in text:
        return text
    # "&amp;amp;aacute;" was escaped once more.
    while "&" in text and (unescaped := _ENTITY.sub(_unescape, text)) != text:
        text = unescaped
    text = _BARE_MARK.sub(lambda name: html5[name[0]], text)
    return _BARE_LETTER.sub(_letter_in_word, text)


def _unescape(entity: Match[str]) -> str:
    # By itself, html.unescape would take "&notation;" for "&not" and the rest of a word.
    name = entity[0][1:]
    return html.unescape(entity[0]) if name.startswith("#") else html5.get(name, entity[0])


def _letter_in_word(name: Match[str]) -> str:
    start, end = name.span()
    in_word = (
        name.string[max(0, start - 1) : start].isalpha() or name.string[end : end + 1].isalpha()
    )
    return html5.get(name[0], name[0]) if in_word else name[0]
