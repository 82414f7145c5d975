"""Run a command and write what memory its largest process took at most: FILE COMMAND…."""

import resource
import subprocess
import sys
from pathlib import Path

#: The units of `getrusage` in a MiB: bytes on macOS only.
UNITS = 1024 * (1024 if sys.platform == "darwin" else 1)

if __name__ == "__main__":
    status = subprocess.call(sys.argv[2:])  # noqa: S603
    Path(sys.argv[1]).write_text(
        str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // UNITS), "utf-8"
    )
    sys.exit(status)
