"""The catalogue: which sites there are and which provinces, each a record in a TOML file.

Everything that can be wrong with a file is found when it is read, and all of it is told at once.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from posixpath import normpath
from typing import Literal
from urllib.parse import unquote, urlsplit

from crawler.catalogue import toml_checks as checks
from crawler.catalogue.toml_records import Check, RecordFile
from crawler.errors import UserError
from crawler.extraction.fields.hints import Hints
from crawler.urls.hosts import bare_host
from crawler.vietnamese.unicode import slug

logger = logging.getLogger(__name__)

#: What a site that belongs to no province gives as its province.
COUNTRY = "Việt Nam"

SystemName = Literal[
    "liferay", "dotnetnuke", "sharepoint", "nukeviet", "vnpt", "websphere", "drupal", "joomla",
    "wordpress", "webcenter", "aspnet",
]  # fmt: skip
Status = Literal["known", "partial", "not found"]
Period = Literal["former", "present"]

#: A host that says by its own name whose it is, as `sokhcn.angiang.gov.vn` or `khcnpy.gov.vn`.
_OWN_HOST = re.compile(r"khcn|dost|khoa-?hoc|vietq")
#: Path segments that lead to the home page of whatever stands before them.
_HOME = re.compile(
    r"home|home-?page|trang-?chu|trang|pages?|index|index\.php|default|main|web|guest|wps|my-?portal"
    r"|portal|vi|vn|vie|en|eng|vi[-_]vn|en[-_](?:us|gb)"
)
_FILE = re.compile(r".+\.(?:aspx?|html?|php|jspx?)")

_SITE_CHECKS: dict[str, Check] = {
    **dict.fromkeys(("url", "older", "listings", "feeds", "sitemaps"), checks.address),
    **dict.fromkeys(("article", "skip"), checks.pattern),
    **dict.fromkeys(("title", "date", "author", "body"), checks.selector),
    "scope": checks.path,
    "until": checks.day,
    "delay": checks.seconds,
}


class CatalogueError(UserError):
    """A file of the catalogue cannot be used; its text has a line for each mistake."""


@dataclass(frozen=True, slots=True)
class Site:
    """A record of `sites.toml`: who publishes where, and hints that make a crawl sharper.

    Nothing depends on the hints: the first four fields are enough to crawl a site.
    """

    #: The spider's name.
    name: str
    #: The publisher, in Vietnamese.
    agency: str
    #: The province's name as `provinces.toml` spells it, or `COUNTRY`.
    province: str
    #: The newest address known of the home page, or of the department's part of a shared portal.
    url: str | None = None
    #: Other addresses of the same publisher, crawled as well.
    older: tuple[str, ...] = ()
    #: The path on the host of `url` outside which nothing is crawled; else `scope_path(url)`.
    scope: str | None = None
    #: The content system, where it is known.
    system: SystemName | None = None
    #: "not found" when no address is known, "partial" when only that of a part (see `note`).
    status: Status = "known"
    #: The publisher's last day (ISO 8601), if it has ended.
    until: str | None = None
    #: The name of the site that took over then.
    successor: str | None = None
    #: What the addresses are known from.
    seen: str = ""
    #: What else helps: the form of addresses, and addresses that are not the publisher's.
    note: str = ""
    #: Addresses of pages that list articles.
    listings: tuple[str, ...] = ()
    #: Addresses of RSS and Atom feeds.
    feeds: tuple[str, ...] = ()
    #: Addresses of sitemaps that robots.txt does not name.
    sitemaps: tuple[str, ...] = ()
    #: A regular expression, found in the address of every article and of no other page.
    article: str | None = None
    #: A regular expression, found in addresses that are never visited.
    skip: str | None = None
    #: CSS selectors of an article's title, date, author and text.
    title: str | None = None
    date: str | None = None
    author: str | None = None
    body: str | None = None
    #: Seconds between two requests, where the site needs more than the usual.
    delay: float | None = None

    @property
    def addresses(self) -> tuple[str, ...]:
        """The home pages, the newest first."""
        return ((self.url,) if self.url else ()) + self.older

    @property
    def hints(self) -> Hints:
        """Where the parts of an article stand."""
        return Hints(self.title, self.date, self.author, self.body)

    @property
    def crawlable(self) -> bool:
        """Whether an address is known to start from."""
        return self.url is not None

    @property
    def hosts(self) -> tuple[str, ...]:
        """The site's hosts as `bare_host` writes them, each once."""
        return tuple(dict.fromkeys(map(bare_host, self.addresses)))

    def contains(self, url: str) -> bool:
        """Whether an address is inside the site.

        It is when it lies on the host of one of the site's addresses, with or without `www.`, by
        http or https, and where that host is shared with others, inside the site's path.
        """
        try:
            parts = urlsplit(url)
            host = bare_host(url)
        except ValueError:
            return False
        return parts.scheme in ("http", "https") and any(
            host == ground.host and ground.covers(parts.path) for ground in self._grounds()
        )

    def _grounds(self) -> Iterator["_Ground"]:
        for address in self.addresses:
            yield _ground(address, self.scope if address == self.url else None)


