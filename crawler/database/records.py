"""Records that go into the database and come out of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from crawler.extraction import Article
from crawler.extraction.article import day
from crawler.extraction.declaration import Field


class PageKind(StrEnum):
    """The kind of the page at an address."""

    ARTICLE = "article"
    LISTING = "listing"
    OTHER = "other"
    FAILED = "failed"


class Source(StrEnum):
    """The source of a run's pages."""

    CRAWL = "crawl"
    REEXTRACTION = "re-extraction"
    INGEST = "ingest"
    WAYBACK = "wayback"


class Change(StrEnum):
    """The change made by saving an article."""

    #: Its text was not in the database.
    NEW = "new"
    #: The page is new, its text was known from another page.
    DUPLICATE = "duplicate"
    #: The page showed another text before.
    EDITED = "edited"
    #: The page had been removed.
    RESTORED = "restored"
    #: The page shows what it showed before.
    UNCHANGED = "unchanged"


class PageStatus(StrEnum):
    """The status of a page that showed an article."""

    ARTICLE = "article"
    REMOVED = "removed"
    #: Another address has taken its place and its history.
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Capture:
    """An answer in the archive.

    `url` is the address as it was asked, `digest` the SHA-1 of the payload as WARC writes it,
    `warc_file` a path below the archive's folder. `not_modified` counts the answers 304 since.
    """

    url: str
    captured: datetime
    status: int
    digest: str
    warc_file: str
    warc_offset: int
    etag: str | None = None
    last_modified: str | None = None
    not_modified: int = 0


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A further page of an article, the `number`th, and where its answer lies in the archive."""

    number: int
    key: str
    url: str
    warc_file: str
    warc_offset: int


@dataclass(frozen=True, slots=True)
class StoredPage:
    """An address that shows an article: `key` is its identity, `url` its canonical form.

    `renamed` tells that the portal itself leads from the page's former address to `url`; `parts`
    are the further pages of its article. `template` is the version of the site's template that the
    page was read with.
    """

    key: str
    url: str
    site: str
    capture: Capture | None = None
    renamed: bool = False
    template: int | None = None
    link_text: str = ""
    parts: tuple[StoredPart, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page that shows an article, or showed one once; `misses` counts the visits since.

    `published` is the article's day (ISO 8601), if known; times are in UTC. `unread_since` is when
    it was first asked for since and could not be read.
    """

    key: str
    url: str
    content_hash: str
    status: PageStatus
    published: str | None
    first_seen: datetime
    last_seen: datetime
    last_changed: datetime
    gone_since: datetime | None
    misses: int
    next_visit: datetime | None
    warc_file: str | None
    warc_offset: int | None
    link_text: str
    template: int | None
    unread_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """That a page shows another article than `former` (a content hash), which nobody believes yet.

    `ways` are the ways in which it changed, `visits` the nights on which it was seen so.
    """

    url: str
    former: str
    ways: frozenset[str]
    first_seen: datetime
    last_seen: datetime
    visits: int


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A page whose answer lies in the archive.

    `former` is the content hash of what was read of it, "" where that was no article; then
    `reason` says why.
    """

    key: str
    url: str
    link_text: str | None
    warc_file: str
    warc_offset: int
    former: str
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle(Article):
    """An article under the name that it is stored by."""

    content_hash: Annotated[
        str,
        Field(
            en="A hash of title and text, the same wherever the article is published.",
            vi="Mã băm của tiêu đề và nội dung, giống nhau ở mọi nơi bài viết được đăng.",
        ),
    ]

    @property
    def day(self) -> date | None:
        """The day of publication in Vietnam, if known."""
        published = day(self.published)
        return date.fromisoformat(published) if published else None


@dataclass(slots=True)
class RunCounts:
    """The counts of a run."""

    requests: int = 0
    new: int = 0
    duplicates: int = 0
    edited: int = 0
    unchanged: int = 0
    removed: int = 0
    restored: int = 0
    moved: int = 0
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
    """A known address; one that was never asked has neither `kind` nor `visited`.

    `visited` is the time of the last visit; until `due` it may be left alone.
    """

    url: str
    link_text: str | None
    continuation: bool
    kind: PageKind | None
    reason: str | None
    visited: datetime | None
    found: datetime
    due: datetime | None = None
