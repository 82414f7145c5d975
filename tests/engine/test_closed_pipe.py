"""Output that is piped to a program which ends early, such as `head`."""

import os
import subprocess
import sys

import pytest

from tests.testing.crawling import ROOT


@pytest.mark.parametrize("buffered", [True, pytest.param(False, marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    "command",
    [
        ["list"],
        pytest.param(["settings", "--get=BOT_NAME"], marks=pytest.mark.slow),
        pytest.param([], marks=pytest.mark.slow),
    ],
)
def test_command_ends_quietly(command: list[str], buffered: bool) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, *(() if buffered else ("-u",)), "-m", "scrapy", *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    process.stdout.close()
    assert process.communicate(timeout=30)[1] == ""
