"""Lists of articles, the newest first, a page after the other."""

from itertools import groupby
from typing import Any

from crawler.browsing.serving import PageRequest
from crawler.database.reading_room.records import START, Headline, Position

#: Articles of a page of a list.
LISTED = 20


def position(request: PageRequest) -> Position:
    """The place of the reader in a list: behind the article that `?sau=2026-03-01.1234` names."""
    published, _, row = request.arguments.get("sau", "").rpartition(".")
    return Position(published, int(row)) if row.isdecimal() and len(row) < 19 else START


def listed(found: list[Headline]) -> dict[str, Any]:
    """A page of a list, by day, and where the next one begins; one more than listed was found."""
    shown = found[:LISTED]
    further = shown[-1].position if len(found) > LISTED else None
    return {
        "days": [(day, list(group)) for day, group in groupby(shown, lambda h: h.published)],
        "further": f"{further.published}.{further.row}" if further else None,
    }
