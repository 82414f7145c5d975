"""Evaluation of extraction on saved pages whose articles are known.

ROUGE-LSum is the measure of fundus-evaluation (Dallabetta et al., "Fundus: A Simple-to-Use News
Scraper Optimized for High Quality Extractions", 2024); it is summary-level ROUGE-L as defined by
Lin ("ROUGE: A Package for Automatic Evaluation of Summaries", 2004): for each expected paragraph
the words that stand in the same order in one of the read paragraphs.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from statistics import mean, median
from time import perf_counter

from crawler.evaluation.saved_pages import SavedPage
from crawler.extraction import Kind, Template, learn_template, read_page
from crawler.extraction.template.training import LEAST_PAGES

_WORD = re.compile(r"\w+")
_OPTIONAL = re.compile(r"\[(.*)\]", re.DOTALL)
#: An optional paragraph counts as expected where so much of its words was read in one paragraph.
READ_SHARE = 0.8
#: A page is lost where our text has less of the words than this, and trafilatura's more (F1).
LOST, READ_BY_THEM = 50.0, 80.0


def words(text: str) -> list[str]:
    """The words of a text, in lower case, without punctuation."""
    return _WORD.findall(text.lower())


def word_f1(text: str, expected: str) -> float:
    """The share of words that two texts have in common: 1 for the same words, 0 for none."""
    ours, theirs = Counter(words(text)), Counter(words(expected))
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 1.0


def rouge_lsum(text: str, expected: str) -> float:
    """The F1 of ROUGE-LSum, from 0 to 1, of a text whose paragraphs are lines."""
    ours, theirs = _paragraphs(text), _paragraphs(expected)
    if not ours or not theirs:
        return float(ours == theirs)
    available, wanted = Counter(chain(*ours)), Counter(chain(*theirs))
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
    """The words of a paragraph that any of the others has in common with it, in the same order."""
    if paragraph in others:
        return list(paragraph)
    found: set[int] = set()
    own = set(paragraph)
    for other in others:
        if not own.isdisjoint(other):
            found |= _lcs(paragraph, other)
    return [paragraph[i] for i in sorted(found)]


def _lcs(ours: Sequence[str], theirs: Sequence[str]) -> set[int]:
    """The places in `ours` of a longest common subsequence."""
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


@dataclass
class Score:
    """The measurements of some pages, by name; left out where one does not apply."""

    pages: int = 0
    values: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def mean(self, name: str) -> float:
        """The mean of what was measured, 0 for nothing."""
        return mean(self.values[name]) if self.values[name] else 0.0

    def median(self, name: str) -> float:
        """The median of what was measured, 0 for nothing."""
        return median(self.values[name]) if self.values[name] else 0.0

    @property
    def lost(self) -> int:
        """The number of lost articles that trafilatura reads."""
        return int(sum(self.values["lost"]))

    @property
    def times(self) -> float:
        """The time of a page as a multiple of trafilatura's, of medians."""
        return self.median("ms") / max(self.median("their_ms"), 1e-9)

    def __add__(self, other: "Score") -> "Score":
        total = Score(self.pages + other.pages)
        for name in (*self.values, *other.values):
            total.values[name] = self.values[name] + other.values[name]
        return total


def evaluate(pages: Sequence[SavedPage], *, with_template: bool) -> Score:
    """Read pages, each with the template that its site's share or without, and score that.

    With a template, pages of sites with too few articles to learn one from are left out.
    """
    score = Score()
    for own in _by_site(pages):
        articles = [(page.html, page.url) for page in own if page.is_article]
        if with_template and len(articles) < LEAST_PAGES:
            continue
        template = learn_template(articles) if with_template else None
        for page in own:
            score.pages += 1
            _score_page(score, page, template)
    return score


def can_learn(pages: Sequence[SavedPage]) -> bool:
    """True if some site has enough articles among the pages to learn a template from."""
    return any(sum(page.is_article for page in own) >= LEAST_PAGES for own in _by_site(pages))


def _by_site(pages: Sequence[SavedPage]) -> list[list[SavedPage]]:
    sites: defaultdict[str, list[SavedPage]] = defaultdict(list)
    for page in pages:
        sites[page.site].append(page)
    return list(sites.values())


def _score_page(score: Score, page: SavedPage, template: Template | None) -> None:
    # Scrapy loads every command whenever one is run; this takes a while and is for one of them.
    import trafilatura

    started = perf_counter()
    reading = read_page(page.html, page.url, template)
    read = perf_counter()
    their_text = trafilatura.extract(page.html, url=page.url, include_comments=False) or ""
    score.values["ms"].append(1000 * (read - started))
    score.values["their_ms"].append(1000 * (perf_counter() - read))
    score.values["kind"].append((reading.kind is Kind.ARTICLE) == page.is_article)
    if not page.is_article:
        return
    article = reading.article
    for prefix, text in (("", article.text if article else ""), ("their_", their_text)):
        expected = without_optional(page.text, text)
        score.values[f"{prefix}rouge"].append(100 * rouge_lsum(text, expected))
        score.values[f"{prefix}f1"].append(100 * word_f1(text, expected))
    ours, theirs = score.values["f1"][-1], score.values["their_f1"][-1]
    score.values["lost"].append(ours < LOST and theirs > READ_BY_THEM)
    for name in ("title", "published", "author"):
        if wanted := page.expected.get(name):
            score.values[name].append(
                _comparable(getattr(article, name, None), name) == _comparable(wanted, name)
            )


def _comparable(value: str | None, name: str) -> str:
    """A title or name without regard to white space and case; a date as its day."""
    return (value or "")[:10] if name == "published" else " ".join((value or "").lower().split())
