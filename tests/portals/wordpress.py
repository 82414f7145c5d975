"""WordPress as at Thái Nguyên: dated permalinks, and archives of every kind with whole articles."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import format_datetime
from typing import ClassVar

from .content import Story, slugify
from .feeds import rss, sitemap_index, url_set
from .markup import Body, body
from .server import Request, Response
from .system import System, plain, redirect

_STYLES = ("plain", "justified", "word", "plain")
_TAGS = ("iso-9001", "do-luong", "nang-suat")
_IN_FEED = 10


class WordPress(System):
    """A story has its permalink and a short link to it; archives print its text once more."""

    NAME = "wordpress"
    PER_PAGE = 5
    ADDRESSES: ClassVar = {
        "shortlink": "/?p={number}",
        "search": "/?s={words}",
        "calendar": "/lich-cong-tac/?thang={month}&nam={year}",
        "home": "/",
        "later_home": "/page/{page}/",
        "robots": "/robots.txt",
        "sitemaps": "/wp-sitemap.xml",
        "posts_sitemap": "/wp-sitemap-posts-post-1.xml",
        "others_sitemap": "/wp-sitemap-taxonomies-category-1.xml",
        "feed": "/feed/",
        "section_feed": "/category/{section}/feed/",
        "story_feed": "/{year}/{month}/{day}/{slug}/feed/",
        "login": "/wp-login.php",
        "later": "/category/{section}/page/{page}/",
        "section": "/category/{section}/",
        "tag": "/tag/{tag}/",
        "author": "/author/admin/",
        "later_author": "/author/admin/page/{page}/",
        "story": "/{year}/{month}/{day}/{slug}/",
        "month": "/{year}/{month}/",
        "file": "/wp-content/uploads/{name}",
        "documents": "/van-ban/",
        "document": "/van-ban/{number}/",
        "static": "/{key}/",
    }

    def body(self, story: Story) -> Body:
        return body(story, _STYLES[story.id % len(_STYLES)], signature=True)

    def shown_date(self, story: Story) -> str:
        return self.shown_time(story)

    def story_address(self, story: Story, section: str | None = None) -> str:
        day = {"year": f"{story.published:%Y}", "month": f"{story.published:%m}"}
        return self.address("story", **day, day=f"{story.published:%d}", slug=story.slug)

    def story_urls(self, story: Story) -> list[str]:
        return [self.story_address(story), self.address("shortlink", number=story.id)]

    def section_address(self, section: str, page: int = 1) -> str:
        kind = "section" if page == 1 else "later"
        return self.address(kind, section=slugify(section), page=page)

    @property
    def months(self) -> list[tuple[str, str]]:
        """The newest months with stories, for the archive's box."""
        months = dict.fromkeys((s.published.year, s.published.month) for s in self.stories)
        return [
            (f"Tháng {month} {year}", self.address("month", year=year, month=f"{month:02}"))
            for year, month in list(months)[:8]
        ]

    def show_home(self, request: Request) -> Response | None:
        return self._archive("Trang chủ", self.stories, 1, "/", full=False)

    def show_later_home(self, request: Request, page: str) -> Response | None:
        return self._archive("Trang chủ", self.stories, int(page), "/", full=False)

    def show_section(self, request: Request, section: str) -> Response | None:
        return self.show_later(request, section, "1")

    def show_later(self, request: Request, section: str, page: str) -> Response | None:
        name = self.section_of_slug(section)
        if name is None:
            return None
        return self._archive(name, self.in_section(name), int(page), self.section_address(name))

    def show_author(self, request: Request) -> Response | None:
        return self.show_later_author(request, "1")

    def show_later_author(self, request: Request, page: str) -> Response | None:
        return self._archive("Tác giả: admin", self.stories, int(page), "/author/admin/")

    def show_tag(self, request: Request, tag: str) -> Response | None:
        if tag not in _TAGS:
            return None
        return self._archive(f"Thẻ: {tag}", self.stories[_TAGS.index(tag) :: 7][:5], 1, "/")

    def show_month(self, request: Request, year: str, month: str) -> Response | None:
        stories = [s for s in self.stories if f"{s.published:%Y-%m}" == f"{year}-{month}"]
        return self._archive(f"Tháng: {month}/{year}", stories[: self.PER_PAGE], 1, request.path)

    def _archive(
        self, heading: str, stories: Sequence[Story], page: int, base: str, *, full: bool = True
    ) -> Response | None:
        last = self.page_count(stories)
        if not 1 <= page <= last:
            return None
        entries = [(self.link(story), self.body(story)) for story in self.page_of(stories, page)]
        return self.render(
            "listing",
            heading=heading,
            entries=entries,
            full=full,
            page=page,
            last=last,
            base=base,
        )

    def show_shortlink(self, request: Request, number: str) -> Response | None:
        story = self.story(number)
        return redirect(self.absolute(self.story_address(story))) if story else None

    def show_story(
        self, request: Request, year: str, month: str, day: str, slug: str
    ) -> Response | None:
        story = next((s for s in self.stories if self.story_address(s) == request.path), None)
        if story is None:
            return None
        place = self.stories.index(story)
        return self.render(
            "article",
            heading=story.title,
            story=story,
            body=self.body(story),
            tags=[(tag, self.address("tag", tag=tag)) for tag in _TAGS[story.id % 3 :]],
            previous=self.links(self.stories[place + 1 : place + 2]),
            following=self.links(self.stories[max(0, place - 1) : place]),
        )

    def show_story_feed(
        self, request: Request, year: str, month: str, day: str, slug: str
    ) -> Response:
        """A feed of comments, of which there are none."""
        return rss("Bình luận", self.home, [])

    def show_robots(self, request: Request) -> Response:
        return plain(
            "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n\n"
            f"Sitemap: {self.home}wp-sitemap.xml\n"
        )

    def show_sitemaps(self, request: Request) -> Response:
        kinds = ("posts_sitemap", "others_sitemap")
        return sitemap_index([self.absolute(self.address(kind)) for kind in kinds])

    def show_posts_sitemap(self, request: Request) -> Response:
        stories = sorted(self.stories, key=lambda story: story.id)
        return url_set(
            [(self.absolute(self.story_address(s)), s.published.isoformat()) for s in stories]
        )

    def show_others_sitemap(self, request: Request) -> Response:
        return url_set([(self.absolute(link.href), "") for link in self.sections])

    def show_feed(self, request: Request) -> Response:
        return self._feed("Bài viết mới", self.stories)

    def show_section_feed(self, request: Request, section: str) -> Response | None:
        name = self.section_of_slug(section)
        return self._feed(name, self.in_section(name)) if name else None

    def _feed(self, title: str, stories: Sequence[Story]) -> Response:
        items = [
            (s, self.absolute(self.story_address(s)), format_datetime(s.published))
            for s in stories[:_IN_FEED]
        ]
        return rss(title, self.home, items)
