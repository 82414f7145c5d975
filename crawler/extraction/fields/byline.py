"""Date line and byline: publication date and author of an article."""

import re
from collections.abc import Iterator
from itertools import chain, starmap, takewhile
from operator import itemgetter

from lxml.html import HtmlElement

from crawler.extraction.fields.hints import Hints, selected
from crawler.extraction.region.body import Body
from crawler.extraction.region.layout import Layout
from crawler.extraction.region.roles import DATE_LINE_WORDS
from crawler.extraction.source.blocks import Block, Role
from crawler.extraction.source.links import is_file
from crawler.extraction.template.template import Use
from crawler.vietnamese import dates
from crawler.vietnamese.dates import PublishedLine, Timestamp
from crawler.vietnamese.names import byline_author, is_person, is_role, labelled_author, signature

#: How far before the title and behind the text a date line can stand (blocks).
DATE_BEFORE, DATE_BEHIND = 4, 6
#: The certainty of a date line that says it is the date of publication, and of one that stands
#: alone with a time.
LABELLED, ALONE = 3, 2
#: How far inside a text a byline can stand: below a lead, above notes (blocks).
BYLINE_REACH = 5
#: A row of so many cells is of a table, not of a layout.
TABLE_COLUMNS = 3
#: What begins a list of other articles.
_LISTS = (Role.RELATED, Role.HEADLINE, Role.TEASER)
#: What an element is called that holds the name of who wrote an article.
_AUTHOR_NAME = re.compile(
    r"(?<![a-z])(?:author|tac-?_?gia|but-?_?danh|nguoi-?_?viet)(?:-?_?(?:name|ten))?(?![a-z])"
)
#: Who has authors as well: readers, books, those who are quoted.
_OTHERS_NAME = re.compile(r"comment|repl(?:y|ies)|review|quote|book|binh-?_?luan|editor")
_CAPITALS = re.compile(r"(?<=[a-z])(?=[A-Z])")
#: How far below the title a date stands that is surely the article's (blocks).
DATE_BELOW = 2


def published(page: Layout, url: str, hints: Hints) -> tuple[Timestamp | None, bool]:
    """The publication date, None where the page does not say, and whether it is sure.

    What is not sure may be the clock that the portal shows on every page.

    In this order: the place that the hints name, the page's head, the portal's own line nearest to
    the article, the address. The line comes before the head if it says that it is the date of
    publication, or stands right below the title: some heads give today's date on every page.
    """
    found, is_sure = _published(page, url, hints)
    if found and found.day_first and _has_day_first(page, url, found):
        found = Timestamp(found.day_first, found.raw)
    return found, is_sure


def _published(page: Layout, url: str, hints: Hints) -> tuple[Timestamp | None, bool]:
    hinted = selected(page.root, hints.date)
    if hinted is not None and (found := dates.parse(hinted.text_content())):
        return found, True
    declared = dates.parse(page.declared.published or page.declared.page_published or "")
    index, line = _date_line(page) or (0, None)
    is_sure = line is not None and _is_sure(page, index, line)
    if line and (not declared or (is_sure and not _same(line, declared))):
        return line.timestamp, is_sure or page.uses[index] is Use.DATE
    if declared:
        return declared, is_sure
    address = dates.from_url(url)
    return address or _impossible(page), address is not None


def _has_day_first(page: Layout, url: str, found: Timestamp) -> bool:
    """True if the page shows that it writes the day before the month, in spite of its clock."""
    day = (found.day_first or "")[:10]
    address = dates.from_url(url)
    shown = (block.text for block in page.blocks)
    return (address is not None and address.value == day) or any(
        dates.puts_day_first(text, day) for text in shown
    )


def _date_line(page: Layout) -> tuple[int, PublishedLine] | None:
    """The portal's date line nearest to the article, and its block."""
    others = page.others
    candidates = [
        (_rank(page, index, line), index, line)
        for index, line in chain(_shown_dates(page), _marked_dates(page))
        if index not in others and not _is_anothers(page, index, line)
    ]
    return min(candidates, key=itemgetter(0, 1))[1:] if candidates else None


def _shown_dates(page: Layout) -> Iterator[tuple[int, PublishedLine]]:
    """The date lines around an article, and their blocks.

    A line right below the title may be a link: to the page itself, or to that day's pages.
    """
    for index in around(page):
        is_linked = page.roles[index] is Role.LINK and index - 1 == page.title
        is_dated = page.roles[index] is Role.DATE or index in (page.first, page.title) or is_linked
        if is_dated and (line := dates.published_line(page.blocks[index].text)):
            yield index, line


def _marked_dates(page: Layout) -> Iterator[tuple[int, PublishedLine]]:
    """The dates in attributes around an article; those in its midst are of its parts."""
    last = max((i for i in page.region if page.roles[i] is Role.TEXT), default=page.last)
    for index in around(page):
        is_amid = page.start + DATE_BELOW < index <= last
        if index in page.marked and not is_amid:
            yield index, PublishedLine(page.marked[index].timestamp, None, ALONE)


def _is_anothers(page: Layout, index: int, line: PublishedLine) -> bool:
    """True if a date is that of another headline, of a table, or the clock in the page's header."""
    if page.uses[index] is Use.DATE:
        return False
    if line.label is None and _is_cell(page.blocks[index]):
        return True
    if index > page.start and not _is_above_file(page, index):
        before, after = page.roles[index - 1], page.roles[index + 1 : index + 2]
        return before in (Role.HEADLINE, Role.TEASER) or after == [Role.HEADLINE]
    return index < page.first - 1 and line.certainty != LABELLED and index not in page.region


