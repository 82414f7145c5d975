"""The scope of a site: the part of a host that belongs to it."""

import re
from dataclasses import dataclass
from functools import cache
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from crawler.urls.hosts import bare_host

#: A host that says by its own name whose it is, as `sokhcn.angiang.gov.vn` or `khcnpy.gov.vn`.
_OWN_HOST = re.compile(r"khcn|dost|khoa-?hoc|vietq")
#: Path segments that lead to the home page of whatever stands before them.
_HOME = re.compile(
    r"home|home-?page|trang-?chu|trang|pages?|index|index\.php|default|main|web|guest|wps|my-?portal"
    r"|portal|vi|vn|vie|en|eng|vi[-_]vn|en[-_](?:us|gb)"
)
_FILE = re.compile(r".+\.(?:aspx?|html?|php|jspx?)")


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
class Ground:
    """The part of a host that is a site's: the bare host, and the site's path there."""

    host: str
    path: tuple[str, ...]

    def covers(self, path: str) -> bool:
        """True if the path of an address on the host lies there."""
        return not self.path or _segments(path)[: len(self.path)] == self.path


@cache
def ground_of(address: str, scope: str | None) -> Ground:
    """The ground of a site at an address, which is the path `scope` where that is given."""
    path = scope_path(address) if scope is None else scope
    return Ground(bare_host(address), _segments(path))


def page_of(address: str) -> tuple[str, tuple[str, ...], str]:
    """The same for all spellings of an address: scheme, case and `www.` make no other page."""
    parts = urlsplit(address)
    return bare_host(address), _segments(parts.path), parts.query


def _segments(path: str) -> tuple[str, ...]:
    """The segments of an address's path, decoded and in lower case, without `.` and `..`."""
    decoded = normpath("/" + unquote(path).lower())
    return tuple(segment for segment in decoded.split("/") if segment)
