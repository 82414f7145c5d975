"""Listing pages: headlines between or above the texts."""

from crawler.extraction.fields.naming import comparable
from crawler.extraction.fields.references import page_key
from crawler.extraction.kinds.page_features import words
from crawler.extraction.region.layout import Layout
from crawler.extraction.source.blocks import Block, Role

#: Least number of headlines in a list.
LISTED = 3
#: Words of running text that no teaser reaches.
LONG_TEXT = 120
#: Roles that can stand between a title and its text: dates, counters, labels.
_BETWEEN = (Role.DATE, Role.FURNITURE, Role.RELATED, Role.SHORT)


def is_mostly_headlines(page: Layout) -> bool:
    """True if headlines prevail, bare or with a line of text each.

    An article's related list stands before or behind its text; a listing's text stands between its
    headlines.
    """
    if page.anchor is not None or page.is_dated or page.text_words >= LONG_TEXT:
        return False
    headlines, teasers = _of_role(page, Role.HEADLINE), _of_role(page, Role.TEASER)
    return len(headlines) >= LISTED and (
        words(teasers) > page.text_words or words(headlines) > 2 * page.text_words
    )


def is_interrupted(page: Layout) -> bool:
    """True if headlines divide the text into pieces, none of which has an article's length."""
    pieces, headlines = [0], 0
    for i, following in zip(page.region, [*page.region[1:], None], strict=True):
        block, role = page.blocks[i], page.roles[i]
        dated = following is not None and page.roles[following] is Role.DATE
        if role is Role.HEADLINE and (block.heading or dated):
            headlines += 1
            pieces.append(0)
        elif role in (Role.TEXT, Role.TEASER):
            pieces[-1] += block.words
    pieces = [piece for piece in pieces if piece]
    return headlines >= LISTED and len(pieces) > LISTED and max(pieces) < 0.5 * sum(pieces)


def is_headed_by_links(page: Layout) -> bool:
    """True if the title leads to another page, as do further headings below it.

    Some listings print whole articles, each under the title that links to it.
    """
    headings = [
        page.blocks[i]
        for i in {page.title, *page.region}
        if i is not None and page.roles[i] is Role.HEADLINE and page.blocks[i].heading
    ]
    leading = [block for block in headings if _leads_on(block, page.url)]
    return len(leading) > 1 and any(block.index == page.title for block in leading)


def is_headed_by_another(page: Layout) -> bool:
    """True if the text stands under a title that leads to another page and is not this page's.

    The last page of a section, or a month of an archive, can hold a single article.
    """
    headline = _headline_above(page)
    if headline is None:
        return False
    called = comparable(f"{page.declared.document_title} {page.declared.title}")
    return comparable(headline.text) not in called and _leads_on(headline, page.url)


def _headline_above(page: Layout) -> Block | None:
    """Return the title of another page above the text; dates and labels may stand between."""
    for i in range(page.start - 1, -1, -1):
        if page.roles[i] is Role.HEADLINE and (page.blocks[i].heading or i == page.title):
            return page.blocks[i]
        if page.blocks[i].heading or page.roles[i] not in _BETWEEN:
            return None
    return None


def _of_role(page: Layout, wanted: Role) -> list[Block]:
    return [b for b, role in zip(page.blocks, page.roles, strict=True) if role is wanted]


def _leads_on(headline: Block, url: str) -> bool:
    target = page_key(headline.links[0][0], url)
    return target is not None and target != page_key(url)
