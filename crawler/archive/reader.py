"""Reads WARC files: ours, and those of wget, Browsertrix, Common Crawl or the Internet Archive."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from crawler.archive.errors import ArchiveError, UnreadableRecord
from crawler.archive.http_records import KINDS, HttpRecord, http_record
from crawler.archive.records import Exchange, Original, Place

logger = logging.getLogger(__name__)

#: Bytes; records that are larger are no pages.
_LARGEST = 64 * 1024 * 1024
#: How records begin.
_MAGIC = b"WARC/"


class _Records(ArchiveIterator):  # type: ignore[misc]
    """The records of a file, whatever is between two of them in place of two blank lines."""

    def _consume_blanklines(self) -> tuple[bytes | None, int]:
        """The line that the next record begins with, None at the end, and the bytes before it."""
        skipped, is_told = 0, False
        while (line := self.reader.readline()) and not line.startswith(_MAGIC):
            skipped += len(line)
            if line.strip() and not is_told:
                is_told = True
                logger.warning("%s: something is between two records; it is lost", self.fh.name)
        return line or None, skipped


class _NotWarc(UnreadableRecord):
    """A file does not even begin with a record."""


def read(folder: Path, place: Place) -> Exchange:
    """The exchange whose answer is at a place; of its request, only the address is known.

    Raises `UnreadableRecord` when the file is gone or has no whole answer there.
    """
    path = folder / place.file
    try:
        with path.open("rb") as file:
            file.seek(place.offset)
            record = next(_records(file), None)
    except OSError as error:
        raise UnreadableRecord(f"{path}: {error.strerror}") from error
    except UnreadableRecord as error:
        raise UnreadableRecord(f"{path} {error}") from error
    if record is None or record.is_request or record.offset != place.offset:
        raise UnreadableRecord(f"{path} has no answer at {place.offset}")
    return record.exchange(None)


def exchanges(path: Path) -> Iterator[tuple[Exchange, Place]]:
    """The exchanges of a file, in their order, each with the place of its answer.

    The file of a place is `path`. Of a file that is cut off, what lies before the cut. Raises
    `ArchiveError` for what is no WARC file.
    """
    before: HttpRecord | None = None
    for record in _whole_records(path):
        if before and before.belongs_with(record):
            request, answer = sorted((before, record), key=lambda r: not r.is_request)
            yield answer.exchange(request), Place(path.as_posix(), answer.offset)
            before = None
            continue
        if before and not before.is_request:
            yield before.exchange(None), Place(path.as_posix(), before.offset)
        before = record
    if before and not before.is_request:
        yield before.exchange(None), Place(path.as_posix(), before.offset)


class Originals:
    """The places of the answers that revisit records repeat."""

    def __init__(self) -> None:
        self._places: dict[object, Place] = {}

    def add(self, exchange: Exchange, place: Place) -> None:
        """Remember an answer."""
        for key in _names(Original(exchange.url, exchange.date, exchange.digest)):
            self._places[key] = place

    def find(self, original: Original) -> Place | None:
        """The place of an answer, if it was added."""
        return next((self._places[k] for k in _names(original) if k in self._places), None)


def _names(original: Original) -> Iterator[object]:
    """The keys of an answer, the surest first."""
    if original.digest:
        yield original.url, original.digest
    if original.captured:
        yield original.url, original.captured
    if original.digest:
        yield original.digest


def _whole_records(path: Path) -> Iterator[HttpRecord]:
    with path.open("rb") as file:
        try:
            yield from _records(file)
        except _NotWarc as error:
            raise ArchiveError(f"{path} is not a WARC file ({error})") from error
        except UnreadableRecord as error:
            logger.warning("%s %s; what follows is not read", path, error)


def _records(file: BinaryIO) -> Iterator[HttpRecord]:
    """The records about HTTP from here on."""
    start = file.tell()
    records = _Records(file, no_record_parse=True)
    try:
        for entry in records:
            if entry.format != "warc":
                raise _NotWarc("it seems to be an ARC file, if any")
            if entry.rec_type not in KINDS or (entry.length or 0) > _LARGEST:
                continue
            offset = records.offset
            block = entry.raw_stream.read()
            if entry.length is None or len(block) < entry.length:
                raise UnreadableRecord(f"is cut off within the record at {offset}")
            if record := http_record(entry.rec_headers, block, offset):
                yield record
    except ArchiveLoadFailed as error:
        reason = " ".join(str(error).split())
        if records.offset == start or "non-chunked" in reason:
            raise _NotWarc(reason) from error
        raise UnreadableRecord(f"has no record at {records.offset}") from error
