"""Kind of a page, decided by its content rather than its address."""

from enum import StrEnum

from crawler.extraction.fields.records import is_record
from crawler.extraction.kinds.classifier import classify
from crawler.extraction.kinds.error_pages import LEAST_WORDS, error_page
from crawler.extraction.kinds.listings import LONG_TEXT
from crawler.extraction.region.layout import Layout

#: Reasons that make a page a listing: it links to articles and is worth visiting again.
LISTINGS = ("listing", "home page")


class Kind(StrEnum):
    """The kind of a page."""

    ARTICLE = "article"
    LISTING = "listing"
    OTHER = "other"


def kind_of(page: Layout) -> tuple[Kind, str]:
    """Return the kind of a page, and the reason why it is no article ("" for articles)."""
    if not page.region:
        return Kind.OTHER, "empty page"
    if reason := error_page(page):
        return Kind.OTHER, reason
    reason = classify(page)
    if page.text_words < LONG_TEXT and is_record(page.blocks):
        return Kind.OTHER, "legal document"
    if reason in LISTINGS:
        return Kind.LISTING, reason
    if reason:
        return Kind.OTHER, reason if page.text_words >= LEAST_WORDS else "no text"
    return Kind.ARTICLE, ""
