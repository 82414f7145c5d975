"""What trafilatura takes for the article, held against what the region says.

trafilatura judges every element by itself and knows the boilerplate of the whole web; it loses
paragraphs that stand in unusual markup. The region is read whole and takes along whatever stands
in it. Where the two agree on the bulk of the text, trafilatura's reading says where it ends.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from copy import deepcopy
from itertools import chain, takewhile

from lxml.html import HtmlElement, builder

from crawler.extraction.region.class_hints import PROSE_WORDS, SEVERAL, WRITTEN
from crawler.extraction.source.blocks import Block

#: The shares of trafilatura's words and of ours that have to be common for the two to agree.
OF_THEIRS, OF_OURS = 0.9, 0.5
#: A label above a text ("4 min read") has no more words than this.
LABEL_WORDS = 7
#: An element with so much of a text's prose is one of those that hold the text.
BULK = 0.1
#: A share of the words that is not worth asking about: it takes as long as all the rest.
HARDLY = 0.02
_WORD = re.compile(r"\w+")


def trafilatura_text(region: HtmlElement) -> str:
    """The article's text as trafilatura reads it from part of a page; "" where it finds none.

    Its fallbacks, which look for the article on the page, are left out: it has been found.
    """
    # Importing it takes a fifth of a second: pages that fit a template, and commands that read no
    # page at all, never need it.
    from trafilatura import bare_extraction

    page = builder.HTML(builder.BODY(deepcopy(region)))
    document = bare_extraction(page, fast=True, include_comments=False, with_metadata=False)
    return str(getattr(document, "text", "") or "")


def page_text(root: HtmlElement) -> str:
    """The article's text as trafilatura finds and reads it on a whole page; "" for none."""
    from trafilatura import bare_extraction

    document = bare_extraction(deepcopy(root), include_comments=False, with_metadata=False)
    return str(getattr(document, "text", "") or "")


def agreed(lines: Sequence[Block], theirs: Callable[[], str]) -> list[Block]:
    """`lines` without what only we take for text at either end, where trafilatura otherwise agrees.

    A line is confirmed when trafilatura has it, too. Behind the last confirmed line only those stay
    that stand in the same element as a confirmed one; so do labels before the first. Where
    hardly a line could go, trafilatura is not asked.
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
    """Whether one of the elements is that of a line, or not more than so many levels above it."""
    return any(element in elements for element in line.path[: levels + 1])


def _is_item(line: Block) -> bool:
    """Whether a line is an item of a list, which stands where paragraphs could."""
    return line.element.tag in ("li", "dd", "dt")


def _is_much(part: Sequence[Block], lines: Sequence[Block]) -> bool:
    """Whether lines are a part of the text that stands in a box, rather than a note below it."""
    written = [line.words for line in part if line.words >= PROSE_WORDS]
    return len(written) >= SEVERAL and sum(written) >= WRITTEN * sum(line.words for line in lines)


def _stand_together(lines: Sequence[Block]) -> bool:
    """Whether hardly anything at the ends stands outside the elements that hold much of the text.

    Trafilatura, where it agrees, has some line of each of those, and with it all; what stands
    between them stays in any case.
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


class Said:
    """The words of a text, to be asked whether it says a block."""

    def __init__(self, text: str) -> None:
        self._words = _comparable(text)

    def __contains__(self, block: Block) -> bool:
        return _comparable(block.text) in self._words


def comparable_words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return _WORD.findall(text.lower())


def _comparable(text: str) -> str:
    return f" {' '.join(comparable_words(text))} "
