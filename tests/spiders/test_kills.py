"""A crawl may be killed anywhere: those that follow end with what one that ran through leaves."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.portals.system import System
from tests.portals.systems import SYSTEMS
from tests.spiders.growing import few_sections
from tests.spiders.killing import Rests, Rows, crawl, crawls_killed
from tests.testing.crawling import Crawls

pytestmark = pytest.mark.slow

COUNT = 40
KILLS = 25


def portal() -> System:
    with few_sections():
        return SYSTEMS["nukeviet"](COUNT)


@dataclass
class Kills:
    """What crawls that were killed left, where, and what an undisturbed one leaves."""

    folder: Path
    left: list[tuple[Rows, Rests]]
    undisturbed: tuple[Rows, Rests]


@pytest.fixture(scope="module")
def kills(tmp_path_factory: pytest.TempPathFactory) -> Kills:
    folder = tmp_path_factory.mktemp("kills")
    undisturbed = crawl(folder / "undisturbed", portal())
    left = crawls_killed(folder, portal(), KILLS, seed=1, look=is_whole)
    return Kills(folder, list(left), undisturbed)


def is_whole(crawls: Crawls) -> None:
    """Nothing in the database is broken or points to nowhere, whatever was killed."""
    if not crawls.database.exists():
        return
    with closing(sqlite3.connect(crawls.database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        has_pages = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'pages'")
        if has_pages.fetchone() is None:
            return
        pages = connection.execute("SELECT url, warc_file, warc_offset FROM pages").fetchall()
    for url, file, offset in pages:
        assert archived_url(crawls.archive / file, offset) is not None, url


def archived_url(path: Path, offset: int) -> str | None:
    """The address of the record at a place in the archive."""
    with path.open("rb") as file:
        file.seek(offset)
        record = next(iter(ArchiveIterator(file)))
        uri: str | None = record.rec_headers.get_header("WARC-Target-URI")
        return uri


def test_tables_are_those_of_a_crawl_that_ran_through(kills: Kills) -> None:
    undisturbed, _ = kills.undisturbed
    for left, _ in kills.left:
        assert left.keys() == undisturbed.keys()
        for table, expected in undisturbed.items():
            assert left[table] - expected == {}, table
            assert expected - left[table] == {}, table


def test_lists_rest_as_long_where_the_same_ones_showed_a_story_first(kills: Kills) -> None:
    _, undisturbed = kills.undisturbed
    for _, rests in kills.left:
        common = rests.keys() & undisturbed.keys()
        assert common
        assert {key: rests[key] for key in common} == {key: undisturbed[key] for key in common}


def test_archive_has_no_torn_records(kills: Kills) -> None:
    files = sorted(kills.folder.rglob("*.warc.gz"))
    assert len(files) > len(kills.left)
    check = [sys.executable, "-m", "warcio.cli", "check", *map(str, files)]
    result = subprocess.run(check, capture_output=True, encoding="utf-8")  # noqa: S603
    assert result.returncode == 0, result.stdout[-2000:]
