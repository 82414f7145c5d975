"""A portal whose listings print whole articles, as at the city of Hồ Chí Minh."""

from __future__ import annotations

from typing import ClassVar

from .content import Story, slugify
from .markup import Body, body
from .server import Request, Response
from .system import System

_STYLES = ("plain", "divisions", "justified", "word")


class FullList(System):
    """Listings and articles differ in little but how many texts stand on them."""

    NAME = "fulllist"
    PER_PAGE = 4
    ADDRESSES: ClassVar = {
        "home": "/",
        "english": "{path}/en/",
        "documents": "/van-ban/",
        "document": "/van-ban/{number}/",
        "file": "/uploads/{name}",
        "login": "/admin/login/",
        "search": "/tim-kiem/?q={words}",
        "calendar": "/lich/?thang={month}&nam={year}",
        "static": "/gioi-thieu/{key}/",
        "later": "/{section}/?page={page}",
        "later_without_slash": "/{section}?page={page}",
        "story": "/{section}/{slug}/",
        "section": "/{section}/",
        "section_without_slash": "/{section}",
    }

    def body(self, story: Story) -> Body:
        return body(story, _STYLES[story.id % len(_STYLES)], signature=True)

    def story_address(self, story: Story, section: str | None = None) -> str:
        name = slugify(section or story.sections[0])
        return self.address("story", section=name, slug=story.slug)

    def section_address(self, section: str, page: int = 1) -> str:
        return self.address("section", section=slugify(section))

    def show_home(self, request: Request) -> Response:
        boxes = [(link, self.links(self.in_section(link.title)[:3])) for link in self.sections]
        return self.render("home", heading="Trang chủ", boxes=boxes)

    def show_english(self, request: Request, path: str) -> Response:
        """Where the relative link to an English side leads that was never made."""
        return self.render("missing")

    def show_section(self, request: Request, section: str) -> Response | None:
        return self.show_later(request, section, "1")

    show_section_without_slash = show_section

    def show_later(self, request: Request, section: str, page: str) -> Response | None:
        name = self.section_of_slug(section)
        if name is None:
            return None
        stories = self.in_section(name)
        last = self.page_count(stories)
        if not 1 <= int(page) <= last:
            return None
        entries = [
            (self.link(story, name), self.body(story)) for story in self.page_of(stories, int(page))
        ]
        return self.render(
            "listing", heading=name, entries=entries, page=int(page), last=last, base=f"/{section}"
        )

    show_later_without_slash = show_later

    def show_story(self, request: Request, section: str, slug: str) -> Response | None:
        name = self.section_of_slug(section)
        story = next((story for story in self.stories if story.slug == slug), None)
        if story is None or name not in story.sections:
            return None
        return self.render(
            "article",
            heading=name,
            story=story,
            body=self.body(story),
            related=self.related(story)[1],
        )
