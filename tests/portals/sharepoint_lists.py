"""SharePoint as at Yên Bái and Vĩnh Phúc: a list for each section, with item numbers of its own.

The same `ItemID` in two lists is two articles: the list is part of what names an item.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from .aspnet import hidden_fields, returned_state
from .content import SECTIONS, Story
from .server import Request, Response
from .sharepoint import FOLDERS, SharePoint

_WEB_PART = "ctl00$ctl33$g_7a1c0e52_9d1f_4b3a"


class SharePointLists(SharePoint):
    """An item is in the list of its story's main section only."""

    def items(self, section: str) -> dict[int, Story]:
        """A list's stories by their ids, the newest first."""
        stories = self.in_section(section)
        return {len(stories) - place: story for place, story in enumerate(stories)}

    def item_id(self, story: Story) -> int:
        items = self.items(story.sections[0])
        return next(number for number, item in items.items() if item is story)


class YenBai(SharePointLists):
    """Item and list in the query; listings paged by link buttons that know places, not pages."""

    DATE: ClassVar = "Ngày xuất bản: %d/%m/%Y %I:%M:%S %P"
    ADDRESSES: ClassVar = {
        "home": "/",
        "welcome": "/Pages/default.aspx",
        "story": "/noidung/tintuc/Pages/chi-tiet-tin-tuc.aspx"
        "?ItemID={number}&l={folder}&lv={category}",
        "listing": "/noidung/tintuc/Pages/danh-sach-tin-tuc.aspx?l={folder}&lv={category}",
        "static": "/noidung/gioithieu/Pages/gioi-thieu.aspx?p={key}",
        "documents": "/noidung/vanban/Pages/van-ban.aspx",
        "document": "/noidung/vanban/Pages/chi-tiet-van-ban.aspx?ItemID={number}",
        "file": "/noidung/vanban/Attachments/{name}",
        "login": "/_layouts/15/Authenticate.aspx",
        "calendar": "/noidung/lichcongtac/Pages/lich.aspx?CalendarDate={month}%2F1%2F{year}",
        "search": "/Pages/tim-kiem.aspx?k={words}",
    }

    def shown_date(self, story: Story) -> str:
        return self.shown_time(story)

    def story_address(self, story: Story, section: str | None = None) -> str:
        name = story.sections[0]
        return self.address("story", number=self.item_id(story), **_list_fields(name))

    def section_address(self, section: str, page: int = 1) -> str:
        return self.address("listing", **_list_fields(section))

    show_welcome = SharePointLists.show_home

    def show_story(
        self, request: Request, number: str, folder: str, category: str
    ) -> Response | None:
        section = self.section_of_folder(folder)
        story = self.items(section).get(int(number)) if section else None
        return self.article_page(story) if story else None

    def show_listing(self, request: Request, folder: str, category: str) -> Response | None:
        section = self.section_of_folder(folder)
        if section is None:
            return None
        stories = self.in_section(section)
        last = self.page_count(stories)
        page = _next_page(request.form, folder, last)
        return self.render(
            "listing",
            heading=section,
            links=self.links(self.page_of(stories, page)),
            buttons=_buttons(page, last),
            hidden=hidden_fields(folder, str(page)),
        )


