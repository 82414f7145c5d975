"""The history of a page as people read it: when it changed, and what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from urllib.parse import urlsplit

from crawler.database import Histories, Revision
from crawler.page_history.word_diff import Kind, Paragraph, Piece, differences, is_changed
from crawler.urls.hosts import bare_host
from crawler.urls.identity import canonical
from crawler.urls.systems import possible_keys
from crawler.vietnamese.moments import VIETNAM


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a page's history; the title and the text tell what changed in them.

    `text` is empty where nothing did, `when` is Vietnam's time. Between the changed paragraphs
    stands the number of those that did not change.
    """

    when: datetime
    cause: str
    title: Paragraph
    text: list[Paragraph | int]

    @property
    def day_and_time(self) -> str:
        """The time to the minute."""
        return f"{self.when:%Y-%m-%d %H:%M}"


@dataclass(frozen=True, slots=True)
class PageHistory:
    """A page at its present address, and its history, the oldest first."""

    url: str
    entries: list[Entry]

    @classmethod
    def of(cls, histories: Histories, url: str) -> Self | None:
        """The history of the page at an address, or a variant of it; None if there is none."""
        try:
            page = histories.find_page([url, *_variants(url)], possible_keys(url))
        except ValueError:  # no address at all, such as http://[
            return None
        return cls(page, list(_entries(histories.revisions(page)))) if page else None


def _variants(url: str) -> Iterator[str]:
    """The canonical address with both schemes, with and without `www.`."""
    parts, bare = urlsplit(canonical(url)), bare_host(url)
    for scheme in (parts.scheme, "http", "https"):
        for host in (parts.netloc, bare, f"www.{bare}"):
            yield parts._replace(scheme=scheme, netloc=host).geturl()


def _entries(history: Iterable[Revision]) -> Iterator[Entry]:
    before: Revision | None = None
    for revision in history:
        when = revision.seen_at.astimezone(VIETNAM)
        if before is None:
            title, text = [Piece(Kind.SAME, revision.title)], []
        else:
            title = [piece for line in differences(before.title, revision.title) for piece in line]
            text = list(_shortened(differences(before.text, revision.text)))
        yield Entry(when, revision.cause, title, text)
        before = revision


def _shortened(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph | int]:
    """The paragraphs that changed; nothing where none did."""
    unchanged, has_changed = 0, False
    for paragraph in paragraphs:
        if not is_changed(paragraph):
            unchanged += 1
            continue
        if unchanged:
            yield unchanged
        yield paragraph
        unchanged, has_changed = 0, True
    if has_changed and unchanged:
        yield unchanged
