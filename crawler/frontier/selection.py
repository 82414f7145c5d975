"""Selection of the visits worth making, by what is known of their addresses."""

from collections.abc import Callable, Collection, Iterable

from crawler.database import PageKind
from crawler.frontier.list_back_off import EMPTY, IDLE, REDIRECT, ListBackOff
from crawler.frontier.state import FrontierState
from crawler.frontier.traps import Traps
from crawler.frontier.visits import Candidate, Role, Visit
from crawler.urls.identity import shape


class Selection:
    """Decides on visits; `wants` tells which known articles are due to be visited again."""

    def __init__(
        self,
        state: FrontierState,
        back_off: ListBackOff,
        traps: Traps,
        wants: Callable[[Visit], bool],
    ) -> None:
        self._state, self._back_off, self._traps = state, back_off, traps
        self._wants = wants
        self._has_news = False

    def new_among(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """The pages that are worth asking: unknown, and not of a shape that leads nowhere.

        What is promising is worth it until its shape has proved to lead nowhere; of other links no
        more are asked at a time than it takes to find that out.
        """
        return [candidate for candidate in candidates if self._is_new(candidate)]

    def note_yield(self, origin: Visit, url: str, new: list[Candidate]) -> None:
        """Note what a page at `url` led to that is new."""
        headlines = [candidate for candidate in new if candidate.visit.promising]
        if headlines:
            self._state.mark_productive(origin.key)
            self._has_news |= origin.role is Role.ENTRY
        if any(shape(candidate.visit.url) != shape(url) for candidate in headlines):
            self._traps.mark_productive(url)

    def wants(self, visit: Visit, origin: Visit) -> bool:
        """True if a page is to be asked: for the first time, or again for what may be new on it.

        Listings are asked again; those that showed nothing new, and pages that had no text yet,
        only where the portal's home page leads to them. So is what is still linked like an article
        and was not there.
        """
        if visit.deferrable:
            return not self._back_off.may_wait(visit.key, visit.changed)
        if visit.role is not Role.PAGE or self._state.is_found(visit.key):
            return True
        entry = self._state.known.get(visit.key)
        if entry is None or entry.visited is None:
            return entry is not None
        if entry.kind is PageKind.ARTICLE:
            return self._wants(visit)
        if entry.kind is PageKind.FAILED or entry.reason == REDIRECT:
            return visit.promising and not self._back_off.may_wait(visit.key)
        if self._back_off.may_wait(visit.key) and not self._has_news:
            return False
        if entry.kind is PageKind.LISTING and entry.reason != IDLE:
            return True
        is_empty = entry.kind is PageKind.LISTING or entry.reason in EMPTY
        return is_empty and origin.role is Role.ENTRY

    def continues(self, visit: Visit, again: Collection[str]) -> bool:
        """True if a listing goes on with a page; `again` names known ones to ask again."""
        entry = self._state.known.get(visit.key)
        if entry is None:
            return not self._traps.has(visit)
        return entry.visited is None or visit.key in again or self._is_unfinished(visit.key)

    def _is_new(self, candidate: Candidate) -> bool:
        visit = candidate.visit
        if not self._state.is_new(visit.key):
            return False
        if self._traps.has(visit):
            self._traps.hold(candidate)
            return False
        if not visit.promising:
            self._traps.suspect(visit.url)
        return True

    def _is_unfinished(self, key: str) -> bool:
        """True if a listing that is paged by postbacks was left before its end."""
        listing, mark, _ = key.partition("#")
        return bool(mark) and any(
            other.startswith(listing + "#") and entry.visited is None
            for other, entry in self._state.known.items()
        )
