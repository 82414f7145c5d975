"""SharePoint's frame and bodies; as at Điện Biên: a page in a folder a day for each article."""

from __future__ import annotations

import random
import re
import string
from typing import ClassVar

from .aspnet import hidden_fields
from .content import SECTIONS, Story, fold
from .markup import Body, body
from .server import Request, Response
from .system import System

FOLDERS = {name: re.sub(r"[^A-Za-z]", "", fold(name).title()) for name in SECTIONS}
_STYLES = ("divisions", "breaks", "fragments", "divisions", "word")


class SharePoint(System):
    """What the variants have in common: a story is in its main section only."""

    NAME = "sharepoint"
    PER_PAGE = 6
    HEADERS: ClassVar = {
        "Content-Type": "text/html; charset=utf-8",
        "MicrosoftSharePointTeamServices": "14.0.0.6029",
        "Cache-Control": "private, max-age=0",
    }
    TITLE_FIRST: ClassVar[bool] = True
    """Whether the date stands below the title."""
    DATE: ClassVar[str] = "%d/%m/%Y"

    def in_section(self, section: str) -> list[Story]:
        return [story for story in self.stories if story.sections[0] == section]

    def section_of_folder(self, name: str) -> str | None:
        return next((section for section, known in FOLDERS.items() if known == name), None)

    def body(self, story: Story) -> Body:
        return body(story, _STYLES[story.id % len(_STYLES)], signature=True)

    def story_urls(self, story: Story) -> list[str]:
        return [self.story_address(story)]

    def show_home(self, request: Request) -> Response:
        boxes = [(link, self.links(self.in_section(link.title)[:4])) for link in self.sections]
        hidden = hidden_fields("home", "")
        return self.render("home", heading="Trang chủ", boxes=boxes, hidden=hidden)

    def article_page(self, story: Story, print_address: str = "") -> Response:
        newer, older = self.related(story)
        return self.render(
            "article",
            heading="Chi tiết tin tức",
            story=story,
            body=self.body(story),
            print_address=print_address,
            newer=newer,
            older=older,
            hidden=hidden_fields("item", ""),
        )


class DienBien(SharePoint):
    """Pages in a folder a day: the date is nowhere but in the address, the slug cut and random."""

    DATE: ClassVar = ""
    ADDRESSES: ClassVar = {
        "home": "/",
        "welcome": "/portal/Pages/Trang-chu.aspx",
        "print": "/portal/pages/print.aspx?p={number}",
        "story": "/portal/pages/{date}/{slug}.aspx",
        "later": "/portal/KenhTin/{folder}.aspx?Page={page}",
        "static": "/portal/KenhTin/{key}.aspx",
        "documents": "/portal/VanBan/Pages/Van-ban.aspx",
        "document": "/portal/VanBan/Pages/Chi-tiet.aspx?vbid={number}",
        "file": "/portal/VanBan/Lists/{name}",
        "login": "/_layouts/15/login.aspx",
        "calendar": "/portal/Lich/Pages/Lich.aspx?thang={month}&nam={year}",
        "search": "/portal/Pages/Tim-kiem.aspx?k={words}",
        "listing": "/portal/KenhTin/{folder}.aspx",
    }

    def story_address(self, story: Story, section: str | None = None) -> str:
        return self.address("story", date=story.published.date().isoformat(), slug=_slug(story))

    def section_address(self, section: str, page: int = 1) -> str:
        return self.address("listing", folder=FOLDERS[section])

    show_welcome = SharePoint.show_home

    def show_story(self, request: Request, date: str, slug: str) -> Response | None:
        for story in self.stories:
            if _slug(story) == slug and story.published.date().isoformat() == date:
                return self.article_page(story, self.address("print", number=story.id))
        return None

    def show_print(self, request: Request, number: str) -> Response | None:
        story = self.story(number)
        return self.render("print", story=story, body=self.body(story)) if story else None

    def show_listing(self, request: Request, folder: str) -> Response | None:
        return self.show_later(request, folder, "1")

    def show_later(self, request: Request, folder: str, page: str) -> Response | None:
        section = self.section_of_folder(folder)
        if section is None:
            return None
        stories = self.in_section(section)
        pages = range(1, self.page_count(stories) + 1)
        return self.render(
            "listing",
            heading=section,
            links=self.links(self.page_of(stories, int(page))),
            numbers=[
                (number, self.address("later", folder=folder, page=number)) for number in pages
            ],
            hidden=hidden_fields(folder, ""),
        )


def _slug(story: Story) -> str:
    """The title in capitals, cut, and some letters that SharePoint adds."""
    letters = random.Random(story.id).choices(string.ascii_lowercase, k=12)  # noqa: S311
    return story.slug.upper()[:50] + "".join(letters)
