"""The processes that read are killed again and again: no page is lost."""

import random
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from os import kill
from pathlib import Path
from typing import Any

import pytest

from crawler.workers.pool import REPLACED
from tests.portals.system import System
from tests.portals.systems import SYSTEMS
from tests.spiders.killing import NOW, PACE, SITE
from tests.testing.crawling import TIMEOUT, Crawls, Process
from tests.testing.handmade import Slow

pytestmark = pytest.mark.slow

COUNT = 30
#: Seconds between two kills: a process takes half a second to start, more on a busy machine.
PAUSES = (0.8, 4.0)


#: The status of every page, and the title of the article that it shows.
Shown = list[tuple[str, str]]


def portal() -> System:
    return SYSTEMS["nukeviet"](COUNT)


def readers(process: Process) -> list[int]:
    """The processes that read for a run; Python's own tracker of resources is none."""
    asked = ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="]
    lines = subprocess.run(asked, capture_output=True, encoding="utf-8", check=True)  # noqa: S603
    found = [line.split(maxsplit=2) for line in lines.stdout.splitlines()]
    return [
        int(pid)
        for pid, parent, *command in found
        if int(parent) == process.pid and "spawn_main" in command[0]
    ]


def run_killed(crawls: Crawls, seed: int, arguments: Sequence[str]) -> None:
    """Run a command whose readers are killed, now one and now all of them, until it has ended."""
    rng = random.Random(seed)  # noqa: S311 - repeatable on purpose
    process = crawls.start(*arguments, NOW=NOW)
    deadline = time.monotonic() + TIMEOUT
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=rng.uniform(*PAUSES))
        alive = readers(process)
        for pid in alive if rng.random() < 0.5 else alive[:1]:
            with suppress(ProcessLookupError):
                kill(pid, signal.SIGKILL)
    ended = crawls.wait(process)
    assert ended.status == 0, ended.log


class Runs:
    """A crawl, a new reading of its archive, and the archive taken over by another database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def of(self, run: Any) -> tuple[list[Shown], int]:
        """What each leaves, and how many readers died."""
        found, deaths = [], 0
        self.folder.mkdir()
        with Crawls(self.folder, {SITE: Slow(portal(), PACE)}) as crawls:
            for command in ("crawl", "reextract"):
                run(crawls, [command, SITE])
                found.append(shown(crawls))
            deaths += died(crawls)
        recorded = self.folder / "recorded"
        shutil.copytree(crawls.archive, recorded)
        other = self.folder / "other"
        other.mkdir()
        with Crawls(other, {SITE: portal()}) as crawls:
            run(crawls, ["ingest", str(recorded)])
            found.append(shown(crawls))
            deaths += died(crawls)
        return found, deaths


def shown(crawls: Crawls) -> Shown:
    """What the pages show.

    Texts are not compared: a lesson that is lost is learned later, from other pages. Which of its
    addresses an article is first met under depends on how fast the readers are.
    """
    query = "SELECT status, title FROM pages LEFT JOIN articles USING (content_hash) ORDER BY 1, 2"
    return [tuple(row.values()) for row in crawls.rows(query)]


def died(crawls: Crawls) -> int:
    """How many deaths of readers the runs have counted."""
    query = "SELECT coalesce(sum(value), 0) AS number FROM runs, json_each(reasons) WHERE key = ?"
    (row,) = crawls.rows(query, REPLACED)
    return int(row["number"])


def undisturbed(crawls: Crawls, arguments: Sequence[str]) -> None:
    ended = crawls.run(*arguments, NOW=NOW)
    assert ended.status == 0, ended.log


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[Shown]:
    found, deaths = Runs(tmp_path_factory.mktemp("whole") / "runs").of(undisturbed)
    assert not deaths
    return found


@pytest.mark.parametrize("seed", range(2))
def test_pages_are_those_of_a_run_without(tmp_path: Path, expected: list[Shown], seed: int) -> None:
    left, deaths = Runs(tmp_path / "runs").of(
        lambda crawls, arguments: run_killed(crawls, seed, arguments)
    )
    assert deaths
    for rows, wanted in zip(left, expected, strict=True):
        assert rows == wanted
