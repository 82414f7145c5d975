"""The known addresses of one site: from earlier runs, and from this one."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from crawler.articles.stages import REPEATS_ARTICLE
from crawler.database import Database, FrontierEntry, FrontierLink, PageKind
from crawler.frontier.list_back_off import EMPTY
from crawler.frontier.visits import Candidate, Role, Visit
from crawler.urls.identity import canonical


class FrontierState:
    """The addresses of one site during one run, all of them named by their keys.

    All that is found is on record before it is asked for, so that a run that was cut off is taken
    up by the next.
    """

    def __init__(self, database: Database, site: str, now: datetime) -> None:
        self._database, self._site, self._now = database, site, now
        self._known = database.frontier(site)
        self._asked: set[str] = set()
        self._found: set[str] = set()
        self._productive: set[str] = set()

    @property
    def known(self) -> Mapping[str, FrontierEntry]:
        """The addresses that earlier runs found."""
        return self._known

    def is_new(self, key: str) -> bool:
        """True if nobody has found an address yet."""
        return key not in self._known and key not in self._found

    def is_found(self, key: str) -> bool:
        """True if this run found an address."""
        return key in self._found

    def kind(self, key: str) -> PageKind | None:
        """The kind of a page by earlier runs; None for one that was not visited."""
        entry = self._known.get(key)
        return entry.kind if entry else None

    def is_article(self, key: str) -> bool:
        """True if a page was stored as an article in an earlier run."""
        return self.kind(key) is PageKind.ARTICLE

    def is_visited(self, key: str) -> bool:
        """True if a page was visited before, or is being asked for in this run."""
        entry = self._known.get(key)
        return key in self._asked or (entry is not None and entry.visited is not None)

    def walk_only(self, visit: Visit) -> bool:
        """True if the page behind a visit is known to be no article: only its links are of use.

        A page without text may have been an article that was not finished, if its link says so.
        """
        entry = self._known.get(visit.key)
        if visit.role is not Role.PAGE:
            return True
        if entry is None or entry.visited is None:
            return False  # its links may be on record, but nobody has read it
        was_empty = entry.reason in EMPTY and not visit.promising
        return entry.kind is PageKind.LISTING or was_empty

    def may_be_part(self, key: str) -> bool:
        """True if an address may show a part of an article, for all that is known of it."""
        entry = self._known.get(key)
        return entry is None or entry.reason != REPEATS_ARTICLE

    def articles_among(self, visits: Iterable[Visit]) -> int:
        """The number of the visited pages that earlier runs stored as articles."""
        return sum(self.is_article(visit.key) for visit in visits)

    def claim(self, key: str) -> bool:
        """Take an address as asked; False if it was asked before in this run."""
        is_first = key not in self._asked
        self._asked.add(key)
        return is_first

    def give_back(self, key: str) -> None:
        """Take an address as neither asked nor found after all."""
        self._asked.discard(key)
        self._found.discard(key)

    def is_productive(self, key: str) -> bool:
        """True if a page led to something new in this run."""
        return key in self._productive

    def mark_productive(self, key: str) -> None:
        """Note that a page led to something new; it is put on record with what it led to."""
        self._productive.add(key)

    def record(self, origin: str, candidates: Iterable[Candidate]) -> None:
        """Put on record what a page led to, and that it did, before anything is asked."""
        links = [
            FrontierLink(v.key, canonical(v.url), v.link_text, v.role is Role.FURTHER)
            for candidate in candidates
            if (v := candidate.visit).key not in self._known
        ]
        self._found.update(link.key for link in links)
        if links:
            productive = origin if origin in self._productive else None
            self._database.save_links(self._site, links, self._now, productive)

    def record_listing(self, key: str) -> None:
        """Put on record that a listing led to an article."""
        if key not in self._productive:
            self._productive.add(key)
            self._database.save_links(self._site, [], self._now, key)

    def record_link(
        self, key: str, url: str, link_text: str | None = None, *, continuation: bool = False
    ) -> None:
        """Put one address on record."""
        link = FrontierLink(key, url, link_text, continuation)
        self._database.save_links(self._site, [link], self._now)

    def record_visit(self, key: str, kind: PageKind, reason: str | None) -> None:
        """Put on record what a page turned out to be."""
        self._database.save_visit(key, kind, reason, self._now)

    def record_target(self, visit: Visit, key: str, url: str) -> None:
        """Put on record where a redirect led."""
        self.record_link(key, url, visit.link_text)
        self._found.add(key)
