"""What simulated systems have in common: lists of stories, and the pages that are no articles."""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar, NamedTuple

from .address import Address
from .content import SECTIONS, VIETNAM, ExpectedArticle, Story, slugify, stories
from .frame import FURNITURE, TEMPLATES
from .markup import Body
from .server import Portal, Request, Response


class Link(NamedTuple):
    """A headline in a list."""

    title: str
    href: str
    story: Story | None = None


class System:
    """A simulated portal of some system: subclasses say how addresses and pages look.

    Each kind of address in `ADDRESSES` is answered by the method `show_<kind>`, which gets the
    request and the address's fields and returns None where there is nothing to show. The first
    kind that matches counts.
    """

    NAME: ClassVar[str]
    """What the names of its templates start with."""
    ADDRESSES: ClassVar[Mapping[str, str]]
    PER_PAGE: ClassVar[int] = 10
    HEADERS: ClassVar[Mapping[str, str]] = {"Content-Type": "text/html; charset=UTF-8"}

    def __init__(
        self,
        host: str,
        province: str,
        count: int,
        seed: int,
        *,
        office: str = "",
        addresses: Mapping[str, str] | None = None,
    ) -> None:
        self.host = host
        self.province = province
        self.office = office or f"Sở Khoa học và Công nghệ tỉnh {province}"
        self.stories = stories(count, seed)[::-1]
        """The newest first."""
        templates = self.ADDRESSES if addresses is None else addresses
        self.addresses = {kind: Address(template) for kind, template in templates.items()}
        self.clock: Callable[[], date] = lambda: datetime.now(VIETNAM).date()
        """What day it is."""
        self.by_id = {story.id: story for story in self.stories}
        """What its addresses lead to, which is changed together with `stories`."""
        self._visits = itertools.count(1)

    # --- what subclasses say

    def body(self, story: Story) -> Body:
        """What the article's page shows between its title and its tail."""
        raise NotImplementedError

    def story_address(self, story: Story, section: str | None = None) -> str:
        """The address under which a list of that section (the main one) links the story."""
        raise NotImplementedError

    def section_address(self, section: str, page: int = 1) -> str:
        raise NotImplementedError

    def shown_date(self, story: Story) -> str:
        """The date as its page tells it, in ISO 8601."""
        return story.published.date().isoformat()

    def shown_time(self, story: Story) -> str:
        """Date and time, for systems that tell both."""
        return story.published.isoformat()

    def shown_title(self, story: Story) -> str:
        return story.title

    def shown_author(self, story: Story) -> str | None:
        return story.author

    def story_urls(self, story: Story) -> list[str]:
        """Paths of all the addresses that show the story."""
        return [self.story_address(story, section) for section in story.sections]

    def identity(self, path: str) -> str:
        """What tells a page from others, where its address alone does not."""
        return path

    # --- the portal as a whole

    @property
    def home(self) -> str:
        return f"http://{self.host}/"

    def portals(self) -> Sequence[Portal]:
        """This portal under each of the host names that it answers to."""
        return (self,)

    def respond(self, request: Request) -> Response:
        for kind, address in self.addresses.items():
            fields = address.match(request)
            if fields is not None:
                handler = getattr(self, f"show_{kind}")
                response: Response | None = handler(request, **fields)
                if response is not None:
                    return response
        return self.show_missing(request)

    def articles(self) -> list[ExpectedArticle]:
        return [self.expected(story) for story in self.stories]

    def expected(self, story: Story) -> ExpectedArticle:
        """What a perfect crawl knows of a story."""
        return ExpectedArticle(
            urls=tuple(dict.fromkeys(self.absolute(url) for url in self.story_urls(story))),
            title=self.shown_title(story),
            published=self.shown_date(story),
            author=self.shown_author(story),
            text=self.body(story).text,
        )

    def absolute(self, path: str) -> str:
        return f"http://{self.host}{path}"

    # --- lists of stories

    def in_section(self, section: str) -> list[Story]:
        return [story for story in self.stories if section in story.sections]

    def story(self, number: str | int) -> Story | None:
        return self.by_id.get(int(number))

    def section_of_slug(self, slug: str) -> str | None:
        return next((name for name in SECTIONS if slugify(name) == slug), None)

    def link(self, story: Story, section: str | None = None) -> Link:
        return Link(self.shown_title(story), self.story_address(story, section), story)

    def links(self, chosen: Sequence[Story], section: str | None = None) -> list[Link]:
        return [self.link(story, section) for story in chosen]

    def related(self, story: Story, count: int = 5) -> tuple[list[Link], list[Link]]:
        """The stories after and before this one in its main section."""
        neighbours = self.in_section(story.sections[0])
        place = neighbours.index(story)
        newer, older = neighbours[max(0, place - count) : place], neighbours[place + 1 :][:count]
        return self.links(newer, story.sections[0]), self.links(older, story.sections[0])

    def page_of(self, chosen: Sequence[Story], page: int) -> list[Story]:
        return list(chosen[(page - 1) * self.PER_PAGE : page * self.PER_PAGE])

    def page_count(self, chosen: Sequence[Story]) -> int:
        return max(1, -(-len(chosen) // self.PER_PAGE))

    # --- what stands around the articles, for templates

    @property
    def sections(self) -> list[Link]:
        return [Link(name, self.section_address(name)) for name in SECTIONS]

    @property
    def services(self) -> list[Link]:
        """Pages that are no articles: about the office, documents, contact, login, search."""
        about = [Link(page["title"], self.address("static", key=key)) for key, page in self.statics]
        others = [
            Link("Văn bản pháp quy", self.address("documents")),
            Link("Lịch công tác", self.address("calendar", month="11", year="2025")),
            Link("Đăng nhập", self.address("login")),
        ]
        return about + others

    @property
    def statics(self) -> list[tuple[str, dict[str, Any]]]:
        return list(FURNITURE["static"].items())

    @property
    def notices(self) -> list[Link]:
        return self.links(self.in_section("Thông báo")[:5])

    @property
    def featured(self) -> list[Link]:
        """Chosen by an editor long ago, not the newest."""
        return self.links(self.stories[3::11][:6])

    @property
    def offsite(self) -> list[Link]:
        return [Link(title, href) for title, href in FURNITURE["offsite"].items()]

    @property
    def furniture(self) -> Mapping[str, Any]:
        return FURNITURE

    @property
    def today(self) -> date:
        return self.clock()

    def address(self, kind: str, **fields: object) -> str:
        return self.addresses[kind](**fields)

    def fill(self, text: str) -> str:
        return text.format(province=self.province, office=self.office, host=self.host)

    # --- answers

    def render(self, template: str, **context: object) -> Response:
        """A page from `<NAME>_<template>.html`, or from a template that all systems share."""
        visit = next(self._visits)
        names = [f"{self.NAME}_{template}.html", f"{template}.html"]
        text = TEMPLATES.select_template(names).render(
            portal=self, frame=f"{self.NAME}_frame.html", visit=visit, **context
        )
        return self.page(text)

    def page(self, text: str) -> Response:
        return Response(200, self.HEADERS, text.encode())

    def read(self, body: bytes) -> str:
        """A page's source as its visitors see it."""
        return body.decode()

    def show_missing(self, request: Request) -> Response:
        """A soft 404: these systems say 200 whatever is asked."""
        return self.render("missing")

    def show_static(self, request: Request, key: str) -> Response | None:
        page = FURNITURE["static"].get(key)
        return page and self.render("static", page=page)

    def show_documents(self, request: Request) -> Response:
        return self.render("documents", documents=list(enumerate(FURNITURE["documents"], 101)))

    def show_document(self, request: Request, number: str) -> Response | None:
        place = int(number) - 101
        documents = FURNITURE["documents"]
        if not 0 <= place < len(documents):
            return None
        return self.render("document", document=documents[place], number=number)

    def show_file(self, request: Request, name: str) -> Response:
        return Response(200, {"Content-Type": "application/pdf"}, b"%PDF-1.4\n%%EOF\n")

    def show_login(self, request: Request) -> Response:
        return self.render("login")

    def show_search(self, request: Request, words: str = "", page: str = "1") -> Response:
        found = [story for story in self.stories if words.lower() in story.title.lower()]
        return self.render("search", words=words, found=self.links(found[:20]), page=int(page))

    def show_calendar(self, request: Request, month: str, year: str) -> Response | None:
        if not (1 <= int(month) <= 12 and 1 <= int(year) <= 9998):
            return None
        before, after = (int(month) - 2) % 12 + 1, int(month) % 12 + 1
        return self.render(
            "calendar",
            month=int(month),
            year=int(year),
            before=(before, int(year) - (before == 12)),
            after=(after, int(year) + (after == 1)),
        )


class Alias:
    """A portal under another of its host names."""

    def __init__(self, host: str, portal: Portal) -> None:
        self.host = host
        self._portal = portal

    def respond(self, request: Request) -> Response:
        return self._portal.respond(request)

    def articles(self) -> list[ExpectedArticle]:
        return []


def xml(text: str) -> Response:
    return Response(200, {"Content-Type": "application/xml; charset=UTF-8"}, text.encode())


def gzipped(text: str) -> Response:
    body = gzip.compress(text.encode(), mtime=0)
    return Response(200, {"Content-Type": "application/x-gzip"}, body)


def plain(text: str) -> Response:
    return Response(200, {"Content-Type": "text/plain"}, text.encode())


def redirect(url: str) -> Response:
    return Response(301, {"Location": url, "Content-Type": "text/html"}, b"")
