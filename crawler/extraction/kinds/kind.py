"""Whether a page is an article, by what it is rather than by its address."""

from enum import StrEnum

from crawler.extraction.fields.records import is_record
from crawler.extraction.kinds.classifier import verdict
from crawler.extraction.kinds.error_pages import LEAST_WORDS, error_page
from crawler.extraction.kinds.listings import LONG_TEXT
from crawler.extraction.region.layout import Layout

#: What links to articles, and is worth coming back to.
LISTINGS = ("listing", "home page")


class Kind(StrEnum):
    """What a page is."""

    ARTICLE = "article"
    LISTING = "listing"
    OTHER = "other"


def kind_of(page: Layout) -> tuple[Kind, str]:
    """What a page is, and why it is not an article ("" for articles)."""
    if not page.region:
        return Kind.OTHER, "empty page"
    if reason := error_page(page):
        return Kind.OTHER, reason
    reason = verdict(page)
    if page.text_words < LONG_TEXT and is_record(page.blocks):
        return Kind.OTHER, "legal document"
    if reason in LISTINGS:
        return Kind.LISTING, reason
    if reason:
        return Kind.OTHER, reason if page.text_words >= LEAST_WORDS else "no text"
    return Kind.ARTICLE, ""
