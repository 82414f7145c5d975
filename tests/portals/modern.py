"""A portal of 2025 as at An Giang: slugs at the root, "load more", dates for machines only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from .content import Story, slugify
from .markup import Body, body
from .server import Portal, Request, Response
from .system import Alias, System

_STYLES = ("plain", "justified", "plain", "divisions")


class Modern(System):
    """Stories and pages about the office have addresses of one shape: `/<slug>`.

    Host and `www.` host serve the same; links lead to either. Each section has the path of an
    older site besides its own, both list the same stories, and the older paths still show stories
    too. Canonical links say https, which nobody answers.
    """

    NAME = "modern"
    PER_PAGE = 6
    ADDRESSES: ClassVar = {
        "home": "/",
        "documents": "/van-ban",
        "document": "/van-ban/{number}",
        "file": "/storage/{name}",
        "login": "/dang-nhap",
        "search": "/tim-kiem?keyword={words}",
        "calendar": "/lich-cong-tac?month={month}&year={year}",
        "later_old_section": "/chuyen-muc/{section}?page={page}",
        "old_section": "/chuyen-muc/{section}",
        "old_story": "/{section}/{slug}",
        "later": "/{section}?page={page}",
        "static": "/{key}",
        "story": "/{slug}",
    }

    def __init__(self, host: str, province: str, count: int, seed: int) -> None:
        super().__init__(host, province, count, seed)
        self._by_slug = {story.slug: story for story in self.stories}

    def portals(self) -> Sequence[Portal]:
        return (self, Alias(f"www.{self.host}", self))

    def body(self, story: Story) -> Body:
        return body(self._with_dateline(story), _STYLES[story.id % len(_STYLES)], signature=True)

    def _with_dateline(self, story: Story) -> Story:
        return replace(story, lead=f"({self.host}) - {story.lead}") if story.lead else story

    def shown_date(self, story: Story) -> str:
        return self.shown_time(story)

    def story_address(self, story: Story, section: str | None = None) -> str:
        return self.address("story", slug=story.slug)

    def story_urls(self, story: Story) -> list[str]:
        sections = [slugify(section) for section in story.sections]
        old = [self.address("old_story", section=s, slug=story.slug) for s in sections]
        return [self.story_address(story), *old]

    def section_address(self, section: str, page: int = 1) -> str:
        return self.address("story", slug=slugify(section))

    def show_home(self, request: Request) -> Response:
        newest = self.links(self.stories[: self.PER_PAGE])
        return self.render("listing", heading="Trang chủ", links=newest, following="", old=False)

    def show_story(self, request: Request, slug: str) -> Response | None:
        if self.section_of_slug(slug):
            return self._listing(slug, 1, old=False)
        return self._article(slug)

    def show_old_story(self, request: Request, section: str, slug: str) -> Response | None:
        return self._article(slug) if self.section_of_slug(section) else None

    def show_later(self, request: Request, section: str, page: str) -> Response | None:
        return self._listing(section, int(page), old=False)

    def show_old_section(self, request: Request, section: str) -> Response | None:
        return self._listing(section, 1, old=True)

    def show_later_old_section(self, request: Request, section: str, page: str) -> Response | None:
        return self._listing(section, int(page), old=True)

    def _listing(self, slug: str, page: int, *, old: bool) -> Response | None:
        name = self.section_of_slug(slug)
        if name is None:
            return None
        stories = self.in_section(name)
        kind = "later_old_section" if old else "later"
        following = self.address(kind, section=slug, page=page + 1)
        return self.render(
            "listing",
            heading=name,
            links=self.links(self.page_of(stories, page)),
            following=following if page < self.page_count(stories) else "",
            old=old,
        )

    def _article(self, slug: str) -> Response | None:
        story = self._by_slug.get(slug)
        if story is None:
            return None
        return self.render(
            "article",
            heading=story.sections[0],
            story=self._with_dateline(story),
            body=self.body(story),
            metadata=self._metadata(story),
            related=self.related(story)[1],
        )

    def _metadata(self, story: Story) -> str:
        """Schema.org's, as such sites have it: the office is the author of everything."""
        return json.dumps(
            {
                "@context": "https://schema.org",
                "@type": "NewsArticle",
                "headline": story.title[:110],
                "datePublished": story.published.isoformat(),
                "dateModified": self.today.isoformat(),
                "author": {"@type": "Organization", "name": self.office},
                "mainEntityOfPage": f"https://{self.host}/{story.slug}",
            },
            ensure_ascii=False,
        )
