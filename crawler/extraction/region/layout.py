"""Page layout: the blocks of a page, their roles, and the region of the article among them."""

from dataclasses import dataclass
from functools import cached_property

from lxml.html import HtmlElement

from crawler.extraction.fields.hints import NO_HINTS, Hints, selected
from crawler.extraction.fields.naming import names_of
from crawler.extraction.fields.timestamps import Marked, marked_dates
from crawler.extraction.fields.title import (
    dated_titles,
    find_title,
    is_outdone,
    named_titles,
    own_headline,
)
from crawler.extraction.region.body import is_prose
from crawler.extraction.region.comments import foreign_blocks
from crawler.extraction.region.following_lists import own_part
from crawler.extraction.region.linked_text import settle_links
from crawler.extraction.region.region import find_region, region_below, weigh
from crawler.extraction.region.roles import role_by_use, roles, unhidden
from crawler.extraction.region.trafilatura_check import KnownText
from crawler.extraction.source.block_reader import read_blocks
from crawler.extraction.source.blocks import LONG, Block, Role
from crawler.extraction.source.document import Declared, read_declared
from crawler.extraction.source.whole_titles import join_titles
from crawler.extraction.template.shared_parts import known_parts
from crawler.extraction.template.template import Template, Use
from crawler.vietnamese.dates import is_labelled

#: Title and lead may stand apart from the text: ratio of words from which the text's own element is
#: preferred to the best one that contains the title.
MUCH_MORE = 2.0
#: Least share of a text at the places of the template's text, on a page that fits it.
FITTING_SHARE = 0.5
#: Least share of a region's text that is not the template's boilerplate, on a page that fits it.
LEFT_SHARE = 0.3
#: Largest share of a text's words above its title: those of a lead.
ABOVE_SHARE = 0.3
_NO_TITLE = (Role.HIDDEN, Role.CAPTION, Role.ASIDE, Role.OTHERS)
_OTHERS = ([Role.HEADLINE], [Role.TEASER])
#: Distance from its region within which an article's date line stands (blocks).
DATE_REACH = 4


@dataclass
class Layout:
    """A parsed page: its blocks and their roles, and the region of the article among them.

    `region` holds indices of blocks. `anchor` is the block under which the region was found, by a
    name of the page or by the date line below it; `title` the block that is the article's title.
    `uses` are the template's uses of the blocks. `elements` are those of the tree, held because
    lxml otherwise creates their objects anew, which is slow. A page that `is_brief` is a brief
    notice.
    """

    url: str
    root: HtmlElement
    declared: Declared
    blocks: list[Block]
    roles: list[Role]
    region: list[int]
    uses: list[Use | None]
    elements: list[HtmlElement]
    marked: dict[int, Marked]
    anchor: int | None = None
    title: int | None = None
    is_brief: bool = False

    def placed(self, use: Use) -> list[int]:
        """Return the blocks at places that the template has for a use."""
        return [i for i, own in enumerate(self.uses) if own is use]

    @property
    def fits(self) -> bool:
        """True if the text stands where the site's template has it, and most of it remains."""
        known = sum(self.blocks[i].words for i in self.region if self.uses[i] is Use.TEXT)
        dropped = sum(
            self.blocks[i].words
            for i in self.region
            if self.uses[i] is Use.OTHER and self.roles[i] is Role.FURNITURE
        )
        return (
            known > 0
            and known >= FITTING_SHARE * self.text_words
            and self.text_words >= LEFT_SHARE * (self.text_words + dropped)
        )

    @property
    def element(self) -> HtmlElement:
        """The smallest element around the region."""
        shared = set(self.blocks[self.region[0]].path)
        for i in self.region:
            shared.intersection_update(self.blocks[i].path)
        return next(e for e in self.blocks[self.region[0]].path if e in shared)

    @property
    def text_words(self) -> int:
        """The number of words of running text in the region."""
        return sum(self.blocks[i].words for i in self.region if self.roles[i] is Role.TEXT)

    @property
    def is_dated(self) -> bool:
        """True if the article has a date line of its own, not a headline's.

        Above and below the region, the line has to be labelled as the date of publication.
        """
        near = range(
            max(0, self.region[0] - DATE_REACH),
            min(self.region[-1] + DATE_REACH + 1, len(self.blocks)),
        )
        return any(
            self.roles[i] is Role.DATE
            and (i - 1 == self.title or self.roles[i - 1 : i] not in _OTHERS)
            and self.roles[i + 1 : i + 2] != [Role.HEADLINE]
            and (i in self.region or is_labelled(self.blocks[i].text))
            for i in near
        )

    @cached_property
    def start(self) -> int:
        """The index where the running text begins: the first block that is more than a heading.

        First used when the region is known, and constant from then on.
        """
        behind = self.anchor if self.anchor is not None else -1
        texts = [i for i in self.region if self.roles[i] is Role.TEXT and i > behind]
        prose = (i for i in texts if is_prose(self.blocks[i]))
        return next(prose, texts[0] if texts else self.region[0])

    @property
    def first(self) -> int:
        """The index where the article begins: its title, or its text if that stands before."""
        return self.start if self.title is None else min(self.start, self.title)

    @cached_property
    def others(self) -> frozenset[int]:
        """The blocks below the text that are comments or other boxes."""
        return foreign_blocks(self)

    @property
    def text(self) -> list[int]:
        """The part of the region behind the title."""
        begin = self.region[0] if self.title is None else self.title + 1
        return [i for i in self.region if i >= begin]

    @property
    def last(self) -> int:
        """The index where the article ends."""
        return self.region[-1] if self.region[-1] >= self.start else self.start


