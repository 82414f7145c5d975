"""Runs, and what they learn of a site."""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from crawler.database.base import OpenDatabase, moment, utc
from crawler.database.records import RunCounts, Source
from crawler.database.run_locks import RunLocks

_LAST_COMPLETE = """
SELECT max(started) AS started FROM runs WHERE site = ? AND source = ? AND outcome = 'ok'
"""
#: The outcome of a run that was killed.
INTERRUPTED = "interrupted"
_INTERRUPT = "UPDATE runs SET outcome = ? WHERE site = ? AND outcome IS NULL"

_SINCE_WELL = """
SELECT started FROM runs, json_each(runs.reasons) AS reason
WHERE site = ?1 AND source = ?2 AND reason.key = ?3 AND runs.id > (
    SELECT coalesce(max(id), 0) FROM runs WHERE site = ?1 AND source = ?2 AND outcome = 'ok'
)
ORDER BY started
"""
_VERIFY = "INSERT OR REPLACE INTO certificates (site, host, verified) VALUES (?, ?, ?)"
_VERIFIED = "SELECT host FROM certificates WHERE site = ?"


class RunTables(OpenDatabase):
    """The tables `runs`, `certificates` and `templates`."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._run_locks = RunLocks(path)

    def close(self) -> None:
        """Close the file; runs that were not finished are interrupted."""
        super().close()
        self._run_locks.release()

    def start_run(self, site: str, started: datetime, source: Source = Source.CRAWL) -> int:
        """Note that a run of `site` has begun; the number is for `finish_run`.

        Earlier ones that never came to their end and are not going on were interrupted.
        """
        if self._run_locks.seize(site):
            with self._transaction():
                self._db.execute(_INTERRUPT, [INTERRUPTED, site])
        self._run_locks.share()
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
        """The beginning of the last crawl that went through a site to its end."""
        (row,) = self._rows(_LAST_COMPLETE, site, Source.CRAWL)
        return moment(row["started"]) if row["started"] else None

    def runs_since_well(self, site: str, reason: str) -> list[datetime]:
        """The beginnings of a site's crawls that counted a reason, since the last that was well."""
        rows = self._rows(_SINCE_WELL, site, Source.CRAWL, reason)
        return [moment(row["started"]) for row in rows]

    def verified_hosts(self, site: str) -> set[str]:
        """The hosts of a site whose certificates have verified before."""
        return {row["host"] for row in self._rows(_VERIFIED, site)}

    def save_verified_hosts(self, site: str, hosts: Iterable[str], when: datetime) -> None:
        """Note that the certificates of some hosts of a site have verified."""
        rows = [(site, host, utc(when)) for host in hosts]
        with self._transaction():
            self._db.conn.executemany(_VERIFY, rows)

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
