"""A page on its way from the spider to the database: each pipeline makes the next of these."""

from dataclasses import dataclass

from crawler.extraction import Article, Reading
from crawler.extraction.hints import NO_HINTS, Hints


@dataclass(slots=True)
class Page:
    """A response that may be an article.

    `key` is the address's identity, `url` its canonical form. `link_text` is what the link said
    that led here; `in_frame` whether the portal links the page from everywhere, itself included, as
    it does its menu; `named` whether the site's record says that such an address is an article's.
    """

    key: str
    url: str
    site: str
    body: bytes
    content_type: str | None
    link_text: str = ""
    hints: Hints = NO_HINTS
    in_frame: bool = False
    named: bool = False
    former: str = ""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page and what extraction made of it."""

    page: Page
    reading: Reading


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article and the page that shows it; `content_hash` is what deduplication names it by."""

    page: Page
    article: Article
    content_hash: str = ""
