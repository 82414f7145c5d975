"""Exchanges to archive, and a site's archive to put them into."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from crawler.archive.reader import exchanges
from crawler.archive.records import Exchange, Headers
from crawler.archive.writer import SiteArchive

SITE = "binh_son"
DATE = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
MEGABYTE = 1024 * 1024


def exchange(
    number: int = 1,
    body: bytes = "<p>Tiêu chuẩn, đo lường, chất lượng</p>".encode(),
    headers: Headers = (("Content-Type", "text/html; charset=utf-8"),),
    **fields: Any,
) -> Exchange:
    """What a page of the site answers."""
    message: dict[str, Any] = {
        "method": "GET",
        "url": f"http://skhcn.binhson.vidu/tin/{number}",
        "request_headers": (("Host", "skhcn.binhson.vidu"), ("User-Agent", "dost-record")),
        "request_body": b"",
        "status": 200,
        "reason": "OK",
        "headers": (*headers, ("Content-Length", str(len(body)))),
        "body": body,
        "date": DATE,
    }
    return Exchange(**message | fields)


def archive(folder: Path, max_size: int = MEGABYTE) -> SiteArchive:
    return SiteArchive(folder, SITE, max_size)


def archived(folder: Path) -> list[str]:
    """The addresses in all files of an archive, in their order."""
    return [found.url for path in files(folder) for found, _ in exchanges(path)]


def files(folder: Path, site: str = SITE) -> list[Path]:
    return sorted((folder / site).glob("*.warc.gz"))


def names(folder: Path) -> list[str]:
    """The names of all that lies in the site's folder."""
    return sorted(path.name for path in (folder / SITE).iterdir())


class _Command(NamedTuple):
    inputs: list[str]
    verbose: bool = False


def problems(folder: Path, site: str = SITE) -> int:
    """What `warcio check` ends with for all files of a site: 0 where all is well."""
    status: int = Checker(_Command([str(path) for path in files(folder, site)])).process_all()
    return status


class Fields(NamedTuple):
    """A record as warcio reads it."""

    kind: str
    headers: dict[str, str]
    http: list[tuple[str, str]]
    body: bytes


def records(path: Path) -> list[Fields]:
    """The records of a file as warcio reads them."""
    with path.open("rb") as file:
        return [
            Fields(
                record.rec_type,
                dict(record.rec_headers.headers),
                record.http_headers.headers if record.http_headers else [],
                record.raw_stream.read(),
            )
            for record in ArchiveIterator(file)
        ]
