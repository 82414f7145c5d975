"""Pages that were asked for and could not be read: what is on record stays, and they are due later.

A page that has shown an article is followed; of others the frontier tells that they failed, why,
and until when they are left alone.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from crawler.database import Database, FrontierEntry, PageKind
from crawler.schedule import SLACK

#: What the reason of the frontier begins with; that of the loss follows.
NOT_READ = "not read: "
#: The first rest, which doubles each time until it is the longest.
FIRST_REST = timedelta(days=1)


class LostPages:
    """The pages of one site that could not be read, during one run.

    `longest` is the time between two attempts at most.
    """

    def __init__(self, database: Database, site: str, now: datetime, longest: timedelta) -> None:
        self._database, self._site, self._now = database, site, now
        self._longest = max(longest, FIRST_REST)

    def due(self) -> Iterator[tuple[str, FrontierEntry]]:
        """The pages that are to be tried again, by their keys."""
        for key, entry in self._database.failed_links(self._site, NOT_READ).items():
            if entry.due is None or entry.due <= self._now:
                yield key, entry

    def lost(self, key: str, loss: str) -> None:
        """Note that a page could not be read; one that was read before is what it was."""
        entry = self._database.link(key)
        if entry is None or entry.kind not in (None, PageKind.FAILED):
            return
        rest = self._rest(entry)
        self._database.save_visit(key, PageKind.FAILED, NOT_READ + loss, self._now)
        self._database.save_due({key: self._now + rest - SLACK})

    def _rest(self, entry: FrontierEntry) -> timedelta:
        if entry.visited is None or entry.due is None:
            return FIRST_REST
        last = entry.due - entry.visited + SLACK
        return min(max(2 * last, FIRST_REST), self._longest)
