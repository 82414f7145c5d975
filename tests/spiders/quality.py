"""How well what a crawl stored is what the portals published."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from statistics import mean
from typing import Any

from tests.portals.content import ExpectedArticle

#: What is less alike than this (word-F1) to every published article is none of them.
ALIKE = 0.5


@dataclass
class Score:
    """Stored articles beside the published ones; what is wrong is told by address or title."""

    missing: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    wrong: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """By field: what was read and what it should be."""
    similarities: list[float] = field(default_factory=list)
    """The word-F1 of each published article's text, 0 for the missing."""

    def share_right(self, name: str) -> float:
        """The share of the published articles of which a field was read right."""
        right = len(self.similarities) - len(self.missing) - len(self.wrong[name])
        return right / len(self.similarities)

    @property
    def mean_f1(self) -> float:
        return mean(self.similarities)


def score(published: Sequence[ExpectedArticle], stored: Iterable[Mapping[str, Any]]) -> Score:
    """Compare what is stored with what was published.

    Articles are matched by what they say: their addresses are not the same on every visit.
    """
    result = Score()
    by_title = {article.title: article for article in published}
    matches: defaultdict[ExpectedArticle, list[Mapping[str, Any]]] = defaultdict(list)
    for article in stored:
        nearest = by_title.get(article["title"])
        if nearest is None or _likeness(article, nearest) < ALIKE:
            nearest = max(published, key=partial(_likeness, article))
        if _likeness(article, nearest) < ALIKE:
            result.foreign.append(f"{article['url']} {article['title']}")
        else:
            matches[nearest].append(article)
    for expected in published:
        _compare(result, expected, matches[expected])
    return result


def word_f1(text: str, other: str) -> float:
    """How much of two texts' words they share: 1 for the same words as often."""
    words, others = Counter(text.split()), Counter(other.split())
    return 2 * (words & others).total() / max(1, words.total() + others.total())


def _likeness(article: Mapping[str, Any], expected: ExpectedArticle) -> float:
    return word_f1(f"{article['title']} {article['text']}", f"{expected.title} {expected.text}")


def _compare(result: Score, expected: ExpectedArticle, found: Sequence[Mapping[str, Any]]) -> None:
    if not found:
        result.missing.append(expected.urls[0])
        result.similarities.append(0)
        return
    if len(found) > 1:
        result.twice.append(" ".join(article["url"] for article in found))
    best = max(found, key=lambda article: _likeness(article, expected))
    result.similarities.append(word_f1(best["text"], expected.text))
    wanted = {
        "title": expected.title,
        "published": expected.published[:10],
        "author": expected.author,
    }
    for name, value in wanted.items():
        if best[name] != value:
            result.wrong[name].append(f"{best['url']}: {best[name]!r}, not {value!r}")
