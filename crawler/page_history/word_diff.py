"""Word diff: the changes from one text to another.

Paragraphs are compared first, then the words of those that differ, so that the time stays in
bounds for texts of any length (difflib's is up to quadratic in what it compares).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum, auto

#: What is compared: numbers, words, marks and the ends of paragraphs, each with the space behind.
_TOKEN = re.compile(r"\n|(?:\d+(?:[.,/:-]\d+)*|\w+|[^\w\s])[^\S\n]*|[^\S\n]+")
_SPACE = " \t\xa0"
#: Words before times words after that are compared in all; what is beyond is shown whole.
_COMPARABLE = 2_000_000
#: Paragraphs in a row that are compared as one, so that it shows where one was cut in two.
_TOGETHER = 5
#: Paragraphs that share a smaller part of their words are not one rewritten but two.
_ALIKE = 0.4


class Kind(Enum):
    """The fate of a piece of text."""

    SAME = auto()
    REMOVED = auto()
    ADDED = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a paragraph."""

    kind: Kind
    text: str


Paragraph = list[Piece]
Lines = list[str]


def differences(before: str, after: str) -> list[Paragraph]:
    """The paragraphs (lines) of both texts, with what was removed before what was added."""
    paragraphs: list[Paragraph] = []
    budget = _COMPARABLE
    for old, new in _blocks(before.splitlines(), after.splitlines()):
        if old == new:
            paragraphs += [[Piece(Kind.SAME, line)] for line in old]
            continue
        effort, rewritten = _rewritten(old, new, budget)
        budget -= effort
        paragraphs += rewritten or [
            *([Piece(Kind.REMOVED, line)] for line in old),
            *([Piece(Kind.ADDED, line)] for line in new),
        ]
    return paragraphs


def is_changed(paragraph: Paragraph) -> bool:
    """True if anything in a paragraph was removed or added."""
    return any(piece.kind is not Kind.SAME for piece in paragraph)


def _blocks(before: Lines, after: Lines) -> Iterator[tuple[Lines, Lines]]:
    """Paragraphs that stayed, and those that came in place of others: few together, many singly."""
    for _, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = before[i1:i2], after[j1:j2]
        if old != new and len(old) == len(new) > _TOGETHER:
            yield from (([a], [b]) for a, b in zip(old, new, strict=True))
        else:
            yield old, new


def _rewritten(old: Lines, new: Lines, budget: int) -> tuple[int, list[Paragraph]]:
    """The effort, and what changed inside paragraphs; nothing where that is beyond the budget.

    Nor where so little stayed that they are not the same paragraphs.
    """
    before, after = (_TOKEN.findall("\n".join(lines)) for lines in (old, new))
    effort = len(before) * len(after)
    if effort > budget:
        return 0, []
    matcher = SequenceMatcher(None, _bare(before), _bare(after), autojunk=False)
    return effort, _lines(_pieces(matcher, before, after)) if matcher.ratio() >= _ALIKE else []


def _bare(tokens: Sequence[str]) -> list[str]:
    return [token.strip(_SPACE) for token in tokens]


def _pieces(
    matcher: "SequenceMatcher[str]", before: Sequence[str], after: Sequence[str]
) -> Iterator[Piece]:
    """Both texts in pieces; the space behind a change is none of it."""
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(Kind.SAME, "".join(after[j1:j2]))
            continue
        removed, added = "".join(before[i1:i2]), "".join(after[j1:j2])
        space = (added or removed)[len((added or removed).rstrip(_SPACE)) :]
        yield Piece(Kind.REMOVED, removed.rstrip(_SPACE))
        yield Piece(Kind.ADDED, added.rstrip(_SPACE))
        yield Piece(Kind.SAME, space)


def _lines(pieces: Iterator[Piece]) -> list[Paragraph]:
    lines: list[Paragraph] = [[]]
    for piece in pieces:
        for number, text in enumerate(piece.text.split("\n")):
            if number:
                lines.append([])
            if text:
                lines[-1].append(Piece(piece.kind, text))
    return [line for line in lines if line]
