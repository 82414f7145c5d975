"""The content systems that are known, and which of them a portal runs on."""

from spiders.dotnetnuke import DotNetNuke
from spiders.liferay import Liferay
from spiders.nukeviet import NukeViet
from spiders.system import System
from spiders.vnpt import Vnpt
from spiders.websphere import WebSphere

SYSTEMS: tuple[type[System], ...] = (Liferay, DotNetNuke, NukeViet, Vnpt, WebSphere)


NO_SYSTEM = System()


def system_named(name: str | None) -> System | None:
    """The system that a site's record names, if there is a class for it."""
    return next((system() for system in SYSTEMS if system.name == name), None)


def recognise(source: str) -> System:
    """The system of a portal, by what stands in the source of its home page."""
    known = (system for system in SYSTEMS if system.signs and system.signs.search(source))
    return next((system() for system in known), NO_SYSTEM)