def _is_above_file(page: Layout, index: int) -> bool:
    """True if a line stands between the title and a link to the file that the page is about."""
    links = [link for block in page.blocks[index + 1 : index + 2] for link in block.links]
    return index - 1 == page.title and any(starmap(is_file, links))


def _is_cell(block: Block) -> bool:
    """True if a block is all that one of several cells in a row holds: a table's value."""
    cell = next((element for element in block.path if element.tag in ("td", "th")), None)
    if cell is None or len(cell.getparent()) < TABLE_COLUMNS:
        return False
    return " ".join(cell.text_content().split()) == block.text


def _rank(page: Layout, index: int, line: PublishedLine) -> tuple[bool, bool, bool, int, bool, int]:
    """Sorts the date lines of a page, the likeliest of the article first."""
    return (
        page.uses[index] is not Use.DATE,
        line.certainty != LABELLED,
        index > page.start and line.label is not None,  # of an update
        min(abs(index - place) for place in (page.first, page.start, page.last)),
        page.title is not None and index < page.title,  # perhaps the clock
        -line.certainty,
    )


def _is_sure(page: Layout, index: int, line: PublishedLine) -> bool:
    if line.certainty == LABELLED:
        return True
    below_title = page.title is not None and page.title < index <= page.title + DATE_BELOW
    return line.label is None and below_title


def _same(line: PublishedLine, declared: Timestamp) -> bool:
    """True if two dates are the same day's."""
    return (line.timestamp.value or "")[:10] == (declared.value or "")[:10]


def _impossible(page: Layout) -> Timestamp | None:
    """The text in place of a date: with a label, or alone between the title and the text."""
    labelled = (dates.impossible(page.blocks[index].text) for index in around(page))
    below = range(page.first if page.title is None else page.title + 1, page.start + 1)
    alone = (dates.unreadable_line(page.blocks[index].text) for index in below)
    return next(filter(None, chain(labelled, alone)), None)


def around(page: Layout) -> range:
    """The blocks among which a date line stands: from before the title to below the text."""
    return range(max(0, page.first - DATE_BEFORE), min(len(page.blocks), page.last + DATE_BEHIND))


def bylines(page: Layout) -> list[str]:
    """The short lines around the title and the end of the text, among which bylines stand."""
    above = page.start + BYLINE_REACH
    below = max(above, page.last - BYLINE_REACH)
    near = {*range(page.first, above), *range(below, page.last + DATE_BEHIND), *_behind(page)}
    others = page.others
    return [
        block.text
        for block in (page.blocks[i] for i in sorted(near) if i < len(page.blocks))
        if block.words <= DATE_LINE_WORDS and block.index not in others
    ]


def _behind(page: Layout) -> Iterator[int]:
    """The blocks behind the text, up to a list of other articles, which the region may hold."""
    texts = [i for i in page.region if page.roles[i] is Role.TEXT and i >= page.start]
    end = max(texts, default=page.last) + 1
    near = range(end, min(end + DATE_BEHIND, len(page.blocks)))
    return takewhile(lambda i: page.roles[i] not in _LISTS, near)


def author(page: Layout, body: Body, hints: Hints) -> str | None:
    """The signer of the article, or the author in its byline; role accounts are nobody."""
    hinted = selected(page.root, hints.author)
    if hinted is not None and not is_role(name := " ".join(hinted.text_content().split())):
        return name or None
    if signed := _signature(page, body) or _signature_below(page):
        return signed
    if named := next(filter(None, map(byline_author, bylines(page))), None):
        return named
    placed = (page.blocks[i].text for i in around(page) if page.uses[i] is Use.AUTHOR)
    if shown := next(filter(None, map(signature, placed)), None):
        return shown.name
    declared = page.declared.author
    return declared if declared and is_person(declared) else _called_author(page)


def _called_author(page: Layout) -> str | None:
    """The name in an element that is called the author's, above the text or behind it."""
    others = page.others
    near = (i for i in chain(range(page.first, page.start), _behind(page)) if i not in others)
    named = (name for i in near for name in _names_of_author(page.blocks[i]))
    return next(named, None)


def _names_of_author(block: Block) -> Iterator[str]:
    """The names in a line that are, or that alone fill, elements called the author's."""
    inside = dict.fromkeys(element for _, element in block.pieces)
    around = takewhile(lambda element: len(element) == 1, block.element.iterancestors())
    for element in filter(_is_authors, (*inside, block.element, *around)):
        if name := labelled_author(" ".join(element.text_content().split())):
            yield name


def _is_authors(element: HtmlElement) -> bool:
    names = " ".join(filter(None, map(element.get, ("class", "id", "itemprop", "rel"))))
    called = _CAPITALS.sub("-", names).lower()
    return _AUTHOR_NAME.search(called) is not None and not _OTHERS_NAME.search(called)


def _signature(page: Layout, body: Body) -> str | None:
    """The signature at the end of the text, unless it is a reader's."""
    others = page.others
    readers = (signature(page.blocks[index].text) for index in others)
    is_readers = any(found and found.name == body.signature for found in readers)
    return None if is_readers else body.signature


def _signature_below(page: Layout) -> str | None:
    """The signature that stands right below the region, in an element of its own."""
    below = page.blocks[page.last + 1 : page.last + 2]
    if not below or below[0].linked or below[0].index in page.others:
        return None
    signed = signature(below[0].text)
    return signed.name if signed else None
