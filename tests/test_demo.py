"""`make demo` finds every article of the sample once, and the sample is what its script makes."""

import gzip
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import sqlite_utils
from warcio.archiveiterator import ArchiveIterator

from tests.sample import RECORDED, SAMPLE, portals, write

ROOT = Path(__file__).parents[1]


class Demo(NamedTuple):
    """What a run printed, and where it put what it found."""

    out: str
    database: Path


def make_demo(database: Path, *variables: str) -> Demo:
    """Run it with the Python that runs the tests."""
    own = [f"DEMO_DATABASE={database}", f"PYTHON={sys.executable}", *variables]
    run = subprocess.run(  # noqa: S603
        ["make", "--old-file=.venv/ready", "demo", *own],  # noqa: S607
        cwd=ROOT,
        # Not the flags of the make that runs the tests.
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
        capture_output=True,
        encoding="utf-8",
    )
    assert (run.returncode, run.stderr) == (0, "")
    return Demo(run.stdout, database)


def tables(demo: Demo) -> Mapping[str, list[dict[str, Any]]]:
    with closing(sqlite_utils.Database(demo.database)) as db:
        return {table.name: list(table.rows) for table in db.tables}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return make_demo(tmp_path_factory.mktemp("thư mục") / "demo.db")


@pytest.mark.parametrize("site", portals())
def test_every_article_is_found_once(demo: Demo, site: str) -> None:
    stored = [row for row in tables(demo)["articles"] if row["site"] == site]
    expected = portals()[site].articles()
    assert sorted((row["title"], row["published"]) for row in stored) == sorted(
        (article.title, article.published[:10]) for article in expected
    )


def test_what_was_found_is_printed_with_how_to_read_it(demo: Demo) -> None:
    rows = {row[0]: row[2:] for row in map(str.split, demo.out.splitlines()) if len(row) == 6}
    for site, portal in portals().items():
        assert rows[site] == [str(len(portal.stories)), "0", "0", "ok"]
    assert f"make browse DATABASE={demo.database}" in demo.out


def test_sites_of_the_sample_belong_to_provinces(demo: Demo) -> None:
    found = tables(demo)
    names = {row["name"] for row in found["provinces"]}
    assert {row["province"] for row in found["sites"]} - names == {"Việt Nam"}


@pytest.mark.slow
def test_second_run_changes_nothing(demo: Demo) -> None:
    before = tables(demo)
    after = tables(make_demo(demo.database, "RM=true"))
    assert len(after["runs"]) == 2 * len(before["runs"])
    for name in before.keys() - {"runs", "frontier"}:
        assert after[name] == before[name], name
    assert len(after["frontier"]) == len(before["frontier"])


def test_sample_is_what_its_script_makes(tmp_path: Path) -> None:
    write(tmp_path)
    sites = "sites.toml"
    assert (tmp_path / sites).read_bytes() == (SAMPLE / sites).read_bytes()
    for name in portals():
        recording = f"{name}.warc.gz"
        assert answers(tmp_path / recording) == answers(SAMPLE / recording)


def test_demo_takes_place_when_the_sample_was_recorded() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"NOW={RECORDED.isoformat()}" in makefile


def answers(recording: Path) -> list[tuple[str, bytes]]:
    """The recorded addresses and what they answer, decompressed: not every zlib packs alike."""
    with recording.open("rb") as file:
        return [
            (record.rec_headers.get_header("WARC-Target-URI"), plain(record.raw_stream.read()))
            for record in ArchiveIterator(file)
        ]


def plain(body: bytes) -> bytes:
    return gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body
