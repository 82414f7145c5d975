"""When an article was published and who wrote it."""

from crawler.extraction.body import Body
from crawler.extraction.hints import Hints, selected
from crawler.extraction.layout import Layout
from crawler.extraction.region import DATE_LINE_WORDS, Role
from crawler.vietnamese import dates
from crawler.vietnamese.dates import Timestamp
from crawler.vietnamese.names import byline_author, is_role, signature

#: How far before the title and behind the text a date line can stand (blocks).
DATE_BEFORE, DATE_BEHIND = 4, 6
#: The certainty of a date line that says it is the date of publication.
LABELLED = 3


def published(page: Layout, url: str, hints: Hints) -> Timestamp | None:
    """When the article was published, None where the page does not say.

    In this order: the place that the hints name, the page's head, the portal's own line nearest to
    the article, the address.
    """
    hinted = selected(page.root, hints.date)
    if hinted is not None and (found := dates.parse(hinted.text_content())):
        return found
    if page.declared.published and (found := dates.parse(page.declared.published)):
        return found
    candidates = []
    for index in range(
        max(0, page.first - DATE_BEFORE), min(len(page.blocks), page.last + DATE_BEHIND)
    ):
        if page.roles[index] is not Role.DATE and index not in (page.first, page.title):
            continue
        line = dates.published_line(page.blocks[index].text)
        if line is None:
            continue
        labelled = line.certainty == LABELLED
        if index < page.first - 1 and not labelled and index not in page.region:
            continue  # the clock in the page's header
        distance = min(abs(index - page.first), abs(index - page.start), abs(index - page.last))
        candidates.append((not labelled, distance, -line.certainty, index, line.timestamp))
    return min(candidates)[-1] if candidates else dates.from_url(url)


def bylines(page: Layout) -> list[str]:
    """The short lines from the title to below the text, among which bylines stand."""
    around = page.blocks[page.first : page.last + DATE_BEHIND]
    return [block.text for block in around if block.words <= DATE_LINE_WORDS]


def author(page: Layout, body: Body, hints: Hints) -> str | None:
    """Who signed the article or is named in its byline; role accounts are nobody."""
    hinted = selected(page.root, hints.author)
    if hinted is not None and not is_role(name := " ".join(hinted.text_content().split())):
        return name or None
    if signed := body.signature or _signature_below(page):
        return signed
    if named := next(filter(None, map(byline_author, bylines(page))), None):
        return named
    declared = page.declared.author
    return declared if declared and not is_role(declared) and "://" not in declared else None


def _signature_below(page: Layout) -> str | None:
    """The signature that stands right below the region, in an element of its own."""
    below = page.blocks[page.last + 1 : page.last + 2]
    signed = signature(below[0].text) if below and not below[0].linked else None
    return signed.name if signed else None
