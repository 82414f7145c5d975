"""`scrapy crawlall [SITE ...]`: all sites in one process, politely side by side."""

from argparse import Namespace
from typing import cast

from scrapy.settings import Settings

from crawler.command_line.progress import CRAWLING
from crawler.command_line.sites_command import SitesCommand
from crawler.commands import reports_user_errors
from crawler.database import Source
from crawler.engine.outcome import ExitStatus

_NETWORK_ADVICE = (
    "No site could be reached. `make demo` shows what a crawl finds without a network."
)


class Command(SitesCommand):
    """Crawls the named sites, or all."""

    def syntax(self) -> str:
        """The arguments, as the command's help shows them."""
        return "[options] [SITE ...]"

    def short_desc(self) -> str:
        """The command's line in Scrapy's help."""
        return "Crawl all sites, or the named ones, side by side"

    @reports_user_errors
    def run(self, args: list[str], opts: Namespace) -> None:
        """Crawl, show how it goes, and sum up what it came to."""
        names = list(dict.fromkeys(args)) or self.loader.list()
        spiders = [self.loader.load(name) for name in names]
        if opts.spargs.get("source") == Source.WAYBACK:  # one server for all, unless -s says more
            cast(Settings, self.settings).set("SITES_AT_ONCE", 1, priority="spider")
        self.exitcode = self.run_side_by_side(spiders, opts.spargs, CRAWLING)
        if self.exitcode == ExitStatus.NOTHING_CRAWLED:
            self.console.print(_NETWORK_ADVICE, markup=False, highlight=False, soft_wrap=True)
