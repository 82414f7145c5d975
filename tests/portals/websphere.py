"""IBM WebSphere Portal as at An Giang: addresses that are another in every response."""

from __future__ import annotations

import base64
import binascii
import hashlib
import itertools
from typing import ClassVar

from .content import SECTIONS, Story
from .markup import Body, body
from .server import Request, Response
from .system import Link, System

_STYLES = ("justified", "word", "breaks", "plain", "divisions")
_STATE_LENGTH = 96


class WebSphere(System):
    """What a page shows is in an opaque state, encoded anew each time a link is written.

    Only home page, menu and pages about the office have addresses that last. All articles stand
    at `Chi tiết`, and a listing's further pages at the listing's own path.
    """

    NAME = "websphere"
    PER_PAGE = 7
    ADDRESSES: ClassVar = {
        "home": "/",
        "start": "/wps/portal/Home",
        "story": "/wps/portal/Home/Chi tiết/!ut/p/z0/{state}/",
        "later": "/wps/portal/Home/{section}/!ut/p/z1/{state}/",
        "documents": "/wps/portal/Home/Van ban",
        "document": "/wps/portal/Home/Van ban/{number}",
        "file": "/wps/wcm/connect/{name}",
        "login": "/wps/portal/Login",
        "calendar": "/wps/portal/Home/Lich?thang={month}&nam={year}",
        "search": "/wps/portal/Home/Tim kiem?q={words}",
        "static": "/wps/portal/Home/Gioi thieu/{key}",
        "section": "/wps/portal/Home/{section}",
    }

    def __init__(self, host: str, province: str, count: int, seed: int) -> None:
        super().__init__(host, province, count, seed)
        self._links_written = itertools.count(1)

    def body(self, story: Story) -> Body:
        return body(story, _STYLES[story.id % len(_STYLES)], signature=True)

    def story_address(self, story: Story, section: str | None = None) -> str:
        state = _encode(f"story {story.id}", next(self._links_written))
        return self.address("story", state=state)

    def story_urls(self, story: Story) -> list[str]:
        """One of the endlessly many."""
        return [self.address("story", state=_encode(f"story {story.id}", 0))]

    def section_address(self, section: str, page: int = 1) -> str:
        if page == 1:
            return self.address("section", section=section)
        state = _encode(f"page {page}", next(self._links_written))
        return self.address("later", section=section, state=state)

    def identity(self, path: str) -> str:
        head, mark, state = path.rstrip("/").rpartition("/")
        decoded = _decode(state)
        return f"{head}/{decoded}" if decoded else head + mark + state

    def show_home(self, request: Request) -> Response:
        boxes = [(link, self.links(self.in_section(link.title)[:4])) for link in self.sections]
        return self.render("home", heading="Trang chủ", boxes=boxes)

    show_start = show_home

    def show_section(self, request: Request, section: str) -> Response | None:
        return self._listing(section, 1) if section in SECTIONS else None

    def show_later(self, request: Request, section: str, state: str) -> Response | None:
        kind, _, page = _decode(state).partition(" ")
        if section not in SECTIONS or kind != "page":
            return None
        return self._listing(section, int(page))

    def _listing(self, section: str, page: int) -> Response:
        stories = self.in_section(section)
        return self.render(
            "listing",
            heading=section,
            links=self.links(self.page_of(stories, page)),
            page=page,
            numbers=[
                Link(str(number), self.section_address(section, number))
                for number in range(1, self.page_count(stories) + 1)
            ],
        )

    def show_story(self, request: Request, state: str) -> Response | None:
        kind, _, number = _decode(state).partition(" ")
        story = self.story(number) if kind == "story" else None
        if story is None:
            return None
        return self.render(
            "article",
            heading=story.sections[0],
            story=story,
            body=self.body(story),
            related=self.related(story)[1],
        )


def _encode(state: str, salt: int) -> str:
    """The state as WebSphere writes it, a different one for each salt."""
    seed = salt.to_bytes(8, "big")
    payload = state.encode().ljust(_STATE_LENGTH, b"\0")
    mixed = bytes(a ^ b for a, b in zip(payload, _stream(seed), strict=True))
    return base64.b64encode(seed + mixed, b"-_").decode().replace("=", "!")


def _decode(text: str) -> str:
    """The state behind the letters; empty where there is none."""
    try:
        raw = base64.b64decode(text.replace("!", "="), b"-_", validate=True)
    except (binascii.Error, ValueError):
        return ""
    if len(raw) != 8 + _STATE_LENGTH:
        return ""
    mixed = zip(raw[8:], _stream(raw[:8]), strict=True)
    return bytes(a ^ b for a, b in mixed).rstrip(b"\0").decode(errors="replace")


def _stream(seed: bytes) -> bytes:
    return hashlib.shake_128(seed).digest(_STATE_LENGTH)
