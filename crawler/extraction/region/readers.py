"""What readers say below an article: texts of their own, each under a name and a time."""

import re
from collections.abc import Sequence

from crawler.extraction.source.blocks import Block, Role
from crawler.vietnamese.people import is_name
from crawler.vietnamese.phrases import RELATIVE_TIME
from crawler.vietnamese.unicode import fold

#: So many texts of the kind are what readers say.
SEVERAL = 2
#: The shortest article above them (words); below a title alone they are what the page is about.
LEAST_WORDS = 40
#: A line with a name and a time is no longer than this (words).
LINE_WORDS = 12
#: What separates a name from what stands beside it.
_BEHIND_NAME = re.compile(r"(?:(?<!\s)\s++)?[\d(|,:•·–—-]")
_TEXT = (Role.TEXT, Role.SHORT, Role.FURNITURE)


def of_readers(blocks: Sequence[Block], roles: Sequence[Role]) -> list[int]:
    """The indices of the blocks that readers wrote, or that say who did, from the first name on.

    They stand in the smallest element around all names.
    """
    heads = [block for block in blocks if _is_head(blocks, roles, block)]
    if len(heads) < SEVERAL:
        return []
    first = heads[0].index
    above = (b.words for b in blocks[:first] if roles[b.index] is Role.TEXT and b.is_written)
    if sum(above) < LEAST_WORDS:
        return []
    shared = set(heads[0].path).intersection(*(head.path for head in heads[1:]))
    box = next(element for element in heads[0].path if element in shared)
    return [block.index for block in blocks[first:] if box in block.path]


def _is_head(blocks: Sequence[Block], roles: Sequence[Role], block: Block) -> bool:
    """Whether a block is a person's name with a time, beside it or below, and a text follows."""
    if block.words > LINE_WORDS:
        return False
    name, beside = name_and_rest(block.text)
    time = block.index if beside else block.index + 1
    if time + 1 >= len(blocks) or roles[time + 1] not in _TEXT:
        return False
    says = beside or blocks[time].text
    is_timed = roles[time] is Role.DATE or RELATIVE_TIME.match(fold(says)) is not None
    return is_timed and is_name(name)


def name_and_rest(line: str) -> tuple[str, str]:
    """A line as the name of a person that it may begin with, and what stands beside that."""
    end = _BEHIND_NAME.search(line)
    return (line[: end.start()], line[end.start() :]) if end else (line, "")
