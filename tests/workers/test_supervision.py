"""Whatever becomes of the processes that read, nobody waits for them for ever."""

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from crawler.workers import supervision
from crawler.workers.pool import REPLACED, ReadingError, in_pool
from tests.testing.crawling import ROOT

#: Seconds; a worker has to start and to import the project first.
PATIENCE = 60.0
#: Bytes, more than a pipe holds.
MUCH = 1 << 20
WORKERS = os.cpu_count() or 1


def call(function: Callable[..., Any], *arguments: Any, timeout: float = PATIENCE) -> Any:
    """What a function returns in another process."""
    return asyncio.run(in_pool(timeout, lambda _: None, function, *arguments))


def results(
    function: Callable[..., Any], number: int, *arguments: Any, timeout: float
) -> list[Any]:
    """What so many calls at once return, or raise."""

    async def calls() -> list[Any]:
        each = (in_pool(timeout, lambda _: None, function, *arguments) for _ in range(number))
        return await asyncio.gather(*each, return_exceptions=True)

    return asyncio.run(calls())


def wait_and_answer(folder: str, deaths: int) -> str:
    """Wait to be killed so many times, each noted by a file of the process; then answer."""
    marks = Path(folder)
    if len(list(marks.iterdir())) >= deaths:
        return "answered"
    (marks / str(os.getpid())).touch()
    time.sleep(PATIENCE)
    return "not killed"


def length(body: bytes) -> int:
    return len(body)


def unsendable() -> Any:
    return lambda: None


def pids() -> set[int]:
    return {process.pid for process in multiprocessing.active_children() if process.pid}


def kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


@contextmanager
def killer(look: Callable[[], set[int]], most: int) -> Iterator[list[int]]:
    """Kill the processes that are seen, each once and so many at most; who was killed."""
    killed: list[int] = []
    is_over = Event()

    def run() -> None:
        while len(killed) < most and not is_over.is_set():
            for pid in look() - set(killed):
                kill(pid)
                killed.append(pid)
            time.sleep(0.005)

    thread = Thread(target=run)
    thread.start()
    try:
        yield killed
    finally:
        is_over.set()
        thread.join()


@pytest.fixture
def workers() -> set[int]:
    """The processes, all of them started: one is when there is a job that no other takes."""
    deadline = time.monotonic() + PATIENCE
    results(time.sleep, 2 * WORKERS, 0.02, timeout=PATIENCE)
    while len(pids()) < WORKERS:
        assert time.monotonic() < deadline
        results(time.sleep, 2 * WORKERS, 0.02, timeout=PATIENCE)
    return pids()


@pytest.mark.usefixtures("workers")
def test_all_processes_are_killed_while_they_are_idle() -> None:
    for _ in range(2):
        for pid in pids():
            kill(pid)
        assert call(length, b"page") == 4


@pytest.mark.parametrize("deaths", [pytest.param(1, marks=pytest.mark.slow), 2])
@pytest.mark.usefixtures("workers")
def test_job_whose_process_is_killed_is_done_by_another(tmp_path: Path, deaths: int) -> None:
    counted: list[str] = []
    working = lambda: {int(mark.name) for mark in tmp_path.iterdir()}  # noqa: E731
    with killer(working, deaths):
        done = in_pool(PATIENCE, counted.append, wait_and_answer, str(tmp_path), deaths)
        assert asyncio.run(done) == "answered"
    assert counted == [REPLACED] * deaths


@pytest.mark.usefixtures("workers")
def test_job_that_kills_one_process_after_the_other_fails() -> None:
    counted: list[str] = []
    with pytest.raises(ReadingError, match="reading crashed"):
        asyncio.run(in_pool(PATIENCE, counted.append, os._exit, 1))
    assert counted == [REPLACED] * supervision.ATTEMPTS


@pytest.mark.slow
def test_processes_that_are_killed_as_they_start_are_replaced(workers: set[int]) -> None:
    for pid in workers:
        kill(pid)
    with killer(lambda: pids() - workers, 2 * WORKERS) as killed:
        assert results(length, WORKERS, b"page", timeout=PATIENCE) == [4] * WORKERS
    assert killed


