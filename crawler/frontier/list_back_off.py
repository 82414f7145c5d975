"""Back-off of lists: those left alone for some days, because others would tell of news.

What the entries show, the home page, feeds and sitemaps, is seen in every run. Where they show the
newest articles of the whole site, or the newest of a section, a night on which they show nothing
new is one on which that section need not be asked. The same holds for feeds, and for sitemaps
without dates of change, where the home page alone shows the newest articles.
"""

import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from crawler.database import FrontierEntry, KnownPage, PageKind
from crawler.schedule import SLACK
from crawler.vietnamese.moments import may_be_since

#: So many of the newest articles have to be among those that the entries show.
NEWEST = 5
#: Why a listing is not come back to from everywhere: it showed nothing that others had not.
IDLE = "showed nothing new"
#: Why a page is no article that may be a section with nothing in it yet.
EMPTY = frozenset(("no text", "not found", "empty page"))
#: Why there is nothing behind an address that led to another page.
REDIRECT = "redirect"
#: What did not change rests for this share of its age: of a page that is not there, the time since
#: it was found; of a sitemap, that since its last change.
AGE_SHARE = 0.3
#: And the least of that.
FAILURE_RESTS = timedelta(days=3)
#: So long ago was the last change in sitemaps that are not asked in every run.
PAST = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class BackOffRules:
    """The longest wait of a list that is told of elsewhere, and of an address that was guessed.

    What was linked and not there, a list that never showed anything new, and a sitemap of the past
    rest as long as a guess at most.
    """

    lists: timedelta = timedelta(0)
    guesses: timedelta = timedelta(0)


class ListBackOff:
    """The lists of a site that may wait, in this run or until later ones."""

    def __init__(
        self, known: Mapping[str, FrontierEntry], now: datetime, rules: BackOffRules
    ) -> None:
        self._known, self._now, self._rules = known, now, rules
        self._offered: set[str] = set()
        self._at_home: set[str] = set()
        self._told: dict[str, str] = {}
        self._lists: set[str] = set()
        self._idle: set[str] = set()
        self._absent: set[str] = set()
        self._failed: set[str] = set()

    def may_wait(self, key: str, changed: str = "") -> bool:
        """True if an address need not be asked in this run; `changed` is when it is said to be."""
        entry = self._known.get(key)
        if entry is None or entry.due is None or entry.due <= self._now:
            return False
        return not (changed and entry.visited and may_be_since(changed, entry.visited))

    def offered(self, keys: Iterable[str], *, by_home: bool) -> None:
        """Note the pages that an entry shows, the home page or another."""
        self._offered.update(keys)
        if by_home:
            self._at_home.update(keys)

    def record_feed(self, key: str, newest: str) -> None:
        """Note a feed or sitemap, and the last change of a page that it tells of, "" for none."""
        self._told[key] = newest

    def asked(self, key: str, *, is_idle: bool = False) -> None:
        """Note a list, or a page that may be one yet; whether it never showed anything new."""
        self._lists.add(key)
        if is_idle:
            self._idle.add(key)

    def absent(self, key: str) -> None:
        """Note that there is nothing behind an address that was guessed."""
        self._absent.add(key)

    def failed(self, key: str) -> None:
        """Note a page that was linked and is not there."""
        self._failed.add(key)

    def plan(
        self, pages: Mapping[str, KnownPage], shown: Mapping[str, Collection[str]]
    ) -> dict[str, datetime | None]:
        """The times at which lists are due again, None for always; `shown` is what they show."""
        dated = {key: page.published for key, page in pages.items() if page.published}
        newest = sorted(dated, key=lambda key: dated[key], reverse=True)[:NEWEST]
        all_told = len(newest) == NEWEST and self._offered.issuperset(newest)
        at_home = len(newest) == NEWEST and self._at_home.issuperset(newest)
        self._take_up(all_told=all_told)
        plan: dict[str, datetime | None] = {}
        for key in self._lists:
            own = max(dated.keys() & shown.get(key, ()), key=lambda k: dated[k], default="")
            is_told = all_told or own in self._offered
            rest = self._rules.guesses if key in self._idle else self._rules.lists
            plan[key] = self._after(key, rest) if is_told else None
        for key, changed in self._told.items():
            is_told = at_home if not changed else changed < self._old
            plan[key] = self._after(key, self._after_change(changed)) if is_told else None
        plan |= {key: self._after_failure(key) for key in self._failed}
        return plan | {key: self._after(key, self._rules.guesses) for key in self._absent}

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
                self.asked(key, is_idle=entry.reason == IDLE)

    def _after_failure(self, key: str) -> datetime:
        entry = self._known.get(key)
        age = self._now - entry.found if entry else timedelta(0)
        rest = max(FAILURE_RESTS, min(AGE_SHARE * age, self._rules.guesses))
        return self._now + rest - min(SLACK, rest / 4)

    def _after_change(self, changed: str) -> timedelta:
        """The rest of a list that last changed on a day, "" for an unknown one."""
        if not changed:
            return self._rules.lists
        age = self._now.date() - date.fromisoformat(changed[:10])
        return max(self._rules.lists, min(AGE_SHARE * age, self._rules.guesses))

    def _after(self, key: str, rest: timedelta) -> datetime:
        """The end of a rest; they end at different times, lest all come at once."""
        entry = self._known.get(key)
        shortest = 0.1 if entry is None or entry.due is None else 0.5
        chance = zlib.crc32(f"{key} {self._now:%Y-%m-%d}".encode()) % 1000 / 1000
        rest *= shortest + (1 - shortest) * chance
        return self._now + rest - min(SLACK, rest / 4)
