"""Whether a page is an article, by what it is rather than by its address."""

from collections.abc import Sequence
from enum import StrEnum

from crawler.extraction.blocks import Block
from crawler.extraction.gates import LEAST_WORDS, gate
from crawler.extraction.layout import Layout
from crawler.extraction.listings import LONG_TEXT
from crawler.extraction.signs import verdict
from crawler.vietnamese.phrases import RECORD_LABEL

#: Labels of a legal document's record on a page that is one.
RECORD_LABELS = 3
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
    if reason := gate(page):
        return Kind.OTHER, reason
    if reason := verdict(page):
        if reason in LISTINGS:
            return Kind.LISTING, reason
        return Kind.OTHER, reason if page.text_words >= LEAST_WORDS else "no text"
    if page.text_words < LONG_TEXT and _is_record([page.blocks[i] for i in page.region]):
        return Kind.OTHER, "legal document"
    return Kind.ARTICLE, ""


def _is_record(blocks: Sequence[Block]) -> bool:
    """Whether a page is the record of a legal document (văn bản): labels and values, no article."""
    labels = (block.folded.partition(" | ")[0] for block in blocks)
    return sum(RECORD_LABEL.fullmatch(label) is not None for label in labels) >= RECORD_LABELS
