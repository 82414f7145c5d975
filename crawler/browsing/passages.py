"""Passages of a text that show why it was found, with what was looked for marked in them."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crawler.database.reading_room.search import Phrase
from crawler.vietnamese.unicode import fold

#: Characters of a passage, and of those before the first mark in it.
_LENGTH, _BEFORE = 260, 60
#: Characters of a text, and places in it, among which the passage is looked for.
_LOOKED_AT, _MOST_PLACES = 50_000, 300


class Piece(NamedTuple):
    """A piece of a passage."""

    text: str
    is_marked: bool


class Marker:
    """Finds what was looked for, as the index does: whatever its case and its diacritics."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        """Look for phrases."""
        folded = sorted({tuple(map(fold, phrase)) for phrase in phrases}, key=len, reverse=True)
        words = (r"[\W_]+".join(map(re.escape, phrase)) for phrase in folded)
        self._pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(words)})(?![^\W_])")
        self._is_empty = not folded

    def marked(self, text: str) -> list[Piece]:
        """A whole text, such as a title."""
        text = unicodedata.normalize("NFC", text)
        return list(_pieces(text, self._places(text)))

    def passage(self, text: str) -> list[Piece] | None:
        """The passage of a text that has most of the phrases; None where it has none."""
        text = unicodedata.normalize("NFC", text[:_LOOKED_AT])
        places = self._places(text)
        if not places:
            return None
        start, end = _extent(text, _best(text, places))
        inside = [(a - start, b - start) for a, b in places if start <= a and b <= end]
        before, after = "… " if start else "", " …" if end < len(text) else ""
        pieces = _pieces(text[start:end], inside)
        return [Piece(before, False), *pieces, Piece(after, False)]

    def _places(self, text: str) -> list[tuple[int, int]]:
        if self._is_empty:
            return []
        found = self._pattern.finditer(fold(text))
        return [match.span() for match, _ in zip(found, range(_MOST_PLACES), strict=False)]


def _best(text: str, places: Sequence[tuple[int, int]]) -> int:
    """The beginning of the passage that has the most different words of those looked for."""
    starts = [start for start, _ in places]
    best, most = starts[0], 0
    for number, start in enumerate(starts):
        last = bisect_left(starts, start + _LENGTH - _BEFORE)
        different = len({fold(text[a:b]) for a, b in places[number:last]})
        if different > most:
            best, most = start, different
    return best


def _extent(text: str, mark: int) -> tuple[int, int]:
    """The bounds of the passage around a mark, between words where there are any."""
    start = max(0, mark - _BEFORE)
    if start:
        start = max(text.rfind("\n", start, mark), text.find(" ", start, mark), start - 1) + 1
    end = min(len(text), start + _LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", mark, end), mark + _LENGTH // 2)
    return start, end


def _pieces(text: str, places: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    done = 0
    for start, end in places:
        yield Piece(text[done:start], False)
        yield Piece(text[start:end], True)
        done = end
    yield Piece(text[done:], False)
