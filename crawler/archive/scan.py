"""Scan of WARC files for pages of the catalogue's sites."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from crawler.archive.cdx import Captured
from crawler.archive.reader import exchanges
from crawler.archive.records import Exchange, Place
from crawler.catalogue.sites import Site
from crawler.payload.sniffing import begins_as_html
from crawler.urls.gate import web_address
from crawler.urls.hosts import bare_host

_HTML = ("text/html", "application/xhtml+xml")
#: Types that say that the server does not know (WHATWG, MIME Sniffing, 5.1).
_UNKNOWN = ("unknown/unknown", "application/unknown", "*/*")
#: A header that came twice is one with a comma (RFC 9110, 5.3).
_END_OF_TYPE = re.compile("[;,]")
#: What records are that are left out.
REVISIT, NO_PAGE, FOREIGN = "revisits", "not pages", "of no site of the catalogue"
MALFORMED = "with malformed addresses"


@dataclass(frozen=True, slots=True)
class Recorded(Captured):
    """A capture that lies in a WARC file; the file of its place is a path."""

    place: Place


@dataclass(frozen=True, slots=True)
class Survey:
    """The contents of a WARC file: pages by the names of their sites, other records by kind.

    Records that are no answers, such as requests, are not counted.
    """

    pages: Mapping[str, list[Recorded]]
    left_out: Mapping[str, int]

    def __str__(self) -> str:
        number = sum(map(len, self.pages.values()))
        told = f"pages of {', '.join(self.pages)}: {number}" if number else "no page of any site"
        rest = ", ".join(f"{count} {what}" for what, count in self.left_out.items())
        return f"{told}; left out: {rest}" if rest else told


class Hosts:
    """Finds the sites that addresses belong to."""

    def __init__(self, sites: Iterable[Site]) -> None:
        self._sites: defaultdict[str, list[Site]] = defaultdict(list)
        for site in sites:
            for host in site.hosts:
                self._sites[host].append(site)

    def owner(self, url: str) -> str | None:
        """The name of the site that a good address is inside of; of several, of the first."""
        sites = self._sites.get(bare_host(url), ())
        return next((site.name for site in sites if site.contains(url)), None)


def survey(path: Path, hosts: Hosts) -> Survey:
    """Go through a WARC file. Raises `ArchiveError` when it is none, `OSError` when unreadable."""
    pages: defaultdict[str, list[Recorded]] = defaultdict(list)
    left_out: Counter[str] = Counter()
    for exchange, place in exchanges(path):
        if web_address(exchange.url) is None:
            left_out[MALFORMED] += 1
            continue
        owner = hosts.owner(exchange.url)
        if owner is None:
            left_out[FOREIGN] += 1
        elif exchange.repeats:
            left_out[REVISIT] += 1
        elif not _is_page(exchange):
            left_out[NO_PAGE] += 1
        else:
            pages[owner].append(_recorded(exchange, place))
    return Survey(pages, left_out)


def _is_page(exchange: Exchange) -> bool:
    return exchange.method == "GET" and exchange.status == 200 and _media_type(exchange) in _HTML


def _media_type(exchange: Exchange) -> str:
    """The kind of an answer by its header, or by its first bytes where that says nothing."""
    declared = _END_OF_TYPE.split(exchange.content_type or "", maxsplit=1)[0].strip().lower()
    if "/" in declared and declared not in _UNKNOWN:
        return declared
    return "text/html" if begins_as_html(exchange.decoded_body) else declared


def _recorded(exchange: Exchange, place: Place) -> Recorded:
    media_type, status = _media_type(exchange), str(exchange.status)
    return Recorded(exchange.url, exchange.date, status, media_type, exchange.digest, place)
