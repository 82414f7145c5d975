"""Multi-page articles: the pages of a paginated article joined to one reading.

Text that the pages repeat is kept once: title, lead and pictures above the text from the first
page, a signature or source below it from the last.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from enum import Enum, auto
from itertools import chain
from typing import Any, NamedTuple

from crawler.extraction.article import Article, Reading
from crawler.extraction.fields.hints import NO_HINTS, Hints
from crawler.extraction.kinds.kind import Kind
from crawler.extraction.reading import UNFIT, read_page
from crawler.extraction.template.template import Template
from crawler.vietnamese.unicode import fold

#: Fallback: a further page of an article has no article text.
UNREADABLE = "part without text"
#: Lines of a pager within a text: "Trang 1 2 3 Tiếp theo", "Trang 2/3".
_PAGER = re.compile(
    r"\W*+(?:(?:(?:trang|phan|page)[\s:]*+)?\d[\d\s|/\-–,.»]*+"
    r"(?:trang )?(?:sau|tiep(?: theo)?|cuoi|next)?"
    r"|(?:xem|doc) tiep trang sau|trang (?:sau|truoc|tiep(?: theo)?|ke))\W*+"
)
#: The part number in a title: "… (phần 2)", "… - Trang 2/3".
_PART_OF_TITLE = re.compile(
    r"(?<!\W)\W*+\b(?:phan|trang|page|part|ky)\W{0,2}(?:\d{1,2}|[ivx]{1,4})(?:\s*/\s*\d{1,2})?\W*$"
)
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"\]\([^)]*\)|!\[[^\]]*\]")


class Source(NamedTuple):
    """A page as received: its bytes, address and `Content-Type`."""

    body: bytes
    url: str
    content_type: str | None


class Relation(Enum):
    """The relation of a page to an article that may continue there."""

    #: The page has more of the text.
    CONTINUES = auto()
    #: The page repeats known text: the pager is of something else, or has come to its end.
    REPEATS = auto()
    #: The page is an article of its own.
    ALONE = auto()
    #: The page is no article: missing today, or a picture.
    NONE = auto()


def relation(first: Reading, said: Set[str], part: Reading, *, is_named: bool) -> Relation:
    """Return the relation of a page to an article.

    `said` holds the folded paragraphs of the preceding parts; `is_named`: the page gives itself the
    article's title.
    """
    assert first.article is not None
    if part.kind is Kind.LISTING:
        return Relation.REPEATS
    if part.article is None:
        return Relation.NONE
    if paragraphs(part.article) <= said:
        return Relation.REPEATS
    is_same = is_named or _story(part.article.title) in ("", _story(first.article.title))
    return Relation.CONTINUES if is_same and not _later(first, part) else Relation.ALONE


def paragraphs(article: Article) -> set[str]:
    """Return the folded paragraphs of an article, without lines of a pager."""
    return {line for line in map(fold, article.text.split("\n")) if not _PAGER.fullmatch(line)}


def read_parted(
    sources: Sequence[Source],
    template: Template | None = None,
    *,
    link_text: str = "",
    hints: Hints = NO_HINTS,
) -> Reading:
    """Read a page and the further parts of its article, given in their order."""
    readings = [
        read_page(
            source.body,
            source.url,
            template,
            content_type=source.content_type,
            link_text=link_text,
            hints=hints,
        )
        for source in sources
    ]
    return join(readings[0], readings[1:])


def join(first: Reading, parts: Sequence[Reading]) -> Reading:
    """Return the reading of a page whose article has further parts.

    Title, date and other single values are those of the first part; pictures and files those of
    all.
    """
    if first.article is None:
        return first
    articles = [part.article for part in parts if part.article is not None]
    fallbacks = dict.fromkeys(chain(first.fallbacks, *(part.fallbacks for part in parts)))
    if UNFIT not in first.fallbacks:
        fallbacks.pop(UNFIT, None)
    if len(articles) < len(parts):
        fallbacks[UNREADABLE] = None
    article = _joined([first.article, *articles])
    return replace(first, article=article, fallbacks=tuple(fallbacks))


def _joined(articles: Sequence[Article]) -> Article:
    texts = [article.text.split("\n") for article in articles]
    markdowns = [article.markdown for article in articles]
    said = set(map(fold, texts[0]))
    for place in range(len(articles)):
        above = _repeated_above(texts[place], said if place else set())
        said.update(map(fold, texts[place]))
        following = texts[place + 1] if place + 1 < len(texts) else []
        below = _repeated_below(texts[place][above:], following)
        end = len(texts[place]) - below
        markdowns[place] = _without(markdowns[place], texts[place][:above], texts[place][end:])
        texts[place] = texts[place][above:end]
    return replace(
        articles[0],
        text="\n".join(chain(*texts)),
        markdown="\n\n".join(filter(None, markdowns)),
        author=next((a.author for a in articles if a.author), None),
        source=next((a.source for a in articles if a.source), None),
        captions=_once(article.captions for article in articles),
        images=_once(article.images for article in articles),
        attachments=_once(article.attachments for article in articles),
    )


def _once(lists: Any) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(chain(*lists)))


def _repeated_above(lines: Sequence[str], said: Set[str]) -> int:
    """Return the number of leading lines of a part that repeat earlier ones or are a pager's."""
    for number, line in enumerate(map(fold, lines)):
        if line not in said and not _PAGER.fullmatch(line):
            return number
    return len(lines)


def _repeated_below(lines: Sequence[str], following: Sequence[str]) -> int:
    """Return the number of trailing lines of a part that also end the next, or are a pager's."""
    others, number = [fold(line) for line in following], 0
    for line in map(fold, reversed(lines)):
        if others and line == others[-1]:
            others.pop()
        elif _PAGER.fullmatch(line):
            if others and _PAGER.fullmatch(others[-1]):
                others.pop()
        else:
            break
        number += 1
    return number


def _without(markdown: str, above: Sequence[str], below: Sequence[str]) -> str:
    """Return the Markdown of a part without the lines that were left out of its text."""
    blocks = _uncovered(markdown.split("\n\n"), above)
    return "\n\n".join(_uncovered(blocks[::-1], below[::-1])[::-1])


def _uncovered(blocks: Sequence[str], lines: Sequence[str]) -> list[str]:
    """Return the blocks of Markdown without those, from the beginning on, that hold the lines'
    text.

    Pictures stay.
    """
    kept: list[str] = []
    waiting = list(filter(None, map(_words, lines)))
    for number, block in enumerate(blocks):
        rest = said = _words(_ADDRESS.sub(" ", block))
        left = list(waiting)
        while rest and left and _contains(rest, left[0]):
            rest = _less(rest, left.pop(0))
        if not waiting or rest:
            return [*kept, *blocks[number:]]
        if not said:
            kept.append(block)
        waiting = left
    return kept


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _contains(said: list[str], own: list[str]) -> bool:
    return said[: len(own)] == own or said[-len(own) :] == own


def _less(said: list[str], own: list[str]) -> list[str]:
    return said[len(own) :] if said[: len(own)] == own else said[: -len(own)]


def _story(title: str) -> str:
    """Return a title, folded, without the number of a part."""
    return _PART_OF_TITLE.sub("", fold(title)).strip()


def _later(first: Reading, part: Reading) -> bool:
    """True if a page and an article have different dates, and both dates are certain."""
    if not (first.surely_dated and part.surely_dated and first.article and part.article):
        return False
    days = ((a.published or "")[:10] for a in (first.article, part.article))
    return len(set(days)) > 1
