"""A crawl's row in `runs`: when it was, what it asked for, what came of it."""

import json
import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from crawler.engine.certificates import NO_LONGER, note_certificate, told
from crawler.engine.counters import FIRST_ERROR
from crawler.engine.errors import ErrorCounter
from crawler.engine.losses import count_loss
from crawler.engine.outcome import Outcome, outcome_of
from crawler.engine.rules import clock
from crawler.engine.run import Run
from crawler.errors import UserError
from tests.testing.site import NOW, SiteSpider


def rows(crawler: Crawler, table: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(crawler.settings["DATABASE"])) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]  # noqa: S608


def end(crawler: Crawler, reason: str = "finished", **stats: int) -> dict[str, Any]:
    """End the crawl with some stats, whose names have `__` for `/`; its row."""
    for name, value in stats.items():
        crawler.stats.set_value(name.replace("__", "/"), value)
    crawler.signals.send_catch_log(signals.spider_closed, spider=crawler.spider, reason=reason)
    return rows(crawler, "runs")[0]


def test_a_run_is_on_record_while_it_goes(crawler: Crawler) -> None:
    (run,) = rows(crawler, "runs")
    assert (run["site"], run["started"]) == ("binh_son", "2026-03-02T01:30:00Z")
    assert run["finished"] is None
    assert run["outcome"] is None


def test_the_catalogue_is_in_the_database(crawler: Crawler) -> None:
    (site,) = rows(crawler, "sites")
    assert (site["name"], site["url"]) == ("binh_son", "http://skhcn.binhson.vidu/")
    assert len(rows(crawler, "provinces")) == 63 + 34


def test_an_ended_run_tells_what_came_of_it(crawler: Crawler) -> None:
    run = end(
        crawler,
        downloader__request_count=12,
        downloader__response_status_count__200=11,
        requests__failed=1,
        articles__new=5,
        articles__duplicate=3,
        articles__edited=2,
        articles__unchanged=4,
        pages__rejected=6,
    )
    assert run["finished"] == "2026-03-02T01:30:00Z"
    assert run["outcome"] == "ok"
    assert {name: run[name] for name in ("requests", "new", "duplicates", "edited")} == {
        "requests": 12,
        "new": 5,
        "duplicates": 3,
        "edited": 2,
    }
    assert {name: run[name] for name in ("unchanged", "rejected", "errors")} == {
        "unchanged": 4,
        "rejected": 6,
        "errors": 1,
    }


def test_reasons_for_rejections_and_fallbacks_are_counted(crawler: Crawler) -> None:
    count: Callable[..., None] = Run.of(crawler).count
    count("pages/rejected", 3)
    count("pages/rejected/login", url="http://skhcn.binhson.vidu/dang-nhap")
    count("pages/rejected/login", 0, url="http://skhcn.binhson.vidu/khac")
    count_loss(crawler.stats, "timeout", "http://skhcn.binhson.vidu/\ud800")
    count("pages/rejected/not found", 2)
    count("fallbacks/cp1258 undeclared")
    run = end(crawler)
    assert json.loads(run["reasons"]) == {
        "login": 1,
        "not found": 2,
        "fallbacks/cp1258 undeclared": 1,
        "losses/timeout": 1,
    }
    assert json.loads(run["samples"]) == {
        "login": "http://skhcn.binhson.vidu/dang-nhap",
        "losses/timeout": "http://skhcn.binhson.vidu/\\ud800",
    }


@pytest.mark.parametrize(("reason", "outcome"), [("limit", "partial"), ("error", "error")])
def test_how_it_ended_is_on_record(crawler: Crawler, reason: str, outcome: str) -> None:
    stats = {"downloader__response_status_count__200": 3, "articles__new": 1}
    assert end(crawler, reason, **stats)["outcome"] == outcome


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[sqlite3.Connection]:
    """What is opened from now on: how large a file may get is said on its own connection."""
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def noted(*args: Any, **options: Any) -> sqlite3.Connection:
        opened.append(connect(*args, **options))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", noted)
    return opened


