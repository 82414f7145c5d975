"""The content systems: each has portals that simulate it, and is told from all the others."""

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest

from crawler.urls.identity import canonical
from crawler.urls.systems import page_key, possible_keys
from spiders.systems import SYSTEMS, recognise, system_named, system_names
from spiders.systems.base import System
from spiders.systems.websphere import WebSphere
from tests.portals import systems as simulated
from tests.portals.content import stories
from tests.portals.liferay import LiferayPortal
from tests.portals.server import Portal, Request, Response

COUNT = 12
PORTALS: dict[str, Callable[[int], Portal]] = {
    "liferay": lambda count: LiferayPortal("sokhcn.binhson.gov.vn", stories(count, 41)),
    **simulated.SYSTEMS,
}


def simulations(system: type[System]) -> list[str]:
    """The portals that the docstring of a system names."""
    return re.findall(r"`(\w+)`", (system.__doc__ or "").partition("Simulated by ")[2])


SIMULATED = {name: system for system in SYSTEMS for name in simulations(system)}


def answer(portal: Portal, url: str) -> Response:
    parts = urlsplit(url)
    return portal.respond(Request("GET", portal.host, parts.path, dict(parse_qsl(parts.query))))


def home(portal: Portal) -> str:
    """The source of the home page, to which the root may only redirect."""
    response = answer(portal, "/")
    if "Location" in response.headers:
        response = answer(portal, response.headers["Location"])
    return response.body.decode("utf-8", "replace")


def test_each_system_names_a_portal_that_there_is() -> None:
    assert {*SIMULATED} <= {*PORTALS}
    assert {*SIMULATED.values()} == {*SYSTEMS}


@pytest.mark.parametrize("name", PORTALS)
def test_portal_is_recognised_from_its_home_page(name: str) -> None:
    assert type(recognise(home(PORTALS[name](COUNT)))) is SIMULATED.get(name, System)


def test_names_are_unique_and_find_their_systems() -> None:
    names = [system.name for system in SYSTEMS]
    assert all(names)
    assert sorted(system_names()) == sorted(names)
    assert [type(system_named(name)) for name in names] == [*SYSTEMS]


@pytest.mark.parametrize("name", [n for n, system in SIMULATED.items() if system is not WebSphere])
def test_key_of_an_article_is_among_those_that_its_address_alone_tells(name: str) -> None:
    """By WebSphere's addresses nobody can tell: there links do."""
    system = SIMULATED[name]()
    for article in PORTALS[name](COUNT).articles():
        for url in map(canonical, article.urls):
            assert page_key(url, system.identity(url, "")) in possible_keys(url)
