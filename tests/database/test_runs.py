import json
from pathlib import Path

from crawler.database import Database, RunCounts
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
