"""Which lists of a portal may be left alone for some days, because others would tell of news.

What the entries show, the home page, feeds and sitemaps, is seen in every run. Where they show the
newest articles of the whole site, or the newest of a section, a night on which they show nothing
new is one on which that section need not be asked. The same holds for feeds, and for sitemaps
without dates of change, where the home page alone shows the newest articles.
"""

import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.database import FrontierEntry, KnownPage, PageKind
from crawler.schedule import SLACK

#: So many of the newest articles have to be among those that the entries show.
NEWEST = 5
#: Why there is nothing behind an address that led to another page.
REDIRECT = "redirect"
#: The share of the time since it was found for which a page that is not there rests.
AGE_SHARE = 0.3
#: And the least of that.
FAILURE_RESTS = timedelta(days=3)
#: So long ago was the last change in sitemaps that are not asked in every run.
PAST = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Rests:
    """How long a list that is told of elsewhere may wait, and an address that was only guessed.

    What was linked and not there rests no longer than a guess.
    """

    lists: timedelta = timedelta(0)
    guesses: timedelta = timedelta(0)


class Resting:
    """What of a site may wait during one run, and what may until later ones."""

    def __init__(self, known: Mapping[str, FrontierEntry], now: datetime, rests: Rests) -> None:
        self._known, self._now, self._rests = known, now, rests
        self._offered: set[str] = set()
        self._at_home: set[str] = set()
        self._told: dict[str, str] = {}
        self._lists: set[str] = set()
        self._absent: set[str] = set()
        self._failed: set[str] = set()

    def may_wait(self, key: str) -> bool:
        """Whether an address need not be asked in this run."""
        entry = self._known.get(key)
        return entry is not None and entry.due is not None and entry.due > self._now

    def offered(self, keys: Iterable[str], *, by_home: bool) -> None:
        """Note the pages that an entry shows, the home page or another."""
        self._offered.update(keys)
        if by_home:
            self._at_home.update(keys)

    def told(self, key: str, newest: str) -> None:
        """Note a feed or sitemap, and the last change of a page that it tells of, "" for none."""
        self._told[key] = newest

    def asked(self, key: str) -> None:
        """Note a list, or a page that may be one yet."""
        self._lists.add(key)

    def absent(self, key: str) -> None:
        """Note that there is nothing behind an address that was guessed."""
        self._absent.add(key)

    def failed(self, key: str) -> None:
        """Note a page that was linked and is not there."""
        self._failed.add(key)

    def plan(
        self, pages: Mapping[str, KnownPage], shown: Mapping[str, Collection[str]]
    ) -> dict[str, datetime | None]:
        """When what this run asked is due again, None for always; `shown` is what lists show."""
        dated = {key: page.published for key, page in pages.items() if page.published}
        newest = sorted(dated, key=lambda key: dated[key], reverse=True)[:NEWEST]
        all_told = len(newest) == NEWEST and self._offered.issuperset(newest)
        at_home = len(newest) == NEWEST and self._at_home.issuperset(newest)
        self._take_up(all_told=all_told)
        plan: dict[str, datetime | None] = {}
        for key in self._lists:
            own = max(dated.keys() & shown.get(key, ()), key=lambda k: dated[k], default="")
            is_told = all_told or own in self._offered
            plan[key] = self._after(key, self._rests.lists) if is_told else None
        for key, changed in self._told.items():
            is_told = at_home if not changed else changed < self._old
            plan[key] = self._after(key, self._rests.lists) if is_told else None
        plan |= {key: self._after_failure(key) for key in self._failed}
        return plan | {key: self._after(key, self._rests.guesses) for key in self._absent}

    @property
    def _old(self) -> str:
        """The day before which a sitemap's last change tells that it is one of the past."""
        return (self._now - PAST).date().isoformat()

    def _take_up(self, *, all_told: bool) -> None:
        """Plan as well for what runs asked that were cut off before they planned."""
        for key, entry in self._known.items():
            if entry.visited is None or entry.due is not None:
                continue
            if entry.kind is PageKind.FAILED or entry.reason == REDIRECT:
                self._failed.add(key)
            elif entry.kind is not PageKind.ARTICLE and all_told:
                self._lists.add(key)

    def _after_failure(self, key: str) -> datetime:
        entry = self._known.get(key)
        age = self._now - entry.found if entry else timedelta(0)
        rest = max(FAILURE_RESTS, min(AGE_SHARE * age, self._rests.guesses))
        return self._now + rest - min(SLACK, rest / 4)

    def _after(self, key: str, rest: timedelta) -> datetime:
        """The end of a rest; they end at different times, lest all come at once."""
        entry = self._known.get(key)
        shortest = 0.1 if entry is None or entry.due is None else 0.5
        chance = zlib.crc32(f"{key} {self._now:%Y-%m-%d}".encode()) % 1000 / 1000
        rest *= shortest + (1 - shortest) * chance
        return self._now + rest - min(SLACK, rest / 4)
