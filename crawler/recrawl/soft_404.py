"""Soft-404 fingerprint: compares a page with what its portal shows for no page."""

import re
import zlib
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.urls.identity import canonical, identity
from crawler.vietnamese.unicode import fold

#: The share of lines that two pages have in common that say the same thing.
ALIKE = 0.8
#: What stands in an address in place of what names an article: no portal has as many.
_NUMBER = "98765432109"
_SLUG = "khong-co-bai-viet-nao-ten-nhu-the-nay"
_DIGITS = re.compile(r"\d+")
_TAG = re.compile(r"(?s)<(?:script|style)\b.*?(?:</(?:script|style)\s*>|\Z)|<[^<>]*>")
_WORDS = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]++-){2,}[^\W\d_]++")


@dataclass(frozen=True, slots=True)
class Soft404Fingerprint:
    """The address that an answer came from, and the hashes of its lines."""

    key: str
    lines: frozenset[int]

    @classmethod
    def of(cls, url: str, text: str) -> "Soft404Fingerprint":
        """The impression of a page's source; numbers in it, such as counters, do not matter."""
        pieces = (" ".join(piece.split()) for piece in _TAG.split(fold(text)))
        lines = {_DIGITS.sub("0", piece) for piece in pieces if piece}
        return cls(identity(canonical(url)), frozenset(zlib.crc32(x.encode()) for x in lines))

    def resembles(self, other: "Soft404Fingerprint") -> bool:
        """True if two addresses led to the same page, or to pages that say the same."""
        if self.key == other.key:
            return True
        union = len(self.lines | other.lines)
        return not union or len(self.lines & other.lines) >= ALIKE * union


def impossible(url: str) -> str:
    """An address of the form of an article's behind which there can be none."""
    parts = urlsplit(url)
    folder, _, name = parts.path.rpartition("/")
    if parts.query:
        pairs = [(n, _replaced(v)) for n, v in parse_qsl(parts.query, keep_blank_values=True)]
        query = urlencode(pairs) if pairs else _replaced(parts.query)
        return parts._replace(query=query, path=f"{folder}/{_replaced(name)}").geturl()
    changed = _replaced(name)
    if changed == name:
        stem, dot, suffix = name.partition(".")
        changed = f"{_SLUG}-{_NUMBER}{dot}{suffix}" if stem else f"{_SLUG}-{_NUMBER}"
    return parts._replace(path=f"{folder}/{changed}").geturl()


def _replaced(name: str) -> str:
    return _DIGITS.sub(_NUMBER, _WORDS.sub(_SLUG, name, count=1))
