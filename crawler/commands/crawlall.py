"""`scrapy crawlall [SITE ...]`: all sites in one process, politely side by side."""

import logging
import os
from argparse import Namespace
from typing import cast

from rich.console import Console
from scrapy.commands import BaseRunSpiderCommand
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import SETTINGS_PRIORITIES, Settings

from crawler.commands import reports_user_errors
from crawler.errors import UserError
from crawler.exports import share_feeds
from crawler.outcome import ExitStatus, exit_status
from crawler.progress import ErrorLines, LineDisplay, LiveDisplay, print_summary
from crawler.sidebyside import SideBySide

_NETWORK_ADVICE = (
    "No site could be reached. `make demo` shows what a crawl finds without a network."
)


class Command(BaseRunSpiderCommand):
    """Crawls the named sites, or all."""

    requires_project = True

    def syntax(self) -> str:
        """What follows the command's name."""
        return "[options] [SITE ...]"

    def short_desc(self) -> str:
        """The command's line in Scrapy's help."""
        return "Crawl all sites, or the named ones, side by side"

    def process_options(self, args: list[str], opts: Namespace) -> None:
        """Keep Scrapy's log off the screen, unless a level is asked for on the command line."""
        super().process_options(args, opts)
        settings = cast(Settings, self.settings)
        asked = settings.getpriority("LOG_LEVEL") == SETTINGS_PRIORITIES["cmdline"]
        if not settings["LOG_FILE"] and not asked:
            settings.set("LOG_ENABLED", False, priority="cmdline")

    @reports_user_errors
    def run(self, args: list[str], opts: Namespace) -> None:
        """Crawl, show how it goes, and sum up what it came to."""
        settings = cast(Settings, self.settings)
        process = cast(AsyncCrawlerProcess, self.crawler_process)
        loader = process.spider_loader
        names = list(dict.fromkeys(args)) or loader.list()
        for name in names:
            loader.load(name)
        at_once = settings.getint("SITES_AT_ONCE")
        if at_once < 1:
            raise UserError(f"SITES_AT_ONCE={at_once}: no site could begin; give 1 or more")
        share_feeds(settings)
        console = _Console(stderr="-" in _feed_files(opts))
        logs = settings.getbool("LOG_ENABLED") and not settings["LOG_FILE"]
        display = LiveDisplay(console) if console.is_terminal and not logs else LineDisplay(console)
        crawls = SideBySide(process, display, names, opts.spargs)
        error_lines = ErrorLines(display)
        if not logs:
            logging.root.addHandler(error_lines)
        with display:
            crawls.run(at_once)
        logging.root.removeHandler(error_lines)
        self.exitcode = self._sum_up(console, crawls)

    def _sum_up(self, console: Console, crawls: SideBySide) -> int:
        status = exit_status([result.outcome for result in crawls.progress.results])
        if status is ExitStatus.NOTHING_CRAWLED:
            console.print(_NETWORK_ADVICE, markup=False, highlight=False, soft_wrap=True)
        else:
            print_summary(console, crawls.progress)
        return ExitStatus.SOME_FAILED if crawls.forced else status


class _Console(Console):
    """Goes on in silence when nobody reads the output any more (`scrapy crawlall | head`)."""

    def on_broken_pipe(self) -> None:
        """Let the crawl go on; rich would end the program."""
        self.quiet = True
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.file.fileno())


def _feed_files(opts: Namespace) -> set[str]:
    """The files that exports go to, `-` for standard output."""
    return {
        feed.rpartition(":")[0] for feed in [*(opts.output or []), *(opts.overwrite_output or [])]
    }
