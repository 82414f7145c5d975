"""How well a text that was read is the text that was expected.

ROUGE-LSum is the measure of fundus-evaluation (Dallabetta et al., "Fundus: A Simple-to-Use News
Scraper Optimized for High Quality Extractions", 2024); it is summary-level ROUGE-L as defined by
Lin ("ROUGE: A Package for Automatic Evaluation of Summaries", 2004): for each expected paragraph
the words that stand in the same order in one of the read paragraphs.
"""

import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_OPTIONAL = re.compile(r"\[(.*)\]", re.DOTALL)
#: An optional paragraph counts as expected where so much of its words was read in one paragraph.
READ_SHARE = 0.8


def words(text: str) -> list[str]:
    """The words of a text, in lower case, without punctuation."""
    return _WORD.findall(text.lower())


def word_f1(text: str, expected: str) -> float:
    """How much of two texts' words they share: 1 for the same words as often, 0 for none."""
    ours, theirs = Counter(words(text)), Counter(words(expected))
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 1.0


def rouge_lsum(text: str, expected: str) -> float:
    """The F1 of ROUGE-LSum, from 0 to 1, of a text whose paragraphs are lines."""
    ours, theirs = _paragraphs(text), _paragraphs(expected)
    if not ours or not theirs:
        return float(ours == theirs)
    available, wanted = Counter(sum(ours, [])), Counter(sum(theirs, []))
    hits = 0
    for paragraph in theirs:
        for word in _union_lcs(paragraph, ours):
            if available[word] > 0 and wanted[word] > 0:
                hits += 1
                available[word] -= 1
                wanted[word] -= 1
    return 2 * hits / (sum(map(len, ours)) + sum(map(len, theirs)))


def without_optional(expected: str, text: str) -> str:
    """An expected text as it should be read: an optional paragraph, `[…]`, only if it was read."""
    read = [Counter(paragraph) for paragraph in _paragraphs(text)]
    kept = []
    for line in expected.split("\n"):
        if optional := _OPTIONAL.fullmatch(line.strip()):
            own = Counter(words(optional.group(1)))
            if any((own & other).total() >= READ_SHARE * own.total() for other in read):
                kept.append(optional.group(1))
        else:
            kept.append(line)
    return "\n".join(kept)


def _paragraphs(text: str) -> list[list[str]]:
    return [found for line in text.split("\n") if (found := words(line))]


def _union_lcs(paragraph: Sequence[str], others: Sequence[Sequence[str]]) -> list[str]:
    """The words of a paragraph that are in its longest common subsequence with any of the others."""
    found: set[int] = set()
    own = set(paragraph)
    for other in others:
        if not own.isdisjoint(other):
            found |= _lcs(paragraph, other)
    return [paragraph[i] for i in sorted(found)]


def _lcs(ours: Sequence[str], theirs: Sequence[str]) -> set[int]:
    """The places in `ours` of a longest common subsequence."""
    if ours == theirs:
        return set(range(len(ours)))
    table = [[0] * (len(theirs) + 1)]
    for word in ours:
        above, row = table[-1], [0]
        for j, other in enumerate(theirs):
            row.append(above[j] + 1 if word == other else max(above[j + 1], row[j]))
        table.append(row)
    found, i, j = set(), len(ours), len(theirs)
    while i and j:
        if ours[i - 1] == theirs[j - 1]:
            found.add(i - 1)
            i, j = i - 1, j - 1
        elif table[i - 1][j] >= table[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return found
