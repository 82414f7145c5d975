"""What goes into the database and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PageKind(StrEnum):
    """What an address turned out to be when it was asked."""

    ARTICLE = "article"
    LISTING = "listing"
    OTHER = "other"
    FAILED = "failed"


class Change(StrEnum):
    """What saving an article changed."""

    #: Its text was not in the database.
    NEW = "new"
    #: The page is new, its text was known from another page.
    DUPLICATE = "duplicate"
    #: The page showed another text before.
    EDITED = "edited"
    #: The page shows what it showed before.
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class StoredPage:
    """An address that shows an article: `key` is its identity, `url` its canonical form."""

    key: str
    url: str
    site: str


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article, named by the hash of its title and text.

    `published` is the day in Vietnam, `published_at` the moment (ISO 8601, Vietnam's zone) where
    the page gives a time, `published_raw` what the page says of it. Paragraphs of `text` are
    separated by one newline; `markdown` is the text with its structure. `images` have an `address`,
    and a `caption` and `alt` where the page has them; `attachments` an `address` and a `label`.
    """

    content_hash: str
    title: str
    text: str
    author: str | None = None
    published: date | None = None
    published_at: str | None = None
    published_raw: str | None = None
    lead: str | None = None
    source: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    images: tuple[Mapping[str, str], ...] = ()
    attachments: tuple[Mapping[str, str], ...] = ()
    markdown: str | None = None


@dataclass(slots=True)
class RunCounts:
    """What a run asked for and what came of it."""

    requests: int = 0
    new: int = 0
    duplicates: int = 0
    edited: int = 0
    unchanged: int = 0
    removed: int = 0
    rejected: int = 0
    errors: int = 0


@dataclass(frozen=True, slots=True)
class FrontierLink:
    """An address found on a page; `continuation` when a pager leads to it."""

    key: str
    url: str
    link_text: str | None = None
    continuation: bool = False


@dataclass(frozen=True, slots=True)
class FrontierEntry:
    """What is known of an address; one that was never asked has neither `kind` nor `visited`.

    `visited` is the time of the last visit, in UTC and ISO 8601.
    """

    url: str
    link_text: str | None
    continuation: bool
    kind: PageKind | None
    reason: str | None
    visited: str | None
