"""What a program costs that runs in processes of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.testing.crawling import ROOT

#: Seconds; no program that is measured takes as long.
_TIMEOUT = 900
#: Seconds of CPU; other processes that took less, such as `uname`, are no workers.
_UNWORTHY = 0.1


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock and of CPU, and peak memory.

    That of the workers is the largest one's, or what the main process had when it started it.
    """

    seconds: float
    main_cpu: float
    workers_cpu: float
    main_mib: float
    workers_mib: float

    @property
    def has_workers(self) -> bool:
        return self.workers_cpu > _UNWORTHY

    @property
    def cpu(self) -> float:
        return self.main_cpu + self.workers_cpu


def cost_of(*command: str, proxy: str = "", statuses: tuple[int, ...] = (0,)) -> Cost:
    """Run a Python module with arguments to its end.

    Raises `RuntimeError` with what it printed where it ends with another status than these.
    """
    with TemporaryDirectory() as folder:
        report = Path(folder) / "costs.json"
        started = perf_counter()
        ended = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "tests.bench.launch", str(report), *command],
            cwd=ROOT,
            env=_environment(proxy),
            capture_output=True,
            encoding="utf-8",
            timeout=_TIMEOUT,
            check=False,
        )
        seconds = perf_counter() - started
        if ended.returncode not in statuses:
            raise RuntimeError(f"{command}: {ended.returncode}\n{ended.stdout}{ended.stderr}")
        return Cost(seconds, **json.loads(report.read_text("utf-8")))


def _environment(proxy: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    return inherited | {"http_proxy": proxy, "PYTHONIOENCODING": "utf-8"}
