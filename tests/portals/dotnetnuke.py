"""DotNetNuke as at Kon Tum: tables, module containers with "Đóng", listings paged by postback."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar

from .aspnet import hidden_fields, returned_state
from .content import SECTIONS, Story
from .markup import Body, body
from .server import Request, Response
from .system import Link, System

_FIRST_TAB, _NEWS_TAB = 331, 330
_MODULE = 417
_STYLES = ("word", "breaks", "table", "justified", "divisions")
_PAGER_WIDTH = 10
_GRID = f"dnn$ctr{_MODULE}$ViewArticles$grvArticles"


class DotNetNuke(System):
    """A tab a section; the tab of all news lists every story."""

    NAME = "dotnetnuke"
    PER_PAGE = 8
    ADDRESSES: ClassVar = {
        "home": "/",
        "print": "/DesktopModules/TinTuc/InTin.aspx?ItemID={number}",
        "story": "/tabid/{category}/mid/417/ItemID/{number}/Default.aspx",
        "story_in_vietnamese": "/tabid/{category}/mid/417/ItemID/{number}"
        "/language/vi-VN/Default.aspx",
        "story_by_query": "/Default.aspx?tabid={category}&mid=417&ItemID={number}",
        "login": "/tabid/330/ctl/Login/Default.aspx",
        "static": "/{key}/tabid/62/language/vi-VN/Default.aspx",
        "documents": "/tabid/88/Default.aspx",
        "document": "/tabid/88/vbid/{number}/Default.aspx",
        "file": "/Portals/0/VanBan/{name}",
        "calendar": "/tabid/91/Default.aspx?thang={month}&nam={year}",
        "search": "/tabid/95/Default.aspx?Search={words}",
        "tab": "/tabid/{category}/Default.aspx",
        "tab_in_vietnamese": "/tabid/{category}/language/vi-VN/Default.aspx",
        "tab_by_query": "/Default.aspx?tabid={category}",
        "default": "/Default.aspx",
    }

    def body(self, story: Story) -> Body:
        return body(story, _STYLES[story.id % len(_STYLES)], signature=True)

    def story_address(self, story: Story, section: str | None = None) -> str:
        tab = _FIRST_TAB + SECTIONS.index(section or story.sections[0])
        return self.address("story", category=tab, number=story.id)

    def story_urls(self, story: Story) -> list[str]:
        tabs = [_NEWS_TAB, *(_FIRST_TAB + SECTIONS.index(name) for name in story.sections)]
        kinds = ("story", "story_in_vietnamese", "story_by_query")
        return [self.address(kind, category=tab, number=story.id) for tab in tabs for kind in kinds]

    def section_address(self, section: str, page: int = 1) -> str:
        return self.address("tab_in_vietnamese", category=_FIRST_TAB + SECTIONS.index(section))

    @property
    def featured(self) -> list[Link]:
        """Pasted by an editor from the address bar, in the form with a query."""
        return [
            Link(story.title, self.address("story_by_query", category=_NEWS_TAB, number=story.id))
            for story in self.stories[3::11][:6]
        ]

    def show_home(self, request: Request) -> Response:
        boxes = [(link, self.links(self.in_section(link.title)[:3])) for link in self.sections]
        return self.render("home", section="Trang chủ", boxes=boxes, **_form(str(_NEWS_TAB)))

    show_default = show_home

    def show_tab(self, request: Request, category: str) -> Response | None:
        tab = int(category)
        if not _NEWS_TAB <= tab < _FIRST_TAB + len(SECTIONS):
            return None
        section = "Tin tức" if tab == _NEWS_TAB else SECTIONS[tab - _FIRST_TAB]
        stories = self.stories if tab == _NEWS_TAB else self.in_section(section)
        last = self.page_count(stories)
        page = min(_asked_page(request.form, category), last)
        links = [
            Link(story.title, self.address("story", category=tab, number=story.id), story)
            for story in self.page_of(stories, page)
        ]
        pager = _pager(page, last)
        form = _form(category)
        return self.render("listing", section=section, links=links, pager=pager, **form)

    show_tab_in_vietnamese = show_tab_by_query = show_tab

    def show_story(self, request: Request, category: str, number: str) -> Response | None:
        story = self.story(number)
        if story is None:
            return None
        return self.render(
            "article",
            section=story.sections[0],
            story=story,
            body=self.body(story),
            related=self.related(story)[1],
            **_form(category),
        )

    show_story_in_vietnamese = show_story_by_query = show_story

    def show_print(self, request: Request, number: str) -> Response | None:
        story = self.story(number)
        return self.render("print", story=story, body=self.body(story)) if story else None


def _form(tab: str) -> dict[str, object]:
    """What the page's form consists of."""
    return {"hidden": hidden_fields(tab, ""), "grid": _GRID, "tab": tab}


def _asked_page(form: Mapping[str, str], tab: str) -> int:
    """The page a postback asks for; the first one where the page's state did not come with it."""
    asked = re.fullmatch(r"Page\$(\d+)", form.get("__EVENTARGUMENT", ""))
    if not asked or form.get("__EVENTTARGET") != _GRID or returned_state(form, tab) is None:
        return 1
    return max(1, int(asked[1]))


def _pager(page: int, last: int) -> Sequence[tuple[str, int | None]]:
    """Labels with the page each asks for (None: the current one): ten pages at a time."""
    first = (page - 1) // _PAGER_WIDTH * _PAGER_WIDTH + 1
    numbers = range(first, min(first + _PAGER_WIDTH, last + 1))
    entries: list[tuple[str, int | None]] = [
        (str(number), None if number == page else number) for number in numbers
    ]
    if first > 1:
        entries.insert(0, ("...", first - 1))
    if numbers[-1] < last:
        entries.append(("...", numbers[-1] + 1))
    return entries if last > 1 else []
