"""What portals claim about when they changed: true, missing or a lie."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from enum import Enum, auto
from html import unescape
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from .content import VIETNAM
from .server import Request, Response

_ENTRY = re.compile(r"<url><loc>(?P<url>[^<]*)</loc>(?:<lastmod>[^<]*</lastmod>)?</url>")
_FEED_DATE = re.compile(r"<pubDate>[^<]*</pubDate>")
_LONG_AGO = datetime(2019, 5, 6, 7, 8, 9, tzinfo=UTC)


class Times(Enum):
    """Dates in sitemaps and feeds."""

    #: As the system writes them: when a story was published.
    PUBLISHED = auto()
    #: When it was last changed.
    RIGHT = auto()
    MISSING = auto()
    #: Always this moment.
    NOW = auto()


class Validators(Enum):
    """ETag and Last-Modified."""

    ABSENT = auto()
    RIGHT = auto()
    #: Another one with every answer.
    NEW = auto()
    #: Each page has its own that never changes, and is answered with 304.
    FROZEN = auto()
    #: All pages have the same, and are answered with 304.
    CONSTANT = auto()


class Said(NamedTuple):
    """What is true of an address: whose it is, which version it shows, since when."""

    name: str
    version: int
    changed: datetime


@dataclass
class Claims:
    """How far a portal can be believed."""

    sitemaps: Times = Times.PUBLISHED
    feeds: Times = Times.PUBLISHED
    validators: Validators = Validators.ABSENT
    now: Callable[[], date] = lambda: datetime.now(VIETNAM).date()
    _answers: itertools.count[int] = field(default_factory=itertools.count)

    def about(
        self, request: Request, response: Response, truth: Callable[[Request], Said]
    ) -> Response:
        """An answer with what the portal claims about it."""
        if response.status != 200 or request.method == "POST":
            return response
        if "xml" in response.headers.get("Content-Type", ""):
            response = self._dated(response, truth)
        return self._validated(request, response, truth(request))

    def _dated(self, response: Response, truth: Callable[[Request], Said]) -> Response:
        text = response.body.decode()
        if self.sitemaps is not Times.PUBLISHED:
            text = _ENTRY.sub(lambda entry: self._entry(entry["url"], truth), text)
        if self.feeds is not Times.PUBLISHED:
            date_now = f"<pubDate>{format_datetime(self._now())}</pubDate>"
            text = _FEED_DATE.sub("" if self.feeds is Times.MISSING else date_now, text)
        return replace(response, body=text.encode())

    def _entry(self, url: str, truth: Callable[[Request], Said]) -> str:
        moment = None
        if self.sitemaps is Times.NOW:
            moment = self._now()
        elif self.sitemaps is Times.RIGHT:
            moment = truth(request_for(unescape(url))).changed
        lastmod = f"<lastmod>{moment.isoformat()}</lastmod>" if moment else ""
        return f"<url><loc>{url}</loc>{lastmod}</url>"

    def _validated(self, request: Request, response: Response, said: Said) -> Response:
        if self.validators is Validators.ABSENT:
            return response
        names = {
            Validators.RIGHT: f"{said.name}-{said.version}",
            Validators.NEW: str(next(self._answers)),
            Validators.FROZEN: f"{said.name} {request.path} {sorted(request.query.items())}",
            Validators.CONSTANT: "",
        }
        etag = f'W/"{hashlib.sha256(names[self.validators].encode()).hexdigest()[:16]}"'
        moments = {Validators.RIGHT: said.changed, Validators.NEW: self._now()}
        modified = moments.get(self.validators, _LONG_AGO).astimezone(UTC)
        headers = {"ETag": etag, "Last-Modified": format_datetime(modified, usegmt=True)}
        if _is_known(request, etag, modified):
            return Response(304, headers)
        return replace(response, headers={**response.headers, **headers})

    def _now(self) -> datetime:
        return datetime.combine(self.now(), datetime.min.time(), UTC) - timedelta(hours=5)


def _is_known(request: Request, etag: str, modified: datetime) -> bool:
    """Whether a conditional request names what there is (RFC 9110, 13.2.2)."""
    if "if-none-match" in request.headers:
        return etag in request.headers["if-none-match"]
    since = request.headers.get("if-modified-since")
    return since is not None and modified.replace(microsecond=0) <= parsedate_to_datetime(since)


def request_for(url: str) -> Request:
    """What the server makes of an address."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    return Request("GET", parts.hostname or "", unquote(parts.path) or "/", query=query)
