"""VNPT's portals as at Long An and Ninh Bình: slug and id, listings paged by query or script."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import ClassVar

from .content import SECTIONS, Story, slugify
from .markup import Body, body
from .server import Request, Response
from .system import System

_STYLES = ("justified", "plain", "fragments", "divisions", "word")
_FIRST_CATEGORY, _SITE = 54440, 4
_SLUG_LENGTH = 100


class VNPT(System):
    """Further pages of a listing have an address: `?page=2`."""

    NAME = "vnpt"
    PER_PAGE = 6
    BY_SCRIPT: ClassVar[bool] = False
    ADDRESSES: ClassVar = {
        "home": "/",
        "file": "/upload/105842/{name}",
        "documents": "/van-ban",
        "document": "/van-ban/chi-tiet-{number}",
        "login": "/dang-nhap",
        "calendar": "/lich-cong-tac?month={month}&year={year}",
        "search": "/tim-kiem?keyword={words}",
        "static": "/gioi-thieu/{key}",
        "story": "/{section}/{slug}-{number}",
        "later": "/{section}?page={page}",
        "section": "/{section}",
    }

    def body(self, story: Story) -> Body:
        return body(story, _STYLES[story.id % len(_STYLES)], lead=False, signature=story.id % 2 > 0)

    def shown_date(self, story: Story) -> str:
        return self.shown_time(story)

    def shown_title(self, story: Story) -> str:
        """The title as somebody typed it, now and then in capitals."""
        return story.title.upper() if story.id % 7 == 0 else story.title

    def story_address(self, story: Story, section: str | None = None) -> str:
        section = slugify(section or story.sections[0])
        slug = story.slug[:_SLUG_LENGTH]
        return self.address("story", section=section, slug=slug, number=story.id)

    def section_address(self, section: str, page: int = 1) -> str:
        return self.address("section", section=slugify(section))

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
            category=_FIRST_CATEGORY + SECTIONS.index(name),
            site=_SITE,
        )

    def show_story(self, request: Request, section: str, slug: str, number: str) -> Response | None:
        """Section and slug make no difference to the server."""
        story = self.story(number)
        if story is None or self.section_of_slug(section) is None:
            return None
        return self.render(
            "article",
            heading=self.section_of_slug(section),
            story=story,
            title=self.shown_title(story),
            body=self.body(story),
            related=self.related(story)[1],
        )


class VNPTByScript(VNPT):
    """Further pages come as fragments of HTML, posted for by a script that the page carries.

    A form is answered with HTML, JSON with JSON that has the HTML in `d`, as ASP.NET does. The
    names are those of `sokhcn.ninhbinh.gov.vn` and other portals of the maker.
    """

    BY_SCRIPT: ClassVar = True
    ADDRESSES: ClassVar = {
        "load": "/DesktopModule/UIArticleInMenu/ArticleInMenuPagination.aspx/LoadArticle",
        **{kind: address for kind, address in VNPT.ADDRESSES.items() if kind != "later"},
    }

    def show_load(self, request: Request) -> Response | None:
        if request.method != "POST":
            return None
        is_json = request.headers.get("content-type", "").startswith("application/json")
        # The server takes every body for a form: JSON is the name of its only field.
        fields = json.loads(next(iter(request.form))) if is_json else request.form
        fragment = self._fragment(fields)
        if is_json:
            answer = json.dumps({"d": fragment}).encode()
            return Response(200, {"Content-Type": "application/json; charset=utf-8"}, answer)
        return self.page(fragment)

    def _fragment(self, fields: Mapping[str, object]) -> str:
        """The rows of a page; empty for a category of another site or a page there is not."""
        place = int(str(fields.get("article_category_id", "0"))) - _FIRST_CATEGORY
        if str(fields.get("site_id")) != str(_SITE) or not 0 <= place < len(SECTIONS):
            return ""
        section = SECTIONS[place]
        page = max(1, int(str(fields.get("page", "1"))))
        chosen = self.page_of(self.in_section(section), page)
        return self.render("rows", links=self.links(chosen, section)).body.decode()
