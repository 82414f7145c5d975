"""Block roles: text, headline, date and others, by a block's words, links, place and names."""

import re
from functools import lru_cache
from itertools import takewhile

from crawler.extraction.region.class_hints import class_hints
from crawler.extraction.region.part_names import ClassHint
from crawler.extraction.region.readers import comment_thread
from crawler.extraction.source.blocks import LONG, TEXT_WORDS, Block, Role, count_words
from crawler.extraction.template.template import Use
from crawler.urls.hosts import bare_host
from crawler.vietnamese.dates import published_line, unreadable_line
from crawler.vietnamese.lines import kept
from crawler.vietnamese.phrases import ABOUT, BYLINE, COUNTER, FRAME, RELATED, TOOLBAR
from crawler.vietnamese.unicode import fold

#: Least words of a link that is a headline rather than a menu entry.
HEADLINE_WORDS = 5
#: Most words of a date line, with its label and a view counter.
DATE_LINE_WORDS = 25
#: Most words of a portal's notes about itself (publisher, address).
FRAME_WORDS = 60
#: Most words of a line with a bare date; longer ones are a title or a breadcrumb.
BARE_DATE_WORDS = 8
#: Data for a script, hidden from readers.
_DATA = re.compile(r"[{\[<]")
#: The end of a sentence, which addresses and copyright notes seldom have.
_ENDED = re.compile(r"[.!?…][\"”’»)]*$")


#: Roles by class hint, for blocks that by themselves are only text or a link.
_BY_NAME = {
    ClassHint.ASIDE: Role.ASIDE,
    ClassHint.OTHERS: Role.OTHERS,
    ClassHint.CAPTION: Role.CAPTION,
    ClassHint.HIDDEN: Role.HIDDEN,
}
_NAMELESS = frozenset((Role.TEXT, Role.SHORT, Role.LINK, Role.HEADLINE))


def roles(blocks: list[Block], url: str, *, by_name: bool = True) -> list[Role]:
    """Return the role of each block on the page at `url`, with or without class hints."""
    host = bare_host(url)
    named = class_hints(blocks) if by_name else [None] * len(blocks)
    found = [
        _BY_NAME[mark] if mark and role in _NAMELESS else role
        for block, mark in zip(blocks, named, strict=True)
        for role in (_role(block, host),)
    ]
    for headline, text in _followers(found):
        if _is_teaser(blocks, found, headline, text):
            found[text] = Role.TEASER
    for index in _sentences(blocks, found):
        found[index] = Role.TEXT
    for label in _abouts(blocks, found):  # headings of the portal's notes about itself
        for block in (label, *_boxed(blocks, label)):
            found[block.index] = Role.FURNITURE
    for index in comment_thread(blocks, found):
        found[index] = Role.OTHERS
    return found


def _sentences(blocks: list[Block], found: list[Role]) -> list[int]:
    """Return the sentences of a text that begin with boilerplate words."""
    return [
        index
        for index in range(1, len(blocks) - 1)
        if found[index] is Role.FURNITURE
        and blocks[index].is_written
        and not blocks[index].link_words
        and _ENDED.search(blocks[index].text)
        and any(_are_paragraphs(blocks[index], blocks[i], found[i]) for i in (index - 1, index + 1))
    ]


def _are_paragraphs(sentence: Block, beside: Block, role: Role) -> bool:
    return (
        role is Role.TEXT
        and beside.words >= LONG
        and beside.element.tag == sentence.element.tag
        and beside.element.getparent() is sentence.element.getparent()
    )


def _abouts(blocks: list[Block], found: list[Role]) -> list[Block]:
    return [
        block
        for block, role in zip(blocks, found, strict=True)
        if role is Role.SHORT and ABOUT.fullmatch(block.folded)
    ]


def _boxed(blocks: list[Block], label: Block) -> list[Block]:
    """Return the blocks below a label in a box that begins with it."""
    box = label.path[1] if len(label.path) > 1 else label.element
    before = blocks[label.index - 1 : label.index]
    if any(box in block.path for block in before):
        return []
    boxed = list(takewhile(lambda block: box in block.path, blocks[label.index + 1 :]))
    outside = (block for block in blocks if not block.linked and box not in block.path)
    return boxed if any(block.words >= LONG for block in outside) else []


