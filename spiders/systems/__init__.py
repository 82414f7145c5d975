"""One content system a file: how its portals are recognised, what about their addresses is known.

Never here: what only one site needs (a hint in its record says it), nor how texts are read.

A new system is a file with a subclass of `System`, a line in `SYSTEMS`, and a simulation of its
portals in tests/portals, named in the docstring of the class.
"""

from spiders.systems.base import System
from spiders.systems.dotnetnuke import DotNetNuke
from spiders.systems.liferay import Liferay
from spiders.systems.nukeviet import NukeViet
from spiders.systems.vnpt import Vnpt
from spiders.systems.websphere import WebSphere

SYSTEMS: tuple[type[System], ...] = (Liferay, DotNetNuke, NukeViet, Vnpt, WebSphere)
NO_SYSTEM = System()


def system_names() -> frozenset[str]:
    """The names that a site's record may give as its `system`."""
    return frozenset(system.name for system in SYSTEMS)


def system_named(name: str | None) -> System | None:
    """The system that a site's record names, if there is a class for it."""
    return next((system() for system in SYSTEMS if system.name == name), None)


def recognise(source: str) -> System:
    """The system of a portal, by what stands in the source of its home page."""
    known = (system for system in SYSTEMS if system.signs and system.signs.search(source))
    return next((system() for system in known), NO_SYSTEM)
