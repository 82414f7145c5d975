"""What keeps a command from its work is told in one line, without a traceback."""

from argparse import Namespace

import pytest

from crawler.commands import reports_user_errors
from crawler.errors import UserError


class Command:
    """A command that ends with what it is told to raise."""

    exitcode = 0

    def __init__(self, end: BaseException) -> None:
        self._end = end

    @reports_user_errors
    def run(self, args: list[str], opts: Namespace) -> None:
        raise self._end


@pytest.mark.parametrize(
    ("end", "line", "status"),
    [
        (UserError("sites.toml: no such file"), "Error: sites.toml: no such file", 2),
        (KeyboardInterrupt(), "Interrupted.", 130),
    ],
)
def test_command_ends_with_a_line_and_a_status(
    end: BaseException, line: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    command = Command(end)
    command.run([], Namespace())
    assert command.exitcode == status
    assert capsys.readouterr() == ("", f"{line}\n")
