"""Unicode normal form: the stored form of text, and the folded form for search and comparison."""

import html
import re
import unicodedata
from functools import lru_cache
from html.entities import html5
from re import Match
from typing import Final

# C1 control characters in HTML: the windows-1252 character of the same byte.
_C1: Final = {byte: bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xA0)}
# ETH and AFRICAN D look like Đ and are often typed for it: "QÐ-UBND".
_LOOKALIKES: Final = {ord("Ð"): "Đ", ord("Ɖ"): "Đ"}
# Bullets of word processors, by their places in the fonts Symbol and Wingdings.
_BULLETS: Final = dict(zip(map(ord, "\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf02d"), "•▪➢❖✓–", strict=True))
_TONES: Final = frozenset("\u0300\u0301\u0303\u0309")
# Marks of one combining class, which Unicode leaves in the order in which they were typed.
_MARKS: Final = re.compile("[\u0300\u0301\u0303\u0309\u0302\u0306]{2,}")
_TONE: Final = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SYLLABLE: Final = re.compile(r"[^\W\d_]+")
_LETTER_NAME: Final = "[AEIOUYaeiouy](?:acute|grave|circ|tilde)"
_ENTITY: Final = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
    rf"|&(?:nbsp|{_LETTER_NAME})"  # HTML reads these without a semicolon, too
)
_BARE_END: Final = re.compile(r"[cehkopt\d];")
# Entities without their ampersand; except an aliquot, none of these ends a word of any language.
_BARE_LETTER: Final = re.compile(
    rf"(?:{_LETTER_NAME}|[AEae]breve|[Dd]strok|#(?P<code>[23]\d\d|4[134]\d|7[89]\d\d|82\d\d));"
)
_BARE_MARK: Final = re.compile(
    r"(?:nbsp|[nm]dash|[lr][sd]quo|[lr]aquo|hellip|(?<!ali)quot"
    r"|(?<=[A-ZĐ])amp(?=;[A-ZĐ])|(?<=[^\W\d] )amp(?=; [^\W\d]));"
)

_DOUBLED: Final = re.compile(r"([,;:.–—])(?: ?\1)+")
_CLOSING: Final = frozenset(')]”"»%')
_AFTER: Final = frozenset((" ", ")", "]", "”", '"', "»", ""))
_QUOTED: Final = re.compile(r"(?<![\w'])''(?=[^\W\d_])([^']+)(?<!\s)''(?!')")


class _Spaces(dict[int, str]):
    """A table for `str.translate`: white space becomes a space, invisible characters go."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character.isspace():
            kept = " "
        else:
            kept = "" if unicodedata.category(character) in ("Cc", "Cf", "Cs") else character
        self[code] = kept
        return kept


_SHOWN: Final = _Spaces(_C1 | _LOOKALIKES | _BULLETS)


class _Folded(dict[str, str]):
    """A cache of letters and their folded forms."""

    def __missing__(self, character: str) -> str:
        decomposed = unicodedata.normalize("NFD", character.lower())
        bare = "".join(c for c in decomposed if not unicodedata.combining(c))
        self[character] = folded = unicodedata.normalize("NFC", bare)
        return folded


_FOLDED: Final = _Folded({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "Ɖ": "d"})


def tidy(text: str) -> str:
    """Return one line of text in the project's normal form.

    Letters are composed (NFC), also where windows-1258 or an editor left the tone mark apart or in
    front of the circumflex. Every run of white space becomes one space, with none at either end;
    soft hyphens, zero-width characters, direction marks and control characters are removed. The
    place of the tone mark (`hoà`, `hòa`) is left as written.

    Legacy text must be converted before: a soft hyphen is the letter ư of TCVN3.
    """
    # All white space but the ASCII space is unprintable; most lines need no other change.
    if not text.isprintable() and "\x85" not in text:
        text = " ".join(text.split())
    if not text.isprintable() or "Ð" in text or "Ɖ" in text:
        text = text.translate(_SHOWN)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if "\u0302" in text or "\u0306" in text:
        decomposed = unicodedata.normalize("NFD", text)
        text = unicodedata.normalize("NFC", _MARKS.sub(_tones_last, decomposed))
    return " ".join(text.split()) if "  " in text else text.strip()


def _tones_last(marks: Match[str]) -> str:
    return "".join(sorted(marks[0], key=_TONES.__contains__))


def settle_tones(text: str) -> str:
    """A tidied text, to be compared: on which vowel a syllable's tone mark stands tells nothing.

    >>> settle_tones("hoà, thuỷ, quí") == settle_tones("hòa, thủy, quí")
    True
    """
    return text if text.isascii() else _SYLLABLE.sub(_tone_behind, text)


def _tone_behind(syllable: Match[str]) -> str:
    decomposed = unicodedata.normalize("NFD", syllable[0])
    return _TONE.sub("", decomposed) + "".join(_TONE.findall(decomposed))


def tidy_punctuation(text: str) -> str:
    """Remove doubled punctuation from a tidied text: "xong..", "mã số,, mã vạch", "––".

    Two apostrophes around words become a quotation mark. Ellipses stay, and so does punctuation
    that is not behind a word: paths, code, blanks to fill in.
    """
    if "''" in text:
        text = _QUOTED.sub(r'"\1"', text)
    return _DOUBLED.sub(_single, text)


def _single(doubled: Match[str]) -> str:
    signs, text = doubled[0], doubled.string
    if signs[0] in "–—":
        return signs if " " in signs else signs[0]
    before, after = text[doubled.start() - 1 : doubled.start()], text[doubled.end() :][:1]
    behind_word = before.isalnum() or before in _CLOSING
    is_ellipsis = signs.count(".") > 2
    return signs[0] if behind_word and after in _AFTER and not is_ellipsis else signs


@lru_cache(maxsize=2_000)  # the same line is folded by many steps
def fold(text: str) -> str:
    """Fold a text for search and comparison: lower case, no diacritics, `đ` as `d`.

    Composed text keeps its length, so positions in the folded text are those of the text.
    """
    if text.isascii():
        return text.lower()
    return "".join(map(_FOLDED.__getitem__, text))


def slug(text: str) -> str:
    """Join the folded text's ASCII letters and digits by hyphens; empty where it has none."""
    return "-".join(re.findall("[a-z0-9]+", fold(text)))


def repair_entities(text: str) -> str:
    """Replace HTML entities left over in a parsed text.

    Portals escape twice (`&amp;aacute;` arrives as `&aacute;`) or lose the ampersand
    (`phograve;ng`, `h#7885;c`, ` ndash; `). Without it, the name or number of a Vietnamese letter
    counts where it touches a word, and that of a dash, quotation mark or space everywhere.
    """
    # "&amp;amp;aacute;" was escaped once more.
    while "&" in text and (unescaped := _ENTITY.sub(_unescape, text)) != text:
        text = unescaped
    if ";" not in text or not _BARE_END.search(text):
        return text
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
    if not in_word:
        return name[0]
    return chr(int(name["code"])) if name["code"] else html5.get(name[0], name[0])
