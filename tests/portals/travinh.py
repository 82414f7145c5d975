"""VNPT's older system as at Trà Vinh: numbers for office, page, category and item.

The hosts of other offices of the province show the office's pages too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from .content import SECTIONS, Story, slugify
from .markup import Body, body
from .server import Portal, Request, Response
from .system import Alias, Link, System

_STYLES = ("word", "justified", "divisions", "plain")
_OFFICE, _PAGE, _FIRST_CATEGORY = 1441, 38700, 70850
_SLUG_LENGTH = 100


class TraVinh(System):
    """Titles in capitals, the view counter before or behind them, an address with a query too."""

    NAME = "travinh"
    PER_PAGE = 6
    ADDRESSES: ClassVar = {
        "story_by_query": "/Default.aspx?sid={start}&pageid={page}&catid={category}&id={number}",
        "home": "/",
        "story": "/{start}/{page}/{category}/{number}/{section}/{slug}",
        "later": "/{start}/38700/{category}/{section}?trang={page}",
        "section": "/{start}/38700/{category}/{section}",
        "static": "/1441/38698/70800/{key}",
        "documents": "/1441/38702/van-ban",
        "document": "/1441/38702/van-ban/{number}",
        "file": "/upload/{name}",
        "login": "/dang-nhap",
        "search": "/1441/tim-kiem?tukhoa={words}",
        "calendar": "/1441/38705/lich?thang={month}&nam={year}",
    }

    def portals(self) -> Sequence[Portal]:
        domain = self.host.partition(".")[2]
        return (self, *(Alias(f"{name}.{domain}", self) for name in ("pbgdpl", "tptv")))

    def body(self, story: Story) -> Body:
        return body(story, _STYLES[story.id % len(_STYLES)], signature=True)

    def shown_title(self, story: Story) -> str:
        return story.title.upper()

    def story_address(self, story: Story, section: str | None = None) -> str:
        section = section or story.sections[0]
        return self.address(
            "story",
            start=_OFFICE,
            page=_PAGE,
            category=_FIRST_CATEGORY + SECTIONS.index(section),
            number=story.id,
            section=slugify(section),
            slug=story.slug[:_SLUG_LENGTH],
        )

    def story_urls(self, story: Story) -> list[str]:
        return [*super().story_urls(story), self._query_address(story)]

    def _query_address(self, story: Story) -> str:
        category = _FIRST_CATEGORY + SECTIONS.index(story.sections[0])
        fields = {"start": _OFFICE, "page": _PAGE, "category": category, "number": story.id}
        return self.address("story_by_query", **fields)

    def section_address(self, section: str, page: int = 1) -> str:
        category = _FIRST_CATEGORY + SECTIONS.index(section)
        return self.address("section", start=_OFFICE, category=category, section=slugify(section))

    @property
    def featured(self) -> list[Link]:
        """On another office's host, and in the form with a query."""
        host = self.portals()[1].host
        return [
            Link(story.title, f"http://{host}{self._query_address(story)}", story)
            for story in self.stories[3::11][:6]
        ]

    def show_home(self, request: Request) -> Response:
        boxes = [(link, self.links(self.in_section(link.title)[:4])) for link in self.sections]
        return self.render("home", boxes=boxes)

    def show_section(
        self, request: Request, start: str, category: str, section: str
    ) -> Response | None:
        return self.show_later(request, start, category, section, "1")

    def show_later(
        self, request: Request, start: str, category: str, section: str, page: str
    ) -> Response | None:
        name = self.section_of_slug(section)
        if name is None or int(start) != _OFFICE:
            return None
        stories = self.in_section(name)
        return self.render(
            "listing",
            heading=name,
            links=self.links(self.page_of(stories, int(page)), name),
            page=int(page),
            last=self.page_count(stories),
        )

    def show_story(
        self,
        request: Request,
        start: str,
        page: str,
        category: str,
        number: str,
        section: str = "",
        slug: str = "",
    ) -> Response | None:
        story = self.story(number) if int(start) == _OFFICE else None
        if story is None:
            return None
        return self.render(
            "article",
            story=story,
            title=self.shown_title(story),
            body=self.body(story),
            related=self.related(story)[1],
        )

    show_story_by_query = show_story
