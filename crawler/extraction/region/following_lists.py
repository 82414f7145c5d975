"""Lists below an article in the same element: teasers, other articles and comments."""

from collections.abc import Sequence

from crawler.extraction.source.blocks import LONG, Block, Role
from crawler.vietnamese.phrases import READERS

#: Least headlines with a text each in a list of other articles.
SEVERAL = 2
#: Least words in the paragraphs of an article above such a list; leads have fewer.
LEAST_WORDS = 40
#: Least words of another article's title.
TITLE_WORDS = 5
#: Roles in such a list besides headlines and leads.
_BETWEEN = (Role.DATE, Role.LINK, Role.FURNITURE, Role.RELATED, Role.ASIDE, Role.CAPTION)
#: Roles of a comment's first block: a name, a date, a button.
_HEADS = (Role.SHORT, Role.DATE, Role.LINK, Role.ASIDE, Role.HEADLINE)


def own_part(
    blocks: Sequence[Block], roles: Sequence[Role], region: list[int], *, is_dated: bool
) -> list[int]:
    """Return a region without the other articles and comments at its end.

    Nothing is removed unless an article stands above: several paragraphs, or a dated one.
    """
    end = min(
        _teasers(blocks, roles, region),
        _readers(blocks, roles, region),
        _another(blocks, roles, region),
    )
    own = region[:end]
    if any(roles[i] is Role.HEADLINE for i in range(max(0, region[0] - 1), (own or region)[-1])):
        return region  # it begins with a headline itself: it is a list
    paragraphs = [blocks[i].words for i in own if roles[i] is Role.TEXT and _is_long(blocks[i])]
    least = 1 if is_dated else SEVERAL
    return own if len(paragraphs) >= least and sum(paragraphs) >= LEAST_WORDS else region


def _is_long(block: Block) -> bool:
    return block.words >= LONG


def _teasers(blocks: Sequence[Block], roles: Sequence[Role], region: list[int]) -> int:
    """Return the place in a region of a list of teasers that lasts to its end, or its length."""
    begin, headlines, place = len(region), 0, len(region) - 1
    while place >= 0:
        role = roles[region[place]]
        if role is Role.HEADLINE and roles[region[place] + 1 : region[place] + 2] != [
            Role.HEADLINE
        ]:
            begin, headlines = place, headlines + 1
        elif role not in (Role.TEASER, Role.HEADLINE, *_BETWEEN):
            break
        place -= 1
    return begin if headlines >= SEVERAL else len(region)


def _another(blocks: Sequence[Block], roles: Sequence[Role], region: list[int]) -> int:
    """Return the place in a region of another article in an element of its own, or its length."""
    texts = [index for index in region if roles[index] is Role.TEXT]
    for place, index in enumerate(region[1:], start=1):
        if not _is_title(blocks[index], roles[index]):
            continue
        below = [blocks[i] for i in texts if i > index]
        before = [blocks[i] for i in texts if i < index]
        if not (below and before):
            continue
        above = set(blocks[index].path)
        box = next(element for element in below[0].path if element in above)
        if all(box in b.path for b in below) and not any(box in b.path for b in before):
            return place
    return len(region)


def _is_title(block: Block, role: Role) -> bool:
    """True if a heading is that of a whole article: of the first level, or a link to it."""
    if not block.heading or block.words < TITLE_WORDS:
        return False
    return role is Role.HEADLINE or any(element.tag == "h1" for element in block.path)


def _readers(blocks: Sequence[Block], roles: Sequence[Role], region: list[int]) -> int:
    """Return the place in a region of the heading above comments, or its length."""
    for place, index in enumerate(region[:-1]):
        is_heading = roles[index] is Role.RELATED and READERS.fullmatch(blocks[index].folded)
        if is_heading and roles[region[place + 1]] in _HEADS:
            return place
    return len(region)
