"""Going through all that is archived of a site, across interruptions."""

from collections.abc import Iterator
from datetime import datetime

from crawler.database import ArchivedPage, Database

#: Pages after which it is noted how far a pass has come.
BATCH = 1_000
_BEGINNING = ("", 0)


class Pass:
    """One pass over the archived pages of a site; goes on where the last one was interrupted."""

    def __init__(self, database: Database, site: str, now: datetime) -> None:
        self._database, self._site = database, site
        self._began, self._reached = database.reextraction(site) or (now, _BEGINNING)

    def __iter__(self) -> Iterator[list[ArchivedPage]]:
        """The pages in batches; `reached` is to be called after each."""
        while batch := self._database.archived_pages(self._site, self._reached, BATCH):
            yield batch

    def reached(self, page: ArchivedPage) -> None:
        """Note that everything up to a page was read."""
        self._reached = (page.warc_file, page.warc_offset)
        self._database.save_reextraction(self._site, self._began, self._reached)

    def end(self) -> None:
        """Note that everything was read."""
        self._database.end_reextraction(self._site)
