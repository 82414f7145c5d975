"""Recovery of lost text: a second reading with fewer assumptions, where the first kept little.

The criteria do not depend on how the region was found: the prose that a browser shows, the text
that the page repeats in its own data, and trafilatura's reading of the whole page.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crawler.extraction.kinds.kind import Kind, kind_of
from crawler.extraction.region.body import Body
from crawler.extraction.region.class_hints import PROSE_WORDS
from crawler.extraction.region.layout import Layout
from crawler.extraction.region.trafilatura_check import KnownText, comparable_words, page_text
from crawler.extraction.source.blocks import Role, count_words

#: Least share of the prose on the page, and of the text in its data, in a complete reading.
OF_PROSE, OF_DATA = 0.4, 0.6
#: Least words of prose on a page with an article; less is a portal's frame.
LEAST_PROSE = 80
#: Least gain of another reading, measured against the page's known text (F1 of words).
NEARER = 0.1
#: Reasons of a page whose article may not have been found. Others state its kind.
_NOT_FOUND = frozenset(("no text", "empty page", "page of parts", "no prose"))
#: Roles whose text is not missed.
_OTHERS = (Role.OTHERS, Role.FURNITURE, Role.TEASER, Role.LINK, Role.HEADLINE)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One reading of a page; `fallback` names its method, "" for the ordinary one."""

    page: Layout
    kind: Kind
    reason: str
    body: Body | None
    fallback: str = ""

    @property
    def words(self) -> list[str]:
        """The words of the text."""
        return comparable_words(" ".join(self.body.paragraphs)) if self.body else []


#: Reads a page again: without class hints, or in the region of a known text.
ReadAgain = Callable[[KnownText | None], Layout]


def best_attempt(first: Attempt, again: ReadAgain, body_of: Callable[[Layout], Body]) -> Attempt:
    """Return the best reading of a page: the `first`, unless it lost much and another did not."""
    if not is_incomplete(first):
        return first
    known = first.page.declared.body or page_text(first.page.root)
    others = list(_others(first, again, body_of, known))
    best = max(others, key=lambda reading: _nearness(reading, known), default=first)
    return best if _nearness(best, known) > _nearness(first, known) + NEARER else first


def is_incomplete(reading: Attempt) -> bool:
    """True if the text is a small part of the prose on its page."""
    if reading.body is None and reading.reason not in _NOT_FOUND:
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
    first: Attempt, again: ReadAgain, body_of: Callable[[Layout], Body], known: str
) -> Iterator[Attempt]:
    for fallback, text in (
        ("read without names", None),
        ("read where its text is", KnownText(known)),
    ):
        page = again(text)
        if not page.region:
            continue
        kind, _ = kind_of(page)
        if first.kind is Kind.ARTICLE or kind is Kind.ARTICLE:
            yield Attempt(page, Kind.ARTICLE, "", body_of(page), fallback)


def _nearness(reading: Attempt, known: str) -> float:
    """Return the F1 of the words of a reading and of a known text (0 to 1)."""
    ours, theirs = Counter(reading.words), Counter(comparable_words(known))
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 0.0