def role_by_use(block: Block, role: Role, use: Use | None) -> Role:
    """Return the role of a block, corrected by the template's use of its place."""
    if use is Use.OTHER and role in (Role.TEXT, Role.SHORT, Role.TEASER):
        return Role.FURNITURE
    is_linked_sentence = role in (Role.LINK, Role.HEADLINE) and block.text.endswith(".")
    if use is Use.TEXT and (role is Role.TEASER or is_linked_sentence):
        return Role.TEXT
    return role


def unhidden(blocks: list[Block], found: list[Role], region: list[int], url: str) -> list[Role]:
    """Return the roles, with hidden blocks inside a region given their roles as if shown.

    Second versions for screens of another size are removed when the body is read.
    """
    if all(found[i] is not Role.TEXT for i in region):
        return found
    host = bare_host(url)
    inside = {i for i in region if found[i] is Role.HIDDEN and not _DATA.match(blocks[i].text)}
    return [_role(blocks[i], host) if i in inside else role for i, role in enumerate(found)]


def _followers(found: list[Role]) -> list[tuple[int, int]]:
    """Return pairs of a headline and the text behind it, with only a date or label between."""
    pairs: list[tuple[int, int]] = []
    headline: int | None = None
    for index, role in enumerate(found):
        if role is Role.HEADLINE:
            headline = index
        elif role is Role.TEXT:
            if headline is not None:
                pairs.append((headline, index))
            headline = None
        elif role in (Role.LINK, Role.RELATED):
            headline = None
    return pairs


def _is_teaser(blocks: list[Block], found: list[Role], headline: int, text: int) -> bool:
    """True if a text belongs to the headline before it: nothing else of size is around the two."""
    above = set(blocks[headline].path)
    around = next(e for e in blocks[text].path if e in above)
    headlines = texts = 0
    for index in range(text, len(blocks)):
        if around not in blocks[index].path:
            break
        headlines += found[index] is Role.HEADLINE
        texts += found[index] in (Role.TEXT, Role.TEASER)
    return texts <= 2 * (headlines + 1)


def _role(block: Block, host: str) -> Role:
    if block.words <= DATE_LINE_WORDS and _is_dated_frame(block.text):
        return Role.DATE
    if block.linked:
        return Role.HEADLINE if _leads_on(block, host) else Role.LINK
    if label := _label(block.text, block.words):
        return label
    if block.words < TEXT_WORDS:
        return Role.SHORT
    return Role.TEXT if block.link_words <= 0.5 * block.words else Role.LINK


def _leads_on(block: Block, host: str) -> bool:
    """True if a block is a headline: a link to another article, and no paragraph."""
    is_paragraph = block.words >= LONG and _ENDED.search(block.text)
    return not is_paragraph and any(
        count_words(text) >= HEADLINE_WORDS and _within(href, host) for href, text in block.links
    )


@kept
def _is_dated_frame(text: str) -> bool:
    """True if a line is a breadcrumb with the date behind it."""
    return FRAME.match(fold(text)) is not None and published_line(text) is not None


@lru_cache(maxsize=10_000)
def _label(text: str, words: int) -> Role | None:
    """Return the role of a line by its words, None if they give none."""
    folded = fold(text)
    if RELATED.fullmatch(folded):
        return Role.RELATED
    if TOOLBAR.fullmatch(folded):
        return Role.FURNITURE
    if words <= DATE_LINE_WORDS:
        line = published_line(text)
        is_byline = BYLINE.match(folded) is not None
        if line and (is_byline or line.certainty > 1 or words <= BARE_DATE_WORDS):
            return Role.DATE
        if words <= BARE_DATE_WORDS and unreadable_line(text):
            return Role.DATE
        if is_byline or COUNTER.match(folded):
            return Role.FURNITURE
    return Role.FURNITURE if words <= FRAME_WORDS and FRAME.match(folded) else None


def _within(href: str, host: str) -> bool:
    """True if a link leads to another page of the same site."""
    if href.startswith(("#", "javascript:", "mailto:", "tel:")):
        return False
    try:
        return bare_host(href) in ("", host)
    except ValueError:
        return False
