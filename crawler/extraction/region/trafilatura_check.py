"""Comparison with trafilatura: its reading of the text, and where it ends.

trafilatura judges every element by itself and knows the boilerplate of the whole web, but loses
paragraphs in unusual markup. The region is read completely, with all that stands in it. If the two
agree on most of the text, trafilatura's reading decides where it ends.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from copy import deepcopy
from itertools import chain, takewhile

from lxml.html import HtmlElement, builder

from crawler.extraction.region.class_hints import PROSE_WORDS, SEVERAL, WRITTEN
from crawler.extraction.source.blocks import Block

#: Least shares of trafilatura's words and of ours in common, for the two to agree.
OF_THEIRS, OF_OURS = 0.9, 0.5
#: Most words of a label above a text ("4 min read").
LABEL_WORDS = 7
#: Least share of a text's prose in an element that is one of its main parts.
BULK = 0.1
#: Share of the words too small to be worth running trafilatura, which doubles the reading time.
HARDLY = 0.02
_WORD = re.compile(r"\w+")


def trafilatura_text(region: HtmlElement) -> str:
    """Return the article's text as trafilatura reads it from part of a page; "" without any.

    Its fallbacks, which search the page for the article, are disabled: the region is known.
    """
    # Importing it takes a fifth of a second: pages that fit a template, and commands that read no
    # page at all, never need it.
    from trafilatura import bare_extraction

    page = builder.HTML(builder.BODY(deepcopy(region)))
    document = bare_extraction(page, fast=True, include_comments=False, with_metadata=False)
    return str(getattr(document, "text", "") or "")


def page_text(root: HtmlElement) -> str:
    """Return the article's text as trafilatura finds it on a whole page; "" without any."""
    from trafilatura import bare_extraction

    document = bare_extraction(deepcopy(root), include_comments=False, with_metadata=False)
    return str(getattr(document, "text", "") or "")


def trimmed(lines: Sequence[Block], theirs: Callable[[], str]) -> list[Block]:
    """Return `lines` without those at either end that trafilatura, otherwise agreeing, leaves out.

    A line is confirmed if trafilatura has it, too. Behind the last confirmed line only those stay
    that stand in the same element as a confirmed one; so do labels before the first. If almost no
    line could go, trafilatura is not run.
    """
    if _stand_together(lines):
        return list(lines)
    known = _comparable(theirs())
    confirmed = [i for i, line in enumerate(lines) if _comparable(line.text) in known]
    common = sum(lines[i].words for i in confirmed)
    total = sum(line.words for line in lines)
    if not confirmed or common < OF_THEIRS * len(known.split()) or common < OF_OURS * total:
        return list(lines)
    around = {lines[i].element.getparent() for i in confirmed}
    beside = around | {lines[i].element for i in confirmed}
    first, last = confirmed[0], confirmed[-1]
    outside = [
        line
        for i, line in enumerate(lines)
        if not first <= i <= last
        and (i > last or line.words <= LABEL_WORDS)
        and not _stands_in(line, beside, 1)
    ]
    part = [line for line in outside if _stands_in(line, around, 2)]
    kept = part if _is_much(part, lines) else filter(_is_item, part)
    out = set(outside) - set(kept)
    return [line for line in lines if line not in out]


def _stands_in(line: Block, elements: Collection[HtmlElement], levels: int) -> bool:
    """True if one of the elements is that of a line, or at most so many levels above it."""
    return any(element in elements for element in line.path[: levels + 1])


def _is_item(line: Block) -> bool:
    """True if a line is an item of a list, which stands where paragraphs could."""
    return line.element.tag in ("li", "dd", "dt")


def _is_much(part: Sequence[Block], lines: Sequence[Block]) -> bool:
    """True if lines are a part of the text in a box, rather than a note below it."""
    written = [line.words for line in part if line.words >= PROSE_WORDS]
    return len(written) >= SEVERAL and sum(written) >= WRITTEN * sum(line.words for line in lines)


def _stand_together(lines: Sequence[Block]) -> bool:
    """True if almost no line at the ends is outside the elements that hold most of the text.

    trafilatura, where it agrees, has some line of each of those elements, and so all of their
    lines; the lines between them stay in any case.
    """
    held: Counter[HtmlElement] = Counter()
    for line in lines:
        if line.words >= PROSE_WORDS:
            held.update(dict.fromkeys(line.path[:2], line.words))
    total = sum(line.words for line in lines)
    bulk = {element for element, words in held.items() if words >= BULK * total}

    def is_outside(line: Block) -> bool:
        return bulk.isdisjoint(line.path[:2])

    above = (line for line in takewhile(is_outside, lines) if line.words <= LABEL_WORDS)
    below = takewhile(is_outside, reversed(lines))
    return sum(line.words for line in chain(above, below)) <= HARDLY * total


class KnownText:
    """A known text, for testing if it contains a block."""

    def __init__(self, text: str) -> None:
        self._words = _comparable(text)

    def __contains__(self, block: Block) -> bool:
        return _comparable(block.text) in self._words


def comparable_words(text: str) -> list[str]:
    """Return the words of a text, in lower case."""
    return _WORD.findall(text.lower())


def _comparable(text: str) -> str:
    return f" {' '.join(comparable_words(text))} "
