"""`scrapy ingest FILE ...`: takes over what others recorded of the catalogue's sites."""

import logging
from argparse import Namespace
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

from scrapy.settings import Settings

from crawler.archive import reader
from crawler.archive.errors import ArchiveError
from crawler.archive.scan import Hosts, Recorded, survey
from crawler.command_line.progress import View
from crawler.command_line.sites_command import SitesCommand
from crawler.commands import reports_user_errors
from crawler.engine.outcome import ExitStatus
from crawler.errors import UserError

_VIEW = View({"pages": "pages", "new": "new", "edited": "edited", "errors": "errors"}, "reading")
_SUFFIXES = ("*.warc", "*.warc.gz")


class Command(SitesCommand):
    """Reads WARC files from elsewhere."""

    def syntax(self) -> str:
        """The arguments, as the command's help shows them."""
        return "[options] FILE.warc.gz|FOLDER ..."

    def short_desc(self) -> str:
        """The command's line in Scrapy's help."""
        return "Read WARC files that others have recorded"

    def long_desc(self) -> str:
        """The text of the command's help."""
        return (
            "Reads the pages of the catalogue's sites that lie in WARC files, dated by their "
            "records, and copies them into the archive. Nothing is requested. What was taken over "
            "before is left out, so a run that was interrupted is repeated to go on."
        )

    @reports_user_errors
    def run(self, args: list[str], opts: Namespace) -> None:
        """Go through the files, then read their pages site by site."""
        settings = cast(Settings, self.settings)
        if not args:
            raise UserError("name WARC files, or folders of them: scrapy ingest FILE.warc.gz ...")
        if not settings["ARCHIVE"]:
            raise UserError("ARCHIVE is empty: there is no archive to copy the pages to")
        paths = list(dict.fromkeys(path for name in args for path in _files(Path(name))))
        pages, is_well = self._survey(paths)
        if not pages:
            self.exitcode = ExitStatus.NOTHING_CRAWLED
            return
        base = settings["INGESTING_SPIDER"]
        spiders = [self.loader.load(name, base, recorded=pages[name]) for name in sorted(pages)]
        status = self.run_side_by_side(spiders, opts.spargs, _VIEW)
        self.exitcode = status or (ExitStatus.ALL_WELL if is_well else ExitStatus.SOME_FAILED)

    def _survey(self, paths: list[Path]) -> tuple[dict[str, list[Recorded]], bool]:
        """The pages in the files, by site, and whether all files could be read to their end."""
        hosts = Hosts(self.loader.sites())
        pages: defaultdict[str, list[Recorded]] = defaultdict(list)
        complaints = _Complaints(self._say)
        logging.getLogger(reader.__name__).addHandler(complaints)
        for path in paths:
            try:
                found = survey(path, hosts)
            except (ArchiveError, OSError) as error:
                complaints.add(str(error))
                continue
            self._say(f"{path}: {found}")
            for name, recorded in found.pages.items():
                pages[name] += recorded
        logging.getLogger(reader.__name__).removeHandler(complaints)
        return dict(pages), not complaints.number

    def _say(self, line: str) -> None:
        self.console.print(line, markup=False, highlight=False, soft_wrap=True)


class _Complaints(logging.Handler):
    """Shows what is wrong with files, as errors or as the reader's warnings tell it."""

    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__(logging.WARNING)
        self._say = say
        self.number = 0

    def add(self, complaint: str) -> None:
        """Show a complaint."""
        self.number += 1
        self._say(complaint)

    def emit(self, record: logging.LogRecord) -> None:
        """Show a warning."""
        self.add(record.getMessage())


def _files(path: Path) -> Iterator[Path]:
    """The WARC files at a path. Raises `UserError` where there are none."""
    if path.is_dir():
        found = sorted(file for suffix in _SUFFIXES for file in path.rglob(suffix))
        if not found:
            raise UserError(f"{path}: no WARC file (.warc, .warc.gz) is there")
        yield from (file.resolve() for file in found)
    elif path.is_file():
        yield path.resolve()
    else:
        raise UserError(f"{path}: there is no such file")
