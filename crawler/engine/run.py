"""One crawl of one site: its row in `runs`, its clock, and what its parts share."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.settings import BaseSettings

from crawler.archive.captures import capture_of
from crawler.archive.errors import UnreadableRecord
from crawler.archive.reader import read
from crawler.archive.records import Exchange, Place
from crawler.articles.stages import Part
from crawler.catalogue import Site
from crawler.database import Database, KnownPage, RunCounts, Source
from crawler.engine.catalogue import load_catalogue
from crawler.engine.certificates import NO_LONGER, unverified, verified
from crawler.engine.losses import LOSSES, SAMPLES, keep_sample
from crawler.engine.outcome import (
    ALIKE,
    ALIKE_SAMPLE,
    DUPLICATE,
    EDITED,
    ERRORS,
    FAILED,
    LOST,
    LOST_OF,
    MOVED,
    NEW,
    PERIOD,
    REJECTED,
    REMOVED,
    REQUESTS,
    RESTORED,
    UNCHANGED,
    UNREAD,
    ErrorCounter,
    Outcome,
    outcome_of,
)
from crawler.engine.page_reader import PageReader
from crawler.engine.rereading import Rereader
from crawler.engine.sightings import ArchiveSightings, Sightings, WalkSightings
from crawler.engine.template_manager import TemplateManager
from crawler.engine.template_trainer import TemplateTrainer
from crawler.errors import UserError
from crawler.frontier.frontier import Frontier
from crawler.frontier.list_back_off import BackOffRules
from crawler.frontier.lost_pages import LostPages
from crawler.period import ALWAYS, Period
from crawler.recrawl.claims import Claims
from crawler.recrawl.tracker import PageTracker, Rules
from crawler.schedule import Past, RevisitRules, Schedule

#: How the names of the counters begin that end in `runs.reasons`.
_REASONS = (f"{REJECTED}/", f"{LOSSES}/", "fallbacks/", "templates/", "following/", UNREAD)


class Run:
    """Opens the database when a spider starts and closes it when it ends (a Scrapy extension)."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self.site: Site = getattr(crawler.spidercls, "site", None) or _no_site()
        self.now = clock(settings.get("NOW"))
        self._archive = Path(settings["ARCHIVE"] or "")
        self.database = Database(Path(settings["DATABASE"]))
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
        self.schedule = Schedule.of(_revisit_rules(settings), past, undated_are_new=has_history)
        self._id = self.database.start_run(self.site.name, self.now, self.source)
        crawler.signals.connect(self._closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make a component."""
        return cls(crawler)

    @classmethod
    def of(cls, crawler: Crawler) -> "Run":
        """The run that a component of the crawl belongs to."""
        return crawler.get_extension(cls) or _no_site()

    @property
    def source(self) -> Source:
        """Where the run has its pages from."""
        return getattr(self._crawler.spider, "source", Source.CRAWL)

    @property
    def is_walk(self) -> bool:
        """Whether the run walks the site itself, not an archive."""
        return self.source is Source.CRAWL

    @cached_property
    def frontier(self) -> Frontier:
        """What is known of the site's addresses."""
        wants = self.tracker.revisit_queue.wants
        back_off_rules = BackOffRules(
            timedelta(days=self._crawler.settings.getfloat("SECTION_RESTS")),
            timedelta(days=self._crawler.settings.getfloat("GUESS_RESTS")),
        )
        return Frontier(
            self.database, self.site.name, self.now, wants, self._period, back_off_rules
        )

    @cached_property
    def lost_pages(self) -> LostPages:
        """The site's pages that could not be read."""
        longest = timedelta(days=self._crawler.settings.getfloat("GUESS_RESTS"))
        return LostPages(self.database, self.site.name, self.now, longest)

    @cached_property
    def tracker(self) -> PageTracker:
        """What is known of the site's pages."""
        settings = self._crawler.settings
        rules = Rules(
            settings.getint("REMOVAL_VISITS"),
            timedelta(days=settings.getfloat("REMOVAL_DAYS")),
            settings.getfloat("LOST_SHARE"),
        )
        return PageTracker(self.database, self.site.name, self.now, self.schedule, rules)

    @cached_property
    def claims(self) -> Claims:
        """What pages of the site seem to show, and is not believed yet."""
        return Claims(self.database, self.site.name, self.now, self.schedule)

    @cached_property
    def sightings(self) -> Sightings:
        """What becomes of pages that turn out to be no articles."""
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
        """What is known of the template of the site's pages."""
        return TemplateManager(*self.database.template(self.site.name))

    def archived(self, page: KnownPage) -> Exchange | None:
        """The answer that a page's article was read from; None where the archive has none."""
        if page.warc_file is None or page.warc_offset is None:
            return None
        try:
            return read(self._archive, Place(page.warc_file, page.warc_offset))
        except UnreadableRecord:
            self.count("fallbacks/archive unreadable")
            return None

    def parts(self, url: str) -> tuple[Part, ...]:
        """The further pages of the article at an address, as the archive has them."""
        found = []
        for part in self.database.parts(url):
            place = Place(part.warc_file, part.warc_offset)
            try:
                exchange = read(self._archive, place)
            except UnreadableRecord:
                self.count("fallbacks/archive unreadable")
                continue
            body, header = exchange.decoded_body, exchange.content_type
            capture = capture_of(exchange, place)
            found.append(Part(part.number, part.key, part.url, body, header, capture))
        return tuple(found)

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
        counts = RunCounts(
            requests=stats.get(REQUESTS, 0),
            new=stats.get(NEW, 0),
            duplicates=stats.get(DUPLICATE, 0),
            edited=stats.get(EDITED, 0),
            unchanged=stats.get(UNCHANGED, 0),
            removed=stats.get(REMOVED, 0),
            restored=stats.get(RESTORED, 0),
            moved=stats.get(MOVED, 0),
            rejected=stats.get(REJECTED, 0),
            errors=stats.get(ERRORS, 0) + stats.get(FAILED, 0),
        )
        reasons = {
            name.removeprefix(f"{REJECTED}/"): count
            for name, count in stats.items()
            if name.startswith(_REASONS)
        }
        samples = {
            name.removeprefix(f"{REJECTED}/"): url for name, url in stats.get(SAMPLES, {}).items()
        }
        if sample := stats.get(ALIKE_SAMPLE):
            reasons[f"{ALIKE}, such as {sample}"] = reasons.pop(ALIKE)
        self.database.finish_run(self._id, self._end(), outcome, counts, reasons, samples)

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
        """When the run ends: on a clock that was set, when it began."""
        return self.now if self._crawler.settings.get("NOW") else datetime.now(UTC)


def _no_site() -> NoReturn:
    """Commands such as `scrapy shell` crawl no site: they need no record."""
    raise NotConfigured


def _revisit_rules(settings: BaseSettings) -> RevisitRules:
    return RevisitRules(
        settings.getfloat("REVISIT_AFTER"),
        settings.getfloat("REVISIT_AT_LATEST"),
        settings.getfloat("REVISIT_GROWTH"),
        settings.getfloat("REVISIT_UNSEEN"),
    )


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
