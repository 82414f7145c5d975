"""The one gate for addresses that come from outside: good ones of the web, or none.

Pages, feeds, sitemaps, redirects, archives and indexes write all that can be written where an
address should stand. Behind this gate each can be taken apart, resolved, normalised and asked for
without a failure; what is malformed is left out, and told to whoever collects `refusals`.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

#: Characters; browsers and servers take about as many, and what is longer is a loop of links.
LONGEST = 2_000
#: What runs count malformed addresses as.
MALFORMED = "malformed address"
#: References that are well formed and none of the web: scripts, mail, embedded data, files.
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z\d+.-]*:", re.IGNORECASE)
#: References that mean the same on all pages of a host.
_FROM_ROOT = re.compile(r"/(?!/)|https?://(?!/)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]|%00")
#: Characters of a host's name (RFC 1123, 2.1).
_LONGEST_HOST = 253
_HOST = re.compile(r"[a-z\d_][a-z\d_-]{0,62}(?:\.[a-z\d_][a-z\d_-]{0,62})*\.?")

_refused: ContextVar[list[str] | None] = ContextVar("refused", default=None)


def absolute(base: str, reference: str) -> str | None:
    """The address that a reference on the page at `base` means; None for what is none of the web.

    >>> absolute("http://skhcn.vidu/tin/", "bai.html#cuoi")
    'http://skhcn.vidu/tin/bai.html'
    >>> absolute("http://skhcn.vidu/", "http://[skhcn.vidu/")
    """
    reference = reference.strip()
    if _OTHER_SCHEME.match(reference):
        return None
    reference = reference.replace("\\", "/")
    address = _resolved(_root(base) if _FROM_ROOT.match(reference) else base, reference)
    if address is None and (refused := _refused.get()) is not None:
        refused.append(reference or base)
    return address


def web_address(text: str) -> str | None:
    """A whole address as it is written; None where it is none of the web.

    >>> web_address("http://skhcn.vidu:abc/")
    >>> web_address("/tin-tuc")
    """
    return absolute(text, "")


def refuse(references: Iterable[str]) -> None:
    """Tell whoever collects `refusals` here of malformed references met in another process."""
    if (refused := _refused.get()) is not None:
        refused.extend(references)


@contextmanager
def refusals() -> Iterator[list[str]]:
    """Collect the malformed references that are met in this context meanwhile."""
    refused: list[str] = []
    token = _refused.set(refused)
    try:
        yield refused
    finally:
        _refused.reset(token)


@lru_cache(maxsize=100)
def _root(url: str) -> str:
    """The root of an address's host, under which what the menu of every page says is kept."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.scheme}://{parts.netloc}/"


@lru_cache(maxsize=10_000)
def _resolved(base: str, reference: str) -> str | None:
    if len(reference) > LONGEST:
        return None
    try:
        url = urljoin(base, reference).partition("#")[0]
        parts = urlsplit(url)
        is_good = parts.port != 0 and _is_host(parts.hostname or "")
        url.encode()
    except ValueError:
        return None
    is_web = parts.scheme in ("http", "https") and len(url) <= LONGEST
    return url if is_web and is_good and not _CONTROL.search(url) else None


@lru_cache(maxsize=10_000)
def _is_host(name: str) -> bool:
    """True if a host can have such a name; raises `ValueError` for some that it cannot."""
    ascii_name = name if name.isascii() else name.encode("idna").decode("ascii").lower()
    return len(ascii_name) <= _LONGEST_HOST and _HOST.fullmatch(ascii_name) is not None