def test_where_no_process_can_be_started_the_job_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise BlockingIOError("Resource temporarily unavailable")

    with monkeypatch.context() as patched:
        patched.setattr(supervision, "Worker", fail)
        crashed = results(os._exit, WORKERS, 1, timeout=PATIENCE)
        assert [str(error) for error in crashed] == ["reading crashed"] * WORKERS
        with pytest.raises(ReadingError, match="reading crashed"):
            call(length, b"page")
    assert call(length, b"page") == 4


@pytest.mark.slow
@pytest.mark.parametrize("size", [4, MUCH])
def test_process_that_does_not_read_costs_its_job_only(workers: set[int], size: int) -> None:
    for pid in workers:
        os.kill(pid, signal.SIGSTOP)
    body = b"x" * size
    began = time.monotonic()
    stuck = results(length, WORKERS, body, timeout=0.5)
    assert time.monotonic() - began < PATIENCE / 2
    assert [str(error) for error in stuck] == ["reading took too long"] * WORKERS
    assert call(length, body) == size


@pytest.mark.parametrize("function", [unsendable, {}.__getitem__])
def test_what_cannot_be_sent_costs_its_job_only(
    workers: set[int], function: Callable[..., Any]
) -> None:
    with pytest.raises(ReadingError, match="reading failed"):
        call(function)
    assert call(length, b"page") == 4


def test_ctrl_c_is_not_for_the_processes(workers: set[int]) -> None:
    for pid in workers:
        os.kill(pid, signal.SIGINT)
    assert results(length, 4 * WORKERS, b"page", timeout=PATIENCE) == [4] * 4 * WORKERS
    assert pids() == workers


#: A process that starts others, lets one of them hang, says which they are, and ends as it is told.
MAIN = """
import asyncio, multiprocessing, os, signal, time
from crawler.workers.pool import in_pool, start_reading

async def main():
    await asyncio.gather(*(in_pool(60, print, str) for _ in range(8)))
    hanging = asyncio.ensure_future(in_pool({timeout}, print, time.sleep, 60))
    await asyncio.sleep(0.2)
    children = multiprocessing.active_children()
    print(*(child.pid for child in children), flush=True)
    {end}

if __name__ == "__main__":
    start_reading()
    asyncio.run(main())
"""


def left_by(end: str, tmp_path: Path, timeout: float) -> set[int]:
    """The processes that one started that has ended, in one way or another."""
    script = tmp_path / "main.py"
    script.write_text(MAIN.format(end=end, timeout=timeout), "utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    ended = subprocess.run(  # noqa: S603
        [sys.executable, str(script)], env=environment, capture_output=True, timeout=PATIENCE
    )
    return set(map(int, ended.stdout.split()))


def are_gone(processes: set[int], seconds: float) -> bool:
    """Whether processes are gone, after some seconds at most."""
    deadline = time.monotonic() + seconds
    while alive := set(filter(is_alive, processes)):
        if time.monotonic() > deadline:
            for pid in alive:
                kill(pid)
            return False
        time.sleep(0.05)
    return True


def is_alive(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True)  # noqa: S603, S607
    return state.stdout.strip()[:1] not in (b"", b"Z")


@pytest.mark.parametrize(
    "end",
    [
        "[os.kill(child.pid, signal.SIGSTOP) for child in children]",
        pytest.param("return", marks=pytest.mark.slow),
        pytest.param("raise KeyboardInterrupt", marks=pytest.mark.slow),
    ],
)
def test_process_that_ends_takes_the_others_with_it(tmp_path: Path, end: str) -> None:
    began = time.monotonic()
    left = left_by(end, tmp_path, timeout=60)
    assert len(left) == WORKERS
    assert are_gone(left, 0.5)
    assert time.monotonic() - began < 20


@pytest.mark.slow
def test_process_that_is_killed_leaves_no_others(tmp_path: Path) -> None:
    left = left_by("os.kill(os.getpid(), signal.SIGKILL)", tmp_path, timeout=2)
    assert len(left) == WORKERS
    assert are_gone(left, 15)
