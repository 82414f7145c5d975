"""The index of a web archive: what was captured of a site, and when.

CDX servers are asked alike but answer differently: the Internet Archive's with one JSON array
(https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server), pywb's with a JSON
object a line (https://pywb.readthedocs.io/en/latest/manual/cdxserver_api.html). What one of them
does not know, such as `collapse`, it ignores: nothing here relies on it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote_plus, urlencode

from crawler.catalogue.scope import scope_path
from crawler.catalogue.sites import Site
from crawler.errors import UserError
from crawler.period import Period
from crawler.urls.gate import web_address
from crawler.urls.hosts import bare_host

#: Lines of the index that are asked for at once.
LINES = 10_000
#: What is no page. Negative, so that servers with other rules for expressions leave nothing out.
_FILTERS = (
    "!statuscode:[345]..",
    "!mimetype:(image|audio|video|font)/.*",
    "!mimetype:text/(css|javascript)",
    "!mimetype:application/(pdf|zip|msword|json|(x-)?javascript|vnd.*|x-shockwave-flash)",
)
#: The type of a line that repeats an earlier one, of which it tells the digest.
REVISIT = "warc/revisit"
_STAMP = "%Y%m%d%H%M%S"


@dataclass(frozen=True, slots=True)
class Captured:
    """A line of the index: that an archive captured an address at a moment (UTC).

    `status` is "" where the line does not say, `digest` tells payloads apart.
    """

    url: str
    moment: datetime
    status: str
    media_type: str
    digest: str

    @property
    def stamp(self) -> str:
        """The moment as archives write it in addresses."""
        return self.moment.strftime(_STAMP)


@dataclass(frozen=True, slots=True)
class IndexPage:
    """A part of the index; `resume_key` asks for the next one.

    `is_cut` tells that the server has more but no way to ask for it, other than all at once.
    """

    captures: list[Captured]
    resume_key: str = ""
    is_cut: bool = False


def prefixes(site: Site) -> list[str]:
    """The prefixes of a site's addresses, without the scheme: each once."""
    found: dict[str, None] = {}
    for address in site.addresses:
        scope = site.scope if address == site.url else None
        path = scope_path(address) if scope is None else scope
        found[f"{bare_host(address)}{path or '/'}"] = None
    return list(found)


def index_address(
    server: str, prefix: str, period: Period, resume_key: str = "", *, is_limited: bool = True
) -> str:
    """The address at which a CDX server lists captures: so many at once, or all."""
    query = [("url", prefix), ("matchType", "prefix"), ("output", "json"), ("collapse", "digest")]
    query += [("filter", each) for each in _FILTERS]
    if period.begins:
        query.append(("from", period.begins.strftime(_STAMP)))
    if period.ends:
        query.append(("to", period.ends.strftime(_STAMP)))
    if is_limited:
        query += [("limit", str(LINES)), ("showResumeKey", "true")]
    if resume_key:
        query.append(("resumeKey", resume_key))
    return f"{server}?{urlencode(query)}"


def read_index(body: bytes) -> IndexPage:
    """Parse the answer of a CDX server. Raises `UserError` when it is none."""
    text = body.decode("utf-8", "replace").strip()
    try:
        if text.startswith("["):
            return _of_array(json.loads(text))
        rows = [json.loads(line) for line in text.splitlines()]
        return IndexPage(_captures(rows), is_cut=len(rows) >= LINES)
    except (ValueError, TypeError, AttributeError) as error:
        beginning = " ".join(text[:60].split())
        raise UserError(f"no index of an archive but “{beginning}…”") from error


def _of_array(rows: list[list[str]]) -> IndexPage:
    names, rows = (rows[0], rows[1:]) if rows else ([], [])
    resume_key = ""
    if len(rows) >= 2 and not rows[-2]:
        resume_key = unquote_plus(rows[-1][0])
        rows = rows[:-2]
    return IndexPage(_captures([dict(zip(names, row, strict=False)) for row in rows]), resume_key)


def _captures(rows: list[Mapping[str, Any]]) -> list[Captured]:
    return [capture for row in rows if (capture := _capture(row))]


def _capture(row: Mapping[str, Any]) -> Captured | None:
    """The capture that a line tells of; None for a line that is not understood."""
    url = web_address(str(row.get("original") or row.get("url") or ""))
    try:
        moment = datetime.strptime(str(row.get("timestamp")), _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    if url is None:
        return None
    return Captured(
        url=url,
        moment=moment,
        status=_told(row.get("statuscode") or row.get("status")),
        media_type=_told(row.get("mimetype") or row.get("mime")).lower(),
        digest=_told(row.get("digest")).removeprefix("sha1:"),
    )


def _told(value: object) -> str:
    return "" if value in (None, "-") else str(value)
