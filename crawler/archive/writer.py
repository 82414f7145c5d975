"""Writes the archive of one site: `<site>/<site>-00001.warc.gz`, and on."""

from importlib.metadata import version
from pathlib import Path

from crawler.archive.errors import explained
from crawler.archive.files import WarcFile, mend, newest
from crawler.archive.members import (
    Members,
    Repeated,
    response_members,
    revisit_members,
    warcinfo_member,
)
from crawler.archive.records import Exchange, Place

_SOFTWARE = f"dost-record (Scrapy/{version('scrapy')} warcio/{version('warcio')})"


class SiteArchive:
    """The archive of a site, to be appended to.

    What a method has returned a place of is on the disk, whatever happens afterwards. Every method
    may raise `ArchiveError`, for instance on a full disk; what was written before is kept. Several
    processes may write at once, each into files of its own.
    """

    def __init__(self, folder: Path, site: str, max_size: int) -> None:
        """Open the archive below `folder`, and mend what a crash has torn.

        A file that has grown to `max_size` bytes is followed by another one.
        """
        self._site = site
        self._folder = folder / site
        self._max_size = max_size
        self._file: WarcFile | None = None
        with explained(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            #: How many files were torn.
            self.mended = mend(self._folder)

    def write(self, exchange: Exchange) -> Place:
        """Archive an exchange; where its answer is."""
        return self._append(response_members(exchange))

    def write_revisit(self, exchange: Exchange, of: Repeated, *, not_modified: bool) -> Place:
        """Archive that an exchange brought nothing but the earlier answer `of`; where that is said.

        `not_modified`: the server said so with status 304; else it sent the same payload again.
        """
        return self._append(revisit_members(exchange, of, not_modified=not_modified))

    def close(self) -> None:
        """Close the file, if one is open."""
        file, self._file = self._file, None
        if file:
            with explained(file.path):
                file.close()

    def _append(self, members: Members) -> Place:
        with explained(self._folder):
            file = self._file = self._file or newest(self._folder, self._site, self._max_size)
            head = b"" if file.size else warcinfo_member(file.path.name, _SOFTWARE)
            start = file.append(head + members.request + members.answer)
        if file.size >= self._max_size:
            self.close()
        answer = start + len(head) + len(members.request)
        return Place(f"{self._site}/{file.path.name}", answer)
