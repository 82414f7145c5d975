"""Sites that are gone, read from a web archive: a real pywb."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from crawler.archive.reader import read
from crawler.archive.records import Place
from tests.spiders.past import FIRST, SITE, Past, Reading
from tests.testing.crawling import Crawls
from tests.testing.web_archives import Pywb, Recorder, need_pywb

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pywb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Pywb, Past]]:
    need_pywb()
    folder = tmp_path_factory.mktemp("pywb")
    past, recorder = Past(), Recorder(folder / "past.warc.gz")
    for day in past.days():
        recorder.capture(past.portal, past.urls(), day)
    with Pywb(folder / "served", [recorder.path]) as archive:
        yield archive, past


@contextmanager
def reading(folder: Path, pywb: tuple[Pywb, Past]) -> Iterator[Reading]:
    archive, past = pywb
    folder.mkdir(exist_ok=True)
    with Crawls(folder, {SITE: past.portal}) as crawls:
        yield Reading(crawls, archive.settings | {"HTTPPROXY_ENABLED": 0})


@pytest.fixture
def site(tmp_path: Path, pywb: tuple[Pywb, Past]) -> Iterator[Reading]:
    with reading(tmp_path, pywb) as site:
        yield site


def captures_asked(archive: Pywb) -> list[str]:
    return [path for path in archive.asked() if "id_/" in path]


def test_each_edit_is_a_revision_as_of_its_capture(site: Reading, pywb: tuple[Pywb, Past]) -> None:
    archive, past = pywb
    before = len(captures_asked(archive))
    ended = site.run()
    assert ended.status == 0, ended.log
    expected = [(past.address(place), "2027", "published") for place in range(12)]
    expected += [(past.twice, "2028", "edited"), (past.twice, "2029", "edited")]
    expected += [(past.once, "2028", "edited")]
    assert site.history() == sorted(expected)
    assert {row["title"] for row in site.crawls.articles(SITE)} == {
        article.title for article in past.portal.articles()
    }
    asked = captures_asked(archive)[before:]
    assert not [path for path in asked if "logo" in path or "login" in path or "robots" in path]
    # Each capture, for the visitor counter makes them differ, and one to recognise the system.
    assert len(asked) == 3 * 12 + 1
    (run,) = site.crawls.rows("SELECT * FROM runs")
    assert (run["source"], run["outcome"], run["new"], run["edited"]) == ("wayback", "ok", 12, 3)


def test_what_was_taken_over_is_archived_as_of_its_capture(site: Reading) -> None:
    site.run("until=2027")
    pages = site.crawls.rows("SELECT * FROM pages")
    assert len(pages) == 12
    for page in pages:
        exchange = read(site.crawls.archive, Place(page["warc_file"], page["warc_offset"]))
        assert (exchange.url, exchange.date, exchange.status) == (page["url"], FIRST, 200)
        assert b"<html" in exchange.decoded_body
        assert (exchange.content_type or "").startswith("text/html")


def test_a_second_run_asks_for_no_capture_again(site: Reading, pywb: tuple[Pywb, Past]) -> None:
    archive, _ = pywb
    site.run()
    before = site.texts(), len(archive.asked())
    ended = site.run()
    assert ended.status == 0, ended.log
    assert site.texts() == before[0]
    assert len(archive.asked()) - before[1] <= 3


def test_only_the_period_is_read(site: Reading, tmp_path: Path, pywb: tuple[Pywb, Past]) -> None:
    site.run("since=2028", "until=2028-07")
    assert {year for _, year, _ in site.history()} == {"2028"}
    site.run()
    assert site.texts() == _undisturbed(tmp_path / "whole", pywb)


def test_a_run_that_was_killed_is_taken_up(
    site: Reading, tmp_path: Path, pywb: tuple[Pywb, Past]
) -> None:
    archive, _ = pywb
    crawls = site.crawls
    process = crawls.start(*site.command(), **site.settings | {"WAYBACK_DELAY": 0.1})
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not _taken(crawls):
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    crawls.wait(process)
    begun = _taken(crawls)
    assert 0 < begun < 36
    before = len(captures_asked(archive))
    site.run()
    assert len(captures_asked(archive)) - before <= 36 + 1 - begun
    assert site.texts() == _undisturbed(tmp_path / "whole", pywb)


def _taken(crawls: Crawls) -> int:
    if not crawls.database.exists():
        return 0
    has_table = crawls.rows("SELECT 1 FROM sqlite_master WHERE name = 'past_captures'")
    return len(crawls.rows("SELECT 1 FROM past_captures")) if has_table else 0


def _undisturbed(folder: Path, pywb: tuple[Pywb, Past]) -> list[dict[str, Any]]:
    """What one run to the end stores."""
    with reading(folder, pywb) as site:
        site.run()
        return site.texts()
