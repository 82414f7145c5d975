"""The index of the archive, and what is known of portals' answers."""

import dataclasses
from datetime import datetime
from typing import Any

from crawler.database.base import OpenDatabase, moment, utc
from crawler.database.records import Capture
from crawler.database.statements import insert

_DISTRUST = """
INSERT INTO portals (site, {0}) VALUES (?, 1) ON CONFLICT (site) DO UPDATE SET {0} = 1
"""
_TAKEN = """
INSERT OR IGNORE INTO past_captures (url, captured, site, warc_file, warc_offset)
VALUES (?, ?, ?, ?, ?)
"""


class CaptureTables(OpenDatabase):
    """The tables `captures`, `past_captures` and `portals`."""

    def save_capture(self, site: str, capture: Capture) -> None:
        """Save where the newest answer for an address lies in the archive."""
        row = dataclasses.asdict(capture) | {"site": site, "captured": utc(capture.captured)}
        with self._transaction():
            insert(self._db, "captures", row, conflict="REPLACE")

    def last_capture(self, url: str) -> Capture | None:
        """The newest answer that this crawler got for an address."""
        rows = self._rows("SELECT * FROM captures WHERE url = ?", url)
        return _capture(rows[0]) if rows else None

    def save_past_capture(self, site: str, capture: Capture) -> None:
        """Note that an answer was taken over that somebody else had archived."""
        place = [capture.warc_file, capture.warc_offset]
        with self._transaction():
            self._db.execute(_TAKEN, [capture.url, utc(capture.captured), site, *place])

    def has_past_capture(self, url: str, captured: datetime) -> bool:
        """True if the answer of that moment for an address was taken over."""
        return self._find("past_captures", (url, utc(captured))) is not None

    def trusts_validators(self, site: str) -> bool:
        """True if a site's ETag and Last-Modified were never found to lie."""
        return not self._lies(site, "validators_lie")

    def trusts_dates(self, site: str) -> bool:
        """True if the dates of change in a site's sitemaps and feeds were never found to lie."""
        return not self._lies(site, "dates_lie")

    def distrust_dates(self, site: str) -> None:
        """Note that a site's sitemaps and feeds call pages changed that are not."""
        with self._transaction():
            self._db.execute(_DISTRUST.format("dates_lie"), [site])

    def distrust_validators(self, site: str) -> None:
        """Note that a site's ETag or Last-Modified stays the same when a page changes.

        What the site called unchanged is due again.
        """
        with self._transaction():
            self._db.execute(_DISTRUST.format("validators_lie"), [site])
            self._db.execute(
                "UPDATE pages SET next_visit = last_changed WHERE site = ? AND url IN"
                " (SELECT url FROM captures WHERE site = ? AND not_modified)",
                [site, site],
            )

    def _lies(self, site: str, what: str) -> bool:
        portal = self._find("portals", site)
        return portal is not None and bool(portal[what])


def _capture(row: dict[str, Any]) -> Capture:
    """The capture that a row of `captures` tells of."""
    names = {field.name for field in dataclasses.fields(Capture)}
    fields = {name: value for name, value in row.items() if name in names}
    return Capture(**fields | {"captured": moment(row["captured"])})
