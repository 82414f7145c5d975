"""Learning a site's template from a few of its pages.

Each page is read by itself first, by our own reading and by trafilatura; what the two take for the
text at a place of the tree, counted over all pages, is what stands there. A reading that goes wrong
on one page is outvoted by the others. What stands on many pages in the same words is furniture,
wherever it stands.
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
from crawler.extraction.region.trafilatura_check import Said, trafilatura_text
from crawler.extraction.source.blocks import Role
from crawler.extraction.source.document import parse
from crawler.extraction.template.shared_parts import shared_parts
from crawler.extraction.template.tag_paths import TagPaths, names_of
from crawler.extraction.template.template import Template, Use, line
from crawler.vietnamese.dates import Timestamp, published_line
from crawler.vietnamese.decoding import decode

#: So few pages of a site tell little about their template.
LEAST_PAGES = 5
#: A line is furniture when it stands on this share of the pages; more of them inside texts, where
#: notices of one kind begin and end with the same words.
FURNITURE_SHARE, TEXT_FURNITURE_SHARE = 0.3, 0.6
#: A name tells places when it is found on this share of the pages.
NAME_SHARE = 0.3
#: How much our reading counts, and how much trafilatura's.
OUR_VOTE, THEIR_VOTE = 0.6, 0.4
#: The share of the votes that makes a place one of text, and that below which it is none.
TEXT_SHARE, OTHER_SHARE = 0.5, 0.3
#: The share of the words in an element that make it one that holds text and little else.
CONTAINER_SHARE = 0.8
#: The share of the blocks at a place that have to be titles (dates, authors) to make it that place.
PARTICULAR_SHARE = 0.5
#: Longer lines are furniture too rarely to be kept in a template (characters).
LINE_LENGTH = 200
#: A line that names an author has no more words than this.
BYLINE_WORDS = 12

Source = str | bytes


@dataclass(slots=True)
class _Votes:
    """What was found at one place, in words; titles, dates and authors in blocks."""

    words: int = 0
    ours: int = 0
    theirs: int = 0
    blocks: int = 0
    pages: set[int] = field(default_factory=set)
    particulars: Counter[Use] = field(default_factory=Counter)

    def count(
        self, page: int, words: int, ours: bool, theirs: bool, use: Use | None = None
    ) -> None:
        """Count a block of so many words, which the two readings take for text or not."""
        self.pages.add(page)
        self.blocks += 1
        self.words += words
        self.ours += words * ours
        self.theirs += words * theirs
        if use:
            self.particulars[use] += 1

    @property
    def text_share(self) -> float:
        """The share of the words that were taken for text."""
        return (OUR_VOTE * self.ours + THEIR_VOTE * self.theirs) / max(1, self.words)

    def is_container(self) -> bool:
        """Whether what stands in elements of this place is text, whatever it is."""
        return len(self.pages) > 1 and self.text_share >= CONTAINER_SHARE

    def use(self) -> Use | None:
        """What the place is for; None where the pages do not agree."""
        if len(self.pages) < 2:
            return None
        for use, count in self.particulars.most_common(1):
            if count >= PARTICULAR_SHARE * self.blocks:
                return use
        if self.text_share >= TEXT_SHARE:
            return Use.TEXT
        is_mixed = self.particulars.total() > 1  # titles stand there, too
        return Use.OTHER if self.text_share < OTHER_SHARE and not is_mixed else None


Ballot = defaultdict[str, _Votes]


@dataclass(slots=True)
class _Reading:
    """A page as it was read by itself."""

    layout: Layout
    body: Body
    theirs: str

    @property
    def said(self) -> set[int]:
        """The blocks that our reading takes for the text."""
        return {block.index for block in chain(*self.body.lines)}


def learn_template(pages: Iterable[Source | tuple[Source, str]]) -> Template:
    """What the pages of a site share: each its HTML, or its HTML and its address.

    Five pages tell something, forty tell nearly all; pages of several layouts may be mixed.
    """
    readings = _one_of_each(reading for page in pages if (reading := _read(page)))
    names = _names(readings)
    lines = _lines(readings)
    votes: Ballot = defaultdict(_Votes)
    votes_around: Ballot = defaultdict(_Votes)
    for number, reading in enumerate(readings):
        _vote(votes, votes_around, number, reading, TagPaths(names), lines)
    places = {place: use for place, found in votes.items() if (use := found.use())}
    # What has no name around it (`html/body`) is in every layout, whatever the site changes.
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
    """One page of each article: the same text at another address tells nothing new."""
    return list({tuple(reading.body.paragraphs): reading for reading in readings}.values())


def _names(readings: Sequence[_Reading]) -> set[str]:
    """The class and id names that are the site's, not a page's."""
    found = Counter(
        name
        for reading in readings
        for name in {name for e in reading.layout.root.iter(etree.Element) for name in names_of(e)}
    )
    return {name for name, pages in found.items() if pages >= NAME_SHARE * len(readings)}


def _lines(readings: Sequence[_Reading]) -> set[str]:
    """The lines that are furniture."""
    standing: Counter[str] = Counter()
    in_text: Counter[str] = Counter()
    for reading in readings:
        said = reading.said
        found = {
            line(block): block.index in said
            for block in reading.layout.blocks
            if not block.linked  # headlines stand on many pages, too
        }
        standing.update(found.keys())
        in_text.update(text for text, is_said in found.items() if is_said)
    return {
        text
        for text, count in standing.items()
        if count >= _least(len(readings), in_text=in_text[text] > count / 2)
        and len(text) <= LINE_LENGTH
    }


def _least(pages: int, *, in_text: bool = False) -> float:
    """On how many of the pages furniture stands."""
    return max(2, pages * (TEXT_FURNITURE_SHARE if in_text else FURNITURE_SHARE))


def _held(reading: _Reading) -> set[HtmlElement]:
    """The elements of a page that hold something of its article, or say where it is filed."""
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
    """Count what a page says of its places, and of those around them."""
    ours, theirs = reading.said, Said(reading.theirs)
    particulars = _particulars(reading)
    for block in reading.layout.blocks:
        use = particulars.get(block.index)
        is_text = use is None and line(block) not in lines
        own, their = is_text and block.index in ours, is_text and block in theirs
        for place in {places.of(element) for element in block.path[1:]}:
            votes_around[place].count(number, block.words, own, their)
        votes[places.of(block.element)].count(number, block.words, own, their, use)


def _particulars(reading: _Reading) -> dict[int, Use]:
    """The blocks of a page that are its title, date and author."""
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
