"""The archived answers of pages that are on record."""

from collections.abc import Callable
from pathlib import Path

from crawler.archive.captures import capture_of
from crawler.archive.errors import UnreadableRecord
from crawler.archive.reader import read
from crawler.archive.records import Exchange, Place
from crawler.articles.stages import Part
from crawler.database import Database, KnownPage


class ArchivedPages:
    """Reads the archive in a folder; `count` is told, by name, of what cannot be read."""

    def __init__(self, folder: Path, database: Database, count: Callable[[str], None]) -> None:
        self._folder, self._database, self._count = folder, database, count

    def answer(self, page: KnownPage) -> Exchange | None:
        """The answer that a page's article was read from; None where the archive has none."""
        if page.warc_file is None or page.warc_offset is None:
            return None
        return self._read(Place(page.warc_file, page.warc_offset))

    def parts(self, url: str) -> tuple[Part, ...]:
        """The further pages of the article at an address, as the archive has them."""
        found = []
        for part in self._database.parts(url):
            place = Place(part.warc_file, part.warc_offset)
            if exchange := self._read(place):
                body, header = exchange.decoded_body, exchange.content_type
                capture = capture_of(exchange, place)
                found.append(Part(part.number, part.key, part.url, body, header, capture))
        return tuple(found)

    def _read(self, place: Place) -> Exchange | None:
        try:
            return read(self._folder, place)
        except UnreadableRecord:
            self._count("fallbacks/archive unreadable")
            return None
