"""Commands that crawl nothing, run inside the test: most of a process's time is its start."""

from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from io import StringIO

import pytest
from scrapy.cmdline import execute
from scrapy.settings import Settings


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it printed."""

    status: int
    out: str
    error: str


def run_inside(*arguments: str) -> Done:
    """Run a command of the project's that starts no crawl."""
    settings = Settings()
    settings.setmodule(import_module("settings"), priority="project")
    with (
        redirect_stdout(StringIO()) as out,
        redirect_stderr(StringIO()) as error,
        pytest.raises(SystemExit) as ended,
    ):
        execute(["scrapy", *arguments], settings)
    return Done(int(ended.value.code or 0), out.getvalue(), error.getvalue())
