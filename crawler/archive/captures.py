"""Captures: what the database keeps of an exchange in the archive."""

from crawler.archive.records import Exchange, Place
from crawler.archive.validators import Validators
from crawler.database import Capture


def capture_of(exchange: Exchange, place: Place) -> Capture:
    """The line of the index that tells where an exchange lies."""
    return Capture(
        exchange.url,
        exchange.date,
        exchange.status,
        exchange.digest,
        place.file,
        place.offset,
        *Validators.of(exchange),
    )
