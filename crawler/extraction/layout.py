"""A page taken apart: its blocks, what each of them is, and which of them are the article's."""

from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block, ancestors, read_blocks
from crawler.extraction.body import is_prose
from crawler.extraction.document import Declared, read_declared
from crawler.extraction.hints import Hints, selected
from crawler.extraction.region import Role, find_region, region_below, roles, weigh
from crawler.extraction.title import dated_titles, find_title, named_titles, names_of

#: A title and its lead may stand apart from the text: then the text's own element has that many
#: times the words of the best one that holds the title.
MUCH_MORE = 2.0


@dataclass(slots=True)
class Layout:
    """A parsed page: its blocks and their roles, and the region of the article among them.

    `region` holds indices of blocks. `anchor` is the block under which the region was found, by a
    name that others give the page, or by the date line below it; `title` the block that is the
    article's title.
    """

    url: str
    root: HtmlElement
    declared: Declared
    blocks: list[Block]
    roles: list[Role]
    region: list[int]
    anchor: int | None = None
    title: int | None = None

    @property
    def text_words(self) -> int:
        """How many words of running text the region has."""
        return sum(self.blocks[i].words for i in self.region if self.roles[i] is Role.TEXT)

    @property
    def is_dated(self) -> bool:
        """Whether the region has a date line of its own, which is not that of a headline in it."""
        return any(
            self.roles[i] is Role.DATE
            and self.roles[i - 1 : i] not in ([Role.HEADLINE], [Role.TEASER])
            and self.roles[i + 1 : i + 2] != [Role.HEADLINE]
            for i in self.region
        )

    @property
    def start(self) -> int:
        """Where the running text begins: at the first block that is more than a heading."""
        behind = self.anchor if self.anchor is not None else -1
        texts = [i for i in self.region if self.roles[i] is Role.TEXT and i > behind]
        prose = (i for i in texts if is_prose(self.blocks[i]))
        return next(prose, texts[0] if texts else self.region[0])

    @property
    def first(self) -> int:
        """Where the article begins: at its title, or at its text if that stands before."""
        return self.start if self.title is None else min(self.start, self.title)

    @property
    def text(self) -> list[int]:
        """The region from behind the title on."""
        begin = self.region[0] if self.title is None else self.title + 1
        return [i for i in self.region if i >= begin]

    @property
    def last(self) -> int:
        """Where the article ends."""
        return self.region[-1] if self.region[-1] >= self.start else self.start


def read_layout(root: HtmlElement, url: str, link_text: str, hints: Hints) -> Layout:
    """Take a page apart. Its region is empty where the page shows no text."""
    declared = read_declared(root)
    names = names_of(declared, link_text)
    blocks = read_blocks(root)
    kinds = roles(blocks, url, root)
    balances = weigh(root, blocks, kinds)
    region, anchor = find_region(root, balances), None
    below = [
        (element, block.index)
        for block in named_titles(blocks, names) or dated_titles(blocks, kinds)
        if (element := region_below(block, root, blocks, kinds, balances)) is not None
    ]
    if below:
        best, anchor = max(below, key=lambda found: balances[found[0]].score)
        if balances[region].text < MUCH_MORE * balances[best].text or not _leads_to(
            anchor, _inside(blocks, region, root), kinds
        ):
            region = best
    hinted = selected(root, hints.body)
    inside = _inside(blocks, hinted if hinted is not None else region, root)
    if hinted is None and anchor is not None and inside[0] > anchor:
        inside = list(range(anchor, inside[-1] + 1))  # with the lead that stands between
    layout = Layout(url, root, declared, blocks, kinds, inside, anchor)
    if inside:
        title = selected(root, hints.title)
        named = _inside(blocks, title, root) if title is not None else []
        layout.title = named[0] if named else find_title(blocks, kinds, layout.start, names)
    return layout


def _leads_to(title: int, region: list[int], kinds: list[Role]) -> bool:
    """Whether a region begins below a title, with no headline between that leads elsewhere."""
    return title < region[0] and Role.HEADLINE not in kinds[title + 1 : region[0]]


def _inside(blocks: list[Block], element: HtmlElement, root: HtmlElement) -> list[int]:
    return [b.index for b in blocks if any(e is element for e in ancestors(b.element, root))]
