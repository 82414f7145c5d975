from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.database import Database

from ..database.samples import PROVINCES, SITES


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "articles.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    database = Database(path)
    database.save_catalogue(SITES, PROVINCES)
    yield database
    database.close()
