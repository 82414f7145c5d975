"""A portal that lives: by the day it publishes, edits and removes, breaks down and moves."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import Enum
from urllib.parse import quote, urlencode

from .address import Address
from .claims import Claims, Said
from .content import VIETNAM, ExpectedArticle, Story, stories
from .outages import Outage, answer
from .server import HANG_UP, Portal, Request, Response
from .surroundings import Surroundings
from .system import Alias, System

#: Slugs that are cut to a shorter address are at least as long.
_CUT = 60


class Gone(Enum):
    """What a portal answers where a removed story was."""

    NOT_FOUND = 404
    GONE = 410
    #: Its page for whatever is missing, with 200.
    SOFT = 200
    #: A temporary redirect to its home page.
    HOME = 302


class Cause(Enum):
    """What happened to a story, as the database calls it."""

    PUBLISHED = "published"
    EDITED = "edited"
    REMOVED = "removed"
    RESTORED = "restored"


@dataclass(frozen=True)
class Event:
    """What truly happened; `article` is what the story said from then on or, removed, before."""

    day: date
    story: int
    cause: Cause
    article: ExpectedArticle


class Living:
    """A simulated portal that changes whenever it is told to, and what happened to it so far.

    Runs are nightly: what happens on a day is there when the day's run begins.
    """

    def __init__(
        self, portal: System, today: date, *, says: Claims | None = None, other_host: str = ""
    ) -> None:
        self.host, self.portal, self.day, self.first_day = portal.host, portal, today, today
        self.says = replace(says or Claims(), now=lambda: self.day)
        self.outage: Outage | None = None
        self.surroundings = Surroundings(portal)
        self.ledger: list[Event] = []
        self.other_host = other_host
        self._gone: dict[int, tuple[Gone, Story]] = {}
        self._former: dict[str, tuple[Address, bool]] = {}
        self._leads_on: bool | None = None
        self._reserve = self._unlike(stories(60, seed=seed_of(portal.host) + 1))
        self._missing = portal.show_missing
        vars(portal).update(clock=lambda: self.day, show_missing=self._show_missing)
        for story in portal.stories:
            self._note(Cause.PUBLISHED, story)

    # --- a portal as the server knows it

    @property
    def home(self) -> str:
        return self.portal.home

    def portals(self) -> Sequence[Portal]:
        own = [Alias(each.host, self) for each in self.portal.portals()]
        return [*own, Alias(self.other_host, self)] if self.other_host else own

    def articles(self) -> list[ExpectedArticle]:
        return self.portal.articles()

    def respond(self, request: Request) -> Response:
        if (elsewhere := self._elsewhere(request)) is not None:
            return elsewhere
        story = self.story_at(request)
        if self.outage is not None:
            broken = answer(self.outage, self.portal, request, is_article=story is not None)
            if broken is not None:
                return broken
        if (forwarded := self._forwarded(request)) is not None:
            return forwarded
        response = self.surroundings.around(self.portal.respond(request), self.day)
        return self.says.about(request, response, self._said)

    # --- what happens

    def wake(self, day: date) -> None:
        """Let a day begin."""
        self.day = day

    def publish(self, count: int = 1) -> list[Story]:
        """Stories of the day, the newest of all."""
        return [self._publish(number) for number in range(count)]

    def edit(self, story: Story, change: Callable[[Story], Story]) -> Story:
        """Let a story say something else."""
        edited = change(story)
        assert self.portal.body(edited).text + edited.title != (
            self.portal.body(story).text + story.title
        ), "no edit"
        self._put(self.portal.stories.index(story), edited, over=1)
        self._note(Cause.EDITED, edited)
        return edited

    def remove(self, story: Story, how: Gone = Gone.NOT_FOUND) -> None:
        """Take a story from every list and from its address."""
        self.portal.stories.remove(story)
        del self.portal.by_id[story.id]
        self._gone[story.id] = (how, story)
        self._note(Cause.REMOVED, story)

    def restore(
        self, story: Story, change: Callable[[Story], Story] = lambda story: story
    ) -> Story:
        """Bring a removed story back, with its old text or another."""
        del self._gone[story.id]
        restored = change(story)
        older = [other.published < story.published for other in self.portal.stories]
        self._put(older.index(True) if True in older else len(older), restored, over=0)
        self._note(Cause.RESTORED, restored)
        return restored

    def change_addresses(self, *, redirects: bool, **templates: str) -> None:
        """Give kinds of pages other addresses; the old ones lead there or nowhere."""
        for kind, template in templates.items():
            self._former[kind] = (self.portal.addresses[kind], redirects)
            self.portal.addresses[kind] = Address(template)

    def move(self, *, redirects: bool) -> None:
        """Go on under the other host name; the old one leads there or is dead."""
        self.portal.host, self._leads_on = self.other_host, redirects

    # --- what it knows

    def story_at(self, request: Request) -> Story | None:
        """The story that an address shows, or showed before it was removed."""
        for address in [*self._former_addresses(), *self.portal.addresses.values()]:
            fields = address.match(request)
            if fields is not None and (story := self._named(fields)) is not None:
                return story
        return None

    def changed(self, story: Story) -> datetime:
        """When a story was published or last edited."""
        days = [e.day for e in self.ledger if e.story == story.id and e.day > self.first_day]
        return max([story.published, *(_night(day) for day in days)])

    def _said(self, request: Request) -> Said:
        story = self.story_at(request)
        if story is None:
            return Said("portal", len(self.ledger), self.ledger_changed())
        version = sum(event.story == story.id for event in self.ledger)
        return Said(str(story.id), version, self.changed(story))

    def ledger_changed(self) -> datetime:
        """When anything last happened."""
        return _night(self.ledger[-1].day)

    def _named(self, fields: dict[str, str]) -> Story | None:
        ever = {story.id: story for _, story in self._gone.values()} | self.portal.by_id
        if "number" in fields:
            return ever.get(int(fields["number"]))
        slug = fields.get("slug", "")
        same = (s for s in ever.values() if s.slug == slug)
        cut = (s for s in ever.values() if len(slug) >= _CUT and s.slug.startswith(slug))
        return next(same, None) or next(cut, None)

    def _former_addresses(self) -> list[Address]:
        return [address for address, _ in self._former.values()]

    # --- how it does it

    def _unlike(self, offered: Sequence[Story]) -> list[Story]:
        """Those whose titles and slugs the portal does not have."""
        taken = {story.slug[:_CUT] for story in self.portal.stories}
        return [story for story in offered if story.slug[:_CUT] not in taken]

    def _publish(self, number: int) -> Story:
        night = _night(self.day) + timedelta(minutes=number)
        newest = max(event.story for event in self.ledger)
        story = replace(self._reserve.pop(), id=newest + 3, published=night)
        self._put(0, story, over=0)
        self._note(Cause.PUBLISHED, story)
        return story

    def _put(self, place: int, story: Story, over: int) -> None:
        self.portal.stories[place : place + over] = [story]
        self.portal.by_id[story.id] = story

    def _note(self, cause: Cause, story: Story) -> None:
        self.ledger.append(Event(self.day, story.id, cause, self.portal.expected(story)))

    def _show_missing(self, request: Request) -> Response:
        story = self.story_at(request)
        how = self._gone[story.id][0] if story is not None and story.id in self._gone else None
        if how is None or how is Gone.SOFT:
            return self._missing(request)
        headers = {"Content-Type": "text/html", "Location": self.home}
        return Response(how.value, headers, b"<html><body><h1>Not Found</h1></body></html>")

    def _elsewhere(self, request: Request) -> Response | None:
        """The answer of a host name that is not the portal's yet, or no longer."""
        if self._leads_on is None:
            return HANG_UP if request.host == self.other_host else None
        if request.host == self.other_host:
            return None
        path = quote(request.path) + (f"?{urlencode(request.query)}" if request.query else "")
        return _moved(f"http://{self.other_host}{path}") if self._leads_on else HANG_UP

    def _forwarded(self, request: Request) -> Response | None:
        """The answer at an address of the former scheme."""
        for kind, (address, redirects) in self._former.items():
            fields = address.match(request)
            if fields is None:
                continue
            story = self._named(fields)
            if story is None or story.id in self._gone or not redirects:
                return Response(404, body=b"<html><body><h1>404</h1></body></html>")
            if kind == "story":
                return _moved(self.portal.absolute(self.portal.story_address(story)))
            return _moved(self.portal.absolute(self.portal.address(kind, **fields)))
        return None


def seed_of(name: str) -> int:
    """A number that is the same for the same name in every process."""
    return zlib.crc32(name.encode())


def _moved(url: str) -> Response:
    return Response(301, {"Location": url, "Content-Type": "text/html"})


def _night(day: date) -> datetime:
    """Before the day's run."""
    return datetime.combine(day, time(1, 5), VIETNAM)
