"""What a simulated Liferay portal consists of: its pages and the addresses of its articles."""

from __future__ import annotations

import random
import string
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from .content import SECTIONS, Story, slugify, stories

LANGUAGES = ("", "/vi", "/en")
_MOST_ADDRESSES = 10
_HIGHLIGHTS = 10

Kind = Literal[
    "home", "listing", "prose", "people", "contact", "sitemap",
    "documents", "questions", "albums", "videos",
]  # fmt: skip

_OTHER_PAGES: tuple[tuple[str, Kind], ...] = (
    ("Chức năng nhiệm vụ", "prose"),
    ("Cơ cấu tổ chức", "prose"),
    ("Lãnh đạo Sở", "people"),
    ("Văn bản", "documents"),
    ("Hỏi đáp", "questions"),
    ("Thư viện ảnh", "albums"),
    ("Video", "videos"),
    ("Liên hệ", "contact"),
    ("Sơ đồ cổng", "sitemap"),
)


@dataclass(frozen=True)
class Layout:
    """A page of the portal, which Liferay calls a layout."""

    name: str
    """Its path without the slash."""
    label: str
    """Its name in the menu, in decomposed Unicode like the whole frame."""
    kind: Kind
    plid: int
    instance: str
    """Of the portlet in its middle: the `INSTANCE` of `101_INSTANCE_…`."""


@dataclass(frozen=True)
class Record:
    """A row of a page that is no news: a document, a question, an album, a video."""

    id: int
    title: str
    date: datetime


#: So many documents, questions, albums or videos a small portal may come to have.
_RECORDS = 20


class Site:
    """The pages of a portal, and which of them shows which stories, in which languages."""

    def __init__(self, host: str, stories: Sequence[Story]) -> None:
        self.host = host
        self.stories = sorted(stories, key=lambda story: (story.published, story.id), reverse=True)
        """The newest first."""
        self.by_slug = {story.slug: story for story in stories}
        self.today = self.stories[0].published
        self.layouts = {layout.name: layout for layout in _layouts(host)}
        self.home = self.layouts["home"]
        rng = random.Random(host)  # noqa: S311 - repeatable on purpose
        newest = self.stories[: max(_HIGHLIGHTS, len(stories) // 10)]
        self.highlights = rng.sample(newest, min(_HIGHLIGHTS, len(newest)))
        self._listed = {
            section: [story for story in self.stories if section in story.sections]
            for section in SECTIONS
        }
        self._addresses = {story.slug: self._choose_addresses(story) for story in stories}
        self.records = {
            layout.name: _records(layout, len(stories) // 12 + 5)
            for layout in self.layouts.values()
            if layout.kind in ("documents", "questions", "albums", "videos")
        }

    def sections(self) -> list[Layout]:
        """The pages that list news."""
        return [layout for layout in self.layouts.values() if layout.kind == "listing"]

    def listed(self, layout: Layout) -> list[Story]:
        """The stories of a page that lists news, the newest first."""
        return self._listed[unicodedata.normalize("NFC", layout.label)]

    def addresses(self, story: Story) -> list[str]:
        """The paths under which links lead to the story, without print views and parameters."""
        return [self._path(language, layout, story) for language, layout in self._pairs(story)]

    def address(self, story: Story, language: str, layout: Layout) -> str:
        """Where a list on a page links to: not always into the language and page of the list."""
        pairs = self._pairs(story)
        for wanted in ((language, layout), ("", layout), ("/vi", layout), ("/en", layout)):
            if wanted in pairs:
                return self._path(*wanted, story)
        return self._path(*pairs[0], story)

    def _pairs(self, story: Story) -> list[tuple[str, Layout]]:
        return self._addresses[story.slug]

    def _path(self, language: str, layout: Layout, story: Story) -> str:
        portlet = f"/-/asset_publisher/{layout.instance}/content/{story.slug}"
        return f"{language}/{layout.name}{portlet}"

    def _choose_addresses(self, story: Story) -> list[tuple[str, Layout]]:
        """Each section has one to three of the languages, seldom not the plain address."""
        rng = random.Random(f"{self.host} {story.id}")  # noqa: S311
        pairs: list[tuple[str, Layout]] = []
        for section in story.sections:
            odds = zip(LANGUAGES, (0.92, 0.46, 0.39), strict=True)
            languages = [language for language, chance in odds if rng.random() < chance]
            layout = self.layouts[slugify(section)]
            pairs += [(language, layout) for language in languages or [rng.choice(LANGUAGES)]]
        if story in self.highlights:
            pairs = [("", self.home), *pairs]
        return pairs[:_MOST_ADDRESSES]


def _layouts(host: str) -> list[Layout]:
    rng = random.Random(host)  # noqa: S311 - repeatable on purpose
    pages: list[tuple[str, str, Kind]] = [("home", "Trang chủ", "home")]
    pages += [(slugify(section), section, "listing") for section in SECTIONS]
    pages += [(slugify(label), label, kind) for label, kind in _OTHER_PAGES]
    return [
        Layout(
            name=name,
            label=unicodedata.normalize("NFD", label),
            kind=kind,
            plid=20181 + 13 * number,
            instance="".join(rng.choices(string.ascii_letters + string.digits, k=12)),
        )
        for number, (name, label, kind) in enumerate(pages)
    ]


def _records(layout: Layout, count: int) -> list[Record]:
    """Titles like those of news, which nothing but their page tells from news.

    A small portal that grows has the same ones as before, and perhaps more.
    """
    written = stories(max(count, _RECORDS), layout.plid)[:count]
    return [Record(story.id, story.title, story.published) for story in reversed(written)]
