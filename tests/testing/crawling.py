"""Crawls of simulated portals as a user starts them: `scrapy` in a process of its own."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.portals.server import LoggedRequest, Portal, PortalServer

ROOT = Path(__file__).parents[2]
#: Seconds; no crawl of a test takes as long.
TIMEOUT = 300
#: What a test need not wait for.
IMPATIENT = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": 0, "RETRY_BACKOFF": 0.01}

Process = subprocess.Popen[str]


@dataclass(frozen=True)
class Ended:
    """How a process ended, what it printed, and what was asked of the portals meanwhile."""

    status: int
    out: str
    log: str
    requests: Sequence[LoggedRequest]


class Crawls:
    """A folder with a catalogue of portals, served while its context is open, database and archive.

    The record of a site is the least that makes one, unless `records` has another for its name.
    A `launcher` is a Python module, with its arguments, that runs the command line after them.
    """

    def __init__(
        self,
        folder: Path,
        sites: Mapping[str, Portal],
        records: Mapping[str, str] | None = None,
        launcher: Sequence[str] = (),
    ) -> None:
        self._python = [sys.executable, *(("-m", *launcher, sys.executable) if launcher else ())]
        self.database = folder / "articles.db"
        self.archive = folder / "archive"
        self.sites_file = folder / "sites.toml"
        texts = {name: record(name, _home(portal)) for name, portal in sites.items()}
        self.sites_file.write_text("\n".join((texts | dict(records or {})).values()), "utf-8")
        self.server = PortalServer([host for portal in sites.values() for host in _hosts(portal)])

    def __enter__(self) -> Self:
        self.server.__enter__()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.server.__exit__(exc_type, exc, traceback)

    def start(self, *arguments: str, **settings: object) -> Process:
        """Start `scrapy` with arguments and settings, as the head of a process group."""
        places = {
            "SITES_FILE": self.sites_file,
            "DATABASE": self.database,
            "ARCHIVE": self.archive,
        }
        own = {**IMPATIENT, **places, **settings}
        options = [f"--set={name}={value}" for name, value in own.items()]
        inherited = {n: value for n, value in os.environ.items() if "proxy" not in n.lower()}
        return subprocess.Popen(  # noqa: S603
            [*self._python, "-m", "scrapy", *arguments, *options],
            cwd=ROOT,
            env=inherited | {"http_proxy": self.server.url, "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(self, *arguments: str, **settings: object) -> Ended:
        """Run `scrapy` with arguments and settings to its end."""
        before = len(self.server.requests)
        return self.wait(self.start(*arguments, **settings), before)

    def wait(self, process: Process, before: int = 0) -> Ended:
        """Wait for a process to end; the first `before` requests were not its own."""
        try:
            out, log = process.communicate(timeout=TIMEOUT)
        finally:
            process.kill()
        return Ended(process.returncode, out, log, tuple(self.server.requests[before:]))

    def rows(self, sql: str, *parameters: object) -> list[dict[str, Any]]:
        """What a query finds in the database."""
        address = f"{self.database.as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql, parameters)]

    def tables(self) -> dict[str, list[dict[str, Any]]]:
        """All rows of all tables."""
        names = self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {row["name"]: self.rows(f"SELECT * FROM [{row['name']}]") for row in names}  # noqa: S608

    def articles(self, site: str) -> list[dict[str, Any]]:
        """The articles that are stored of a site."""
        return self.rows("SELECT * FROM articles WHERE site = ?", site)


def record(name: str, url: str, more: str = "") -> str:
    """A site's record in the catalogue."""
    agency = f"Sở Khoa học và Công nghệ {name}"
    return f'[{name}]\nagency = "{agency}"\nprovince = "Việt Nam"\nurl = "{url}"\n{more}\n'


def _home(portal: Portal) -> str:
    home: str = getattr(portal, "home", f"http://{portal.host}/")
    return home


def _hosts(portal: Portal) -> Sequence[Portal]:
    """A portal under each of the host names that it answers to."""
    hosts: Callable[[], Sequence[Portal]] = getattr(portal, "portals", lambda: [portal])
    return hosts()
