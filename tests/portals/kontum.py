"""A home-made portal as at Kon Tum: the date in the breadcrumb, print views of escaped markup."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from .content import Story, slugify
from .markup import Body, body
from .server import Request, Response
from .system import System

_STYLES = ("entities", "word", "plain", "justified")
_SLUG_LENGTH = 100


class KonTum(System):
    """Slugs are cut and have no number; print views know the number, and another day."""

    NAME = "kontum"
    PER_PAGE = 6
    ADDRESSES: ClassVar = {
        "home": "/",
        "print": "/PrintNews.aspx?id={number}",
        "documents": "/van-ban",
        "document": "/van-ban/{number}",
        "file": "/upload/{name}",
        "login": "/Login.aspx",
        "search": "/tim-kiem.aspx?q={words}",
        "calendar": "/lich-lam-viec.aspx?thang={month}&nam={year}",
        "story": "/{section}/{slug}.html",
        "later": "/{section}/trang-{page}",
        "static": "/gioi-thieu/{key}",
        "section": "/{section}",
    }

    def body(self, story: Story) -> Body:
        return body(story, _STYLES[story.id % len(_STYLES)], signature=True)

    def story_address(self, story: Story, section: str | None = None) -> str:
        name = slugify(section or story.sections[0])
        return self.address("story", section=name, slug=story.slug[:_SLUG_LENGTH])

    def section_address(self, section: str, page: int = 1) -> str:
        kind = "section" if page == 1 else "later"
        return self.address(kind, section=slugify(section), page=page)

    def show_home(self, request: Request) -> Response:
        boxes = [(link, self.links(self.in_section(link.title)[:4])) for link in self.sections]
        return self.render("home", boxes=boxes)

    def show_section(self, request: Request, section: str) -> Response | None:
        return self.show_later(request, section, "1")

    def show_later(self, request: Request, section: str, page: str) -> Response | None:
        name = self.section_of_slug(section)
        if name is None:
            return None
        stories = self.in_section(name)
        return self.render(
            "listing",
            heading=name,
            links=self.links(self.page_of(stories, int(page)), name),
            page=int(page),
            last=self.page_count(stories),
        )

    def show_story(self, request: Request, section: str, slug: str) -> Response | None:
        name = self.section_of_slug(section)
        story = next((s for s in self.stories if s.slug[:_SLUG_LENGTH] == slug), None)
        if story is None or name not in story.sections:
            return None
        related = self.related(story)[1]
        return self.render(
            "article", heading=name, story=story, body=self.body(story), related=related
        )

    def show_print(self, request: Request, number: str) -> Response | None:
        story = self.story(number)
        if story is None:
            return None
        day = story.published + timedelta(days=1)
        return self.render("print", story=story, day=day, source=str(self.body(story).html))