@dataclass(frozen=True, slots=True)
class Province:
    """A record of `provinces.toml`."""

    #: Its key; a former province's is also the name of its department's site.
    code: str
    name: str
    #: Whether it is one of the 63 provinces before or the 34 after 1 July 2025.
    period: Period
    #: The code of the present province that it is, or became part of.
    present: str
    #: Its first and its last day (ISO 8601), where the reform of 2025 set one.
    valid_from: str | None = None
    valid_until: str | None = None


def load_provinces(path: Path) -> dict[str, Province]:
    """The provinces by their codes. Raises `CatalogueError`."""
    file = RecordFile(path, "PROVINCES_FILE")
    provinces = file.read(Province, {"valid_from": checks.day, "valid_until": checks.day})
    for code, province in provinces.items():
        target = provinces.get(province.present)
        if province.present not in file.names or (target and target.period != "present"):
            file.wrong(
                code,
                "present",
                f'"{province.present}" is no present province; write the key of one',
            )
    _raise_mistakes(file)
    return provinces


def load_sites(path: Path, provinces: Mapping[str, Province]) -> dict[str, Site]:
    """The sites by their names, in the order of the file. Raises `CatalogueError`.

    A province is given the spelling it has in `provinces`, however it is written; one that is not
    there is kept as it is and logged as a warning.
    """
    file = RecordFile(path, "SITES_FILE")
    sites = file.read(Site, _SITE_CHECKS, _required_of_a_site)
    for name, site in sites.items():
        if site.successor and site.successor not in file.names:
            file.wrong(
                name, "successor", f'there is no record "{site.successor}"; write the name of one'
            )
    for site, address, other in _shared_addresses(sites.values()):
        key = "url" if address == site.url else "older"
        file.wrong(site.name, key, f'"{address}" stands in [{other.name}] as well; remove it here')
    _raise_mistakes(file)
    spellings = {_plain(name): name for name in (COUNTRY, *(p.name for p in provinces.values()))}
    return {name: _with_spelling(site, spellings, path) for name, site in sites.items()}


def scope_path(url: str) -> str:
    """The path outside which a site at an address does not reach; "" when the host is all its own.

    A department that is a path on a shared portal is confined to that path, or to the folder of
    the file that the address names. A path that leads to the home page of its host says nothing,
    nor does any path on a host that is a department's by its own name.
    """
    parts = urlsplit(url)
    if _OWN_HOST.search(bare_host(url)):
        return ""
    segments = _segments(parts.path)
    if segments and _FILE.fullmatch(segments[-1]):
        segments = segments[:-1]
    while segments and _HOME.fullmatch(segments[-1]):
        segments = segments[:-1]
    return "".join(f"/{segment}" for segment in segments)


@dataclass(frozen=True, slots=True)
class _Ground:
    """The part of a host that is a site's: the host, and the site's path there."""

    host: str
    path: tuple[str, ...]

    def covers(self, path: str) -> bool:
        return not self.path or _segments(path)[: len(self.path)] == self.path


@cache
def _ground(address: str, scope: str | None) -> _Ground:
    path = scope_path(address) if scope is None else scope
    return _Ground(bare_host(address), _segments(path))


def _segments(path: str) -> tuple[str, ...]:
    """The segments of an address's path, decoded and in lower case, without `.` and `..`."""
    decoded = normpath("/" + unquote(path).lower())
    return tuple(segment for segment in decoded.split("/") if segment)


def _with_spelling(site: Site, spellings: Mapping[str, str], path: Path) -> Site:
    if spelling := spellings.get(_plain(site.province)):
        return replace(site, province=spelling)
    message = '%s: [%s] province: "%s" is no province, former or present; crawled all the same'
    logger.warning(message, path, site.name, site.province)
    return site


def _plain(name: str) -> str:
    """A province's name without what people write differently: marks, case, the word before it."""
    return slug(name).removeprefix("tinh-").removeprefix("thanh-pho-").removeprefix("tp-")


def _shared_addresses(sites: Iterable[Site]) -> Iterator[tuple[Site, str, Site]]:
    """Site and address where another site, the third, has had the address before."""
    owners: dict[object, Site] = {}
    for site in sites:
        for address in site.addresses:
            parts = urlsplit(address)
            page = (bare_host(address), _segments(parts.path), parts.query)
            owner = owners.setdefault(page, site)
            if owner is not site:
                yield site, address, owner


def _raise_mistakes(file: RecordFile) -> None:
    if file.mistakes:
        raise CatalogueError("\n".join(file.mistakes))


def _required_of_a_site(table: Mapping[str, object]) -> Mapping[str, str]:
    if table.get("status", "known") != "known":
        return {}
    return {"url": 'add url = "http://…", or status = "not found"'}
