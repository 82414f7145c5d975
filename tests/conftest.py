"""What tests of several folders ask for: a database that knows a site, and a crawl of it."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from scrapy.crawler import Crawler
from scrapy.utils.test import get_crawler

import settings as own_settings
from crawler.catalogue import Province
from crawler.database import Database
from crawler.engine.run import Run
from tests.testing.crawling import ROOT, record
from tests.testing.site import NOW, SITE, SiteSpider


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where CI_COMPLETE is set, a test that skips for want of something fails."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and "CI_COMPLETE" in os.environ:
        report.outcome = "failed"
        report.longrepr = f"CI_COMPLETE is set, and nothing may skip: {report.longrepr}"
    return report


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / "articles.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    """A new database in which the site is known."""
    database = Database(path)
    database.save_catalogue(
        [SITE], [Province(code="binh_son", name="Bình Sơn", period="present", present="binh_son")]
    )
    yield database
    database.close()


@pytest.fixture
def crawler(tmp_path: Path, path: Path) -> Iterator[Crawler]:
    """A crawl of the site that has begun, into a database of its own."""
    sites = tmp_path / "sites.toml"
    sites.write_text(record(SITE.name, SITE.url or ""), encoding="utf-8")
    settings: dict[str, object] = {
        "EXTENSIONS_BASE": {},
        "EXTENSIONS": {"crawler.engine.run.Run": 0, "crawler.engine.errors.ErrorCounter": 0},
        "SITES_FILE": str(sites),
        "PROVINCES_FILE": str(ROOT / "data" / "provinces.toml"),
        "SYSTEM_NAMES": own_settings.SYSTEM_NAMES,
        "DATABASE": str(path),
        "NOW": NOW.isoformat(),
        "EXTRACTION_TIMEOUT": 60.0,
    }
    rules = ["REVISIT_AFTER", "REVISIT_GROWTH", "REVISIT_AT_LATEST", "REVISIT_UNSEEN"]
    rules += ["REMOVAL_VISITS", "REMOVAL_DAYS", "LOST_SHARE"]
    settings |= {name: getattr(own_settings, name) for name in rules}
    crawler = get_crawler(SiteSpider, settings)
    crawler.spider = SiteSpider()
    yield crawler
    Run.of(crawler).database.close()
