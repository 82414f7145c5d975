"""Joomla as at Hải Dương: menu items named by a time, slugs with one letter for every accent."""

from __future__ import annotations

from email.utils import format_datetime
from typing import ClassVar

from .content import SECTIONS, Story, fold, slugify
from .feeds import rss
from .markup import Body, body
from .server import Request, Response
from .system import Link, System

_STYLES = ("word", "plain", "justified", "fragments", "entities")
_IN_FEED = 10
_FIRST_CATEGORY = 45


class Joomla(System):
    """A story has an address a section, and one that names all by numbers."""

    NAME = "joomla"
    PER_PAGE = 6
    ADDRESSES: ClassVar = {
        "home": "/",
        "feed": "/tin-tuc/{section}?format=feed&type=rss",
        "print": "/2016-04-15-01-14-38/{section}/article/{slug}/{number}?tmpl=component&print=1",
        "story": "/2016-04-15-01-14-38/{section}/article/{slug}/{number}",
        "story_by_query": "/index.php?option=com_content&view=article&id={number}&catid={category}",
        "mail": "/component/mailto/?tmpl=component&link={link}",
        "later": "/tin-tuc/{section}?start={start}",
        "section": "/tin-tuc/{section}",
        "login": "/component/users/?view=login",
        "search": "/component/search/?searchword={words}",
        "calendar": "/lich?thang={month}&nam={year}",
        "file": "/images/vanban/{name}",
        "documents": "/van-ban",
        "document": "/van-ban/{number}",
        "static": "/gioi-thieu/{key}",
        "start": "/index.php",
    }

    def body(self, story: Story) -> Body:
        return body(story, _STYLES[story.id % len(_STYLES)], signature=True)

    def shown_date(self, story: Story) -> str:
        return self.shown_time(story)

    def story_address(self, story: Story, section: str | None = None) -> str:
        return self.address("story", **_fields(story, section or story.sections[0]))

    def story_urls(self, story: Story) -> list[str]:
        by_section = super().story_urls(story)
        category = _FIRST_CATEGORY + SECTIONS.index(story.sections[0])
        return [*by_section, self.address("story_by_query", number=story.id, category=category)]

    def section_address(self, section: str, page: int = 1) -> str:
        return self.address("section", section=slugify(section))

    @property
    def featured(self) -> list[Link]:
        return [Link(s.title, self.story_urls(s)[-1]) for s in self.stories[3::11][:6]]

    def show_home(self, request: Request) -> Response:
        boxes = [(link, self.links(self.in_section(link.title)[:4])) for link in self.sections]
        return self.render("home", heading="Trang chủ", boxes=boxes)

    show_start = show_home

    def show_section(self, request: Request, section: str) -> Response | None:
        return self.show_later(request, section, "0")

    def show_later(self, request: Request, section: str, start: str) -> Response | None:
        name = self.section_of_slug(section)
        if name is None:
            return None
        stories = self.in_section(name)
        return self.render(
            "listing",
            heading=name,
            links=self.links(stories[int(start) :][: self.PER_PAGE], name),
            start=int(start),
            count=len(stories),
            base=request.path,
        )

    def show_feed(self, request: Request, section: str) -> Response | None:
        name = self.section_of_slug(section)
        if name is None:
            return None
        items = [
            (s, self.absolute(self.story_address(s, name)), format_datetime(s.published))
            for s in self.in_section(name)[:_IN_FEED]
        ]
        return rss(name, self.home, items)

    def show_story(self, request: Request, section: str, slug: str, number: str) -> Response | None:
        story = self.story(number)
        name = self.section_of_slug(section)
        if story is None or name is None:
            return None
        address = self.story_address(story, name)
        return self.render(
            "article",
            heading=name,
            story=story,
            body=self.body(story),
            printed=f"{address}?tmpl=component&print=1&layout=default&page=",
            mail=self.address("mail", link=f"{story.id * 2654435761:x}"),
            related=self.related(story),
        )

    def show_story_by_query(self, request: Request, number: str, category: str) -> Response | None:
        place = int(category) - _FIRST_CATEGORY
        if not 0 <= place < len(SECTIONS):
            return None
        return self.show_story(request, slugify(SECTIONS[place]), "", number)

    def show_print(self, request: Request, section: str, slug: str, number: str) -> Response | None:
        story = self.story(number)
        return self.render("print", story=story, body=self.body(story)) if story else None

    def show_mail(self, request: Request, link: str) -> Response:
        return self.render("login")


def _fields(story: Story, section: str) -> dict[str, object]:
    accented = "".join("a" if fold(c) != c else c for c in story.title)
    return {"section": slugify(section), "slug": slugify(accented), "number": story.id}
