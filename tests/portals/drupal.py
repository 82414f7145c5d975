"""Drupal as at Lạng Sơn: nodes with aliases, pagers from nought, bylines in English."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import format_datetime
from typing import ClassVar

from .content import SECTIONS, Story, slugify
from .feeds import rss
from .markup import Body, body
from .server import Request, Response
from .system import Link, System, plain

_STYLES = ("word", "plain", "justified", "fragments", "entities")
_IN_FEED = 10
_FIRST_TERM = 21


class Drupal(System):
    """A story is a node and has an alias; lists link to either, pagers count from nought."""

    NAME = "drupal"
    PER_PAGE = 6
    ADDRESSES: ClassVar = {
        "home": "/",
        "front": "/node",
        "later_front": "/node?page={page}",
        "robots": "/robots.txt",
        "feed": "/rss.xml",
        "print": "/bm/print/{number}",
        "node": "/node/{number}",
        "later": "/taxonomy/term/{category}?page={page}",
        "term": "/taxonomy/term/{category}",
        "login": "/user/login",
        "search": "/search/node/{words}",
        "calendar": "/lich-cong-tac?thang={month}&nam={year}",
        "file": "/sites/default/files/{name}",
        "documents": "/van-ban",
        "document": "/van-ban/{number}",
        "static": "/gioi-thieu/{key}",
        "later_section": "/{section}?page={page}",
        "story": "/{slug}",
    }

    def body(self, story: Story) -> Body:
        return body(story, _STYLES[story.id % len(_STYLES)], signature=True)

    def story_address(self, story: Story, section: str | None = None) -> str:
        return self.address("story", slug=story.slug[:100].rstrip("-"))

    def story_urls(self, story: Story) -> list[str]:
        return [self.story_address(story), self.address("node", number=story.id)]

    def section_address(self, section: str, page: int = 1) -> str:
        return self.address("story", slug=slugify(section))

    @property
    def featured(self) -> list[Link]:
        return [
            Link(story.title, self.address("node", number=story.id))
            for story in self.stories[3::11][:6]
        ]

    def show_home(self, request: Request) -> Response:
        return self._listing("Trang chủ", self.stories, 0, "/node")

    show_front = show_home

    def show_later_front(self, request: Request, page: str) -> Response:
        return self._listing("Trang chủ", self.stories, int(page), "/node")

    def show_term(self, request: Request, category: str) -> Response | None:
        return self.show_later(request, category, "0")

    def show_later(self, request: Request, category: str, page: str) -> Response | None:
        place = int(category) - _FIRST_TERM
        if not 0 <= place < len(SECTIONS):
            return None
        stories = self.in_section(SECTIONS[place])
        return self._listing(SECTIONS[place], stories, int(page), request.path)

    def show_later_section(self, request: Request, section: str, page: str) -> Response | None:
        name = self.section_of_slug(section)
        if name is None:
            return None
        return self._listing(name, self.in_section(name), int(page), request.path)

    def _listing(self, heading: str, stories: Sequence[Story], page: int, base: str) -> Response:
        """The stories of a page; pages there are not are empty."""
        return self.render(
            "listing",
            heading=heading,
            links=self.links(self.page_of(stories, page + 1)),
            page=page,
            last=self.page_count(stories) - 1,
            base=base,
        )

    def show_story(self, request: Request, slug: str) -> Response | None:
        """An alias: of a section or of a story."""
        if section := self.section_of_slug(slug):
            return self._listing(section, self.in_section(section), 0, request.path)
        story = next((s for s in self.stories if self.story_address(s) == request.path), None)
        return self._article(story) if story else None

    def show_node(self, request: Request, number: str) -> Response | None:
        story = self.story(number)
        return self._article(story) if story else None

    def _article(self, story: Story) -> Response:
        term = _FIRST_TERM + SECTIONS.index(story.sections[0])
        return self.render(
            "article",
            heading=story.title,
            story=story,
            body=self.body(story),
            term=self.address("term", category=term),
            related=self.related(story)[1],
        )

    def show_print(self, request: Request, number: str) -> Response | None:
        story = self.story(number)
        return self.render("print", story=story, body=self.body(story)) if story else None

    def show_robots(self, request: Request) -> Response:
        return plain("User-agent: *\nDisallow: /user/\nDisallow: /search/\nDisallow: /admin/\n")

    def show_feed(self, request: Request) -> Response:
        items = [
            (s, self.absolute(self.address("node", number=s.id)), format_datetime(s.published))
            for s in self.stories[:_IN_FEED]
        ]
        return rss(self.office, self.home, items)
