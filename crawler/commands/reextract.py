"""`scrapy reextract [SITE ...]`: reads what is archived again, without a request."""

from argparse import Namespace
from pathlib import Path
from typing import cast

from scrapy.settings import Settings

from crawler.command_line.progress import View
from crawler.command_line.sites_command import SitesCommand
from crawler.commands import reports_user_errors
from crawler.database import Database
from crawler.errors import UserError
from crawler.workers.pool import start_reading

_VIEW = View(
    {
        "pages": "pages",
        "re-extracted": "reextracted",
        "new": "new",
        "no longer read": "unread",
        "errors": "errors",
    },
    "reading",
)


class Command(SitesCommand):
    """Reads the archived pages of the named sites again, or those of all."""

    def syntax(self) -> str:
        """The arguments, as the command's help shows them."""
        return "[options] [SITE ...]"

    def short_desc(self) -> str:
        """The command's line in Scrapy's help."""
        return "Read the archived pages of all sites, or the named ones, again"

    def long_desc(self) -> str:
        """The text of the command's help."""
        return (
            "Runs extraction and everything behind it over the archive. What a page is read to now "
            "becomes a revision with the cause re-extracted. Nothing is requested. A run that was "
            "interrupted is taken up by the next."
        )

    @reports_user_errors
    def run(self, args: list[str], opts: Namespace) -> None:
        """Read, show how it goes, and sum up what it came to."""
        archived = self._archived(args)
        start_reading()
        base = cast(Settings, self.settings)["REREADING_SPIDER"]
        spiders = [self.loader.load(name, base) for name in archived]
        self.exitcode = self.run_side_by_side(spiders, opts.spargs, _VIEW)

    def _archived(self, names: list[str]) -> list[str]:
        """The sites to read again; raises `UserError` where one of those named has no archive."""
        loader = self.loader
        for name in names:
            loader.load(name)
        settings = cast(Settings, self.settings)
        database = Database(Path(settings["DATABASE"]))
        try:
            wanted = list(dict.fromkeys(names)) or loader.list()
            archived = [name for name in wanted if database.has_archived_pages(name)]
        finally:
            database.close()
        if missing := [name for name in wanted if name not in archived] if names else []:
            raise UserError(f"{', '.join(missing)}: nothing is archived; crawl first")
        if not archived:
            raise UserError(f"{settings['DATABASE']}: nothing is archived; crawl first")
        return archived
