"""Near duplicates: one story, republished with another lead, caption or signature.

An index of MinHash bands (`Story.bands`) finds the few articles that may be alike; `similarity`
then compares their texts. Words are compared without case, punctuation and diacritics, so that
`hoà` is `hòa`.
"""

import hashlib
import re
import struct
from collections.abc import Collection, Sequence

from rensa import RMinHash

from crawler.vietnamese.unicode import fold

# tests/test_near_duplicates.py measures what these find among invented articles, and what they
# take for the same that is not.

#: Words (syllables, in Vietnamese) in a shingle, the unit of comparison: two or three words of the
#: language, so that unrelated articles share few. An edit of one word changes four shingles.
SHINGLE = 4
#: The least Jaccard similarity: that of a text before and after 43 % of it was replaced.
ALIKE = 0.4
#: The least share of the shorter text that stands in the other in long passages.
MOST = 0.6
#: The same under different titles. Then a short text, which may be a standing phrase with a file
#: attached, has to stand there nearly whole, unless the passages are long by themselves.
MOST_RETITLED = 0.75
NEARLY_ALL = 0.9
#: Words of a passage that no form has without something to fill in.
PASSAGE = 100
#: The longest edit, in words, that does not end a passage. A changed figure always does: it is how
#: one month's notice differs from the last.
EDIT = 5

# A band of 3 agrees with the probability of the similarity cubed. One of 30 does for 98 % of the
# articles with a similarity of 0.5, 86 % of those with 0.4 and 0.4 % of those with 0.05.
_BANDS = 30
_ROWS = 3
_SEED = 1


class Story:
    """An article as it is compared with others."""

    def __init__(self, title: str, text: str) -> None:
        self.title = _words(title)
        self.words = self.title + _words(text)
        last = max(1, len(self.words) - SHINGLE + 1)
        self.shingles = [" ".join(self.words[start : start + SHINGLE]) for start in range(last)]

    def bands(self) -> list[int]:
        """The bands of a MinHash signature, some of which near duplicates share: signed 64 bits.

        The same in every process and on every machine: databases hold them. To change them takes a
        migration that empties `signature_bands` and lets all `signatures` wait again.
        """
        sketch = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
        sketch.update(self.shingles)
        digest = sketch.digest()
        return [_band(number, digest[number * _ROWS :][:_ROWS]) for number in range(_BANDS)]


def similarity(one: Story, other: Story) -> float | None:
    """The Jaccard similarity of two articles that tell the same story; `None` if they do not.

    A republished story keeps its body in one piece. Notices made from one form can have more in
    common than that, but in pieces, with what was filled in between them. So it counts how much of
    the shorter text stands in the other in long passages.
    """
    mine, theirs = set(one.shingles), set(other.shingles)
    jaccard = len(mine & theirs) / len(mine | theirs)
    if jaccard < ALIKE:
        return None
    shorter, longer = (one, theirs) if len(one.words) <= len(other.words) else (other, mine)
    passages = _passages(shorter, longer)
    shared = sum(words for words in passages if words >= min(PASSAGE, max(passages)))
    needed = MOST * len(shorter.words)
    if one.title != other.title:
        needed = MOST_RETITLED * len(shorter.words)
        needed = max(needed, min(PASSAGE, NEARLY_ALL * len(shorter.words)))
    return jaccard if shared >= needed else None


def _passages(story: Story, shingles: Collection[str]) -> list[int]:
    """The lengths in words of the passages of a story that hold these shingles."""
    passages = []
    start = end = 0
    for position, shingle in enumerate(story.shingles):
        if shingle in shingles:
            if not _is_edit(story.words[end:position]):
                passages.append(end - start)
                start = position
            end = position + SHINGLE
    return [*passages, end - start]


def _is_edit(gap: Sequence[str]) -> bool:
    return len(gap) <= EDIT and not any(map(str.isdigit, "".join(gap)))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _band(number: int, slots: Sequence[int]) -> int:
    key = struct.pack(f"<{1 + _ROWS}I", number, *slots)
    digest = hashlib.blake2b(key, digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
