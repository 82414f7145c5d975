"""One crawl of one site: its row in `runs`, its clock, and what its parts share."""

from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import NoReturn, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.catalogue import Site, load_provinces, load_sites
from crawler.database import Database, RunCounts
from crawler.errors import UserError
from crawler.frontier import Frontier
from crawler.outcome import (
    DUPLICATE,
    EDITED,
    ERRORS,
    FAILED,
    NEW,
    REJECTED,
    REQUESTS,
    UNCHANGED,
    outcome_of,
)


class Run:
    """Opens the database when a spider starts and closes it when it ends (a Scrapy extension)."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self.site: Site = getattr(crawler.spidercls, "site", None) or _no_site()
        self.now = clock(settings.get("NOW"))
        self.database = Database(Path(settings["DATABASE"]))
        provinces = load_provinces(Path(settings["PROVINCES_FILE"]))
        sites = load_sites(Path(settings["SITES_FILE"]), provinces)
        self.database.save_catalogue(sites.values(), provinces.values())
        self._id = self.database.start_run(self.site.name, self.now)
        crawler.signals.connect(self._closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make a component."""
        return cls(crawler)

    @classmethod
    def of(cls, crawler: Crawler) -> "Run":
        """The run that a component of the crawl belongs to."""
        return crawler.get_extension(cls) or _no_site()

    @cached_property
    def frontier(self) -> Frontier:
        """What is known of the site's addresses."""
        return Frontier(self.database, self.site.name, self.now)

    def count(self, name: str, by: int = 1) -> None:
        """Add to one of the crawl's counters."""
        assert self._crawler.stats is not None
        self._crawler.stats.inc_value(name, by)

    def _closed(self, reason: str) -> None:
        assert self._crawler.stats is not None
        stats = self._crawler.stats.get_stats()
        counts = RunCounts(
            requests=stats.get(REQUESTS, 0),
            new=stats.get(NEW, 0),
            duplicates=stats.get(DUPLICATE, 0),
            edited=stats.get(EDITED, 0),
            unchanged=stats.get(UNCHANGED, 0),
            rejected=stats.get(REJECTED, 0),
            errors=stats.get(ERRORS, 0) + stats.get(FAILED, 0),
        )
        reasons = {
            name.removeprefix(f"{REJECTED}/"): count
            for name, count in stats.items()
            if name.startswith((f"{REJECTED}/", "fallbacks/", "templates/"))
        }
        outcome = outcome_of(stats, reason)
        self.database.finish_run(self._id, self._end(), outcome, counts, reasons)
        self.database.close()

    def _end(self) -> datetime:
        """When the run ends: on a clock that was set, when it began."""
        return self.now if self._crawler.settings.get("NOW") else datetime.now(UTC)


def _no_site() -> NoReturn:
    """Commands such as `scrapy shell` crawl no site: they need no record."""
    raise NotConfigured


def clock(now: str | None) -> datetime:
    """The run's time: the setting NOW (ISO 8601 with a zone) or the present.

    Raises `UserError` when it is not such a time.
    """
    if not now:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(now)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise UserError(f"NOW={now}: not a time with a zone; write 2026-12-01T03:00:00+07:00")
    return moment
