"""Records that the reading room shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from sqlite3 import Connection
from typing import Any, NamedTuple


class Position(NamedTuple):
    """A place in a list of articles, the newest first: the day and the row of the last one shown.

    Articles without a date stand behind all others.
    """

    published: str
    row: int


#: Before the newest article; the row is SQLite's largest.
START = Position("9999-12-31", 2**63 - 1)


@dataclass(frozen=True, slots=True)
class Headline:
    """An article in a list; the lead is the beginning of the text where it has none."""

    row: int
    content_hash: str
    title: str
    lead: str
    published: str | None
    first_seen: str
    site: str
    agency: str
    province: str
    section: str | None
    url: str

    @property
    def position(self) -> Position:
        """Its place in a list."""
        return Position(self.published or "", self.row)


@dataclass(frozen=True, slots=True)
class FullArticle:
    """An article as it is read; `tags`, `images` and `attachments` are JSON, as stored."""

    row: int
    content_hash: str
    title: str
    lead: str | None
    text: str
    markdown: str | None
    published: str | None
    published_at: str | None
    author: str | None
    source: str | None
    section: str | None
    tags: str | None
    images: str | None
    attachments: str | None
    url: str
    site: str
    agency: str
    province: str
    first_seen: str


@dataclass(frozen=True, slots=True)
class Showing:
    """A page that shows an article, or showed it; `content_hash` is what it shows now."""

    url: str
    site: str
    agency: str
    status: str
    content_hash: str
    first_seen: str
    last_seen: str
    gone_since: str | None
    warc_file: str | None
    warc_offset: int | None

    def shows(self, content_hash: str) -> bool:
        """True if an article can be read on the page now."""
        return self.status == "article" and self.content_hash == content_hash


@dataclass(frozen=True, slots=True)
class Alike:
    """An article that tells the same story, and the share of the wording it has in common."""

    headline: Headline
    similarity: float


@dataclass(frozen=True, slots=True)
class PageChange:
    """One line of a page's history: what happened at a time (UTC), and what it then showed."""

    seen_at: str
    cause: str
    url: str
    site: str
    content_hash: str
    title: str


@dataclass(frozen=True, slots=True)
class SiteState:
    """A site with its last run and the number of its articles; None where it was never crawled."""

    name: str
    agency: str
    province: str
    url: str | None
    until: str | None
    successor: str | None
    note: str | None
    system: str | None
    status: str | None
    articles: int
    started: str | None = None
    finished: str | None = None
    outcome: str | None = None
    requests: int = 0
    new: int = 0
    edited: int = 0
    removed: int = 0
    rejected: int = 0
    errors: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a site; `reasons` counts what was not read, `samples` has an address for each."""

    started: str
    finished: str | None
    outcome: str | None
    source: str
    requests: int
    new: int
    edited: int
    removed: int
    rejected: int
    errors: int
    reasons: Mapping[str, int] = field(default_factory=dict)
    samples: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    """A province of today or a former one; `present` is the code of that of today."""

    code: str
    name: str
    present: str
    is_present: bool
    valid_from: str | None
    valid_until: str | None


def rows(connection: Connection, query: str, *values: object) -> list[dict[str, Any]]:
    """The rows that a query finds, as dictionaries by column."""
    cursor = connection.execute(query, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
