"""Runs, and what they learn of a site."""

import dataclasses
from collections.abc import Mapping
from datetime import datetime

from crawler.database.base import OpenDatabase, moment, utc
from crawler.database.records import RunCounts, Source

_LAST_COMPLETE = """
SELECT max(started) AS started FROM runs WHERE site = ? AND source = ? AND outcome = 'ok'
"""


class RunTables(OpenDatabase):
    """The tables `runs` and `templates`."""

    def start_run(self, site: str, started: datetime, source: Source = Source.CRAWL) -> int:
        """Note that a run of `site` has begun; the number is for `finish_run`."""
        with self._transaction():
            (run,) = self._db.execute(
                "INSERT INTO runs (site, started, source) VALUES (?, ?, ?) RETURNING id",
                [site, utc(started), source],
            ).fetchone()
            return int(run)

    def finish_run(
        self,
        run: int,
        finished: datetime,
        outcome: str,
        counts: RunCounts,
        reasons: Mapping[str, int],
        samples: Mapping[str, str],
    ) -> None:
        """Note how a run ended, and how often each of the `reasons` to reject a page came up.

        `samples` has an address for some of the reasons.
        """
        ending = {"finished": utc(finished), "outcome": outcome, "reasons": dict(reasons)}
        ending["samples"] = dict(samples)
        with self._transaction():
            self._db.table("runs").update(run, ending | dataclasses.asdict(counts))

    def last_complete_run(self, site: str) -> datetime | None:
        """When the last crawl began that went through a site to its end."""
        (row,) = self._rows(_LAST_COMPLETE, site, Source.CRAWL)
        return moment(row["started"]) if row["started"] else None

    def template(self, site: str) -> tuple[str | None, int]:
        """The template that was last learned of a site, as JSON, and its version; 0 for none."""
        query = "SELECT template, max(version) AS version FROM templates WHERE site = ?"
        (row,) = self._rows(query, site)
        return row["template"], row["version"] or 0

    def save_template(self, site: str, template: str, pages: int, learned: datetime) -> int:
        """Save one more version of a site's template, learned from so many pages; its number.

        A template that is the last one learned once more is no other version.
        """
        with self._transaction():
            known, version = self.template(site)
            if template == known:
                return version
            version += 1
            self._db.table("templates").insert(
                {
                    "site": site,
                    "version": version,
                    "learned": utc(learned),
                    "pages": pages,
                    "template": template,
                }
            )
        return version
