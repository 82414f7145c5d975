"""The magazine VietQ.vn: lists by topic, feeds, a sitemap in parts, related links inside texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from .content import SECTIONS, Story
from .feeds import rss, sitemap_index, url_set
from .markup import Body, body
from .server import Request, Response
from .system import Link, System, gzipped, plain

_STYLES = ("plain", "justified", "plain", "fragments")
_TOPICS = (
    ("Tin trong nước", "tin-trong-nuoc-sub9"),
    ("Khoa học công nghệ", "khoa-hoc-cong-nghe-sub6"),
    ("Tiêu chuẩn chất lượng", "tieu-chuan-chat-luong-c86"),
    ("Diễn đàn", "dien-dan-sub71"),
    ("An toàn thực phẩm", "an-toan-thuc-pham-sub12"),
    ("Vấn đề", "van-de-sub11"),
    ("Đầu tư", "dau-tu-sub96"),
    ("Phát hiện", "phat-hien-sub34"),
)
"""A topic for each of the sections, in their order."""
_IN_FEED = 15


class VietQ(System):
    """A story has one address; every ninth is an "emagazine" with an address of that kind."""

    NAME = "vietq"
    PER_PAGE = 8
    ADDRESSES: ClassVar = {
        "home": "/",
        "robots": "/robots.txt",
        "sitemaps": "/sitemap.xml",
        "sitemap": "/sitemaps/news-{year}.xml.gz",
        "feed": "/rss/home.rss",
        "feeds": "/rss",
        "magazine": "/{slug}-emagazine{number}.html",
        "video": "/{slug}-video{number}.html",
        "story": "/{slug}-d{number}.html",
        "static": "/trang/{key}.html",
        "documents": "/van-ban",
        "document": "/van-ban/{number}",
        "file": "/Images/files/{name}",
        "login": "/dang-nhap",
        "calendar": "/su-kien?thang={month}&nam={year}",
        "search": "/tim-kiem?q={words}",
        "later": "/{topic}/p{page}",
        "topic": "/{topic}",
    }

    def body(self, story: Story) -> Body:
        """The lead names the magazine; links to other stories stand between it and the rest."""
        style = _STYLES[story.id % len(_STYLES)]
        return body(_with_dateline(story), style, lead=False, signature=True)

    def shown_date(self, story: Story) -> str:
        return self.shown_time(story)

    def story_address(self, story: Story, section: str | None = None) -> str:
        kind = "magazine" if story.id % 9 == 0 else "story"
        return self.address(kind, slug=story.slug, number=story.id)

    def section_address(self, section: str, page: int = 1) -> str:
        topic = _TOPICS[SECTIONS.index(section)][1]
        return self.address("topic", topic=topic)

    @property
    def sections(self) -> list[Link]:
        return [Link(name, self.address("topic", topic=topic)) for name, topic in _TOPICS]

    @property
    def videos(self) -> list[Link]:
        return [
            Link(f"Video: {story.title}", self.address("video", slug=story.slug, number=story.id))
            for story in self.stories[5::13]
        ]

    def show_home(self, request: Request) -> Response:
        boxes = [
            (topic, self.links(self.in_section(section)[:4]))
            for topic, section in zip(self.sections, SECTIONS, strict=True)
        ]
        return self.render("home", boxes=boxes, newest=self.links(self.stories[:5]))

    def show_topic(self, request: Request, topic: str) -> Response | None:
        return self.show_later(request, topic, "1")

    def show_later(self, request: Request, topic: str, page: str) -> Response | None:
        """Pages beyond the last one show what the last one does."""
        names = {known: (name, SECTIONS[i]) for i, (name, known) in enumerate(_TOPICS)}
        if topic not in names:
            return None
        name, section = names[topic]
        stories = self.in_section(section)
        last = self.page_count(stories)
        number = min(max(1, int(page)), last)
        links = self.links(self.page_of(stories, number))
        return self.render(
            "listing", heading=name, links=links, page=number, last=last, base=f"/{topic}"
        )

    def show_story(self, request: Request, slug: str, number: str) -> Response | None:
        story = self.story(number)
        if story is None:
            return None
        newer, older = self.related(story)
        return self.render(
            "article",
            story=_with_dateline(story),
            topic=self.sections[SECTIONS.index(story.sections[0])],
            body=self.body(story),
            inside=older[:2],
            related=newer + older,
        )

    show_magazine = show_story

    def show_video(self, request: Request, slug: str, number: str) -> Response | None:
        story = self.story(number)
        return self.render("video", story=story) if story else None

    def show_robots(self, request: Request) -> Response:
        return plain(f"User-agent: *\nAllow: /\n\nSitemap: {self.home}sitemap.xml\n")

    def _by_year(self) -> dict[int, Sequence[Story]]:
        years = sorted({story.published.year for story in self.stories}, reverse=True)
        return {year: [s for s in self.stories if s.published.year == year] for year in years}

    def show_sitemaps(self, request: Request) -> Response:
        return sitemap_index(
            [self.absolute(self.address("sitemap", year=year)) for year in self._by_year()]
        )

    def show_sitemap(self, request: Request, year: str) -> Response | None:
        stories = self._by_year().get(int(year))
        if stories is None:
            return None
        entries = [(self.absolute(self.story_address(s)), s.published.isoformat()) for s in stories]
        return gzipped(url_set(entries).body.decode())

    def show_feed(self, request: Request) -> Response:
        """Dates without a time zone, as its old feed gave them."""
        items = [
            (s, self.absolute(self.story_address(s)), s.published.strftime("%m/%d/%Y %I:%M:%S %p"))
            for s in self.stories[:_IN_FEED]
        ]
        return rss("VietQ.vn", self.home, items)

    show_feeds = show_feed


def _with_dateline(story: Story) -> Story:
    return replace(story, lead=f"(VietQ.vn) - {story.lead}") if story.lead else story
