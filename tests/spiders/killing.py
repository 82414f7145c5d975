"""A crawl that is killed again and again beside one that ran through."""

import itertools
import os
import random
import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.portals.server import Portal
from tests.testing.crawling import Crawls, Process
from tests.testing.handmade import Slow

SITE = "dong_nai"
NOW = "2025-11-20T03:00:00+07:00"
#: Seconds that an answer takes.
PACE = 0.03
#: Seconds from the start of a crawl between which it is killed: it takes about as long.
MOMENTS = (0.5, 6.0)

#: Numbers of rows, what a crawl learned on its way, what differs from visit to visit, and where the
#: archive's records came to lie.
_INCIDENTAL = {
    "revisions": {"id"},
    "signatures": {"number"},
    "pages": {"warc_file", "warc_offset", "template"},
    "captures": {"digest", "warc_file", "warc_offset"},
}
#: Tables about the runs, and those whose rows have only such numbers.
_OF_RUNS = {"runs", "templates", "signature_bands", "sqlite_sequence"}

Rows = dict[str, Counter[tuple[Any, ...]]]
Rests = dict[tuple[str, str | None], str | None]


def crawl(folder: Path, portal: Portal) -> tuple[Rows, Rests]:
    """What a crawl leaves behind that nobody kills."""
    folder.mkdir()
    with Crawls(folder, {SITE: portal}) as crawls:
        ended = crawls.run("crawl", SITE, NOW=NOW)
        assert ended.status == 0, ended.log
        return contents(crawls), rests(crawls)


def crawls_killed(
    folder: Path, portal: Portal, kills: int, seed: int, look: Callable[[Crawls], None]
) -> Iterator[tuple[Rows, Rests]]:
    """What is there when crawls that were killed and restarted again and again have ended.

    Each is killed until it ends before its moment has come; together, they are killed at least so
    many times. `look` sees what every one leaves, killed or not.
    """
    rng = random.Random(seed)  # noqa: S311 - repeatable on purpose
    killed = 0
    for number in itertools.count():
        place = folder / str(number)
        place.mkdir(parents=True)
        with Crawls(place, {SITE: Slow(portal, PACE)}) as crawls:
            while _is_killed(crawls, rng.uniform(*MOMENTS)):
                killed += 1
                look(crawls)
            look(crawls)
            yield contents(crawls), rests(crawls)
        if killed >= kills:
            return


def _is_killed(crawls: Crawls, seconds: float) -> bool:
    """Run a crawl for some seconds at most; False if it ended well before."""
    process = crawls.start("crawl", SITE, NOW=NOW)
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    _end_group(process)
    assert process.returncode in (0, -signal.SIGKILL)
    return process.returncode != 0


def _end_group(process: Process) -> None:
    """Kill a crawl with all its processes, as a lost power supply does."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def contents(crawls: Crawls) -> Rows:
    """The rows of each table, without what is incidental."""
    return {
        name: Counter(_essence(name, row) for row in rows)
        for name, rows in crawls.tables().items()
        if name not in _OF_RUNS and not name.startswith(("articles_fts", "_"))
    }


def rests(crawls: Crawls) -> Rests:
    """Until when lists rest, by their keys and by whether they ever showed something first."""
    found = crawls.rows("SELECT key, reason, due FROM frontier WHERE kind = 'listing'")
    return {(row["key"], row["reason"]): row["due"] for row in found}


def _essence(table: str, row: dict[str, Any]) -> tuple[Any, ...]:
    incidental = _INCIDENTAL.get(table, set())
    if row.get("kind") == "listing":
        incidental = incidental | {"reason"}  # which of two lists showed a story first
        row = row | {"due": row["due"] is not None}  # how long a list rests follows from that
    return tuple((name, value) for name, value in row.items() if name not in incidental)
