"""The content systems that are known, and which of them a portal runs on."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.urls.identity import canonical, identity, unmirrored
from spiders.dotnetnuke import DotNetNuke
from spiders.liferay import Liferay
from spiders.nukeviet import NukeViet
from spiders.system import System
from spiders.vnpt import Vnpt
from spiders.websphere import WebSphere

SYSTEMS: tuple[type[System], ...] = (Liferay, DotNetNuke, NukeViet, Vnpt, WebSphere)
NO_SYSTEM = System()


def system_names() -> frozenset[str]:
    """What a site's record may give as its `system`."""
    return frozenset(system.name for system in SYSTEMS)


def system_named(name: str | None) -> System | None:
    """The system that a site's record names, if there is a class for it."""
    return next((system() for system in SYSTEMS if system.name == name), None)


def recognise(source: str) -> System:
    """The system of a portal, by what stands in the source of its home page."""
    known = (system for system in SYSTEMS if system.signs and system.signs.search(source))
    return next((system() for system in known), NO_SYSTEM)


def possible_keys(url: str) -> Iterator[str]:
    """The keys that a page may have, by its address, on portals of each system and of none."""
    url = canonical(unmirrored(url))
    host = urlsplit(url).netloc.removeprefix("www.")
    for system in SYSTEMS:
        if own := system().identity(url, ""):
            yield f"{host}/{own}"
    yield identity(url)
