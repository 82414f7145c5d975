"""Run a module as a program and write what it cost: FILE MODULE ARGUMENT…."""

import atexit
import json
import resource
import runpy
import sys
from pathlib import Path

#: The units of `getrusage` in a MiB: bytes on macOS only.
_UNITS = 1024 * (1024 if sys.platform == "darwin" else 1)


def _write(file: Path) -> None:
    costs = {}
    for name, who in (("main", resource.RUSAGE_SELF), ("workers", resource.RUSAGE_CHILDREN)):
        usage = resource.getrusage(who)
        costs[f"{name}_cpu"] = usage.ru_utime + usage.ru_stime
        costs[f"{name}_mib"] = usage.ru_maxrss / _UNITS
    file.write_text(json.dumps(costs), "utf-8")


if __name__ == "__main__":
    _, file, module, *arguments = sys.argv
    # The first to be registered is the last to be called: after the workers have ended.
    atexit.register(_write, Path(file))
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
