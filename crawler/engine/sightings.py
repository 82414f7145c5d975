"""Sightings: notes on pages that turn out to be no articles, taken on walks only."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from crawler.articles.stages import FetchedPage
from crawler.database import KnownPage, PageKind
from crawler.extraction import Kind
from crawler.frontier.frontier import Frontier
from crawler.period import Period
from crawler.recrawl.soft_404 import Soft404Fingerprint
from crawler.recrawl.tracker import PageTracker
from crawler.vietnamese.decoding import decode


class Sightings(Protocol):
    """The notes that a run takes of the pages that it saw."""

    @property
    def awaits_others(self) -> bool:
        """True if changes wait until it is known how many pages changed alike."""

    def known(self, key: str) -> KnownPage | None:
        """The page that showed an article before, whose change is one of today."""

    def unreadable(self, page: FetchedPage, reason: str) -> None:
        """Note a page that could not be read."""

    def rejected(self, page: FetchedPage, kind: Kind, reason: str) -> bool:
        """Note a page that is no article; whether that is a verdict on it."""

    def leaves_out(self, page: FetchedPage, day: str) -> bool:
        """True if the run is not about an article of a day (ISO 8601): that is noted."""


class ArchiveSightings:
    """Pages of an archive tell nothing about the site of today."""

    awaits_others = False

    def known(self, key: str) -> None:
        """No page has changed today."""

    def unreadable(self, page: FetchedPage, reason: str) -> None:
        """The reading that there is stays."""

    def rejected(self, page: FetchedPage, kind: Kind, reason: str) -> bool:
        """Every page is judged."""
        return True

    def leaves_out(self, page: FetchedPage, day: str) -> bool:
        """No article is left out."""
        return False


class WalkSightings:
    """Pages of a walk are addresses of the frontier, and pages that are followed.

    `count` counts, by name.
    """

    awaits_others = True

    def __init__(
        self,
        frontier: Frontier,
        tracker: PageTracker,
        period: Period,
        count: Callable[[str], None],
    ) -> None:
        self._frontier, self._tracker, self._period = frontier, tracker, period
        self._count = count

    def known(self, key: str) -> KnownPage | None:
        """The page that showed an article before this run."""
        return self._tracker.known(key)

    def unreadable(self, page: FetchedPage, reason: str) -> None:
        """Record that a page could not be read."""
        self._frontier.visited(page.key, PageKind.FAILED, reason)

    def rejected(self, page: FetchedPage, kind: Kind, reason: str) -> bool:
        """Record a page that is no article; one that was an article is not judged by one night."""
        if self._tracker.known(page.key):
            self._doubt(page, reason)
            return False
        self._frontier.visited(page.key, PageKind(kind), reason)
        self._frontier.traps.penalise(page.url)
        return True

    def leaves_out(self, page: FetchedPage, day: str) -> bool:
        """True if an article is outside the run's period; it is left to other runs."""
        if self._period.has_day(date.fromisoformat(day)):
            return False
        self._frontier.left_out(page.key, page.listing, day)
        self._count("pages/outside the period")
        return True

    def _doubt(self, page: FetchedPage, reason: str) -> None:
        """A page that showed an article: is it gone, or only not there today?"""
        if reason == "not found":
            self._tracker.observations.note_missing(page.key)
        else:
            text = decode(page.body, page.content_type).text
            self._tracker.observations.note_doubtful(
                page.key, Soft404Fingerprint.of(page.url, text)
            )
