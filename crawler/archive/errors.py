"""Errors of the archive."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crawler.errors import UserError

_NOT_WRITABLE = "the archive cannot be written; check the permissions of the file and its folder"
_FULL = "the disk is full; make room and start again, everything saved so far is kept"
_MEANINGS = {
    errno.EACCES: _NOT_WRITABLE,
    errno.EPERM: _NOT_WRITABLE,
    errno.EROFS: _NOT_WRITABLE,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
}


class ArchiveError(UserError):
    """The archive cannot be written, or what should be a WARC file is none."""


class UnreadableRecord(Exception):  # noqa: N818 - it says what was met, as LookupError does
    """No whole response is where one was archived."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the errors of writing files below `path` into an `ArchiveError` of one line."""
    try:
        yield
    except OSError as error:
        meaning = _MEANINGS.get(
            error.errno or 0, f"the archive cannot be written: {error.strerror}"
        )
        raise ArchiveError(f"{error.filename or path}: {meaning}") from error
