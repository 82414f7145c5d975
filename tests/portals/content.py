"""Invented articles of a department's portal, the same for the same seed."""

from __future__ import annotations

import random
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

VIETNAM = timezone(timedelta(hours=7))
SECTIONS = (
    "Tin hoạt động",
    "Nghiên cứu - Triển khai",
    "Tiêu chuẩn - Đo lường - Chất lượng",
    "Sở hữu trí tuệ",
    "Nông nghiệp - Nông thôn",
    "Thông báo",
    "Khởi nghiệp - Đổi mới sáng tạo",
    "An toàn bức xạ",
)
_NOTICES = "Thông báo"
_FIRST_DAY = datetime(2010, 1, 4, tzinfo=VIETNAM)
_DAYS = (datetime(2025, 11, 14, tzinfo=VIETNAM) - _FIRST_DAY).days
_GRAMMAR = tomllib.loads(Path(__file__).with_name("grammar.toml").read_text(encoding="utf-8"))
_SLOT = re.compile(r"\{(?:(\d+)\.\.(\d+)|(\w+))\}")


@dataclass(frozen=True)
class Story:
    """An article as its author wrote it; a portal wraps it in markup."""

    id: int
    slug: str
    """Of the title, in ASCII; unique like the title."""
    title: str
    lead: str
    """The summary; empty for a notice."""
    paragraphs: tuple[str, ...]
    """What follows the lead."""
    author: str | None
    """Who signs, as they sign: a name, initials, a name with an office."""
    published: datetime
    """In Vietnam's time."""
    sections: tuple[str, ...]
    """One to four of `SECTIONS`, the main one first."""
    captions: tuple[str, ...] = ()
    """Of the pictures, for systems that show any."""

    @property
    def text(self) -> str:
        """Lead and paragraphs, a line each."""
        return "\n".join(filter(None, (self.lead, *self.paragraphs)))


@dataclass(frozen=True)
class ExpectedArticle:
    """What a perfect crawl knows of one article."""

    urls: tuple[str, ...]
    """Every address that shows the article and nothing but a link stands between."""
    title: str
    published: str
    """The date in Vietnam, ISO 8601."""
    author: str | None
    text: str
    """Paragraphs separated by one newline."""


def stories(count: int, seed: int) -> list[Story]:
    """`count` stories with titles, slugs and texts of their own, the newest last."""
    rng = random.Random(seed)  # noqa: S311 - repeatable on purpose
    minutes = sorted(
        rng.randrange(_DAYS) * 24 * 60 + rng.randint(7 * 60, 17 * 60) for _ in range(count)
    )
    slugs: set[str] = set()
    result: list[Story] = []
    number = 1000
    for minute in minutes:
        number += rng.randint(1, 40)
        story = _story(rng, number, _FIRST_DAY + timedelta(minutes=minute), slugs)
        slugs.add(story.slug)
        result.append(story)
    return result


def fold(text: str) -> str:
    """The text in ASCII letters: `Đo lường` is `Do luong`."""
    plain = text.replace("đ", "d").replace("Đ", "D")
    return unicodedata.normalize("NFD", plain).encode("ascii", "ignore").decode()


def slugify(text: str) -> str:
    """The text as a path's last part."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text).lower()).strip("-")


def _story(rng: random.Random, number: int, published: datetime, taken: set[str]) -> Story:
    writer = _Writer(rng, published)
    is_notice = rng.random() < 0.12
    headline = "notice_headline" if is_notice else "headline"
    title = writer.title(headline)
    while (slug := slugify(title)[:150].strip("-")) in taken:
        title = writer.title(headline)
    lead = "" if is_notice else writer.phrase("lead")
    paragraphs = writer.notice() if is_notice else writer.paragraphs(_length(rng))
    signed = not is_notice and rng.random() < 0.45
    return Story(
        id=number,
        slug=slug,
        title=title,
        lead=lead,
        paragraphs=paragraphs,
        author=writer.phrase("sign") if signed else None,
        published=published,
        sections=_sections(rng, is_notice),
        captions=tuple(writer.phrase("caption") for _ in range(0 if is_notice else 2)),
    )


def _length(rng: random.Random) -> int:
    """How many words a story that is no notice has, roughly."""
    return round(min(900, max(60, rng.lognormvariate(5.6, 0.7))))


def _sections(rng: random.Random, is_notice: bool) -> tuple[str, ...]:
    count = rng.choices((1, 2, 3, 4), weights=(45, 33, 16, 6))[0]
    others = [section for section in SECTIONS if section != _NOTICES]
    rng.shuffle(others)
    return tuple(([_NOTICES] if is_notice else []) + others)[:count]


class _Writer:
    """Expands the grammar for one story: its topic, its dates."""

    def __init__(self, rng: random.Random, published: datetime) -> None:
        self._rng = rng
        self._published = published
        self._phrases = {**_GRAMMAR, **rng.choice(_GRAMMAR["topics"])}
        self._used: set[str] = set()

    def title(self, symbol: str) -> str:
        """A headline that fits a line or two."""
        while len(title := self.phrase(symbol)) > 140:
            pass
        return title

    def paragraphs(self, words: int) -> tuple[str, ...]:
        """Paragraphs of one to four sentences with some `words` words in all, and a closing."""
        result: list[str] = []
        while sum(len(paragraph.split()) for paragraph in result) < words - 40:
            sentences = [self.phrase("sentence") for _ in range(self._rng.randint(1, 4))]
            result.append(" ".join(sentences))
        return (*result, self.phrase("closing"))

    def notice(self) -> tuple[str, ...]:
        """Thirty words that point to an attached file."""
        return (self.phrase("notice"), self.phrase("notice_end"))

    def phrase(self, symbol: str) -> str:
        """An expansion that starts with a capital."""
        text = self._expand(symbol)
        return text[0].upper() + text[1:]

    def _expand(self, symbol: str) -> str:
        return _SLOT.sub(self._fill, self._choose(symbol))

    def _choose(self, symbol: str) -> str:
        """One of the phrases, each of them once before any of them again."""
        phrases = self._phrases[symbol]
        fresh = [phrase for phrase in phrases if phrase not in self._used]
        if not fresh:
            self._used.difference_update(phrases)
            fresh = phrases
        phrase: str = self._rng.choice(fresh)
        self._used.add(phrase)
        return phrase

    def _fill(self, slot: re.Match[str]) -> str:
        low, high, symbol = slot.groups()
        if symbol is None:
            return f"{self._rng.randint(int(low), int(high)):,}".replace(",", ".")
        return self._computed(symbol) or self._expand(symbol)

    def _computed(self, symbol: str) -> str | None:
        """What depends on the story's date; `None` for what the grammar says."""
        match symbol:
            case "past_day":
                return self._day(-self._rng.randint(1, 200))
            case "story_day":
                return self._day(0)
            case "coming_day":
                return self._day(self._rng.randint(3, 120))
            case "last_year":
                return str(self._published.year - 1)
            case "year":
                return str(self._published.year)
            case "next_year":
                return str(self._published.year + self._rng.randint(1, 5))
            case _:
                return None

    def _day(self, offset: int) -> str:
        day = self._published + timedelta(days=offset)
        return f"{day.day}/{day.month}/{day.year}" if offset % 3 else f"{day:%d/%m/%Y}"
