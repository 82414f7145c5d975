"""What tests of several parts share: a site, a database that knows it, and a crawl of it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.utils.test import get_crawler

import settings as own_settings
from crawler.catalogue import COUNTRY, Province, Site
from crawler.database import Database
from crawler.engine.run import Run
from tests.testing.crawling import ROOT, record

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
SITE = Site(
    name="binh_son",
    agency="Sở Khoa học và Công nghệ binh_son",
    province=COUNTRY,
    url="http://skhcn.binhson.vidu/",
)


class SiteSpider(Spider):
    """A spider of the site that walks nowhere."""

    name = SITE.name
    site = SITE
    limit: int | None = None


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A new database in which the site is known."""
    database = Database(tmp_path / "articles.db")
    database.save_catalogue(
        [SITE], [Province(code="binh_son", name="Bình Sơn", period="present", present="binh_son")]
    )
    yield database
    database.close()


@pytest.fixture
def crawler(tmp_path: Path) -> Iterator[Crawler]:
    """A crawl of the site that has begun, into a database of its own."""
    sites = tmp_path / "sites.toml"
    sites.write_text(record(SITE.name, SITE.url or ""), encoding="utf-8")
    settings: dict[str, object] = {
        "EXTENSIONS_BASE": {},
        "EXTENSIONS": {"crawler.engine.run.Run": 0, "crawler.engine.errors.ErrorCounter": 0},
        "SITES_FILE": str(sites),
        "PROVINCES_FILE": str(ROOT / "data" / "provinces.toml"),
        "SYSTEM_NAMES": own_settings.SYSTEM_NAMES,
        "DATABASE": str(tmp_path / "articles.db"),
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
