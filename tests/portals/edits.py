"""What editors do to a story after it came out; every edit of a story is another one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from .content import Story

_FIGURE = re.compile(r"(?<![\d./])\d{2,3}(?![\d./])")
_ADDED = "Thông tin này được {} bổ sung sau khi tin đã đăng, theo đề nghị của đơn vị chủ trì."
_REWRITTEN = "Đoạn này đã được ban biên tập viết lại lần thứ {} cho sát với biên bản cuộc họp."


def other_figure(story: Story) -> Story:
    """One figure corrected; an added paragraph where there is none."""
    for place, paragraph in enumerate(story.paragraphs):
        if found := _FIGURE.search(paragraph):
            corrected = f"{paragraph[: found.start()]}{int(found[0]) + 1}{paragraph[found.end() :]}"
            return _with_paragraph(story, place, corrected)
    return added(story)


def other_paragraph(story: Story) -> Story:
    """The first paragraph rewritten."""
    return _with_paragraph(story, 0, _REWRITTEN.format(sum(map(len, story.paragraphs)) % 97))


def other_title(story: Story) -> Story:
    """A title that says more; the address stays."""
    return replace(story, title=f"{story.title} (cập nhật)")


def added(story: Story) -> Story:
    """One paragraph more."""
    more = _ADDED.format(("Văn phòng Sở", "phòng Kế hoạch", "Thanh tra")[len(story.paragraphs) % 3])
    return replace(story, paragraphs=(*story.paragraphs, more))


EDITS: tuple[Callable[[Story], Story], ...] = (other_figure, other_paragraph, other_title, added)


def _with_paragraph(story: Story, place: int, text: str) -> Story:
    paragraphs = [*story.paragraphs]
    paragraphs[place] = text
    return replace(story, paragraphs=tuple(paragraphs))
