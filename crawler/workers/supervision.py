"""Processes that work for this one, each served by a thread: no job waits without a bound.

A process that dies, for whatever reason, or does not answer in time costs at most its job: it is
replaced. A job that a process died at is given to the next one, a few times. The processes end
with this one, however that ends.
"""

import atexit
import multiprocessing
import os
import signal
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any

from crawler.workers.deadlines import Deadlines
from crawler.workers.worker import Call, work

#: How many processes a job may kill: one may have been killed by somebody else, and a second one.
ATTEMPTS = 3
#: How many processes in a row may fail to start before a job is given up.
STARTS = 5
#: Seconds for a process to start; half a second on an idle machine.
START_TIMEOUT = 60.0
#: Seconds for a killed process to be gone.
END_TIMEOUT = 5.0

#: Forking a process that runs an event loop and threads can deadlock the child.
_CONTEXT = multiprocessing.get_context("spawn")


class WorkerDiedError(Exception):
    """The process died at its work, or none could be started for it."""


class WorkerFailedError(Exception):
    """The function raised an exception; the text is the name of its class."""


@dataclass(slots=True)
class Job:
    """A call to another process, what comes of it, and how many processes died at it."""

    call: Call
    result: Future[Any] = field(default_factory=Future)
    deaths: int = 0


class Worker:
    """A process that does one job after another; used by one thread at a time."""

    def __init__(self, deadlines: Deadlines) -> None:
        self._deadlines = deadlines
        self._connection, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=work, args=(theirs,), daemon=True)
        try:
            with _deaf():
                self._process.start()
        except BaseException:
            self._connection.close()
            raise
        finally:
            theirs.close()  # with no other copy of it, the death of the process ends the pipe

    def ready(self) -> None:
        """Wait until the process has started; raises as `ask` does."""
        with self._deadline(START_TIMEOUT):
            self._connection.recv()

    def ask(self, call: Call) -> Any:
        """Send a call and return its result.

        Raises `TimeoutError` where that takes too long, `WorkerDiedError` where the process dies:
        it is of no more use then; `WorkerFailedError` where the call raises an exception.
        """
        with self._deadline(call.timeout):
            self._connection.send(call)
            is_well, result = self._connection.recv()
        if not is_well:
            raise WorkerFailedError(result)
        return result

    def kill(self) -> None:
        """Kill the process: it has nothing to put in order."""
        self._process.kill()

    def join(self) -> None:
        """Wait until a killed process is gone, `END_TIMEOUT` seconds at most."""
        self._process.join(END_TIMEOUT)

    def end(self) -> None:
        """Kill the process, and let go of what belongs to it."""
        self.kill()
        self.join()
        self._connection.close()

    @contextmanager
    def _deadline(self, seconds: float) -> Iterator[None]:
        """Kill the process after some seconds, which ends whatever waits for its pipe.

        That holds for sending as well: it waits where the process does not read.
        """
        with self._deadlines.within(seconds, self.kill) as deadline:
            try:
                yield
            except (EOFError, OSError) as error:
                if not deadline.is_past:
                    raise WorkerDiedError from error
        if deadline.is_past:
            raise TimeoutError


class Crew:
    """As many processes as there are cores, which take jobs from one queue."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        deadlines = Deadlines()
        self._supervisors = [Supervisor(deadlines) for _ in range(os.cpu_count() or 1)]
        for supervisor in self._supervisors:
            Thread(target=supervisor.serve, args=(self._jobs,), daemon=True).start()
        atexit.register(self.close)

    def submit(self, job: Job) -> None:
        """Have a job done: its `result` will be that of the call, or an error of `Worker.ask`."""
        self._jobs.put(job)

    def close(self) -> None:
        """Kill all processes; no others are started."""
        for supervisor in self._supervisors:
            supervisor.close()


class Supervisor:
    """Does jobs with one process, or its successors."""

    def __init__(self, deadlines: Deadlines) -> None:
        self._deadlines = deadlines
        self._worker: Worker | None = None
        self._changing = Lock()
        self._is_closed = False

    def serve(self, jobs: SimpleQueue[Job]) -> None:
        """Do one job after another; this is all that a thread does."""
        with suppress(WorkerDiedError):
            self._start()
        while True:
            job = jobs.get()
            if job.result.set_running_or_notify_cancel():
                try:
                    job.result.set_result(self._done(job))
                except Exception as error:  # whatever it is, it is the job's
                    job.result.set_exception(error)

    def close(self) -> None:
        """Kill the process; no other is started."""
        with self._changing:
            self._is_closed = True
        if worker := self._worker:
            worker.kill()
            worker.join()

    def _done(self, job: Job) -> Any:
        """Run a job; where a process dies at it, the next one does it."""
        for _ in range(ATTEMPTS):
            worker = self._worker or self._start()
            try:
                return worker.ask(job.call)
            except WorkerFailedError:
                raise
            except WorkerDiedError:
                job.deaths += 1
                self._end()
            except Exception:  # a process that did not answer in time, or only half
                self._end()
                raise
        raise WorkerDiedError

    def _start(self) -> Worker:
        """A new process, when it is ready. Raises `WorkerDiedError` where none can be started."""
        for _ in range(STARTS):
            try:
                with self._changing:
                    if self._is_closed:
                        break
                    self._worker = worker = Worker(self._deadlines)
                worker.ready()
            except Exception:  # it was killed, is stuck, or there is no memory for another
                self._end()
            else:
                return worker
        raise WorkerDiedError

    def _end(self) -> None:
        if self._worker:
            self._worker.end()
            self._worker = None


@contextmanager
def _deaf() -> Iterator[None]:
    """Let what this thread starts inherit that it does not listen to Ctrl-C.

    (Python's resource tracker, started with the first process, would take the block away.)
    """
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
