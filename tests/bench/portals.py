"""Simulated portals as bytes: all that their links lead to, rendered once."""

import html
import re
from collections import deque
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit

from w3lib.url import safe_url_string

from tests.portals import server
from tests.portals.joomla import Joomla
from tests.portals.system import System
from tests.portals.vietq import VietQ
from tests.portals.vnpt import VNPT
from tests.portals.wordpress import WordPress

#: Systems whose links come to an end and need no form to be sent.
SYSTEMS: Mapping[str, type[System]] = {
    "vnpt": VNPT,
    "vietq": VietQ,
    "joomla": Joomla,
    "wordpress": WordPress,
}
#: Pages that go on for ever or wait for a visitor's input.
_LEFT_OUT = ("calendar", "search", "login")
_LINK = re.compile(r'href="([^"]+)"|<loc>(.*?)</loc>')


class Plan(NamedTuple):
    """A portal to be made: a key of `SYSTEMS`, and how many stories it has."""

    name: str
    system: str
    stories: int
    seed: int

    @property
    def host(self) -> str:
        return f"{self.name}.example".replace("_", "-")

    @property
    def home(self) -> str:
        return f"http://{self.host}/"


def make(plan: Plan) -> System:
    return SYSTEMS[plan.system](plan.host, "Bình Sơn", plan.stories, plan.seed)


def answers(portal: System) -> dict[str, server.Response]:
    """What the portal answers to all that its links lead to, by address."""
    found: dict[str, server.Response] = {}
    waiting = deque(portal.absolute(path) for path in ("/", "/robots.txt", "/sitemap.xml"))
    while waiting:
        url = waiting.popleft()
        if url not in found:
            found[url] = portal.respond(_request(url))
            waiting.extend(_links(portal, url, found[url]))
    return found


def _links(portal: System, url: str, answer: server.Response) -> Iterator[str]:
    left_out = [portal.addresses[kind] for kind in _LEFT_OUT]
    for match in _LINK.finditer(answer.body.decode(errors="replace")):
        link = html.unescape(match[1] or match[2])
        target = safe_url_string(urldefrag(urljoin(url, link)).url)
        if urlsplit(target).netloc == portal.host:
            asked = _request(target)
            if not any(address.match(asked) for address in left_out):
                yield target


def _request(url: str) -> server.Request:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    return server.Request("GET", parts.netloc, unquote(parts.path), query)
