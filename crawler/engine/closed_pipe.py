"""Standard output that nobody reads any more, as in `scrapy list | head -3`."""

import atexit
import os
import sys
from types import TracebackType
from typing import IO, Any


def end_quietly() -> None:
    """Let this process end without a traceback where a closed pipe ends it, with status 1.

    What is still in the buffer of standard output when the interpreter ends is looked after, too.
    """
    sys.excepthook = _report
    atexit.register(_flush)


def silence(stream: IO[Any]) -> None:
    """Let all that is written to a stream go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _report(
    kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    if not issubclass(kind, BrokenPipeError):
        sys.__excepthook__(kind, error, traceback)


def _flush() -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        silence(sys.stdout)