def test_disk_that_is_full_at_the_end_makes_an_error(
    connections: list[sqlite3.Connection], crawler: Crawler
) -> None:
    (connection,) = connections
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    for number in range(5000):
        crawler.stats.set_value(f"fallbacks/{number}", 1)
    run = end(crawler)
    assert run["outcome"] is None
    stats = crawler.stats.get_stats()
    assert outcome_of(stats, "finished") is Outcome.ERROR
    assert "articles.db: the disk is full" in stats[FIRST_ERROR]


@pytest.mark.parametrize("name", ["scrapy.core.scraper", "scrapy.utils.signal"])
def test_full_disk_is_logged_once_without_a_traceback(
    crawler: Crawler, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    errors = crawler.get_extension(ErrorCounter)
    assert errors
    assert crawler.spider
    crawler.spider.crawler = crawler
    for error in (UserError("articles.db: the disk is full"), UserError("articles.db: damaged")):
        spider = {"spider": crawler.spider}
        logging.getLogger(name).error("Error processing", exc_info=error, extra=spider)
        errors.count(error)
        logging.getLogger(name).error("Error processing", exc_info=error, extra=spider)
    lines = [(record.levelname, record.getMessage(), record.exc_info) for record in caplog.records]
    assert lines[0] == ("WARNING", "articles.db: the disk is full", None)
    assert lines[1:] == [("WARNING", "articles.db: damaged", None)] * 2


@pytest.mark.parametrize(
    ("verified_before", "clause"),
    [
        (("skhcn.binhson.vidu",), "no longer verifies (expired: skhcn.binhson.vidu, and 1 more)"),
        (("khac.vidu",), "does not verify (self-signed: anh.binhson.vidu, and 1 more)"),
    ],
)
def test_host_that_proves_no_longer_who_it_is_is_said(
    crawler: Crawler, verified_before: tuple[str, ...], clause: str
) -> None:
    Run.of(crawler).database.save_verified_hosts("binh_son", verified_before, NOW)
    note_certificate(crawler.stats, "anh.binhson.vidu", "self-signed")
    for problem in ("", "expired", ""):
        note_certificate(crawler.stats, "skhcn.binhson.vidu", problem)
    run = end(crawler)
    assert told(crawler.stats.get_stats()) == f"certificate {clause}"
    assert (NO_LONGER in json.loads(run["reasons"])) is ("no longer" in clause)


def test_hosts_that_prove_who_they_are_are_on_record(crawler: Crawler) -> None:
    note_certificate(crawler.stats, "skhcn.binhson.vidu", "")
    note_certificate(crawler.stats, "anh.binhson.vidu", "self-signed")
    end(crawler)
    verified = "2026-03-02T01:30:00Z"
    assert rows(crawler, "certificates") == [
        {"site": "binh_son", "host": "skhcn.binhson.vidu", "verified": verified}
    ]


def test_commands_that_crawl_no_site_have_no_run(tmp_path: Path) -> None:
    path = tmp_path / "articles.db"
    settings = {"EXTENSIONS": {"crawler.engine.run.Run": 0}, "DATABASE": str(path)}
    assert get_crawler(None, settings).get_extension(Run) is None
    assert not path.exists()


def test_a_broken_clock_is_a_mistake_of_the_user(tmp_path: Path) -> None:
    settings = Settings({"NOW": "hôm nay", "DATABASE": str(tmp_path / "articles.db")})
    with pytest.raises(UserError, match="NOW=hôm nay"):
        Run(Crawler(SiteSpider, settings))
    assert not (tmp_path / "articles.db").exists()


@pytest.mark.parametrize(
    "now", ["2026-03-02T01:30:00Z", "2026-03-02T01:30:00+00:00", "2026-03-02T08:30:00+07:00"]
)
def test_clock_that_is_set(now: str) -> None:
    assert clock(now) == NOW


@pytest.mark.parametrize("now", ["", None])
def test_clock_that_is_not_set_is_the_present(now: str | None) -> None:
    before = datetime.now(UTC)
    assert before <= clock(now) <= datetime.now(UTC)


@pytest.mark.parametrize(
    "now", ["hôm nay", "2026-03-02", "2026-03-02T01:30:00", "02/03/2026 01:30", "1772415000"]
)
def test_clock_that_tells_no_time(now: str) -> None:
    with pytest.raises(UserError, match="not a time with a zone; write 2026-") as caught:
        clock(now)
    assert "\n" not in str(caught.value)
