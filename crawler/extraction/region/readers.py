"""Comment threads below an article: texts under a name and a time each."""

import re
from collections.abc import Sequence

from crawler.extraction.source.blocks import Block, Role
from crawler.vietnamese.people import is_name
from crawler.vietnamese.phrases import RELATIVE_TIME
from crawler.vietnamese.unicode import fold

#: Least texts in a comment thread.
SEVERAL = 2
#: Least words of an article above comments; below a title alone they are the page's topic.
LEAST_WORDS = 40
#: Most words in a line with a name and a time.
LINE_WORDS = 12
#: The separator between a name and the text beside it.
_BEHIND_NAME = re.compile(r"(?:(?<!\s)\s++)?[\d(|,:•·–—-]")
_TEXT = (Role.TEXT, Role.SHORT, Role.FURNITURE)


def comment_thread(blocks: Sequence[Block], roles: Sequence[Role]) -> list[int]:
    """Return the indices of the blocks in comments, from the first commenter's name on.

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
    """True if a block is a person's name with a time, beside it or below, and a text follows."""
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
    """Split a line into the name that may begin it, and the rest."""
    end = _BEHIND_NAME.search(line)
    return (line[: end.start()], line[end.start() :]) if end else (line, "")
