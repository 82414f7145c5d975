"""Whether a page stands in for one that is not shown: an error, a closed site, a gate, a login."""

from collections.abc import Iterator
from itertools import islice

from crawler.extraction.region.layout import Layout
from crawler.extraction.source.blocks import Role
from crawler.vietnamese.notices import SCRIPTED, notice
from crawler.vietnamese.unicode import fold

#: A notice in the frame of a portal has no more running text with it than this (words).
NOTICE_WORDS = 60
#: A server's or a firewall's own page, without a frame, has no more than this (words, links).
BARE_WORDS, BARE_LINKS = 250, 10
#: Within so many lines such a page says what it is.
FIRST_LINES = 6
#: The shortest article: a sentence that points to an attachment (words).
LEAST_WORDS = 15


def error_page(page: Layout) -> str | None:
    """Why a page has nothing to show; None where it has."""
    is_bare, is_short = _is_bare(page), page.text_words <= NOTICE_WORDS
    if not (is_bare or is_short) or _is_published(page, is_bare=is_bare):
        return None
    lines = [fold(page.declared.document_title)]
    lines += islice(_lines(page), FIRST_LINES) if is_bare else ()
    lines += _said(page) if is_short else ()
    if reason := next(filter(None, map(notice, lines)), None):
        return reason
    if is_bare and any(map(SCRIPTED.search, lines)):
        return "needs scripts"
    return "login" if _is_login(page) else None


def _is_bare(page: Layout) -> bool:
    words = sum(block.words for block in page.blocks)
    return words <= BARE_WORDS and sum(len(block.links) for block in page.blocks) <= BARE_LINKS


def _is_published(page: Layout, *, is_bare: bool) -> bool:
    """Whether the page is a dated text: it may be about a closed site.

    Firewalls print the time of their refusal: on a page without a frame, a name is needed as well.
    """
    named = page.anchor is not None or not is_bare
    return named and page.is_dated and page.text_words >= LEAST_WORDS


def _lines(page: Layout) -> Iterator[str]:
    """What the page says outside of links."""
    return (block.folded for block in page.blocks if not block.link_words)


def _said(page: Layout) -> Iterator[str]:
    """What a page of few words says: its title and region, or all where they hold no text."""
    if page.text_words < LEAST_WORDS and page.anchor is None:
        return _lines(page)
    title = [] if page.title is None else [page.title]
    return (page.blocks[i].folded for i in (*title, *page.region))


def _is_login(page: Layout) -> bool:
    """Whether a page without text asks for a password."""
    return (
        page.text_words < LEAST_WORDS
        and Role.TEASER not in page.roles
        and any((e.get("type") or "").lower() == "password" for e in page.root.iter("input"))
    )
