"""Base of the commands that run a crawl for each of many sites."""

import logging
from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import Any, cast

from rich.console import Console
from scrapy import Spider
from scrapy.commands import BaseRunSpiderCommand
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import SETTINGS_PRIORITIES, Settings

from crawler.command_line.multi_crawl import MultiCrawl
from crawler.command_line.progress import ErrorLines, LineDisplay, LiveDisplay, View, print_summary
from crawler.engine.closed_pipe import silence
from crawler.engine.feed_storages import share_feeds
from crawler.engine.loader import CatalogueSpiderLoader
from crawler.engine.outcome import ExitStatus, exit_status
from crawler.errors import UserError


class SitesCommand(BaseRunSpiderCommand):
    """Runs crawls side by side, shows how they go, and sums up what they came to."""

    requires_project = True

    def process_options(self, args: list[str], opts: Namespace) -> None:
        """Keep Scrapy's log off the screen, unless a level is asked for on the command line."""
        super().process_options(args, opts)
        settings = cast(Settings, self.settings)
        asked = settings.getpriority("LOG_LEVEL") == SETTINGS_PRIORITIES["cmdline"]
        if not settings["LOG_FILE"] and not asked:
            settings.set("LOG_ENABLED", False, priority="cmdline")
        self.console = _Console(stderr="-" in _feed_files(opts))

    @property
    def loader(self) -> CatalogueSpiderLoader:
        """The loader of the sites' spiders."""
        return cast(CatalogueSpiderLoader, self._process.spider_loader)

    @property
    def _process(self) -> AsyncCrawlerProcess:
        return cast(AsyncCrawlerProcess, self.crawler_process)

    def run_side_by_side(
        self, spiders: Sequence[type[Spider]], spider_arguments: Mapping[str, Any], view: View
    ) -> ExitStatus:
        """Run a crawl with each of the spiders; raises `UserError` where none can begin."""
        settings = cast(Settings, self.settings)
        at_once = settings.getint("SITES_AT_ONCE")
        if at_once < 1:
            raise UserError(f"SITES_AT_ONCE={at_once}: no site could begin; give 1 or more")
        share_feeds(settings)
        console = self.console
        logs = settings.getbool("LOG_ENABLED") and not settings["LOG_FILE"]
        display = (LiveDisplay if console.is_terminal and not logs else LineDisplay)(console, view)
        crawls = MultiCrawl(self._process, display, spiders, spider_arguments)
        error_lines = ErrorLines(display)
        if not logs:
            logging.root.addHandler(error_lines)
        with display:
            crawls.run(at_once)
        logging.root.removeHandler(error_lines)
        status = exit_status([result.outcome for result in crawls.progress.results])
        if status is not ExitStatus.NOTHING_CRAWLED or crawls.forced:
            print_summary(console, crawls.progress)
        return ExitStatus.SOME_FAILED if crawls.forced else status


class _Console(Console):
    """Goes on in silence when nobody reads the output any more (`scrapy crawlall | head`)."""

    def on_broken_pipe(self) -> None:
        """Let the crawl go on; rich would end the program."""
        self.quiet = True
        silence(self.file)


def _feed_files(opts: Namespace) -> set[str]:
    """The files that exports go to, `-` for standard output."""
    return {
        feed.rpartition(":")[0] for feed in [*(opts.output or []), *(opts.overwrite_output or [])]
    }
