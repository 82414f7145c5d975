"""The files of a site's archive: who writes to which one, and how a torn one is mended."""

import fcntl
import logging
import os
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import BinaryIO, Self

logger = logging.getLogger(__name__)

#: Ends the name of what stands beside a file while it is open: found later, it tells of a crash.
_MARK = ".open"
_NUMBER = re.compile(r"-(\d+)\.warc\.gz$")
_BLOCK = 64 * 1024


class WarcFile:
    """A file that this process alone appends to. Every method may raise `OSError`."""

    def __init__(self, path: Path, file: FileIO) -> None:
        """Take over a file that is open and locked, and mend it if a crash has torn it."""
        self.path = path
        self.size = os.fstat(file.fileno()).st_size
        self.was_torn = False
        self._file = file
        self._mark = path.with_name(path.name + _MARK)
        self._is_whole = True
        if self._mark.exists():
            self._mend()
        self._mark.touch()
        _sync(path.parent)

    @classmethod
    def create(cls, path: Path) -> Self | None:
        """Make a new file; None where there is one."""
        try:
            return cls._take(path, path.open("xb", buffering=0))
        except FileExistsError:
            return None

    @classmethod
    def open(cls, path: Path) -> Self | None:
        """Open a file; None while another process has it."""
        return cls._take(path, path.open("r+b", buffering=0))

    @classmethod
    def _take(cls, path: Path, file: FileIO) -> Self | None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return cls(path, file)
        except BlockingIOError:
            file.close()
            return None
        except BaseException:
            file.close()
            raise

    def append(self, records: bytes) -> int:
        """Write whole records and wait for the disk; where they begin.

        When that fails, the file ends where it did before.
        """
        start = self.size
        self._is_whole = False
        try:
            self._write(records)
        except OSError:
            with suppress(OSError):
                self._file.truncate(start)
                self._is_whole = True
            raise
        self._is_whole = True
        self.size += len(records)
        return start

    def close(self) -> None:
        """Leave the file to others; one whose end is torn keeps its mark."""
        if self._is_whole:
            self._mark.unlink(missing_ok=True)
        self._file.close()

    def _write(self, records: bytes) -> None:
        rest, position = memoryview(records), self.size
        while rest:
            written = os.pwrite(self._file.fileno(), rest, position)
            rest, position = rest[written:], position + written
        os.fsync(self._file.fileno())

    def _mend(self) -> None:
        with self.path.open("rb") as file:
            whole = _whole_length(file)
        if torn := self.size - whole:
            self._file.truncate(whole)
            os.fsync(self._file.fileno())
            self.size = whole
            self.was_torn = True
            logger.warning("%s: cut off %d bytes that a crash left unfinished", self.path, torn)


def newest(folder: Path, site: str, max_size: int) -> WarcFile:
    """The file of a site to go on with: the newest, or a new one where that is full or taken."""
    number = max(_numbers(folder), default=0)
    if number and (file := WarcFile.open(_path(folder, site, number))):
        if file.size < max_size:
            return file
        file.close()
    while True:
        number += 1
        if file := WarcFile.create(_path(folder, site, number)):
            return file


def mend(folder: Path) -> int:
    """Mend the files that a crash has left open; how many of them were torn."""
    torn = 0
    for mark in sorted(folder.glob(f"*{_MARK}")):
        try:
            file = WarcFile.open(mark.with_name(mark.name.removesuffix(_MARK)))
        except FileNotFoundError:
            mark.unlink(missing_ok=True)
            continue
        if file:
            torn += file.was_torn
            file.close()
    return torn


def _path(folder: Path, site: str, number: int) -> Path:
    return folder / f"{site}-{number:05}.warc.gz"


def _numbers(folder: Path) -> Iterator[int]:
    for path in folder.glob("*.warc.gz"):
        if number := _NUMBER.search(path.name):
            yield int(number[1])


def _whole_length(file: BinaryIO) -> int:
    """The offset at which the last whole gzip member ends."""
    end = 0
    member = zlib.decompressobj(zlib.MAX_WBITS + 16)
    while block := file.read(_BLOCK):
        while block:
            try:
                member.decompress(block)
            except zlib.error:
                return end
            block = member.unused_data
            if member.eof:
                end = file.tell() - len(block)
                member = zlib.decompressobj(zlib.MAX_WBITS + 16)
    return end


def _sync(folder: Path) -> None:
    """Wait until a folder's entries are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
