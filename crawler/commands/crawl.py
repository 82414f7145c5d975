"""`scrapy crawl NAME`: one site, with Scrapy's own log."""

import sys
from argparse import Namespace
from typing import cast

from scrapy.commands import crawl
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError

from crawler.command_line.result import Result
from crawler.commands import reports_user_errors
from crawler.engine.outcome import ExitStatus, exit_status


class Command(crawl.Command):
    """Scrapy's command, with an exit status that tells what the crawl came to."""

    @reports_user_errors
    def run(self, args: list[str], opts: Namespace) -> None:
        """Crawl the site, and say what went wrong if anything did."""
        if len(args) != 1:
            raise UsageError
        process = cast(AsyncCrawlerProcess, self.crawler_process)
        crawler = self._create_crawler(args[0])
        crawling = process.crawl(crawler, **opts.spargs)
        process.start()
        if not crawling.done():  # Ctrl-C came twice
            self.exitcode = ExitStatus.SOME_FAILED
            return
        crawling.result()
        result = Result.of(crawler)
        if result.ending:
            print(f"{result.site}: {result.ending}", file=sys.stderr)
        self.exitcode = exit_status([result.outcome])
