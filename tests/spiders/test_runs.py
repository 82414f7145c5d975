"""A crawl cut short, killed or run beside another: nothing is lost, nothing is there twice."""

import json
import os
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.portals.server import Portal
from tests.portals.system import System
from tests.portals.systems import SYSTEMS
from tests.spiders.growing import GrowingSystem, few_sections
from tests.spiders.quality import score
from tests.testing.crawling import Crawls
from tests.testing.handmade import Slow

COUNT = 10


def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for something to happen."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.02)


def stored(crawls: Crawls, site: str = "ha_giang") -> int:
    """How many articles there are so far."""
    try:
        return len(crawls.articles(site))
    except sqlite3.OperationalError:
        return 0  # the crawl has not made the database yet


@pytest.fixture
def portal() -> System:
    return SYSTEMS["plain_php"](COUNT)


def is_complete(crawls: Crawls, portal: Portal, site: str = "ha_giang") -> bool:
    result = score(portal.articles(), crawls.articles(site))
    return not (result.missing or result.twice or result.foreign)


def test_limit_ends_a_crawl_with_the_newest_articles(tmp_path: Path) -> None:
    portal = SYSTEMS["nukeviet"](60)
    out = tmp_path / "out.jsonl"
    with Crawls(tmp_path, {"dong_nai": portal}) as crawls:
        run = crawls.run("crawl", "dong_nai", "-a", "limit=5", "-o", str(out))
        found = {article["content_hash"]: article for article in crawls.articles("dong_nai")}
        outcome = crawls.rows("SELECT outcome, new FROM runs")
    assert run.status == 0, run.log
    assert len(found) == 5
    assert outcome == [{"outcome": "partial", "new": 5}]
    in_feed = {story.title for story in portal.stories[:20]}
    assert {article["title"] for article in found.values()} <= in_feed
    assert_exported(found, out)


def assert_exported(found: dict[str, dict[str, Any]], out: Path) -> None:
    """A file holds what was stored and nothing else."""
    exported = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert len(exported) == len(found)
    for article in exported:
        stored = found[article["content_hash"]]
        for name in ("tags", "images", "attachments"):
            article[name] = json.dumps(article[name], ensure_ascii=False) if article[name] else None
        assert article == {name: stored[name] for name in stored.keys() - {"year"}}


@pytest.mark.slow
def test_interrupted_crawl_keeps_what_it_has_and_the_next_completes_it(
    tmp_path: Path, portal: System
) -> None:
    slow = Slow(portal, 0.3)
    with Crawls(tmp_path, {"ha_giang": slow}) as crawls:
        process = crawls.start("crawl", "ha_giang")
        until(lambda: stored(crawls, "ha_giang") >= 1)
        # As a terminal does: to all processes of the command.
        os.killpg(process.pid, signal.SIGINT)
        pressed = time.monotonic()
        run = crawls.wait(process)
        assert time.monotonic() - pressed < 10
        assert run.status == 0, run.log
        assert "Traceback" not in run.log
        kept = {article["content_hash"] for article in crawls.articles("ha_giang")}
        assert kept
        assert crawls.rows("SELECT outcome, new FROM runs") == [
            {"outcome": "partial", "new": len(kept)}
        ]

        slow.seconds = 0
        crawls.run("crawl", "ha_giang")
        assert is_complete(crawls, portal)
        assert kept <= {article["content_hash"] for article in crawls.articles("ha_giang")}


def among_articles(crawls: Crawls) -> bool:
    return stored(crawls, "kon_tum") >= 3


def among_postbacks(crawls: Crawls) -> bool:
    return any(request.method == "POST" for request in crawls.server.requests)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What a crawl finds that nobody kills."""
    with Crawls(tmp_path_factory.mktemp("crawl"), {"kon_tum": paged_by_postbacks()}) as crawls:
        crawls.run("crawl", "kon_tum")
        return texts(crawls)


@pytest.mark.slow
@pytest.mark.parametrize("moment", [among_articles, among_postbacks])
def test_killed_crawl_leaves_nothing_behind_and_the_next_completes_it(
    tmp_path: Path, moment: Callable[[Crawls], bool], undisturbed: set[str]
) -> None:
    portal = paged_by_postbacks()
    slow = Slow(portal, 0.03)
    with Crawls(tmp_path, {"kon_tum": slow}) as crawls:
        process = crawls.start("crawl", "kon_tum")
        until(lambda: moment(crawls))
        process.kill()
        process.communicate()
        until(lambda: not group_exists(process.pid), seconds=10)
        assert stored(crawls, "kon_tum") < COUNT

        slow.seconds = 0
        run = crawls.run("crawl", "kon_tum")
        assert run.status == 0, run.log
        assert is_complete(crawls, portal, "kon_tum")
        assert texts(crawls) == undisturbed


def paged_by_postbacks() -> GrowingSystem:
    """A portal with lists so short that only postbacks lead to its old articles."""
    with few_sections():
        return GrowingSystem(SYSTEMS["dotnetnuke"](COUNT), count=0, per_page=2)


def group_exists(leader: int) -> bool:
    try:
        os.killpg(leader, 0)
    except ProcessLookupError:
        return False
    return True


def texts(crawls: Crawls) -> set[str]:
    return {row["content_hash"] for row in crawls.rows("SELECT content_hash FROM articles")}


@pytest.mark.slow
def test_two_crawls_at_once_into_one_database(tmp_path: Path, portal: System) -> None:
    other = SYSTEMS["plain_ids"](COUNT)
    with Crawls(tmp_path, {"ha_giang": portal, "da_nang": other}) as crawls:
        processes = [crawls.start("crawl", name) for name in ("ha_giang", "da_nang")]
        runs = [crawls.wait(process) for process in processes]
        assert [run.status for run in runs] == [0, 0], runs[0].log + runs[1].log
        assert is_complete(crawls, portal)
        assert is_complete(crawls, other, "da_nang")


@pytest.mark.slow
def test_one_site_crawled_by_two_at_once(tmp_path: Path, portal: System) -> None:
    with Crawls(tmp_path, {"ha_giang": portal}) as crawls:
        processes = [crawls.start("crawl", "ha_giang") for _ in range(2)]
        runs = [crawls.wait(process) for process in processes]
        assert [run.status for run in runs] == [0, 0], runs[0].log + runs[1].log
        assert is_complete(crawls, portal)
        assert len(crawls.rows("SELECT * FROM revisions")) == COUNT
