"""A page on its way from the spider to the database: each pipeline makes the next of these."""

from dataclasses import dataclass, field
from datetime import datetime

from crawler.database import Capture
from crawler.extraction import Article, Reading
from crawler.extraction.fields.hints import NO_HINTS, Hints

#: Why a page is no article that the portal links from everywhere, or with too few words.
PART_OF_FRAME = "part of the portal's frame"
#: Why a page is no article that another one goes on with.
PART_OF_ARTICLE = "part of an article"
#: Why a page is none that stands where a part of an article might.
REPEATS_ARTICLE = "repeats an article"


@dataclass(frozen=True, slots=True)
class Part:
    """A further page of an article: its number, from 2 on, its key and address, and the response.

    `capture` is where that lies in the archive.
    """

    number: int
    key: str
    url: str
    body: bytes = field(default=b"", repr=False)
    content_type: str | None = None
    capture: Capture | None = None


@dataclass(slots=True)
class Page:
    """A response that may be an article.

    `key` is the address's identity, `url` its canonical form. `link_text` is what the link said
    that led here; `in_navigation` whether the portal links the page from everywhere, itself
    included, as it does its menu; `named` whether the site's record says that such an address is
    an article's.
    `capture` is where the response lies in the archive; `seen_at` its time where that is not the
    run's. `renamed` tells that the portal redirects the page's former address to this one, and
    `declared` is the key of the address that the page calls its own, "" for none. `listing` is the
    key of the list in which the page was found, and `dated` whether a day stands beside it there.
    `former` is the content hash of a page that is read again from the archive.

    `parts` are the further pages of the article that begins here, and `lacking` those of them that
    could not be fetched; `part_of` is the key of an earlier page where this one is none but a part.
    `template` is the version of the site's template that it was read with, 0 for none; `fits` tells
    that it fits that. Logs show pages, but not their bodies.
    """

    key: str
    url: str
    site: str
    body: bytes = field(repr=False)
    content_type: str | None
    link_text: str = ""
    hints: Hints = NO_HINTS
    in_navigation: bool = False
    named: bool = False
    capture: Capture | None = None
    seen_at: datetime | None = None
    renamed: bool = False
    declared: str = ""
    listing: str = ""
    dated: bool = False
    former: str = ""
    parts: tuple[Part, ...] = ()
    lacking: tuple[Part, ...] = ()
    part_of: str = ""
    template: int | None = None
    fits: bool = True


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page and what extraction made of it.

    Where it reads otherwise than it is stored, `before` is what it looked like then, read in the
    same way as now.
    """

    page: Page
    reading: Reading
    before: "Before | None" = None


@dataclass(frozen=True, slots=True)
class Before:
    """What a page showed before: stored under `content_hash`, and as it reads from the archive now.

    `redesigned` tells that the page's layout is another one by now. Where parts of the article
    were missing then, `now` is what it says now without them. `cut` tells that its source had an
    end then and breaks off now.
    """

    content_hash: str
    article: Article
    redesigned: bool
    now: Article | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article and the page that shows it; `content_hash` is what deduplication names it by.

    `ways` are those in which a known article changed: see `crawler.recrawl.shared_changes`.
    """

    page: Page
    article: Article
    before: Before | None = None
    content_hash: str = ""
    ways: frozenset[str] = frozenset()
