"""Page features: measures of a page's prose and its position, for the classifier."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import islice

from lxml.html import HtmlElement

from crawler.extraction.region.layout import Layout
from crawler.extraction.source.ancestors import AncestorCache
from crawler.extraction.source.blocks import Block, Role, ancestors
from crawler.vietnamese.lines import kept

#: Least words of a paragraph; labels, captions and slogans have fewer.
PARAGRAPH_WORDS = 20
#: Levels above a paragraph at which the editor's element stands: `<div><p>`, and one more.
LEVELS = 3
#: Most words in a line that is a price.
PRICE_WORDS = 8

_POST = re.compile(
    r"(?:^|[-_\s])(?:posts?|postbody|postbit|messages?|comments?|reply|replies|answers?)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"[$€£¥₫]|\d\s?(?:đ|vnđ|vnd|usd|eur)\b", re.IGNORECASE)
_PRICE = re.compile(r"(?:\D{0,12}\s)?[$€£¥₫]?\s?\d[\d.,]*\s?(?:\D{1,3}\b)?.{0,24}")

#: Post elements by name: tag and first class.
_Posts = dict[str, HtmlElement]


class PageFeatures:
    """Measures of a page, computed on first use.

    `paragraphs` are the blocks of prose on the page, `inside` those of them in the article's
    region, `asides` the prose in comments and boxes.
    """

    def __init__(self, page: Layout) -> None:
        self.page = page
        self.paragraphs = self._prose(Role.TEXT, Role.TEASER)
        self.asides = self._prose(Role.ASIDE, Role.OTHERS)
        region = set(page.region)
        self.inside = [block for block in self.paragraphs if block.index in region]

    def _prose(self, *roles: Role) -> list[Block]:
        return [
            block
            for block, role in zip(self.page.blocks, self.page.roles, strict=True)
            if role in roles
            and not block.heading
            and block.words - block.link_words >= PARAGRAPH_WORDS
        ]

    @cached_property
    def concentration(self) -> float:
        """The share of the page's prose that stands in one element of the region (0 to 1)."""
        return _greatest(
            (element, block.words)
            for block in self.inside
            for element in islice(ancestors(block.element, self.page.root), LEVELS)
        ) / max(1, words(self.paragraphs))

    @cached_property
    def posts(self) -> float:
        """The share of the page's prose in elements that are named posts and occur repeatedly."""
        prose = self.paragraphs + self.asides
        posts = AncestorCache[_Posts](_with_post, {}, {self.page.root: {}})
        holders = defaultdict[str, set[HtmlElement]](set)
        held = Counter[str]()
        for block in prose:
            for name, element in posts.of(block.element).items():
                holders[name].add(element)
                held[name] += block.words
        most = max((held[name] for name, those in holders.items() if len(those) > 1), default=0)
        return most / max(1, words(prose))

    @cached_property
    def text_share(self) -> float:
        """The share of the page's running text that is in the region (0 to 1)."""
        page = self.page
        everywhere = sum(
            block.words - block.link_words
            for block, role in zip(page.blocks, page.roles, strict=True)
            if role in (Role.TEXT, Role.TEASER)
        )
        inside = sum(
            page.blocks[i].words - page.blocks[i].link_words
            for i in page.region
            if page.roles[i] is Role.TEXT
        )
        return inside / max(1, everywhere)

    @cached_property
    def prices(self) -> int:
        """The number of lines below the title that are prices; above it may stand a bar of
        quotations.
        """
        lines = self.page.blocks[self.page.title or 0 :]
        return sum(block.words <= PRICE_WORDS and _is_price(block.text) for block in lines)

    @cached_property
    def headings(self) -> int:
        """The number of headings in the region, except those of comments and boxes."""
        page = self.page
        asides = (Role.ASIDE, Role.OTHERS)
        return sum(page.blocks[i].heading and page.roles[i] not in asides for i in page.region)

    @cached_property
    def links(self) -> int:
        """The number of lines in the region that are links."""
        return sum(self.page.roles[i] in (Role.LINK, Role.HEADLINE) for i in self.page.region)


@kept
def _is_price(text: str) -> bool:
    return _CURRENCY.search(text) is not None and _PRICE.fullmatch(text) is not None


def words(blocks: Iterable[Block]) -> int:
    """Return the number of words in the blocks."""
    return sum(block.words for block in blocks)


def _with_post(element: HtmlElement, around: _Posts) -> _Posts:
    """Return the innermost post element of each name around (and including) an element."""
    classes = element.get("class")
    if classes and _POST.search(classes):
        return {**around, f"{element.tag}.{classes.split()[0]}": element}
    return around


def _greatest(parts: Iterable[tuple[HtmlElement, int]]) -> int:
    sums = Counter[HtmlElement]()
    for element, count in parts:
        sums[element] += count
    return max(sums.values(), default=0)
