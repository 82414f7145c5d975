"""Linked text: links that belong to the article, separated from links to other articles.

Most blocks that are only a link lead away from the article. But a list of decisions, table rows
whose cells link to files, and a sentence linked as a whole belong to it. The blocks around them
distinguish them from a box of news.
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
#: Most words of a label above a list of links.
LABEL_WORDS = 8
#: Least headlines in a list of other articles.
SEVERAL = 2
#: Least words of a paragraph that can introduce a list.
PROSE_WORDS = 8
#: Least words before the colon that announces a list.
LEADING_WORDS = 5
#: The beginning of an official document's name.
_DOCUMENT = re.compile(
    r"(?:Quyết định|Nghị (?:định|quyết)|Thông (?:tư|báo)|Công văn|Kế hoạch|Chỉ thị|Báo cáo|Tờ trình"
    r"|Hướng dẫn|Chương trình|Luật|Giấy mời)(?: liên tịch)? (?:số )?[\w/.-]*\d",
)


def settle_links(blocks: Sequence[Block], roles: list[Role], region: Sequence[int]) -> list[Role]:
    """Return the roles, with links in a region that belong to the article as text.

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
    """True if a block is a paragraph, not a row of a list."""
    return block.words - block.link_words >= LONG and block.element.tag != "tr"


def _runs(roles: Sequence[Role], region: Sequence[int]) -> Iterator[list[int]]:
    """Yield the runs of consecutive links in a region."""
    for is_linked, run in groupby(region, key=lambda i: roles[i] in _LINKED):
        if is_linked:
            yield list(run)


def _before(roles: Sequence[Role], region: Sequence[int], first: int) -> int | None:
    """Return the block before a run, if it can introduce it."""
    place = bisect_left(region, first)
    before = region[place - 1] if place else None
    return before if before is not None and roles[before] in (Role.TEXT, Role.SHORT) else None


def _is_label(blocks: Sequence[Block], roles: Sequence[Role], label: int, run: list[int]) -> bool:
    """True if a block is a short line above links in a box that contains nothing else."""
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
    """True if a link is text: a sentence, a table row, or a list item within the text."""
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
    """True if a link is a paragraph rather than a headline."""
    return block.words >= LONG and block.text.endswith((".", ".”", '."', "!", "?"))


def _has_row_of_text(blocks: Sequence[Block], roles: Sequence[Role], row: Block) -> bool:
    """True if another row of the same table is text."""
    around = row.element.getparent()
    return any(
        roles[other.index] in (Role.TEXT, Role.SHORT)
        for other in blocks
        if other.element.tag == "tr" and other.element.getparent() is around
    )


def _item(block: Block) -> HtmlElement:
    """Return the list item, row or paragraph of a block."""
    return next((e for e in block.path[:3] if e.tag in ("li", "tr")), block.element)


def _share(block: Block, paragraph: Block) -> bool:
    """True if a block, or its list or table, is a sibling of a paragraph."""
    item = _item(block)
    around = next((e for e in item.iterancestors() if e.tag not in _LISTS), None)
    return around is not None and around in paragraph.path[:4]
