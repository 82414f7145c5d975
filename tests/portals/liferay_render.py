"""Makes the pages of a simulated Liferay portal from its templates."""

from __future__ import annotations

import random
import re
import string
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zlib import crc32

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .liferay_site import Layout, Site
from .liferay_widgets import calendar_day, calendar_link, calendar_page

_KEYWORDS = ("tiêu chuẩn", "đo lường", "sở hữu trí tuệ", "khởi nghiệp")
_REMOVED = "guong-dien-hinh-hoc-tap-va-lam-theo-loi-bac"
"""The slug of an article that is still linked."""
_NESTED = re.compile(r"(/en)+$")


@dataclass(frozen=True)
class Place:
    """A page of the portal in a language."""

    language: str
    """The prefix in the path: one of `LANGUAGES`."""
    english: bool
    layout: Layout

    @property
    def page(self) -> str:
        """The path of the page alone."""
        return f"{self.language}/{self.layout.name}"


@dataclass(frozen=True)
class View:
    """A request as Liferay reads it."""

    path: str
    """As asked for, without a session."""
    place: Place
    resource: str
    """What follows `/-/` in the path."""
    query: Mapping[str, str]

    @classmethod
    def read(cls, path: str, query: Mapping[str, str], site: Site) -> View | None:
        """The view at that path; `None` where there is no page.

        `/en` behind a page or an article is the same page again, as often as one likes.
        """
        language = next(
            prefix for prefix in ("/vi", "/en", "") if f"{path}/".startswith(prefix + "/")
        )
        own = path.removeprefix(language)
        plain = _NESTED.sub("", own)
        name, _, resource = plain.strip("/").partition("/-/")
        layout = site.layouts.get(name or site.home.name)
        if layout is None:
            return None
        english = language == "/en" or plain != own
        return cls(path or "/", Place(language, english, layout), resource, query)

    def asks_for(self, portlet: str, state: str | None = None) -> bool:
        """Whether the parameters are for that portlet, and for it in that state."""
        asked = self.query.get("p_p_id", "")
        own = asked == portlet or asked.startswith(f"{portlet}_INSTANCE_")
        return own and state in (None, self.query.get("p_p_state"))


@dataclass(frozen=True)
class Content:
    """What stands in the middle of a page, as HTML, and what the frame has to know of it."""

    html: str
    title: str
    """For `<title>`."""
    status: int = 200
    highlights: bool = True
    """Whether the box of highlights stands beside it."""
    popup: bool = False
    """Whether it has a window of its own instead of the frame."""


class _DecomposedLoader(FileSystemLoader):
    """Templates in decomposed Unicode, as the frames of some portals are."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_current = super().get_source(environment, template)
        return unicodedata.normalize("NFD", source), path, is_current


_TEMPLATES = Environment(
    loader=_DecomposedLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)


class Renderer:
    """The portal's look. What stays the same from request to request is rendered once."""

    def __init__(self, site: Site, name: str, feed: bool) -> None:
        self._site = site
        self._frame = lru_cache(maxsize=2000)(self._render_frame)
        self._calendar = lru_cache(maxsize=500)(self._render_calendar)
        self._constants = {
            "site_name": unicodedata.normalize("NFD", name),
            "host": site.host,
            "home": site.home,
            "layouts": list(site.layouts.values()),
            "today": site.today,
            "feed": feed,
        }

    def render(self, template: str, place: Place, **values: Any) -> str:
        """What a template makes of the values, the place and the portal's constants."""
        values |= {"language": place.language, "english": place.english, "layout": place.layout}
        return _TEMPLATES.get_template(f"liferay_{template}").render(self._constants | values)

    def page(self, view: View, content: Content, visit: int, session: str) -> str:
        """The whole page: frame, content, and what differs with each visit.

        `session` is what a first visitor finds behind the paths of links, else empty.
        """
        day = calendar_day(view.query, self._site.today.date())
        marks = {
            "@CONTENT@": content.html,
            "@CALENDAR@": self._calendar(view.place, day, view.asks_for("8", "maximized")),
            "@HERE@": quote(view.path),
            "@NEST@": quote(f"{view.path.rpartition('/')[2]}/en".lstrip("/")),
            "@SESSION@": session,
            "@TOKEN@": _token(visit),
            "@VISITS@": f"{1_234_567 + visit:,}".replace(",", "."),
            "@ONLINE@": str(17 + visit % 41),
            "@VIEWS@": str(crc32(view.path.encode()) % 1999 + visit),
        }
        page = self._frame(view.place, content.title, content.highlights, content.popup)
        for mark, value in marks.items():
            page = page.replace(mark, value)
        return page

    def _render_frame(self, place: Place, title: str, highlights: bool, popup: bool) -> str:
        site = self._site
        return self.render(
            "popup.html" if popup else "frame.html",
            place,
            title=title,
            highlights=site.highlights if highlights else (),
            address=lambda story: site.address(story, place.language, site.home),
            keywords=_KEYWORDS,
            nesting=place.layout.plid % 2 == 0,
            removed=f"/home/-/asset_publisher/{site.home.instance}/content/{_REMOVED}",
        )

    def _render_calendar(self, place: Place, day: date, maximized: bool) -> str:
        return self.render(
            "calendar.html",
            place,
            maximized=maximized,
            page=place.page,
            home_page=f"{place.language}/{self._site.home.name}",
            link=calendar_link,
            **calendar_page(day),
        )


def _token(visit: int) -> str:
    letters = random.Random(visit).choices(string.ascii_letters + string.digits, k=8)  # noqa: S311
    return "".join(letters)
