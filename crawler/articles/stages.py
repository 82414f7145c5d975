"""The stages of a page on its way from the spider to the database: each makes the next one."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from crawler.database import Capture
from crawler.extraction import Article, Reading
from crawler.extraction.fields.hints import NO_HINTS, Hints
from crawler.extraction.reading import UNFIT

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


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A response that may be an article.

    `key` is the address's identity, `url` its canonical form. `link_text` is what the link said
    that led here, None where that is unknown; `in_navigation` whether the portal links the page
    from everywhere, itself included, as it does its menu; `named` whether the site's record says
    that such an address is an article's. `capture` is where the response lies in the archive;
    `seen_at` its time where that is not the run's. `renamed` tells that the portal redirects the
    page's former address to this one, and `declared` is the key of the address that the page calls
    its own, "" for none. `listing` is the key of the list in which the page was found, and `dated`
    whether a day stands beside it there.

    `parts` are the further pages of the article that begins here, and `lacking` those of them that
    could not be fetched; `part_of` is the key of an earlier page where this one is none but a part.
    Logs show pages, but not their bodies.
    """

    key: str
    url: str
    site: str
    body: bytes = field(repr=False)
    content_type: str | None
    link_text: str | None = ""
    hints: Hints = NO_HINTS
    in_navigation: bool = False
    named: bool = False
    capture: Capture | None = None
    seen_at: datetime | None = None
    renamed: bool = False
    declared: str = ""
    listing: str = ""
    dated: bool = False
    parts: tuple[Part, ...] = ()
    lacking: tuple[Part, ...] = ()
    part_of: str = ""

    def without_source(self) -> "FetchedPage":
        """The page without the bytes of its responses."""
        parts = tuple(replace(part, body=b"") for part in self.parts)
        return replace(self, body=b"", parts=parts)


@dataclass(frozen=True, slots=True)
class ExtractedPage:
    """A page and what extraction made of it.

    `template` is the version of the site's template that it was read with, 0 for none. Where it
    reads otherwise than it is stored, `before` is what it looked like then, read in the same way as
    now.
    """

    page: FetchedPage
    reading: Reading
    template: int = 0
    before: "Before | None" = None

    @property
    def fits(self) -> bool:
        """True if the page fits the site's template."""
        return UNFIT not in self.reading.fallbacks


@dataclass(frozen=True, slots=True)
class Before:
    """The former article of a page: stored under `content_hash`, and as the archive reads now.

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
class Correction:
    """A better reading of the stored article `former` of a page: no edit by the publisher."""

    former: str
    article: Article
    content_hash: str


@dataclass(frozen=True, slots=True)
class AcceptedArticle:
    """An article and the page that shows it; `content_hash` is what deduplication names it by.

    `template` and `fits` are those of the extracted page. `changes` are the ways in which a known
    article changed (see `crawler.recrawl.shared_changes`), `corrections` what is to be put right of
    what is stored.
    """

    page: FetchedPage
    article: Article
    template: int = 0
    fits: bool = True
    before: Before | None = None
    content_hash: str = ""
    changes: frozenset[str] = frozenset()
    corrections: tuple[Correction, ...] = ()

    def without_source(self) -> "AcceptedArticle":
        """The article without the bytes that it was read from, to be kept for a while."""
        return replace(self, page=self.page.without_source(), before=None)
