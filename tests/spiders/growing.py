"""Portals that publish their newest stories between two crawls."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

import pytest

from tests.portals.content import ExpectedArticle, Story
from tests.portals.server import Portal, Request, Response
from tests.portals.system import Link, System


class Growing(Portal, Protocol):
    """A portal that keeps its newest stories back until `publish` is called."""

    def publish(self) -> None: ...


@contextmanager
def few_sections() -> Iterator[None]:
    """Let stories that are written meanwhile be in two sections only, with the others empty.

    Then a home page, with a few headlines from each section, does not show them all.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.portals.content.SECTIONS", ("Tin hoạt động", "Thông báo"))
        yield


class Switched:
    """A portal that is another from the moment it publishes."""

    def __init__(self, before: Portal, after: Portal) -> None:
        self.host = before.host
        self._now, self._later = before, after

    def publish(self) -> None:
        self._now = self._later

    def respond(self, request: Request) -> Response:
        return self._now.respond(request)

    def articles(self) -> list[ExpectedArticle]:
        return self._now.articles()


class GrowingSystem:
    """A portal of a system, with short lists, that publishes `count` stories later.

    Below an article it links the newest only, so that old ones are reached through listings alone.
    """

    def __init__(self, portal: System, count: int, per_page: int) -> None:
        self.host, self.home = portal.host, portal.home
        self._portal = portal
        self._later = portal.stories[:count]
        portal.stories = portal.stories[count:]
        vars(portal).update(PER_PAGE=per_page, related=self._newest)

    def portals(self) -> Sequence[Portal]:
        return self._portal.portals()

    def publish(self) -> None:
        self._portal.stories = self._later + self._portal.stories

    def respond(self, request: Request) -> Response:
        return self._portal.respond(request)

    def articles(self) -> list[ExpectedArticle]:
        return self._portal.articles()

    def _newest(self, story: Story, count: int = 3) -> tuple[list[Link], list[Link]]:
        section = story.sections[0]
        newest = self._portal.in_section(section)[:count]
        return [], self._portal.links([other for other in newest if other is not story], section)
