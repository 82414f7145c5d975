"""Locks of the runs that are going on: the system releases those of runs that were killed."""

import os
from contextlib import suppress
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock
from pathlib import Path


class RunLocks:
    """Locks in the folder `<database>-runs`, a file a site, held by the runs that are going on."""

    def __init__(self, database: Path) -> None:
        self._folder = database.with_name(f"{database.name}-runs")
        self._held: list[int] = []

    def seize(self, site: str) -> bool:
        """Lock a site against other runs; whether none of it is going on.

        False as well where the file system has no locks, for then nobody knows.
        """
        try:
            self._folder.mkdir(exist_ok=True)
            file = os.open(self._folder / f"{site}.lock", os.O_RDWR | os.O_CREAT)
            self._held.append(file)
            flock(file, LOCK_EX | LOCK_NB)
        except OSError:
            return False
        return True

    def share(self) -> None:
        """Let other runs begin beside this one; waits while one is just beginning."""
        with suppress(OSError):
            for file in self._held:
                flock(file, LOCK_SH)

    def release(self) -> None:
        """Tell that the runs have ended."""
        while self._held:
            os.close(self._held.pop())
