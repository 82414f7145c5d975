"""Article region: the part of the tree with the most text and the least else.

Each block counts for (words of running text) or against (links, teasers, toolbars, counters) the
elements around it; the article's region is the element with the best balance. This is the maximum
subsequence of Pasternack and Roth ("Extracting article text from the web with maximum subsequence
segmentation", 2009) on the tree instead of the token stream, so that the result is a whole module
of the page, not a stretch of it.
"""

from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.extraction.source.blocks import Block, Role

#: Weight of a word of boilerplate relative to a word of text.
FURNITURE_WEIGHT = 0.7
#: Most blocks between a title and the beginning of its text.
TITLE_REACH = 15


@dataclass(slots=True)
class Balance:
    """Words for and against an element being the article."""

    text: float = 0.0
    furniture: float = 0.0

    @property
    def score(self) -> float:
        """The balance, positive if text prevails."""
        return self.text - FURNITURE_WEIGHT * self.furniture


Balances = dict[HtmlElement, Balance]


def weigh(blocks: list[Block], kinds: list[Role]) -> Balances:
    """Return the balance of every element that holds text, inner elements before outer ones."""
    balances: Balances = {}
    for block, kind in zip(blocks, kinds, strict=True):
        text, furniture = _weights(block, kind)
        for element in block.path:
            balance = balances.get(element)
            if balance is None:
                balance = balances[element] = Balance()
            balance.text += text
            balance.furniture += furniture
    return balances


def find_region(root: HtmlElement, balances: Balances) -> HtmlElement:
    """Return the smallest element with the best balance of text against boilerplate."""
    return max(balances, key=lambda element: balances[element].score, default=root)


def region_below(
    title: Block, blocks: list[Block], kinds: list[Role], balances: Balances
) -> HtmlElement | None:
    """Return the element with the best balance that contains a title and the text behind it.

    None if no text follows before a headline of another page: then the title is that of a list.
    """
    first = next(
        (
            b
            for b in blocks[title.index + 1 : title.index + TITLE_REACH]
            if kinds[b.index] in (Role.TEXT, Role.HEADLINE)
        ),
        None,
    )
    if first is None or kinds[first.index] is Role.HEADLINE:
        return None
    above = set(first.path)
    candidates = [e for e in title.path if e in above]
    return max(candidates, key=lambda element: balances[element].score)


def _weights(block: Block, kind: Role) -> tuple[float, float]:
    if kind is Role.TEXT:
        return block.words - block.link_words, block.link_words
    if kind in (Role.LINK, Role.HEADLINE):
        return 0.0, block.words + 1.0
    if kind is Role.TEASER:
        return 0.0, 0.5 * block.words
    if kind in (Role.RELATED, Role.FURNITURE):
        return 0.0, 0.5 * block.words + 1.0
    return 0.0, 0.0
