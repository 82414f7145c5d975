"""Main loop of the processes that read pages; without Scrapy, which takes longer to start."""

import gc
import pickle
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

# What a worker will need is there before `_settle` puts it out of the collector's sight.
from crawler.discovery import survey  # noqa: F401
from crawler.extraction import parted, reading  # noqa: F401
from crawler.extraction.template import training  # noqa: F401

#: Objects that are made before Python looks among them for garbage that refers to itself, and how
#: often it looks there before it looks among older ones. Reading leaves none of its own; at the
#: usual values (700, 10, 10) a fifteenth of the time would go into looking.
_GARBAGE = (5_000, 10, 10)
#: Seconds after its time by which a process that nobody has ended ends by itself.
_GRACE = 5.0


class Call(NamedTuple):
    """A function, what to call it with, and the seconds that it may take."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    options: Mapping[str, Any]
    timeout: float


def work(connection: Connection) -> None:
    """Say that the process has started, then answer calls until the other end of the pipe is gone.

    An answer is whether the call returned, and what: the name of an exception's class where not.
    """
    _settle()
    # The other end is gone when the process there is: as a rule that shows between two calls.
    with suppress(EOFError, ConnectionError):
        connection.send(None)
        while True:
            connection.send_bytes(_answer(connection.recv_bytes()))


def _answer(message: bytes) -> bytes:
    try:
        call: Call = pickle.loads(message)  # noqa: S301 - from the process that started this one
        # Should that be gone by then, the kernel ends this one, whatever it is at.
        signal.setitimer(signal.ITIMER_REAL, call.timeout + _GRACE)
        return pickle.dumps((True, call.function(*call.arguments, **call.options)))
    except Exception as error:
        return pickle.dumps((False, type(error).__name__))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _settle() -> None:
    """Make a process ready to read many pages: what is there by now will stay."""
    gc.freeze()
    gc.set_threshold(*_GARBAGE)
