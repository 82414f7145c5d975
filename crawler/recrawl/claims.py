"""Changes that are not believed yet: what many pages show at once may be the site's, not theirs.

One night's answer is a claim. Changed pages are held back until a run has seen how many others
changed alike; those that changed alone are edits then. What many share is an event of the site, and
a text of which only the beginning is left may be a fault: both are edits when they are still there
on later nights. The same text in place of several articles is none of them, however long it stays.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from crawler.articles.stages import AcceptedArticle
from crawler.database import Claim, Database
from crawler.recrawl.shared_changes import CHANGED, CUT, REMOVED, REWRITTEN, SHRUNK, TEXT, VAGUE
from crawler.schedule import Schedule

#: So many pages that changed alike are an event of the site; fewer are, where they are a larger
#: share than that of all that were seen.
FEW, MOST_OF = 3, 0.5
#: Pages that changed in a vague way only are one where they are a larger share than this, and those
#: that merely changed where they are a larger share than that. Texts hardly ever shrink.
LIKELY = 0.3
#: Nights on which a change is seen before it is an edit: of one page, of many pages.
TWICE, THRICE = 2, 3
#: Runs that are closer to each other than this are of one night.
NIGHT = timedelta(hours=12)
#: Changed pages that are held back at a time, without their sources: some megabytes.
MOST_HELD = 500


@dataclass(frozen=True, slots=True)
class Changed:
    """A page, known at `url`, that does not show the article `former` any more."""

    url: str
    former: str
    found: AcceptedArticle


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result for pages that were held back.

    `edited` were edits. The others are seen again: those that changed alike, and those alone.
    """

    edited: list[AcceptedArticle]
    alike: list[str]
    alone: list[str]


class Claims:
    """Knows which changes of a site's pages are not believed yet, from this run and earlier."""

    def __init__(self, database: Database, site: str, now: datetime, schedule: Schedule) -> None:
        self._database, self._site = database, site
        self._now, self._schedule = now, schedule
        self._pending = database.claims(site)
        self._accepted = database.accepted_ways(site)
        self._held: list[Changed] = []
        # Two addresses of one article are one witness: what they showed tells witnesses apart.
        self._witnesses: defaultdict[str, set[str]] = defaultdict(set)
        for claim in self._pending.values():
            self._note(claim.ways - VAGUE, claim.former)  # the others tell of one night's share

    @property
    def is_full(self) -> bool:
        """True if it is time to settle what is held."""
        return len(self._held) >= MOST_HELD

    def hold(self, changed: Changed) -> None:
        """Hold back a changed page."""
        self._held.append(changed)
        self._note(changed.found.changes, changed.former)

    def settle(self, seen: int) -> Verdict:
        """Decide on all that is held, when so many known articles were seen; keep claims."""
        claims = {changed.url: self._claim(changed) for changed in self._held}
        shared = {changed.url: self._shared(changed, seen) for changed in self._held}
        stayed = [url for url, claim in claims.items() if claim.visits >= THRICE]
        accepted = {way for url in stayed for way in shared[url]} - VAGUE
        accepted = {way for way in accepted if not way.startswith(TEXT)}
        self._accepted |= accepted
        edited, doubtful = [], []
        for changed in self._held:
            needed = self._nights_needed(changed, shared[changed.url])
            if needed is not None and claims[changed.url].visits >= needed:
                edited.append(changed.found)
            else:
                doubtful.append(changed.url)
        self._keep([claims[url] for url in doubtful], accepted)
        self._forget()
        alone = [url for url in doubtful if not shared[url]]
        return Verdict(edited, [url for url in doubtful if shared[url]], alone)

    def _nights_needed(self, changed: Changed, shared: Iterable[str]) -> int | None:
        """On how many nights a change is seen before it is an edit; None where it is never one."""
        ways = changed.found.changes
        new = set(shared) - self._accepted
        if not self._accepted.isdisjoint(ways):
            new -= VAGUE  # that is how it changed
        if any(way.startswith(TEXT) for way in new):
            return None
        if new or CUT in ways:
            return THRICE
        return TWICE if SHRUNK in ways or self._is_mixed_up(changed) else 1

    def _is_mixed_up(self, changed: Changed) -> bool:
        """True if a page shows the text of another article, as where a cache mixes up its pages."""
        text = changed.found.article.text
        return REWRITTEN in changed.found.changes and self._database.is_shown_elsewhere(
            self._site, text, changed.former
        )

    def _note(self, ways: Iterable[str], witness: str) -> None:
        for way in ways:
            self._witnesses[way].add(witness)

    def _shared(self, changed: Changed, seen: int) -> frozenset[str]:
        """The ways in which many others changed as well."""
        return frozenset(way for way in changed.found.changes if self._is_shared(way, seen))

    def _is_shared(self, way: str, seen: int) -> bool:
        pages = len(self._witnesses[way])
        if way in VAGUE - {SHRUNK}:
            return pages >= FEW and pages > (MOST_OF if way == CHANGED else LIKELY) * seen
        return pages >= FEW or (pages > 1 and pages > MOST_OF * seen)

    def _claim(self, changed: Changed) -> Claim:
        """The earlier claim, if it is the same, seen once more."""
        ways, now = changed.found.changes, self._now
        known = self._pending.get(changed.url)
        same = (known.ways & ways) - VAGUE if known else frozenset()
        if known is None or all(way.startswith(REMOVED) for way in same):
            return Claim(changed.url, changed.former, ways, now, now, 1)
        is_same_night = now - known.last_seen < NIGHT
        return replace(known, ways=ways, last_seen=now, visits=known.visits + (not is_same_night))

    def _keep(self, doubtful: list[Claim], accepted: Iterable[str]) -> None:
        planned = [(c, self._schedule.again(self._now, c.first_seen)) for c in doubtful]
        self._database.save_claims(self._site, planned, accepted, self._now)

    def _forget(self) -> None:
        """Let go of what was settled, and of what a single page showed."""
        self._held.clear()
        for way in [way for way, pages in self._witnesses.items() if len(pages) < 2]:
            del self._witnesses[way]
