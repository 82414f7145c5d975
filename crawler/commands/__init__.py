"""Commands of `scrapy` that are ours, and those of Scrapy's that report in our way.

All of them end with an `ExitStatus`, and tell a user's mistake in one line.
"""

import sys
from argparse import Namespace
from collections.abc import Callable
from typing import Protocol, TypeVar

from crawler.engine.closed_pipe import end_quietly
from crawler.engine.outcome import ExitStatus
from crawler.errors import UserError

# Scrapy imports this package for every command, its own included.
end_quietly()


class _Command(Protocol):
    exitcode: int


_CommandT = TypeVar("_CommandT", bound=_Command)
# Later, `list` is the name of a command's module here.
_Arguments = list[str]
_Run = Callable[[_CommandT, _Arguments, Namespace], None]


def reports_user_errors(run: _Run[_CommandT]) -> _Run[_CommandT]:
    """Make a command's `run` tell in one line of a `UserError`, or of Ctrl-C, and end."""

    def reporting_run(self: _CommandT, args: _Arguments, opts: Namespace) -> None:
        try:
            run(self, args, opts)
        except UserError as error:
            print(f"Error: {error}", file=sys.stderr)
            self.exitcode = ExitStatus.BAD_USAGE
        except KeyboardInterrupt:
            print("Interrupted.", file=sys.stderr)
            self.exitcode = ExitStatus.INTERRUPTED

    return reporting_run
