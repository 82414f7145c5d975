"""A reading that kept a small part of what there is to read is done again with fewer assumptions.

What tells is independent of how the region was found: the prose that a browser shows, the text that
the page repeats in its own data, and trafilatura's reading of the whole page.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crawler.extraction.kinds.kind import Kind, kind_of
from crawler.extraction.region.body import Body
from crawler.extraction.region.class_hints import PROSE_WORDS
from crawler.extraction.region.layout import Layout
from crawler.extraction.region.trafilatura_check import Said, comparable_words, page_text
from crawler.extraction.source.blocks import Role, count_words

#: A reading that has less than this share of the prose on the page, or of the text in its data,
#: is read again.
OF_PROSE, OF_DATA = 0.4, 0.6
#: Less prose than this is a portal's frame (words).
LEAST_PROSE = 80
#: How much nearer another reading has to be to what the page is known to say (F1 of words).
NEARER = 0.1
#: Why a page is no article that may be one which was not found. Other reasons are about what it is.
_UNFOUND = frozenset(("no text", "empty page", "page of parts", "no prose"))
#: What somebody else wrote is not missed.
_OTHERS = (Role.OTHERS, Role.FURNITURE, Role.TEASER, Role.LINK, Role.HEADLINE)


@dataclass(frozen=True, slots=True)
class Reread:
    """A page as it was read: `fallback` names how, "" for the ordinary way."""

    page: Layout
    kind: Kind
    reason: str
    body: Body | None
    fallback: str = ""

    @property
    def words(self) -> list[str]:
        """The words of the text."""
        return comparable_words(" ".join(self.body.paragraphs)) if self.body else []


#: Reads a page again: without what names say, or where a text stands that it is known to have.
Again = Callable[[Said | None], Layout]


def recovered(first: Reread, again: Again, body_of: Callable[[Layout], Body]) -> Reread:
    """The best reading of a page, the `first` unless that lost much and another did not."""
    if not lost_much(first):
        return first
    known = first.page.declared.body or page_text(first.page.root)
    others = list(_others(first, again, body_of, known))
    best = max(others, key=lambda reading: _nearness(reading, known), default=first)
    return best if _nearness(best, known) > _nearness(first, known) + NEARER else first


def lost_much(reading: Reread) -> bool:
    """Whether the text is a small part of what there is to read on its page."""
    if reading.body is None and reading.reason not in _UNFOUND:
        return False
    page, kept = reading.page, len(reading.words)
    prose = sum(
        block.words - block.link_words
        for block, role in zip(page.blocks, page.roles, strict=True)
        if role not in _OTHERS and block.words - block.link_words >= PROSE_WORDS
    )
    in_data = count_words(page.declared.body or "")
    return prose >= LEAST_PROSE and (kept < OF_PROSE * prose or kept < OF_DATA * in_data)


def _others(
    first: Reread, again: Again, body_of: Callable[[Layout], Body], known: str
) -> Iterator[Reread]:
    for fallback, said in (("read without names", None), ("read where its text is", Said(known))):
        page = again(said)
        if not page.region:
            continue
        kind, _ = kind_of(page)
        if first.kind is Kind.ARTICLE or kind is Kind.ARTICLE:
            yield Reread(page, Kind.ARTICLE, "", body_of(page), fallback)


def _nearness(reading: Reread, known: str) -> float:
    """How near a reading is to a known text: the F1 of their words, from 0 to 1."""
    ours, theirs = Counter(reading.words), Counter(comparable_words(known))
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 0.0
