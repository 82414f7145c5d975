"""NukeViet as at Đồng Nai: rewritten addresses with a category and an id, feeds and a sitemap."""

from __future__ import annotations

from email.utils import format_datetime
from typing import ClassVar

from .content import Story, slugify
from .feeds import rss, sitemap_index, url_set
from .markup import Body, body
from .server import Request, Response
from .system import Link, System, plain

_STYLES = ("justified", "plain", "entities", "word", "justified")
_IN_FEED = 20
_NOT_IN_SITEMAP = 8
_TAGS = ("ISO 9001", "năng suất chất lượng", "đo lường", "sáng kiến")


class NukeViet(System):
    """A story has its id in the address once for each of its categories, with and without `/vi`."""

    NAME = "nukeviet"
    ADDRESSES: ClassVar = {
        "home": "/",
        "vietnamese_home": "/vi/",
        "robots": "/robots.txt",
        "sitemaps": "/sitemap.xml",
        "pages_sitemap": "/vi/about/sitemap.xml",
        "news_sitemap": "/vi/news/sitemap.xml",
        "feed": "/vi/news/rss/",
        "section_feed": "/vi/news/rss/{section}/",
        "feeds": "/vi/feeds/",
        "print": "/vi/news/print/{section}/{slug}-{number}.html",
        "save": "/vi/news/savefile/{section}/{slug}-{number}.html",
        "tag": "/vi/news/tag/{tag}/",
        "later": "/vi/news/{section}/page-{page}/",
        "later_news": "/vi/news/page-{page}/",
        "story": "/vi/news/{section}/{slug}-{number}.html",
        "story_without_language": "/news/{section}/{slug}-{number}.html",
        "story_by_query": "/index.php?language=vi&nv=news&op={section}/{slug}-{number}",
        "static": "/vi/about/{key}.html",
        "documents": "/vi/van-ban/",
        "document": "/vi/van-ban/detail/vb-{number}/",
        "file": "/uploads/van-ban/{name}",
        "login": "/vi/users/login/",
        "calendar": "/vi/lich-cong-tac/?thang={month}&nam={year}",
        "search": "/vi/seek/?q={words}",
        "section": "/vi/news/{section}/",
        "news": "/vi/news/",
    }

    def body(self, story: Story) -> Body:
        return body(story, _STYLES[story.id % len(_STYLES)], lead=False)

    def shown_date(self, story: Story) -> str:
        return self.shown_time(story)

    def story_address(self, story: Story, section: str | None = None) -> str:
        return self.address("story", **_fields(story, section or story.sections[0]))

    def story_urls(self, story: Story) -> list[str]:
        kinds = ("story", "story_without_language", "story_by_query")
        return [
            self.address(kind, **_fields(story, section))
            for section in story.sections
            for kind in kinds
        ]

    def section_address(self, section: str, page: int = 1) -> str:
        if page == 1:
            return self.address("section", section=slugify(section))
        return self.address("later", section=slugify(section), page=page)

    @property
    def featured(self) -> list[Link]:
        return [
            Link(story.title, self.address("story_by_query", **_fields(story, story.sections[-1])))
            for story in self.stories[3::11][:6]
        ]

    def show_home(self, request: Request) -> Response:
        boxes = [(link, self.links(self.in_section(link.title)[:4])) for link in self.sections]
        return self.render("home", boxes=boxes, newest=self.links(self.stories[:6]))

    show_vietnamese_home = show_home

    def show_news(self, request: Request) -> Response | None:
        return self._listing("Tin tức", self.stories, 1, "/vi/news/")

    def show_later_news(self, request: Request, page: str) -> Response | None:
        return self._listing("Tin tức", self.stories, int(page), "/vi/news/")

    def show_section(self, request: Request, section: str) -> Response | None:
        return self.show_later(request, section, "1")

    def show_later(self, request: Request, section: str, page: str) -> Response | None:
        name = self.section_of_slug(section)
        if name is None:
            return None
        return self._listing(name, self.in_section(name), int(page), self.section_address(name))

    def show_tag(self, request: Request, tag: str) -> Response | None:
        return self._listing(tag.replace("-", " "), self.stories[::9], 1, request.path)

    def _listing(self, heading: str, stories: list[Story], page: int, base: str) -> Response | None:
        last = self.page_count(stories)
        if not 1 <= page <= last:
            return None
        section = heading if heading in (link.title for link in self.sections) else None
        numbers = [(n, base if n == 1 else f"{base}page-{n}/") for n in range(1, last + 1)]
        return self.render(
            "listing",
            heading=heading,
            links=self.links(self.page_of(stories, page), section),
            page=page,
            numbers=numbers,
        )

    def show_story(self, request: Request, section: str, slug: str, number: str) -> Response | None:
        """The id alone counts; a category that the story is not in shows nothing."""
        story = self.story(number)
        name = self.section_of_slug(section)
        if story is None or name not in story.sections:
            return None
        newer, older = self.related(story)
        return self.render(
            "article",
            story=story,
            heading=name,
            body=self.body(story),
            newer=newer,
            older=older,
            save=self.address("save", **_fields(story, name)),
            printed=self.address("print", **_fields(story, name)),
            tags=[
                (tag, self.address("tag", tag=slugify(tag))) for tag in _TAGS[story.id % 3 :][:2]
            ],
        )

    show_story_without_language = show_story_by_query = show_story

    def show_print(self, request: Request, section: str, slug: str, number: str) -> Response | None:
        story = self.story(number)
        return self.render("print", story=story, body=self.body(story)) if story else None

    def show_save(self, request: Request, section: str, slug: str, number: str) -> Response | None:
        response = self.show_print(request, section, slug, number)
        if response is None:
            return None
        name = f'attachment; filename="{slug}.html"'
        return Response(200, {**response.headers, "Content-Disposition": name}, response.body)

    def show_robots(self, request: Request) -> Response:
        return plain(
            "User-agent: *\nDisallow: /vi/users/\nDisallow: /vi/seek/\nDisallow: /admin/\n"
            f"Sitemap: {self.home}sitemap.xml\n"
        )

    def show_sitemaps(self, request: Request) -> Response:
        kinds = ("pages_sitemap", "news_sitemap")
        return sitemap_index([self.absolute(self.address(kind)) for kind in kinds])

    def show_pages_sitemap(self, request: Request) -> Response:
        return url_set([(self.absolute(link.href), "") for link in self.services])

    def show_news_sitemap(self, request: Request) -> Response:
        """All but the oldest stories, which only the pagers reach."""
        stories = self.stories[:-_NOT_IN_SITEMAP]
        return url_set(
            [
                (self.absolute(self.story_address(story)), story.published.isoformat())
                for story in stories
            ]
        )

    def show_feed(self, request: Request) -> Response:
        return self._rss("Tin tức", self.stories[:_IN_FEED])

    def show_section_feed(self, request: Request, section: str) -> Response | None:
        name = self.section_of_slug(section)
        return self._rss(name, self.in_section(name)[:_IN_FEED]) if name else None

    def show_feeds(self, request: Request) -> Response:
        feeds = [Link("Tin tức", self.address("feed"))]
        feeds += [
            Link(link.title, self.address("section_feed", section=slugify(link.title)))
            for link in self.sections
        ]
        return self.render("feeds", feeds=feeds)

    def _rss(self, title: str, stories: list[Story]) -> Response:
        items = [
            (s, self.absolute(self.story_address(s)), format_datetime(s.published)) for s in stories
        ]
        return rss(title, self.home, items)


def _fields(story: Story, section: str) -> dict[str, object]:
    return {"section": slugify(section), "slug": story.slug, "number": story.id}