def read_layout(
    root: HtmlElement,
    url: str,
    link_text: str = "",
    hints: Hints = NO_HINTS,
    template: Template | None = None,
) -> Layout:
    """Return the layout of a page, read without the `template` if that does not fit.

    The region is empty if the page shows no text.
    """
    declared, elements = read_declared(root, url), list(root.iter())

    def lay_out(blocks: list[Block], kinds: list[Role], uses: list[Use | None]) -> Layout:
        marked = marked_dates(elements, blocks)
        for index, date in marked.items():
            kinds[index] = Role.DATE if date.is_line else kinds[index]
        page = Layout(url, root, declared, blocks, kinds, [], uses, elements, marked)
        _find_article(page, names_of(declared, link_text or own_headline(blocks, url)), hints)
        return page

    names = names_of(declared, link_text)
    if template:
        left_out = known_parts(elements, template.parts)
        blocks = join_titles(read_blocks(root, url, left_out), names)
        uses = template.uses(blocks)
        if Use.TEXT in uses:  # otherwise it cannot fit
            kinds = list(map(role_by_use, blocks, roles(blocks, url), uses))
            page = lay_out(blocks, kinds, uses)
            if page.fits:
                return page
    blocks = join_titles(read_blocks(root, url), names)
    return lay_out(blocks, roles(blocks, url), [None] * len(blocks))


def read_again(
    root: HtmlElement, url: str, link_text: str, hints: Hints, known: KnownText | None
) -> Layout:
    """Return the layout of a page, read without class hints and including hidden parts.

    With a `known` text of the page, the region is where that stands.
    """
    declared, elements = read_declared(root, url), list(root.iter())
    names = names_of(declared, link_text)
    blocks = join_titles(read_blocks(root, url), names)
    kinds = roles(blocks, url, by_name=False)
    if known is not None:
        kinds = [Role.TEXT if b in known else kind for b, kind in zip(blocks, kinds, strict=True)]
    page = Layout(url, root, declared, blocks, kinds, [], [None] * len(blocks), elements, {})
    if known is None:
        _find_article(page, names, hints)
        return page
    places = [b.index for b in blocks if b.words >= LONG and b in known]
    page.region = list(range(places[0], places[-1] + 1)) if places else []
    if page.region:
        _find_title(page, names, selected(root, hints.title))
    return page


def _find_article(page: Layout, names: dict[str, float], hints: Hints) -> None:
    _find_region(page, names, selected(page.root, hints.body))
    if page.region:
        _find_title(page, names, selected(page.root, hints.title))


def _find_region(page: Layout, names: dict[str, float], hinted: HtmlElement | None) -> None:
    """Find the region of the article, and the title above it."""
    if hinted is not None:
        page.region = _inside(page.blocks, hinted)
        return
    balances = weigh(page.blocks, page.roles)
    region = find_region(page.root, balances)
    below = [
        (element, block.index)
        for block in _anchors(page, names)
        if (element := region_below(block, page.blocks, page.roles, balances)) is not None
    ]
    if below:
        below.sort(key=lambda found: balances[found[0]].score, reverse=True)
        best = _inside(page.blocks, below[0][0])
        page.anchor = next((i for _, i in below if _stands_above(page, i, best)), None)
        if balances[region].text < MUCH_MORE * balances[below[0][0]].text or not _leads_to(
            page.anchor, _inside(page.blocks, region), page.roles
        ):
            region = below[0][0]
    inside = _inside(page.blocks, region)
    if page.anchor is not None and inside[0] > page.anchor:
        inside = list(range(page.anchor, inside[-1] + 1))  # with the lead that stands between
    page.region = sorted({*inside, *page.placed(Use.TEXT)})
    page.roles = settle_links(
        page.blocks, unhidden(page.blocks, page.roles, page.region, page.url), page.region
    )
    if page.region and page.anchor is not None:
        _leave_others(page)


def _leave_others(page: Layout) -> None:
    """Remove other articles and comments from the region."""
    own = own_part(page.blocks, page.roles, page.region, is_dated=page.is_dated)
    for index in page.region[len(own) :]:
        if page.roles[index] is Role.TEXT:
            page.roles[index] = Role.OTHERS
    page.region = own


def _anchors(page: Layout, names: dict[str, float]) -> list[Block]:
    """Return the blocks that can be the title above the region."""
    placed = [page.blocks[i] for i in page.placed(Use.TITLE)]
    named = (b for b in named_titles(page.blocks, names) if page.roles[b.index] not in _NO_TITLE)
    return placed or list(named) or dated_titles(page.blocks, page.roles)


def _stands_above(page: Layout, title: int, region: list[int]) -> bool:
    """True if a block stands above a region's text, not within or below it."""
    words = {i: page.blocks[i].words for i in region if page.roles[i] is Role.TEXT}
    above = sum(count for i, count in words.items() if i < title)
    return above <= ABOVE_SHARE * sum(words.values())


def _find_title(page: Layout, names: dict[str, float], hinted: HtmlElement | None) -> None:
    """Find the title block; none if only the page's head has a title."""
    named = _inside(page.blocks, hinted) if hinted is not None else []
    if named:
        page.title = named[0]
        return
    found = find_title(page.blocks, page.roles, page.start, names, page.placed(Use.TITLE), page.url)
    if found is None:
        return
    if not is_outdone(page.blocks[found], page.declared, names):
        page.title = found
    elif not is_prose(page.blocks[found]):
        page.roles[found] = Role.FURNITURE  # a section's name


def _leads_to(title: int | None, region: list[int], kinds: list[Role]) -> bool:
    """True if a region begins below a title, with no headline of another page between."""
    if title is None:
        return True
    return title < region[0] and Role.HEADLINE not in kinds[title + 1 : region[0]]


def _inside(blocks: list[Block], element: HtmlElement) -> list[int]:
    return [block.index for block in blocks if element in block.path]
