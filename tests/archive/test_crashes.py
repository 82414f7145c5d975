"""A crash costs the record that was being written, never an earlier one."""

import fcntl
import logging
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.archive.reader import exchanges, read
from crawler.archive.records import Place

from .samples import MEGABYTE, SITE, archive, archived, exchange, files, names, problems

#: Archives pages for ever, and prints the place of each as soon as it is told.
WRITING = """
import itertools, random, sys
from pathlib import Path
from tests.archive.samples import archive, exchange
so = archive(Path(sys.argv[1]), max_size=200_000)
for number in itertools.count():
    place = so.write(exchange(number, random.randbytes(random.randrange(20_000))))
    print(number, place.file, place.offset, flush=True)
"""


def crashed(folder: Path, pages: int = 3) -> bytes:
    """The only file of an archive whose process ended without closing it."""
    so = archive(folder)
    for number in range(pages):
        so.write(exchange(number))
    so.close()
    (path,) = files(folder)
    path.with_name(path.name + ".open").touch()
    return path.read_bytes()


def test_torn_record_is_cut_off_wherever_it_was_torn(tmp_path: Path) -> None:
    whole = crashed(tmp_path)
    (path,) = files(tmp_path)
    mark = path.with_name(path.name + ".open")
    last = [place.offset for _, place in exchanges(path)][-1]
    for length in range(last + 1, len(whole)):
        path.write_bytes(whole[:length])
        mark.touch()
        so = archive(tmp_path)
        assert so.mended == 1
        assert path.stat().st_size == last
        assert names(tmp_path) == [path.name]
    assert archived(tmp_path) == [exchange(0).url, exchange(1).url]


def test_mended_file_is_gone_on_with(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    whole = crashed(tmp_path)
    (path,) = files(tmp_path)
    path.write_bytes(whole[:-1])
    with caplog.at_level(logging.WARNING):
        so = archive(tmp_path)
    (line,) = caplog.messages
    assert f"{path}: cut off" in line
    place = so.write(exchange(9))
    so.close()
    assert problems(tmp_path) == 0
    assert archived(tmp_path) == [exchange(n).url for n in (0, 1, 9)]
    assert read(tmp_path, place).url == exchange(9).url


@pytest.mark.parametrize("tail", [b"\x00" * 5000, b"WARC/1.1\r\n", b"\x1f\x8b\x08\x00\x00\x00"])
def test_what_a_lost_power_supply_leaves_is_cut_off(tmp_path: Path, tail: bytes) -> None:
    whole = crashed(tmp_path)
    (path,) = files(tmp_path)
    path.write_bytes(whole + tail)
    assert archive(tmp_path).mended == 1
    assert path.read_bytes() == whole


def test_file_that_a_crash_left_whole_stays_as_it_is(tmp_path: Path) -> None:
    whole = crashed(tmp_path)
    assert archive(tmp_path).mended == 0
    (path,) = files(tmp_path)
    assert path.read_bytes() == whole
    assert names(tmp_path) == [path.name]


def test_file_torn_within_its_first_record_is_begun_anew(tmp_path: Path) -> None:
    whole = crashed(tmp_path, pages=1)
    (path,) = files(tmp_path)
    for length in (0, 1, 100):
        path.write_bytes(whole[:length])
        path.with_name(path.name + ".open").touch()
        so = archive(tmp_path)
        so.write(exchange(5))
        so.close()
        assert problems(tmp_path) == 0
        assert archived(tmp_path) == [exchange(5).url]


def test_mark_without_its_file_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / SITE).mkdir()
    (tmp_path / SITE / f"{SITE}-00004.warc.gz.open").touch()
    assert archive(tmp_path).mended == 0
    assert names(tmp_path) == []


def test_file_of_a_process_that_runs_is_not_mended(tmp_path: Path) -> None:
    whole = crashed(tmp_path)
    (path,) = files(tmp_path)
    path.write_bytes(whole[:-1])
    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        so = archive(tmp_path)
        assert so.mended == 0
        so.write(exchange(7))
        so.close()
    assert path.read_bytes() == whole[:-1]
    assert len(files(tmp_path)) == 2


@pytest.mark.parametrize("attempt", range(4))
def test_killed_writer_loses_nothing_that_it_had_a_place_for(tmp_path: Path, attempt: int) -> None:
    lines = []
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", WRITING, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line.split())
            if len(lines) == 20 + 7 * attempt:
                process.send_signal(signal.SIGKILL)
    so = archive(tmp_path, MEGABYTE)
    so.write(exchange(-1))
    so.close()
    assert problems(tmp_path) == 0
    assert not any(name.endswith(".open") for name in names(tmp_path))
    for number, file, offset in lines:
        assert read(tmp_path, Place(file, int(offset))).url == exchange(int(number)).url
    assert len(archived(tmp_path)) - 1 - len(lines) in (0, 1)
