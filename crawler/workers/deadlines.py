"""Ending what takes too long: one thread watches all that is under way."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Condition, Thread
from time import monotonic


@dataclass(eq=False, slots=True)
class Deadline:
    """A deadline by the monotonic clock, in seconds, and whether it was kept."""

    at: float
    end: Callable[[], None]
    is_past: bool = False


class Deadlines:
    """The deadlines of whatever is under way, watched by a thread that ends with this process."""

    def __init__(self) -> None:
        self._pending: set[Deadline] = set()
        self._changed = Condition()
        #: When the thread looks again by itself; None for never.
        self._looks_again: float | None = None
        Thread(target=self._watch, daemon=True).start()

    @contextmanager
    def within(self, seconds: float, end: Callable[[], None]) -> Iterator[Deadline]:
        """Call `end` after some seconds, in another thread, unless the context is left before.

        It is not called any more then. `end` must be quick, and set no deadlines.
        """
        deadline = Deadline(monotonic() + seconds, end)
        with self._changed:
            self._pending.add(deadline)
            if self._looks_again is None or deadline.at < self._looks_again:
                self._changed.notify()
        try:
            yield deadline
        finally:
            with self._changed:
                self._pending.discard(deadline)

    def _watch(self) -> None:
        with self._changed:
            while True:
                now = monotonic()
                for deadline in [each for each in self._pending if each.at <= now]:
                    self._pending.discard(deadline)
                    deadline.is_past = True
                    with suppress(Exception):  # the others are still to be watched
                        deadline.end()
                self._looks_again = min((each.at for each in self._pending), default=None)
                self._changed.wait(None if self._looks_again is None else self._looks_again - now)
