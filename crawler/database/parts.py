"""The further pages that an article was read from, beside the page that it is known by."""

from typing import Any

from crawler.database.base import OpenDatabase
from crawler.database.records import StoredPart

_PARTS = """
SELECT number, key, part_url AS url, warc_file, warc_offset FROM page_parts
WHERE url = ? ORDER BY number
"""


class PartTable(OpenDatabase):
    """The table `page_parts`; what it has of a page is saved with its article."""

    def parts(self, url: str) -> list[StoredPart]:
        """The parts of the article at `url`, in their order; empty where it is on one page."""
        return [StoredPart(**row) for row in self._rows(_PARTS, url)]


def part_row(part: StoredPart) -> dict[str, Any]:
    """The columns that tell of a part, but for the page that it is a part of."""
    return {
        "number": part.number,
        "key": part.key,
        "part_url": part.url,
        "warc_file": part.warc_file,
        "warc_offset": part.warc_offset,
    }
