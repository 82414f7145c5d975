"""The verdict of a run on the pages that do not show their articles any more.

A removal is certain before it is recorded: the page was missing again, days after the first time,
while the rest of the site is well. Where much is missing at once, the portal is out of order or has
moved, and nothing is recorded but that.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.database import Database, KnownPage, PageStatus
from crawler.recrawl.follow_up import FollowUp
from crawler.recrawl.moves import successor
from crawler.recrawl.observations import Observations
from crawler.recrawl.witnesses import FEW, telling
from crawler.schedule import SLACK, Schedule
from crawler.urls.identity import shape


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of removals, and of portals that are out of order."""

    visits: int
    days: timedelta
    lost_share: float


@dataclass(slots=True)
class Conclusion:
    """The result of a run, in pages; `lost` of `asked` were missing where that is no removal.

    `variants` turned out to be other addresses of known pages.
    """

    removed: int = 0
    missing: int = 0
    moved: int = 0
    variants: int = 0
    doubtful: int = 0
    lost: int = 0
    asked: int = 0


class Verdict:
    """Records removals and moves of the pages of a site, by their keys in `pages`."""

    def __init__(
        self,
        database: Database,
        site: str,
        now: datetime,
        schedule: Schedule,
        rules: Rules,
        pages: Mapping[str, KnownPage],
        observed: Observations,
        follow_up: FollowUp,
    ) -> None:
        self._database, self._site, self._now = database, site, now
        self._schedule, self._rules = schedule, rules
        self._pages, self._observed, self._follow_up = pages, observed, follow_up

    def conclude(self) -> Conclusion:
        """Record removals and moves."""
        result = Conclusion()
        gone = {key: page for key in self._gone() if (page := self._pages.get(key))}
        for key, page in list(gone.items()):
            led_to = self._observed.led.get(key) or self._observed.renamed.get(key)
            if target := successor(self._database, self._site, page, led_to):
                self._database.move_page(page.url, target, self._now)
                result.moved += 1
                del gone[key]
        result.variants = self._unite_variants()
        asked = telling(self._observed.seen_well, gone.keys())
        lost = [page for page in asked if page.key in gone]
        if len(lost) >= FEW and len(lost) > self._rules.lost_share * len(asked):
            result.lost, result.asked = len(lost), len(asked)
        elif not self._observed.witnesses.deny:
            self._record(gone.values(), result)
        return result

    def _unite_variants(self) -> int:
        """Let pages that call another address their own go on there; how many did.

        So do those whose story is at a new address with a new title, if the old one shows it, too.
        """
        united = 0
        renamed = {
            key: new for key, new in self._observed.renamed.items() if key in self._observed.edited
        }
        claims = renamed | self._observed.declared
        for key, claimed in claims.items():
            if claimed not in self._observed.fine or claimed in claims:
                continue
            page, own = (self._database.page(self._site, k) for k in (key, claimed))
            if page and own and page.url != own.url and page.content_hash == own.content_hash:
                self._database.move_page(page.url, own.url, self._now)
                united += 1
        return united

    def _gone(self) -> Iterator[str]:
        """The pages that do not show their articles any more."""
        yield from (
            self._observed.missing | self._observed.doubtful.keys() | self._observed.led.keys()
        ) - self._observed.fine
        asked = [key for key in self._observed.former if key in self._follow_up.asked]
        if asked and not any(key in self._observed.fine for key in asked):
            yield from self._observed.former.keys() - self._observed.seen

    def _record(self, gone: Iterable[KnownPage], result: Conclusion) -> None:
        removed = []
        for page in gone:
            if page.key in self._observed.doubtful and not self._is_soft_404(page):
                result.doubtful += 1
                again = self._schedule.again(self._now, page.last_seen)
                self._database.plan_visit(page, again)
            elif page.status is PageStatus.REMOVED:
                again = self._schedule.again(self._now, page.gone_since)
                self._database.plan_visit(page, again)
            elif self._is_certain(page):
                removed.append(page)
            else:
                result.missing += 1
                again = self._now + self._rules.days / max(1, self._rules.visits - 1) - SLACK
                self._database.note_missing(page, self._now, again)
        self._database.remove_pages(removed, self._now, self._schedule)
        result.removed = len(removed)

    def _is_certain(self, page: KnownPage) -> bool:
        since = page.gone_since or self._now
        late_enough = self._now - since >= self._rules.days - SLACK
        return late_enough and page.misses + 1 >= self._rules.visits

    def _is_soft_404(self, page: KnownPage) -> bool:
        answer = self._follow_up.probed.get(shape(page.url))
        return answer is not None and answer.resembles(self._observed.doubtful[page.key])
