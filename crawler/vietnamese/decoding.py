"""Character decoding of pages, by their bytes as well as by what their headers declare."""

import codecs
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

from crawler.vietnamese.legacy import TCVN_5712, Font, from_tcvn3, from_vni, is_syllable

_LATIN_WORD: Final = re.compile(rb"[A-Za-z\x80-\xff]+")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_PIECE: Final = re.compile(rb"<[^<]*|[^<]+")
# Words enough for a decision, and few enough to take no time.
_SAMPLE: Final = 1000

Decoder = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page as text.

    `encoding` is Python's name of the codec, or `tcvn-5712`, or `tcvn3` or `vni` for text in such a
    font, which is given as read in windows-1252: the markup decides which letters are capitals.
    `fallback` states the difference from the declaration and the action taken, in one of a few
    fixed forms that can be counted. Text in UTF-8 needs no declaration.
    """

    text: str
    encoding: str
    fallback: str | None = None


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Decode a page; never fails.

    Evidence, in order: a byte order mark, the bytes themselves, the declaration in `content_type`
    (the HTTP header), in a `<meta>` element or in an XML declaration. Text that is not UTF-8 is
    decoded by the encoding in which most of its words are Vietnamese: the declared one,
    windows-1258, or a TCVN3 or VNI font's; if none is, by the declared one or windows-1252. The
    text is not normalized.
    """
    declared, mark = read_bom(body)
    if mark:
        body = body[len(mark) :]
    else:
        declared = http_content_type_encoding(content_type) or html_body_declared_encoding(body)
    wide = declared if mark and declared != "utf-8" else _utf_16(body)
    if wide:
        return _decode_wide(body, wide, declared)
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return _decode_broken(body, declared)
    misdeclared = declared not in (None, "utf-8") and not body.isascii()
    return Decoded(text, "utf-8", f"utf-8 declared as {declared}" if misdeclared else None)


def _utf_16(body: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: markup has a zero byte beside each letter."""
    if 0 not in body[:256]:
        return None
    head = body[:1024]
    for order, zeros, letters in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        share = len(head) / 2
        if head[zeros::2].count(0) > 0.4 * share and head[letters::2].count(0) < 0.1 * share:
            return order
    return None


def _decode_wide(body: bytes, encoding: str, declared: str | None) -> Decoded:
    text = body.decode(encoding, "replace")
    # "utf-16" leaves the byte order to a mark.
    if declared is None or not encoding.startswith(declared):
        return Decoded(text, encoding, _fallback(encoding, declared))
    return Decoded(text, encoding)


def _fallback(encoding: str, declared: str | None) -> str:
    return f"{encoding} declared as {declared}" if declared else f"{encoding} undeclared"


def _decode_broken(body: bytes, declared: str | None) -> Decoded:
    """Decode a text that is not, or not all, UTF-8: damaged, in an older encoding, or mixed."""
    letters, broken = _count(body)
    # An old text in a new frame: the text between two tags is in one encoding.
    pieces = _PIECE.findall(body)
    older = {piece for piece in pieces if not _mostly_utf_8(piece)}
    damaged = letters > broken and broken <= max(2, 0.1 * letters)
    if damaged or not older:
        return Decoded(body.decode("utf-8", "replace"), "utf-8", "utf-8 with broken bytes")
    old = b" ".join(older)
    encoding, decoder = _most_vietnamese(old, _candidates(old, declared))
    if letters < 0.1 * broken or all(piece in older or piece.isascii() for piece in pieces):
        fallback = None if encoding == declared else _fallback(encoding, declared)
        return Decoded(decoder(body), encoding, fallback)
    text = "".join(decoder(p) if p in older else p.decode("utf-8", "replace") for p in pieces)
    return Decoded(text, "utf-8", f"utf-8 mixed with {encoding}")


def _count(body: bytes) -> tuple[int, int]:
    """Return the number of characters beyond ASCII in UTF-8, and that of failures."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd") - body.count("\ufffd".encode())
    return len(text) - len(text.encode("ascii", "ignore")) - broken, broken


def _mostly_utf_8(piece: bytes) -> bool:
    if piece.isascii():
        return True
    letters, broken = _count(piece)
    return letters > broken


def _codec(encoding: str) -> Decoder:
    return lambda body: body.decode(encoding, "replace")


_DECODERS: Final[dict[str, Decoder]] = {
    "cp1252": _codec("cp1252"),
    "cp1258": _codec("cp1258"),
    "tcvn3": _codec("cp1252"),
    "tcvn-5712": lambda body: codecs.charmap_decode(body, "strict", TCVN_5712)[0],
    "vni": _codec("cp1252"),
}
_FONTS: Final[dict[str, Font]] = {"tcvn3": from_tcvn3, "vni": from_vni}


def _candidates(body: bytes, declared: str | None) -> dict[str, Decoder]:
    """Return the possible encodings of a text before UTF-8, first the declared one if possible."""
    if declared is None or declared.startswith("utf"):
        return _DECODERS
    if declared not in _DECODERS:
        try:
            body.decode(declared)
        except (LookupError, ValueError):  # also of codecs that are not for text
            return _DECODERS
    return {declared: _DECODERS.get(declared) or _codec(declared)} | _DECODERS


def _most_vietnamese(body: bytes, decoders: dict[str, Decoder]) -> tuple[str, Decoder]:
    """Return the decoder by which most words beyond ASCII are Vietnamese, or the first."""
    words = (word for word in _LATIN_WORD.findall(body) if not word.isascii())
    sample = b" ".join(islice(words, _SAMPLE))
    best, most = "", -1
    for encoding, decoder in decoders.items():
        text = _FONTS.get(encoding, str)(decoder(sample))
        if (surplus := max(0, _surplus(text))) > most:
            best, most = encoding, surplus
    return best, decoders[best]


def _surplus(text: str) -> int:
    """Return how many more of the words beyond ASCII are Vietnamese than are not."""
    words = [w for w in _WORD.findall(unicodedata.normalize("NFC", text)) if not w.isascii()]
    right = sum(map(is_syllable, words))
    return right - (len(words) - right)
