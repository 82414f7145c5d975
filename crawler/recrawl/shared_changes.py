"""In what ways a page's article changed that others of its site may share."""

import re
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from crawler.extraction import Article
from crawler.vietnamese.unicode import fold, settle_tones, tidy

#: A text that is the beginning of what it was, or nearly nothing; one of other lines; one of a page
#: whose source breaks off.
SHRUNK, REWRITTEN, CUT = "shrunk", "rewritten", "cut"
#: Any other text or title at all; another title.
CHANGED, RETITLED = "changed", "retitled"
#: Ways in which pages may change that have nothing else in common.
VAGUE = frozenset((SHRUNK, REWRITTEN, CUT, CHANGED, RETITLED))
#: How the ways begin that name a whole text, and a line that is missing.
TEXT, REMOVED = "text ", "removed "
#: Of a longer list of lines, so many stand for all: the same ones on all pages that have the same.
MOST_LINES = 20
#: A text that keeps a smaller share of its lines is another one; one that has a smaller share of
#: the letters is nearly nothing.
SAME_LINES, SAME_LENGTH = 0.5, 0.3
_DIGITS = re.compile(r"\d+")


def ways(before: Article, after: Article) -> frozenset[str]:
    """The ways in which an article changed, each named by what is there now or was before.

    Where numbers, diacritics or case alone differ, lines are the same: such a change is named by
    all that the article says now.
    """
    return frozenset(_ways(before, after))


def is_another(changes: Collection[str]) -> bool:
    """True if an article that changed so has nothing in common with what it was."""
    return RETITLED in changes and (REWRITTEN in changes or SHRUNK in changes)


def _ways(before: Article, after: Article) -> Iterator[str]:
    yield CHANGED
    old, new = _lines(before), _lines(after)
    if old != new:
        yield f"{TEXT}{_hash(chr(10).join(new))}"
    if fold(before.title) != fold(after.title):
        yield RETITLED
        yield f"title {_hash(fold(after.title))}"
    if old == new and fold(before.title) == fold(after.title):
        yield f"spelling {_hash(settle_tones(tidy(f'{after.title} {after.text}')))}"
    yield from _few("added ", set(new) - set(old))
    yield from _few(REMOVED, set(old) - set(new))
    if _is_shrunk(before.text, after.text):
        yield SHRUNK
    elif _is_rewritten(old, new):
        yield REWRITTEN


def _few(kind: str, lines: Iterable[str]) -> list[str]:
    return sorted(f"{kind}{_hash(line)}" for line in lines)[:MOST_LINES]


def _hash(what: str) -> str:
    return f"{zlib.crc32(what.encode()):08x}"


def _lines(article: Article) -> list[str]:
    return [_DIGITS.sub("0", fold(line)) for line in article.text.split("\n")]


def _is_shrunk(before: str, after: str) -> bool:
    old, new = ("".join(fold(text).split()).rstrip(".…[]()") for text in (before, after))
    if len(new) >= len(old):
        return False
    return len(new) < SAME_LENGTH * len(old) or old.startswith(new)


def _is_rewritten(old: Collection[str], new: Collection[str]) -> bool:
    kept = (Counter(old) & Counter(new)).total()
    return kept < SAME_LINES * max(len(old), len(new))
