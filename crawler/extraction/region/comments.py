"""Comments and other boxes below an article: texts with names and dates of their own."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from crawler.extraction.region.body import is_prose
from crawler.extraction.region.readers import name_and_rest
from crawler.extraction.source.ancestors import AncestorCache
from crawler.extraction.source.blocks import Block, Role
from crawler.extraction.template.template import Use
from crawler.vietnamese.dates import published_line
from crawler.vietnamese.people import is_name
from crawler.vietnamese.phrases import READERS
from crawler.vietnamese.unicode import fold

if TYPE_CHECKING:
    from crawler.extraction.region.layout import Layout

#: Most blocks between the article's last block and such lines.
REACH = 8
#: Least words of a sentence, and of a line that is neither a name nor a button.
SENTENCE_WORDS, LINE_WORDS = 3, 5
#: Class and id names of comment sections.
_NAME = re.compile(
    r"(?<![a-z])(?:(?:user|fb|list|post)?[-_]?comments?[-_]?(?:list|box|area|item|body|text|form)?"
    r"|disqus\w*|repl(?:y|ies)|respond|feedbacks?|guestbook|(?:list[-_]?)?binh-?_?luan\w*"
    r"|phan-?_?hoi\w*|y-?_?kien\w*|ban-?_?doc|hoi-?_?dap|gop-?_?y)(?![a-z])",
    re.IGNORECASE,
)
_TYPE = re.compile(r"/(?:User)?Comments?$")


def foreign_blocks(page: "Layout") -> frozenset[int]:
    """Return the blocks below an article's text that are not its own.

    They stand in a part of the page named as comments or below a comments heading, or are the heads
    of texts of their own.
    """
    found: set[int] = set()
    behind = range(page.start + 1, min(len(page.blocks), page.last + REACH))
    article = {element for i in {page.start, page.first} for element in page.blocks[i].path}
    named = AncestorCache[bool](
        lambda element, around: around or (element not in article and _is_named(element)), False
    )
    is_below = False
    for index in behind:
        block = page.blocks[index]
        is_below = is_below or READERS.fullmatch(block.folded) is not None
        if is_below or named.of(block.element):
            found.add(index)
        elif _is_dated(page, index):
            found.update(_head(page, index))
    return frozenset(found)


def _is_dated(page: "Layout", index: int) -> bool:
    """True if a block is a date line without a label, or labelled as sent."""
    if index in page.marked:
        return True
    line = published_line(page.blocks[index].text)
    return line is not None and (line.label is None or fold(line.label).startswith("gui"))


def _head(page: "Layout", index: int) -> Iterator[int]:
    """Yield the date line `index`, and the name above it, if they head a text of its own."""
    if _is_of_another(page, index):
        yield index
        if is_name(page.blocks[index - 1].text):
            yield index - 1


def _is_of_another(page: "Layout", index: int) -> bool:
    """True if a date line heads another text: in one box with it, or below its heading or name.

    If more text follows than stands before, the text before is a lead.
    """
    before, after = _words(page, page.start, index), _words(page, index + 1, page.last + 1)
    if after > before:
        return False
    near = range(max(page.start + 1, index - 2), min(len(page.blocks), index + 3))
    texts = [page.blocks[i] for i in near if i != index and _is_text(page, i)]
    is_before_text = any(text.index > index for text in texts)
    return any(_are_boxed(page, index, text) for text in texts) or (
        is_before_text and (_is_signed(page, index) or _is_headed(page, index))
    )


def _is_headed(page: "Layout", index: int) -> bool:
    """True if a heading, and no text, stands between the article and a line."""
    for i in range(index - 1, page.start, -1):
        if page.roles[i] is Role.RELATED or page.blocks[i].heading:
            return True
        if page.roles[i] is Role.TEXT:
            return False
    return False


def _are_boxed(page: "Layout", index: int, text: Block) -> bool:
    """True if a line and a text beside it share an element outside of the article's."""
    around = set(page.blocks[index].path)
    shared = next(element for element in text.path if element in around)
    articles = (i for i in range(page.start, index - 2) if page.roles[i] is Role.TEXT)
    return not any(shared in page.blocks[i].path for i in {page.start, *articles})


def _is_signed(page: "Layout", index: int) -> bool:
    """True if a name stands in a date line or right above it."""
    line, above = page.blocks[index].text, page.blocks[index - 1].text
    return is_name(name_and_rest(line)[0]) or is_name(above)


def _is_text(page: "Layout", index: int) -> bool:
    """True if a block is a text, including single sentences of readers."""
    role, block = page.roles[index], page.blocks[index]
    if block.heading or block.linked:
        return False
    if role in (Role.ASIDE, Role.OTHERS, Role.SHORT):
        return block.words >= (SENTENCE_WORDS if is_prose(block) else LINE_WORDS)
    is_elsewhere = role is Role.FURNITURE and page.uses[index] is Use.OTHER
    is_sentence = is_prose(block) and block.words >= SENTENCE_WORDS
    return role is Role.TEXT or (is_elsewhere and is_sentence)


def _words(page: "Layout", begin: int, end: int) -> int:
    """Return the words of running text in a range of blocks."""
    blocks = zip(page.blocks[begin:end], page.roles[begin:end], strict=True)
    return sum(block.words for block, role in blocks if role is Role.TEXT)


def _is_named(element: HtmlElement) -> bool:
    get = element.get
    return _are_readers(get("class") or "", get("id") or "", get("itemtype") or "")


@lru_cache(maxsize=10_000)
def _are_readers(classes: str, identifier: str, types: str) -> bool:
    return _NAME.search(f"{classes} {identifier}") is not None or _TYPE.search(types) is not None