class VinhPhuc(SharePointLists):
    """A list's own view pages: without an `ItemID` they are listings, paged by position."""

    ADDRESSES: ClassVar = {
        "home": "/",
        "story": "/noidung/tintuc/Lists/{folder}/View_Detail.aspx?ItemID={number}",
        "archive": "/noidung/tintuc/Lists/{folder}/View_Detail.aspx?ngay={day}-{month}-{year}",
        "later": "/noidung/tintuc/Lists/{folder}/View_Detail.aspx"
        "?Paged=TRUE&p_ID={number}&PageFirstRow={start}",
        "listing": "/noidung/tintuc/Lists/{folder}/View_Detail.aspx",
        "static": "/noidung/gioithieu/Lists/SoKHCN/View_Detail.aspx?muc={key}",
        "documents": "/noidung/vanban/Lists/VanBan/AllItems.aspx",
        "document": "/noidung/vanban/Lists/VanBan/DispForm.aspx?ID={number}",
        "file": "/noidung/vanban/Lists/VanBan/Attachments/{name}",
        "login": "/_layouts/authenticate.aspx",
        "calendar": "/noidung/lich/Lists/Lich/calendar.aspx?Thang={month}&Nam={year}",
        "search": "/timkiem/Pages/results.aspx?k={words}",
    }

    def story_address(self, story: Story, section: str | None = None) -> str:
        return self.address("story", folder=FOLDERS[story.sections[0]], number=self.item_id(story))

    def section_address(self, section: str, page: int = 1) -> str:
        return self.address("listing", folder=FOLDERS[section])

    def show_story(self, request: Request, folder: str, number: str) -> Response | None:
        section = self.section_of_folder(folder)
        story = self.items(section).get(int(number)) if section else None
        return self.article_page(story) if story else None

    def show_listing(self, request: Request, folder: str) -> Response | None:
        return self.show_later(request, folder, "0", "1")

    def show_later(self, request: Request, folder: str, number: str, start: str) -> Response | None:
        """The items after the one with that id, whatever row the address says they start at."""
        section = self.section_of_folder(folder)
        if section is None:
            return None
        items = self.items(section)
        rest = [item for item in items if not int(number) or item < int(number)]
        shown = rest[: self.PER_PAGE]
        following = None
        if len(rest) > len(shown):
            row = int(start) + self.PER_PAGE
            following = self.address("later", folder=folder, number=shown[-1], start=row)
        return self.render(
            "listing",
            heading=section,
            links=self.links([items[item] for item in shown]),
            following=following,
            rows=f"{start} - {int(start) + len(shown) - 1}",
            hidden=hidden_fields(folder, ""),
            **self._archive(folder, date(2025, 11, 1)),
        )

    def show_archive(
        self, request: Request, folder: str, day: str, month: str, year: str
    ) -> Response | None:
        """The stories of one day, which most days have none of."""
        section = self.section_of_folder(folder)
        try:
            chosen = date(int(year), int(month), int(day))
        except ValueError:
            return None
        stories = [s for s in self.in_section(section or "") if s.published.date() == chosen]
        return self.render(
            "listing",
            heading=section,
            links=self.links(stories),
            hidden=hidden_fields(folder, ""),
            **self._archive(folder, chosen),
        )

    def _archive(self, name: str, around: date) -> dict[str, object]:
        """The widget "Các tin đã đưa ngày": a link a day, and to the months around."""
        first = around.replace(day=1)
        days = [first.replace(day=number) for number in range(1, 29)]
        before = date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 28)
        after = date(first.year + (first.month == 12), first.month % 12 + 1, 1)
        return {
            "archive": [
                (label, self.address("archive", folder=name, day=d.day, month=d.month, year=d.year))
                for label, d in [("«", before), *((str(d.day), d) for d in days), ("»", after)]
            ]
        }


def _list_fields(section: str) -> dict[str, object]:
    return {"folder": FOLDERS[section], "category": 30 + SECTIONS.index(section)}


def _buttons(page: int, last: int) -> list[tuple[str, str]]:
    """Labels with the targets of their postbacks: five numbers around the current page."""
    first = max(1, page - 2)
    numbers = range(first, min(first + 5, last + 1))
    buttons = [
        (str(number), f"{_WEB_PART}$rptPages$ctl{place:02}$lnkPage" if number != page else "")
        for place, number in enumerate(numbers)
    ]
    if page < last:
        buttons += [("Sau", f"{_WEB_PART}$lnkNext"), ("Cuối", f"{_WEB_PART}$lnkLast")]
    return buttons if last > 1 else []


def _next_page(form: Mapping[str, str], name: str, last: int) -> int:
    """What a button means depends on the page that it stood on."""
    state = returned_state(form, name)
    if state is None:
        return 1
    targets = {target: label for label, target in _buttons(int(state), last) if target}
    match targets.get(form.get("__EVENTTARGET", "")):
        case None:
            return 1
        case "Sau":
            return int(state) + 1
        case "Cuối":
            return last
        case label:
            return int(label)
