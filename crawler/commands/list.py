"""`scrapy list`: the sites that can be crawled."""

from argparse import Namespace

from scrapy.commands import list as scrapy_list

from crawler.commands import reports_user_errors


class Command(scrapy_list.Command):
    """Scrapy's command, with a mistake in the catalogue told in one line."""

    @reports_user_errors
    def run(self, args: list[str], opts: Namespace) -> None:
        """Print the names."""
        super().run(args, opts)
