"""A server whose answers a crawl archives, night after night."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from scrapy.http import Request, Response

from crawler.archive.reader import exchanges, read
from crawler.archive.records import Exchange, Place
from crawler.database import Capture
from crawler.engine.messages import findings_of
from tests.testing.loopback import Answer, Crawled, Handler, Server, crawl

FIRST_NIGHT = datetime.fromisoformat("2026-03-02T03:00:00+07:00")
SITE = "thu_nghiem"


@dataclass
class Validated:
    """A page with validators, answered with 304 to who has them."""

    body: bytes
    etag: str | None = None
    last_modified: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def __call__(self, handler: Handler) -> None:
        validators = {"ETag": self.etag, "Last_Modified": self.last_modified}
        sent = {name: value for name, value in validators.items() if value} | self.headers
        asked = (handler.headers["If-None-Match"], handler.headers["If-Modified-Since"])
        if any(asked) and asked == (self.etag, self.last_modified):
            handler.send_response(304)
            for name, value in sent.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
        else:
            handler.answer(self.body, **sent)


@dataclass
class Site:
    """A site on the loopback interface, with its archive and its database."""

    server: Server
    answers: dict[str, Answer]
    folder: Path
    nights: int = 0

    @property
    def archive(self) -> Path:
        return self.folder / "archive"

    def crawl(self, *requests: str | Request, **settings: Any) -> Crawled:
        """Crawl on the next night."""
        self.nights += 1
        defaults: dict[str, Any] = {
            "EXTENSIONS": {
                "crawler.engine.run.Run": 0,
                "crawler.engine.errors.ErrorCounter": 0,
                "scrapy.extensions.logcount.LogCount": None,
            },
            "DATABASE": str(self.folder / "articles.db"),
            "SITES_FILE": str(self.folder / "sites.toml"),
            "ARCHIVE": str(self.archive),
            "NOW": (FIRST_NIGHT + timedelta(days=self.nights - 1)).isoformat(),
            "ROBOTSTXT_OBEY": False,
        }
        return crawl(self.server, *requests, **defaults | settings)

    def asked(self, path: str = "/tin") -> list[tuple[str | None, str | None]]:
        """The conditions of all requests for a path."""
        names = ("If-None-Match", "If-Modified-Since")
        return [
            (asked.headers.get(names[0]), asked.headers.get(names[1]))
            for asked in self.server.seen
            if asked.path == path
        ]

    def archived(self) -> list[Exchange]:
        files = sorted(self.archive.rglob("*.warc.gz"))
        return [exchange for path in files for exchange, _ in exchanges(path)]

    def read(self, capture: Capture) -> Exchange:
        return read(self.archive, Place(capture.warc_file, capture.warc_offset))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.folder / "articles.db")) as connection:
            return connection.execute(query).fetchall()


def capture(response: Response) -> Capture:
    found = findings_of(response).capture
    assert found is not None
    return found


def reasons(site: Site) -> str:
    ((found,),) = site.rows("SELECT reasons FROM runs ORDER BY id DESC LIMIT 1")
    return str(found)
