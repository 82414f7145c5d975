"""An article that stands on several pages, read as one.

What the pages repeat is said once: title, lead and pictures above the text as the first has them, a
signature or source below it as the last has it.
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

#: The fallback of a part that does not read as an article.
UNREADABLE = "part without text"
#: A line of a pager, where the text has taken it in: "Trang 1 2 3 Tiếp theo", "Trang 2/3".
_PAGER = re.compile(
    r"\W*+(?:(?:(?:trang|phan|page)[\s:]*+)?\d[\d\s|/\-–,.»]*+"
    r"(?:trang )?(?:sau|tiep(?: theo)?|cuoi|next)?"
    r"|(?:xem|doc) tiep trang sau|trang (?:sau|truoc|tiep(?: theo)?|ke))\W*+"
)
#: The number of a part in its title: "… (phần 2)", "… - Trang 2/3".
_PART_OF_TITLE = re.compile(
    r"(?<!\W)\W*+\b(?:phan|trang|page|part|ky)\W{0,2}(?:\d{1,2}|[ivx]{1,4})(?:\s*/\s*\d{1,2})?\W*$"
)
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"\]\([^)]*\)|!\[[^\]]*\]")


class Source(NamedTuple):
    """A page as it came: its bytes, address and `Content-Type`."""

    body: bytes
    url: str
    content_type: str | None


class Relation(Enum):
    """What a page is to an article that seems to go on there."""

    #: It has more of the text.
    CONTINUES = auto()
    #: It says what was said before: what is paged there is something else, or has come to its end.
    REPEATS = auto()
    #: It is an article of its own.
    ALONE = auto()
    #: It is no article: not there today, or a picture.
    NONE = auto()


def relation(first: Reading, said: Set[str], part: Reading, *, is_named: bool) -> Relation:
    """What a page is to an article.

    `said` holds the folded paragraphs of the parts before; `is_named` tells that the page calls
    itself by the title of the article.
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
    """What an article says, folded, without the lines of a pager."""
    return {line for line in map(fold, article.text.split("\n")) if not _PAGER.fullmatch(line)}


def read_parted(
    sources: Sequence[Source],
    template: Template | None = None,
    *,
    link_text: str = "",
    hints: Hints = NO_HINTS,
) -> Reading:
    """What a page is, with the further parts of its article, in their order, behind it."""
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
    """The reading of a page whose article has further parts.

    Title, date and all else that is said once are those of the first; pictures and files are those
    of all.
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
    """How many lines at the beginning of a part were said before, or are a pager's."""
    for number, line in enumerate(map(fold, lines)):
        if line not in said and not _PAGER.fullmatch(line):
            return number
    return len(lines)


def _repeated_below(lines: Sequence[str], following: Sequence[str]) -> int:
    """How many lines at the end of a part also end the next, or are a pager's."""
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
    """The Markdown of a part without the lines that were left out of its text."""
    blocks = _uncovered(markdown.split("\n\n"), above)
    return "\n\n".join(_uncovered(blocks[::-1], below[::-1])[::-1])


def _uncovered(blocks: Sequence[str], lines: Sequence[str]) -> list[str]:
    """The blocks of Markdown without those, from one end on, that say what the lines say.

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
    """A title, folded, without the number of a part."""
    return _PART_OF_TITLE.sub("", fold(title)).strip()


def _later(first: Reading, part: Reading) -> bool:
    """Whether a page is dated otherwise than an article, where both dates are certain."""
    if not (first.surely_dated and part.surely_dated and first.article and part.article):
        return False
    days = ((a.published or "")[:10] for a in (first.article, part.article))
    return len(set(days)) > 1
