"""The table `claims`: changes that are not believed yet."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from crawler.database.base import OpenDatabase, moment, utc
from crawler.database.records import Claim
from crawler.database.statements import insert, insert_all, update

_CLAIMS = """
SELECT claims.*, pages.content_hash AS former FROM claims JOIN pages USING (url)
WHERE claims.site = ?
"""


_SHOWN_ELSEWHERE = """
SELECT 1 FROM pages JOIN articles USING (content_hash)
WHERE pages.site = ?1 AND pages.status = 'article' AND articles.text = ?2 AND NOT EXISTS (
    SELECT 1 FROM revisions WHERE revisions.url = pages.url AND revisions.content_hash = ?3
)
LIMIT 1
"""


class ClaimTables(OpenDatabase):
    """The tables `claims` and `accepted_ways`."""

    def claims(self, site: str) -> dict[str, Claim]:
        """The claims of a site's pages, by their addresses."""
        return {
            row["url"]: Claim(
                row["url"],
                row["former"],
                frozenset(json.loads(row["ways"])),
                moment(row["first_seen"]),
                moment(row["last_seen"]),
                row["visits"],
            )
            for row in self._rows(_CLAIMS, site)
        }

    def accepted_ways(self, site: str) -> set[str]:
        """The ways in which a site changed many of its pages, and that are edits by now."""
        return {
            row["way"] for row in self._rows("SELECT way FROM accepted_ways WHERE site = ?", site)
        }

    def is_shown_elsewhere(self, site: str, text: str, former: str) -> bool:
        """True if a page of a site shows a text that never showed the article `former`."""
        return bool(self._rows(_SHOWN_ELSEWHERE, site, text, former))

    def save_claims(
        self,
        site: str,
        claims: Iterable[tuple[Claim, datetime]],
        accepted: Iterable[str],
        now: datetime,
    ) -> None:
        """Save claims, each with the time when its page is visited again, and accepted ways."""
        ways = [{"site": site, "way": way, "accepted": utc(now)} for way in accepted]
        with self._transaction():
            for claim, visit in claims:
                row: dict[str, Any] = {"url": claim.url, "site": site, "visits": claim.visits}
                row["ways"] = json.dumps(sorted(claim.ways))
                row |= {"first_seen": utc(claim.first_seen), "last_seen": utc(claim.last_seen)}
                insert(self._db, "claims", row, conflict="REPLACE")
                update(self._db, "pages", {"next_visit": utc(visit)}, url=claim.url)
            insert_all(self._db, "accepted_ways", ways, conflict="IGNORE")


def drop_claim(db: Database, url: str) -> None:
    """Forget what a page claimed to show, now that more is known; inside a transaction."""
    db.execute("DELETE FROM claims WHERE url = ?", [url])
