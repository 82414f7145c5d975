"""Which part of a host belongs to a site."""

import re
from dataclasses import dataclass
from functools import cache
from posixpath import normpath
from urllib.parse import SplitResult, unquote, urlsplit

#: A host that says by its own name whose it is, as `sokhcn.angiang.gov.vn` or `khcnpy.gov.vn`.
_OWN_HOST = re.compile(r"khcn|dost|khoa-?hoc|vietq")
#: Path segments that lead to the home page of whatever stands before them.
_HOME = re.compile(
    r"home|home-?page|trang-?chu|trang|pages?|index|index\.php|default|main|web|guest|wps|my-?portal"
    r"|portal|vi|vn|vie|en|eng|vi[-_]vn|en[-_](?:us|gb)"
)
_FILE = re.compile(r".+\.(?:aspx?|html?|php|jspx?)")

#: A host and its port; None for the usual ones.
Place = tuple[str, int | None]


def scope_path(url: str) -> str:
    """The path outside which a site at an address does not reach; "" when the host is all its own.

    A department that is a path on a shared portal is confined to that path, or to the folder of
    the file that the address names. A path that leads to the home page of its host says nothing,
    nor does any path on a host that is a department's by its own name.
    """
    parts = urlsplit(url)
    if _OWN_HOST.search(host_of(parts)):
        return ""
    segments = _segments(parts.path)
    if segments and _FILE.fullmatch(segments[-1]):
        segments = segments[:-1]
    while segments and _HOME.fullmatch(segments[-1]):
        segments = segments[:-1]
    return "".join(f"/{segment}" for segment in segments)


@dataclass(frozen=True, slots=True)
class Ground:
    """The part of a host that is a site's: where the host is, and the site's path there."""

    place: Place
    path: tuple[str, ...]

    def covers(self, path: str) -> bool:
        """Whether the path of an address on the host lies there."""
        return not self.path or _segments(path)[: len(self.path)] == self.path


@cache
def ground_of(address: str, scope: str | None) -> Ground:
    """The ground of a site at an address, which is the path `scope` where that is given."""
    path = scope_path(address) if scope is None else scope
    return Ground(place_of(urlsplit(address)), _segments(path))


def host_of(parts: SplitResult) -> str:
    """The name of an address's host, in lower case and without `www.`."""
    return (parts.hostname or "").removeprefix("www.").rstrip(".")


def page_of(address: str) -> tuple[Place, tuple[str, ...], str]:
    """The same for all spellings of an address: scheme, case and `www.` make no other page."""
    parts = urlsplit(address)
    return place_of(parts), _segments(parts.path), parts.query


def place_of(parts: SplitResult) -> Place:
    """Host and port; the usual ports are the same place, another port is another server."""
    return host_of(parts), None if parts.port in (80, 443) else parts.port


def _segments(path: str) -> tuple[str, ...]:
    """The segments of an address's path, decoded and in lower case, without `.` and `..`."""
    decoded = normpath("/" + unquote(path).lower())
    return tuple(segment for segment in decoded.split("/") if segment)
