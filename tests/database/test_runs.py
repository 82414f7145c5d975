import json
import shutil
from contextlib import closing
from pathlib import Path

from crawler.database import Database, RunCounts
from crawler.engine.outcome import Outcome
from tests.testing.database import EVENING, MORNING, rows


def test_a_run_is_on_record_from_its_start(database: Database, path: Path) -> None:
    database.start_run("vietq", MORNING)

    assert rows(path, "SELECT site, started, finished, outcome, requests FROM runs") == [
        {
            "site": "vietq",
            "started": "2026-03-02T01:30:00Z",
            "finished": None,
            "outcome": None,
            "requests": 0,
        }
    ]


def test_a_finished_run_says_what_came_of_it(database: Database, path: Path) -> None:
    first, second = (database.start_run("vietq", MORNING) for _ in range(2))
    counts = RunCounts(requests=40, new=9, duplicates=1, edited=2, unchanged=3, rejected=4)

    reasons = {"trang đăng nhập": 3, "no body": 1}
    database.finish_run(second, EVENING, "ok", counts, reasons, {"no body": "http://x.vidu/1"})

    untouched, run = rows(path, "SELECT * FROM runs ORDER BY id")
    assert (untouched["id"], untouched["finished"]) == (first, None)
    assert (run["finished"], run["outcome"]) == ("2026-03-02T11:30:00Z", "ok")
    assert [run[name] for name in ("requests", "new", "duplicates", "edited", "unchanged")] == [
        40, 9, 1, 2, 3,
    ]  # fmt: skip
    assert (run["removed"], run["rejected"], run["errors"]) == (0, 4, 0)
    assert json.loads(run["reasons"]) == reasons
    assert json.loads(run["samples"]) == {"no body": "http://x.vidu/1"}


def outcomes(path: Path) -> list[str | None]:
    return [row["outcome"] for row in rows(path, "SELECT outcome FROM runs ORDER BY id")]


def killed(path: Path) -> None:
    """A run that begins and never ends: the system closes what it had open."""
    with closing(Database(path)) as database:
        database.start_run("vietq", MORNING)


def test_runs_that_were_killed_are_interrupted_when_the_next_begins(
    database: Database, path: Path
) -> None:
    for _ in range(2):
        killed(path)
    database.start_run("vietq", EVENING)
    assert outcomes(path) == [Outcome.INTERRUPTED, Outcome.INTERRUPTED, None]


def test_runs_that_are_going_on_are_not_interrupted_by_others(
    database: Database, path: Path
) -> None:
    with closing(Database(path)) as first, closing(Database(path)) as second:
        first.start_run("vietq", MORNING)
        second.start_run("vietq", MORNING)
        database.start_run("an_giang", MORNING)
        first.close()
        database.start_run("vietq", EVENING)  # the second goes on
    assert outcomes(path) == [None] * 4


def test_runs_that_ended_keep_their_outcome(database: Database, path: Path) -> None:
    with closing(Database(path)) as ended:
        run = ended.start_run("vietq", MORNING)
        ended.finish_run(run, EVENING, Outcome.OK, RunCounts(), {}, {})
    database.start_run("vietq", EVENING)
    assert outcomes(path) == [Outcome.OK, None]


def test_without_locks_nothing_is_called_interrupted(database: Database, path: Path) -> None:
    killed(path)
    shutil.rmtree(locks := path.with_name(f"{path.name}-runs"))
    locks.touch()
    database.start_run("vietq", EVENING)
    assert outcomes(path) == [None, None]
