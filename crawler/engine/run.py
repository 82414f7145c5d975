"""One crawl of one site: its row in `runs`, its clock, and what its parts share."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.catalogue import Site
from crawler.database import Database, Source
from crawler.engine.archived_pages import ArchivedPages
from crawler.engine.catalogue import load_catalogue
from crawler.engine.certificates import NO_LONGER, unverified, verified
from crawler.engine.component import Component
from crawler.engine.counters import LOST, LOST_OF, MOVED, PERIOD, REMOVED
from crawler.engine.errors import ErrorCounter
from crawler.engine.losses import keep_sample
from crawler.engine.outcome import Outcome, outcome_of
from crawler.engine.page_reader import PageReader
from crawler.engine.rereading import Rereader
from crawler.engine.rules import back_off_rules, clock, longest_rest, removal_rules, revisit_rules
from crawler.engine.run_record import counts_of, reasons_of, samples_of
from crawler.engine.sightings import ArchiveSightings, Sightings, WalkSightings
from crawler.engine.template_manager import TemplateManager
from crawler.engine.template_trainer import TemplateTrainer
from crawler.errors import UserError
from crawler.frontier.frontier import Frontier
from crawler.frontier.lost_pages import LostPages
from crawler.period import ALWAYS, Period
from crawler.recrawl.claims import Claims
from crawler.recrawl.tracker import PageTracker
from crawler.schedule import Past, Schedule


class Run(Component):
    """Opens the database when a spider starts and closes it when it ends (a Scrapy extension)."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        super().__init__(crawler)
        self.site: Site = getattr(crawler.spidercls, "site", None) or _no_site()
        self.now = clock(settings.get("NOW"))
        self.database = Database(Path(settings["DATABASE"]))
        archive = Path(settings["ARCHIVE"] or "")
        self.archived = ArchivedPages(archive, self.database, self.count)
        sites, provinces = load_catalogue(settings)
        self.database.save_catalogue(sites.values(), provinces.values())
        last_run = self.database.last_complete_run(self.site.name)
        has_history = last_run is not None
        #: Whether nobody went through the whole site before.
        self.is_first_walk = self.is_walk and not has_history
        #: Whether this run asked everything that it had to.
        self.went_through = False
        if self.is_walk and self._period != ALWAYS:
            crawler.stats.set_value(PERIOD, str(self._period))
        past = self.database.past(self.site.name, last_run) if last_run else Past()
        self.schedule = Schedule.of(revisit_rules(settings), past, undated_are_new=has_history)
        self._id = self.database.start_run(self.site.name, self.now, self.source)
        crawler.signals.connect(self._closed, signals.spider_closed)

    @classmethod
    def of(cls, crawler: Crawler) -> "Run":
        """The run that a component of the crawl belongs to."""
        return crawler.get_extension(cls) or _no_site()

    @property
    def source(self) -> Source:
        """The source of the run's pages."""
        return getattr(self._crawler.spider, "source", Source.CRAWL)

    @property
    def is_walk(self) -> bool:
        """True if the run walks the site itself, not an archive."""
        return self.source is Source.CRAWL

    @cached_property
    def frontier(self) -> Frontier:
        """The site's frontier."""
        wants = self.tracker.revisit_queue.wants
        rules = back_off_rules(self._crawler.settings)
        return Frontier(self.database, self.site.name, self.now, wants, self._period, rules)

    @cached_property
    def lost_pages(self) -> LostPages:
        """The site's pages that could not be read."""
        longest = longest_rest(self._crawler.settings)
        return LostPages(self.database, self.site.name, self.now, longest)

    @cached_property
    def tracker(self) -> PageTracker:
        """The tracker of the site's pages."""
        rules = removal_rules(self._crawler.settings)
        return PageTracker(self.database, self.site.name, self.now, self.schedule, rules)

    @cached_property
    def claims(self) -> Claims:
        """The claims of the site's pages that are not believed yet."""
        return Claims(self.database, self.site.name, self.now, self.schedule)

    @cached_property
    def sightings(self) -> Sightings:
        """The record of pages that turn out to be no articles."""
        if not self.is_walk:
            return ArchiveSightings()
        return WalkSightings(self.frontier, self.tracker, self._period, self.count)

    @cached_property
    def reader(self) -> PageReader:
        """Reads the site's pages."""
        return PageReader(self.template_manager, self._reading_timeout, self.count)

    @cached_property
    def trainer(self) -> TemplateTrainer:
        """Learns the site's template."""
        return TemplateTrainer(
            self.database,
            self.site.name,
            self.now,
            self.template_manager,
            self._reading_timeout,
            self.count,
        )

    @cached_property
    def rereader(self) -> Rereader:
        """Reads again what is stored."""
        return Rereader(
            self.database,
            self.reader,
            self.trainer,
            self.now,
            self.count,
            self._note_error,
            at_once=self._crawler.settings.getint("CONCURRENT_ITEMS"),
            provisional=self.is_first_walk,
        )

    def _note_error(self, error: Exception) -> None:
        if errors := self._crawler.get_extension(ErrorCounter):
            errors.note(error)

    @property
    def _reading_timeout(self) -> float:
        return self._crawler.settings.getfloat("EXTRACTION_TIMEOUT")

    @property
    def _period(self) -> Period:
        period: Period = getattr(self._crawler.spider, "period", ALWAYS)
        return period

    @cached_property
    def template_manager(self) -> TemplateManager:
        """The manager of the site's template."""
        return TemplateManager(*self.database.template(self.site.name))

    def count(self, name: str, by: int = 1, url: str = "") -> None:
        """Add to one of the crawl's counters, and keep the first `url` that is given for it."""
        assert self._crawler.stats is not None
        self._crawler.stats.inc_value(name, by)
        if url:
            keep_sample(self._crawler.stats, name, url)

    def _closed(self, reason: str) -> None:
        """Conclude the run and close the database, also where it can be written no more."""
        assert self._crawler.stats is not None
        stats = self._crawler.stats.get_stats()
        with self._counting_errors():
            if self.is_walk and outcome_of(stats, reason) is Outcome.OK:
                self._conclude()
        if self.is_walk and (left := self.frontier.traps.held):
            self.count("fallbacks/addresses left as a trap", left, self.frontier.traps.sample)
        with self._counting_errors():
            self._remember_certificates(stats)
        with self._counting_errors():
            self._finish(stats, outcome_of(stats, reason))
        self.database.close()

    def _remember_certificates(self, stats: Mapping[str, Any]) -> None:
        """Count the hosts that proved who they are in earlier runs, and did not in this one."""
        known = self.database.verified_hosts(self.site.name)
        for host in sorted(known & unverified(stats).keys()):
            self.count(NO_LONGER, url=f"https://{host}/")
        self.database.save_verified_hosts(self.site.name, verified(stats), self.now)

    @contextmanager
    def _counting_errors(self) -> Iterator[None]:
        """Count a `UserError` in what ends the run, which has to go on."""
        try:
            yield
        except UserError as error:
            if errors := self._crawler.get_extension(ErrorCounter):
                errors.count(error)

    def _finish(self, stats: Mapping[str, Any], outcome: Outcome) -> None:
        """Put on record what the run came to."""
        record = counts_of(stats), reasons_of(stats), samples_of(stats)
        self.database.finish_run(self._id, self._end(), outcome, *record)

    def _conclude(self) -> None:
        """Record what became of the pages that are known, and what may wait."""
        self.frontier.plan()
        conclusion = self.tracker.conclude()
        for name, number in {
            REMOVED: conclusion.removed,
            MOVED: conclusion.moved,
            LOST: conclusion.lost,
            LOST_OF: conclusion.asked,
            "following/missing": conclusion.missing,
            "following/variants": conclusion.variants,
            "following/no longer read": conclusion.doubtful,
        }.items():
            if number:
                self.count(name, number)

    def _end(self) -> datetime:
        """The end of the run: on a clock that was set, its beginning."""
        return self.now if self._crawler.settings.get("NOW") else datetime.now(UTC)


def _no_site() -> NoReturn:
    """Commands such as `scrapy shell` crawl no site: they need no record."""
    raise NotConfigured
