"""Our crawls of served portals, with database and archive in a folder."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.costs import Cost, cost_of
from tests.bench.portals import Plan
from tests.bench.settings import IN_PARALLEL
from tests.testing.crawling import IMPATIENT, record


@dataclass(frozen=True)
class Ours:
    """A folder with the catalogue of some portals, which a proxy serves."""

    folder: Path
    proxy: str

    @property
    def database(self) -> Path:
        return self.folder / "articles.db"

    @property
    def archive(self) -> Path:
        return self.folder / "archive"

    def catalogue(self, plans: Iterable[Plan]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        records = (record(plan.name, plan.home) for plan in plans)
        self._sites.write_text("\n".join(records), "utf-8")

    def scrapy(self, *arguments: str, statuses: tuple[int, ...] = (0,)) -> Cost:
        places = {"SITES_FILE": self._sites, "DATABASE": self.database, "ARCHIVE": self.archive}
        settings = {**IMPATIENT, **IN_PARALLEL, **places}
        options = [f"--set={name}={value}" for name, value in settings.items()]
        return cost_of("scrapy", *arguments, *options, proxy=self.proxy, statuses=statuses)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(sql).fetchall()

    def requests(self, *sites: str) -> int:
        """How many requests the crawls of these sites made."""
        asked = dict(self.rows("SELECT site, sum(requests) FROM runs GROUP BY site"))
        return sum(asked[site] for site in sites)

    @property
    def _sites(self) -> Path:
        return self.folder / "sites.toml"
