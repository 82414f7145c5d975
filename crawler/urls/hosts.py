"""The host of an address: one name for it, however it is written."""

from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

#: The ports that go without saying, by http and https.
_USUAL_PORTS = (None, 80, 443)


def canonical_host(url: str) -> str:
    """The host as canonical addresses write it; "" for a relative address.

    In lower case, in IDNA form where it is not ASCII, without a user, a trailing dot, or a usual
    port: at an unusual one there is another server. Raises `ValueError` for what is no address.

    >>> canonical_host("https://WWW.SKHCN.vidu.:443/tin")
    'www.skhcn.vidu'
    """
    return _canonical(urlsplit(url).netloc)


def bare_host(url: str) -> str:
    """The canonical host without `www.`: the same for all the names by which a portal goes.

    >>> bare_host("//www.skhcn.vidu:8080/tin")
    'skhcn.vidu:8080'
    """
    return canonical_host(url).removeprefix("www.")


@lru_cache(maxsize=10_000)
def _canonical(netloc: str) -> str:
    parts = SplitResult("", netloc, "", "", "")
    name = parts.hostname or ""
    if not name.isascii():
        name = name.encode("idna").decode("ascii").lower()
    name = f"[{name}]" if ":" in name else name.rstrip(".")
    return name if parts.port in _USUAL_PORTS else f"{name}:{parts.port}"
