"""Template training: a site's template, learned from some of its pages.

Each page is read by itself first, by our own reader and by trafilatura. What the two take for text
at a place of the tree, counted over all pages, decides the use of the place, so that errors on one
page are outvoted by the others. Text in the same words on many pages is boilerplate, at any place.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from lxml import etree
from lxml.html import HtmlElement

from crawler.extraction.fields.byline import around, author, published
from crawler.extraction.fields.hints import NO_HINTS
from crawler.extraction.fields.taxonomy import section_lines, trails
from crawler.extraction.region.body import Body, read_body
from crawler.extraction.region.layout import Layout, read_layout
from crawler.extraction.region.trafilatura_check import KnownText, trafilatura_text
from crawler.extraction.source.blocks import Role
from crawler.extraction.source.document import parse
from crawler.extraction.template.shared_parts import shared_parts
from crawler.extraction.template.tag_paths import TagPaths, names_of
from crawler.extraction.template.template import Template, Use, line
from crawler.vietnamese.dates import Timestamp, published_line
from crawler.vietnamese.decoding import decode

#: Least pages of a site from which its template can be learned.
LEAST_PAGES = 5
#: Least share of the pages with a line of boilerplate; the second applies inside texts, as notices
#: of one kind begin and end with the same words.
FURNITURE_SHARE, TEXT_FURNITURE_SHARE = 0.3, 0.6
#: Least share of the pages with a name that identifies places.
NAME_SHARE = 0.3
#: Weights of our reading and of trafilatura's.
OUR_VOTE, THEIR_VOTE = 0.6, 0.4
#: Share of the votes from which a place holds text, and below which it holds none.
TEXT_SHARE, OTHER_SHARE = 0.5, 0.3
#: Least share of the words that are text in a container of text.
CONTAINER_SHARE = 0.8
#: Least share of the blocks at a place that are titles (dates, authors) to make this its use.
PARTICULAR_SHARE = 0.5
#: Most characters in a line of a template; longer ones are rarely boilerplate.
LINE_LENGTH = 200
#: Most words in a line that names an author.
BYLINE_WORDS = 12

Source = str | bytes


@dataclass(slots=True)
class _Votes:
    """Counts at one place: words, and for titles, dates and authors, blocks."""

    words: int = 0
    ours: int = 0
    theirs: int = 0
    blocks: int = 0
    pages: set[int] = field(default_factory=set)
    particulars: Counter[Use] = field(default_factory=Counter)

    def count(
        self, page: int, words: int, ours: bool, theirs: bool, use: Use | None = None
    ) -> None:
        """Count a block of so many words; `ours` and `theirs`: the readers take it for text."""
        self.pages.add(page)
        self.blocks += 1
        self.words += words
        self.ours += words * ours
        self.theirs += words * theirs
        if use:
            self.particulars[use] += 1

    @property
    def text_share(self) -> float:
        """The share of the words that were taken for text (0 to 1)."""
        return (OUR_VOTE * self.ours + THEIR_VOTE * self.theirs) / max(1, self.words)

    def is_container(self) -> bool:
        """True if elements at this place contain text, whatever it is."""
        return len(self.pages) > 1 and self.text_share >= CONTAINER_SHARE

    def use(self) -> Use | None:
        """Return the use of the place; None if the pages do not agree."""
        if len(self.pages) < 2:
            return None
        for use, count in self.particulars.most_common(1):
            if count >= PARTICULAR_SHARE * self.blocks:
                return use
        if self.text_share >= TEXT_SHARE:
            return Use.TEXT
        is_mixed = self.particulars.total() > 1  # titles occur there, too
        return Use.OTHER if self.text_share < OTHER_SHARE and not is_mixed else None


Ballot = defaultdict[str, _Votes]


@dataclass(slots=True)
class _Reading:
    """A page as read without a template."""

    layout: Layout
    body: Body
    theirs: str

    @property
    def text_blocks(self) -> set[int]:
        """The indices of the blocks that our reading takes for text."""
        return {block.index for block in chain(*self.body.lines)}


def learn_template(pages: Iterable[Source | tuple[Source, str]]) -> Template:
    """Learn the template of a site from pages, each its HTML, or its HTML and its address.

    Five pages give a first template, forty an almost complete one; several layouts may be mixed.
    """
    readings = _one_of_each(reading for page in pages if (reading := _read(page)))
    names = _names(readings)
    lines = _lines(readings)
    votes: Ballot = defaultdict(_Votes)
    votes_around: Ballot = defaultdict(_Votes)
    for number, reading in enumerate(readings):
        _vote(votes, votes_around, number, reading, TagPaths(names), lines)
    places = {place: use for place, found in votes.items() if (use := found.use())}
    # Places without names (`html/body`) are in every layout, however the site changes.
    containers = {
        place
        for place, found in votes_around.items()
        if ("." in place or "#" in place) and found.is_container()
    }
    parts = shared_parts(
        ((reading.layout.root, _held(reading)) for reading in readings), _least(len(readings))
    )
    return Template(
        len(readings), frozenset(names), places, frozenset(containers), frozenset(lines), parts
    )


def _read(page: Source | tuple[Source, str]) -> _Reading | None:
    html, url = (page, "") if isinstance(page, (str, bytes)) else page
    root = parse(decode(html, None).text if isinstance(html, bytes) else html)
    if root is None:
        return None
    layout = read_layout(root, url)
    if not layout.region:
        return None
    theirs = trafilatura_text(layout.element)
    chosen = layout.text
    body = read_body(
        [layout.blocks[i] for i in chosen], [layout.roles[i] for i in chosen], lambda: theirs
    )
    return _Reading(layout, body, theirs) if body.paragraphs else None


def _one_of_each(readings: Iterable[_Reading]) -> list[_Reading]:
    """Return one page of each article: the same text at another address adds no evidence."""
    return list({tuple(reading.body.paragraphs): reading for reading in readings}.values())


def _names(readings: Sequence[_Reading]) -> set[str]:
    """Return the class and id names that are the site's, not a single page's."""
    found = Counter(
        name
        for reading in readings
        for name in {name for e in reading.layout.root.iter(etree.Element) for name in names_of(e)}
    )
    return {name for name, pages in found.items() if pages >= NAME_SHARE * len(readings)}


def _lines(readings: Sequence[_Reading]) -> set[str]:
    """Return the lines that are boilerplate."""
    standing: Counter[str] = Counter()
    in_text: Counter[str] = Counter()
    for reading in readings:
        text_blocks = reading.text_blocks
        found = {
            line(block): block.index in text_blocks
            for block in reading.layout.blocks
            if not block.linked  # headlines recur on many pages, too
        }
        standing.update(found.keys())
        in_text.update(text for text, is_in_text in found.items() if is_in_text)
    return {
        text
        for text, count in standing.items()
        if count >= _least(len(readings), in_text=in_text[text] > count / 2)
        and len(text) <= LINE_LENGTH
    }


def _least(pages: int, *, in_text: bool = False) -> float:
    """Return the least number of pages with a line of boilerplate."""
    return max(2, pages * (TEXT_FURNITURE_SHARE if in_text else FURNITURE_SHARE))


def _held(reading: _Reading) -> set[HtmlElement]:
    """Return the elements of a page that contain some of its article, its section or breadcrumb."""
    layout = reading.layout
    own = {*range(layout.first, layout.last + 1), *_particulars(reading)}
    filing = chain(*trails(layout), section_lines(layout))
    return {e for block in (*map(layout.blocks.__getitem__, own), *filing) for e in block.path}


def _vote(
    votes: Ballot,
    votes_around: Ballot,
    number: int,
    reading: _Reading,
    places: TagPaths,
    lines: set[str],
) -> None:
    """Count a page's votes for its places, and for those around them."""
    ours, theirs = reading.text_blocks, KnownText(reading.theirs)
    particulars = _particulars(reading)
    for block in reading.layout.blocks:
        use = particulars.get(block.index)
        is_text = use is None and line(block) not in lines
        own, their = is_text and block.index in ours, is_text and block in theirs
        for place in {places.of(element) for element in block.path[1:]}:
            votes_around[place].count(number, block.words, own, their)
        votes[places.of(block.element)].count(number, block.words, own, their, use)


def _particulars(reading: _Reading) -> dict[int, Use]:
    """Return the blocks of a page that are its title, date and author."""
    layout = reading.layout
    found: dict[int, Use] = {}
    when, _ = published(layout, layout.url, NO_HINTS)
    who = author(layout, reading.body, NO_HINTS)
    for index in around(layout):
        block = layout.blocks[index]
        shown = published_line(block.text) if layout.roles[index] is Role.DATE else None
        if shown and when and _day(shown.timestamp) == _day(when):
            found[index] = Use.DATE
        elif who and who in block.text and block.words <= BYLINE_WORDS:
            found[index] = Use.AUTHOR
    if layout.title is not None:
        found[layout.title] = Use.TITLE
    return found


def _day(timestamp: Timestamp) -> str | None:
    return timestamp.value and timestamp.value[:10]
