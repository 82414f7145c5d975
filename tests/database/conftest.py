"""A database that knows the invented sites."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.database import Database
from tests.testing.database import catalogued


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    with catalogued(path) as database:
        yield database
