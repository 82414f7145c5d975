"""A portal of the past, and crawls that read it from an archive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from tests.portals.dotnetnuke import DotNetNuke
from tests.portals.edits import other_figure, other_paragraph
from tests.portals.living import Living
from tests.testing.crawling import Crawls, Ended

SITE = "kon_tum"
PAST = "dostkontum.vidu"
FIRST, SECOND, THIRD = (datetime(year, 6, 1, 3, tzinfo=UTC) for year in (2027, 2028, 2029))


class Past:
    """What a portal showed on three days: two stories were edited, one of them twice."""

    def __init__(self, count: int = 12) -> None:
        system = DotNetNuke(PAST, "Kon Tum", count, 5)
        self.portal = Living(system, FIRST.date())
        self._system = system
        self.twice = self.address(3)
        self.once = self.address(5)

    def address(self, place: int) -> str:
        return self._system.absolute(self._system.story_address(self._system.stories[place]))

    def urls(self) -> list[str]:
        """What an archive captures on a day, with what it need not have."""
        system = self._system
        others = ("/", "/robots.txt", "/logo.png", "/tabid/1/Default.aspx?ctl=login")
        return [
            *(system.absolute(path) for path in others),
            *(self.address(place) for place in range(len(system.stories))),
        ]

    def days(self) -> Iterator[datetime]:
        """Let the days pass on which it was captured."""
        yield FIRST
        self._edit(SECOND.date(), 3, 5)
        yield SECOND
        self._edit(THIRD.date(), 3)
        yield THIRD

    def _edit(self, day: date, *places: int) -> None:
        self.portal.wake(day)
        change = other_paragraph if day == SECOND.date() else other_figure
        for place in places:
            self.portal.edit(self._system.stories[place], change)


class Reading:
    """Crawls of the site from an archive, into a database of their own."""

    def __init__(self, crawls: Crawls, archive: dict[str, object]) -> None:
        self.crawls = crawls
        self.settings = archive

    def run(self, *arguments: str, **settings: object) -> Ended:
        return self.crawls.run(*self.command(*arguments), **{**self.settings, **settings})

    def command(self, *arguments: str) -> list[str]:
        more = [part for argument in arguments for part in ("-a", argument)]
        return ["crawl", SITE, "-a", "source=wayback", *more]

    def history(self) -> list[tuple[str, str, str]]:
        rows = self.crawls.rows("SELECT * FROM revisions ORDER BY url, seen_at, id")
        return [(row["url"], row["seen_at"][:4], row["cause"]) for row in rows]

    def texts(self) -> list[dict[str, Any]]:
        return self.crawls.rows(
            "SELECT revisions.url, seen_at, cause, title, text"
            " FROM revisions JOIN articles USING (content_hash) ORDER BY 1, 2"
        )
