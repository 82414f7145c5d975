"""Error pages: pages that replace content, such as errors, closed sites, challenges, logins."""

from collections.abc import Iterator
from itertools import islice

from crawler.extraction.region.layout import Layout
from crawler.extraction.source.blocks import Role
from crawler.vietnamese.notices import SCRIPTED, notice
from crawler.vietnamese.unicode import fold

#: Most words of running text on a page with a notice in the portal's frame.
NOTICE_WORDS = 60
#: Most words and links on a server's or firewall's own page, which has no frame.
BARE_WORDS, BARE_LINKS = 250, 10
#: Number of lines within which such a page states its notice.
FIRST_LINES = 6
#: Least words of an article: a sentence that points to an attachment.
LEAST_WORDS = 15


def error_page(page: Layout) -> str | None:
    """Return the reason why a page has no content; None if it has."""
    is_bare, is_short = _is_bare(page), page.text_words <= NOTICE_WORDS
    if not (is_bare or is_short) or _is_published(page, is_bare=is_bare):
        return None
    lines = [fold(page.declared.document_title)]
    lines += islice(_lines(page), FIRST_LINES) if is_bare else ()
    lines += _notice_lines(page) if is_short else ()
    if reason := next(filter(None, map(notice, lines)), None):
        return reason
    if is_bare and any(map(SCRIPTED.search, lines)):
        return "needs scripts"
    return "login" if _is_login(page) else None


def _is_bare(page: Layout) -> bool:
    words = sum(block.words for block in page.blocks)
    return words <= BARE_WORDS and sum(len(block.links) for block in page.blocks) <= BARE_LINKS


def _is_published(page: Layout, *, is_bare: bool) -> bool:
    """True if the page is a dated text, which may be about a closed site.

    Firewalls print the time of their refusal: a page without a frame needs a name as well.
    """
    named = page.anchor is not None or not is_bare
    return named and page.is_dated and page.text_words >= LEAST_WORDS


def _lines(page: Layout) -> Iterator[str]:
    """Yield the lines of the page outside of links."""
    return (block.folded for block in page.blocks if not block.link_words)


def _notice_lines(page: Layout) -> Iterator[str]:
    """Return the text of a short page: title and region, or all lines if those hold no text."""
    if page.text_words < LEAST_WORDS and page.anchor is None:
        return _lines(page)
    title = [] if page.title is None else [page.title]
    return (page.blocks[i].folded for i in (*title, *page.region))


def _is_login(page: Layout) -> bool:
    """True if a page without text asks for a password."""
    return (
        page.text_words < LEAST_WORDS
        and Role.TEASER not in page.roles
        and any((e.get("type") or "").lower() == "password" for e in page.root.iter("input"))
    )
