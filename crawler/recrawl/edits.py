"""True if a page that reads differently was edited, or only looks different."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from crawler.extraction import Article
from crawler.vietnamese.unicode import fold, settle_tones, tidy

#: The share of names that the source of a page keeps from one visit to the next: with fewer, the
#: portal has another layout.
SAME_LAYOUT = 0.6
_NAMES = re.compile(rb"""\b(?:class|id)\s*=\s*["']?([^"'>]+)""", re.IGNORECASE)
_DIGITS = re.compile(rb"\d+")
_END = re.compile(rb"</html\s*>", re.IGNORECASE)


def is_redesigned(before: bytes, after: bytes) -> bool:
    """True if two sources of a page name their parts differently."""
    old, new = _names(before), _names(after)
    return len(old & new) < SAME_LAYOUT * max(len(old), len(new))


def is_cut(before: bytes, after: bytes) -> bool:
    """True if a source breaks off that had an end before."""
    return bool(_END.search(before)) and not _END.search(after)


def is_respelled(before: Article, after: Article) -> bool:
    """True if two articles differ in nothing but where their tone marks stand: `hoà`, `hòa`."""
    return _spelling(before) == _spelling(after)


def is_edit(before: Article, after: Article, *, redesigned: bool) -> bool:
    """True if two readings of a page, made in the same way, say different things.

    Where its paragraphs begin and its tone marks stand is not what an article says. In another
    layout, what stands first or last may be read that was not before, or the other way round.
    """
    if is_respelled(before, after):
        return False
    return not redesigned or not _is_framed_otherwise(before, after)


def _is_framed_otherwise(before: Article, after: Article) -> bool:
    old, new = _lines(before), _lines(after)
    if fold(before.title) != fold(after.title):
        return False
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    equal = (line for kind, start, end, *_ in changes if kind == "equal" for line in old[start:end])
    kept, most = _count(equal), max(_count(old), _count(new))
    at_edges = all(
        change[0] == "equal" or (change[0] != "replace" and change in (changes[0], changes[-1]))
        for change in changes
    )
    return at_edges and kept >= SAME_LAYOUT * most


def _lines(article: Article) -> list[str]:
    return [fold(line) for line in article.text.split("\n")]


def _count(lines: Iterable[str]) -> int:
    return sum(len(line.split()) for line in lines)


def _spelling(article: Article) -> tuple[str, str]:
    return settle_tones(tidy(article.title)), settle_tones(tidy(article.text))


def _names(source: bytes) -> set[bytes]:
    found = (name for names in _NAMES.findall(source) for name in names.split())
    return {_DIGITS.sub(b"0", name) for name in found}
