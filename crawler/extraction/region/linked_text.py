"""Which links among an article's text are text, and which lead to other articles.

Most that is a link and nothing else leads away from the article. But a list of decisions, the rows
of a table whose cells link to files, a sentence that is linked as a whole are what the article
says. What tells them from a box of news is what stands around them.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml.html import HtmlElement

from crawler.extraction.source.blocks import LONG, Block, Role
from crawler.extraction.source.links import is_file

_LISTS = frozenset(("ul", "ol", "tbody", "table", "tr", "td"))
_LINKED = (Role.LINK, Role.HEADLINE)
#: A label above a list of links has no more words than this.
LABEL_WORDS = 8
#: So many headlines are a list of other articles.
SEVERAL = 2
#: Words of a paragraph that can lead over to a list.
PROSE_WORDS = 8
#: What announces a list has so many words before its colon.
LEADING_WORDS = 5
#: How the name of an office's document begins.
_DOCUMENT = re.compile(
    r"(?:Quyết định|Nghị (?:định|quyết)|Thông (?:tư|báo)|Công văn|Kế hoạch|Chỉ thị|Báo cáo|Tờ trình"
    r"|Hướng dẫn|Chương trình|Luật|Giấy mời)(?: liên tịch)? (?:số )?[\w/.-]*\d",
)


def settle_links(blocks: Sequence[Block], roles: list[Role], region: Sequence[int]) -> list[Role]:
    """The roles, where links in a region that are the article's are text.

    A label above links in a box of their own is that of a list of other articles.
    """
    settled = list(roles)
    has_prose = any(roles[i] is Role.TEXT and _is_prose(blocks[i]) for i in region)
    for run in _runs(settled, region):
        before = _before(settled, region, run[0])
        if before is not None and _is_label(blocks, settled, before, run):
            settled[before] = Role.RELATED
            continue
        behind = bisect_right(region, run[-1])
        after = region[behind] if behind < len(region) else None
        for i in run if has_prose else ():
            if _is_text(blocks, settled, before, i, after):
                settled[i] = Role.TEXT
    return settled


def _is_prose(block: Block) -> bool:
    """Whether a block is a paragraph, not a row of a list."""
    return block.words - block.link_words >= LONG and block.element.tag != "tr"


def _runs(roles: Sequence[Role], region: Sequence[int]) -> Iterator[list[int]]:
    """The links that follow each other in a region."""
    for is_linked, run in groupby(region, key=lambda i: roles[i] in _LINKED):
        if is_linked:
            yield list(run)


def _before(roles: Sequence[Role], region: Sequence[int], first: int) -> int | None:
    """The block before a run, if it can lead over to it."""
    place = bisect_left(region, first)
    before = region[place - 1] if place else None
    return before if before is not None and roles[before] in (Role.TEXT, Role.SHORT) else None


def _is_label(blocks: Sequence[Block], roles: Sequence[Role], label: int, run: list[int]) -> bool:
    """Whether a short line stands above links in a box that holds nothing else."""
    block = blocks[label]
    leading = sum(roles[i] is Role.HEADLINE for i in run)
    if leading < SEVERAL or block.words > LABEL_WORDS or block.text.endswith(":"):
        return False
    if block.element.tag == "tr":
        return False
    below = set(blocks[run[0]].path)
    box = next(element for element in block.path if element in below)
    return not any(
        box in other.path
        for other, role in zip(blocks, roles, strict=True)
        if role in (Role.TEXT, Role.TEASER, Role.DATE) and other is not block
    )


def _is_text(
    blocks: Sequence[Block], roles: Sequence[Role], before: int | None, own: int, after: int | None
) -> bool:
    """Whether a link is text: a sentence or its like, a row, an item of a list in the text."""
    block = blocks[own]
    if before is None:
        return False
    if all(is_file(*link) for link in block.links):
        return block.is_written or block.element.tag == "tr"
    if block.element.tag == "tr" and _has_row_of_text(blocks, roles, block):
        return True
    introduction = blocks[before]
    if not _share(block, introduction):
        return False
    if introduction.text.endswith(":") and introduction.words >= LEADING_WORDS:
        return True
    if block.element.tag == introduction.element.tag and _is_sentence(block):
        return True
    in_midst = after is not None and roles[after] is Role.TEXT and _share(block, blocks[after])
    is_listed = _item(block).tag == "li" or _DOCUMENT.match(block.text) is not None
    return in_midst and is_listed and introduction.words >= PROSE_WORDS


def _is_sentence(block: Block) -> bool:
    """Whether a link is a paragraph rather than a headline."""
    return block.words >= LONG and block.text.endswith((".", ".”", '."', "!", "?"))


def _has_row_of_text(blocks: Sequence[Block], roles: Sequence[Role], row: Block) -> bool:
    """Whether another row of the same table is text."""
    around = row.element.getparent()
    return any(
        roles[other.index] in (Role.TEXT, Role.SHORT)
        for other in blocks
        if other.element.tag == "tr" and other.element.getparent() is around
    )


def _item(block: Block) -> HtmlElement:
    """The item, row or paragraph that a block is."""
    return next((e for e in block.path[:3] if e.tag in ("li", "tr")), block.element)


def _share(block: Block, paragraph: Block) -> bool:
    """Whether a block, or the list or table that it is in, stands where a paragraph does."""
    item = _item(block)
    around = next((e for e in item.iterancestors() if e.tag not in _LISTS), None)
    return around is not None and around in paragraph.path[:4]
