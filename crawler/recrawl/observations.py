"""Observations of one run on the pages that showed articles before."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property

from crawler.database import Capture, Database, KnownPage
from crawler.recrawl.renamed_pages import RenamedPages
from crawler.recrawl.soft_404 import Soft404Fingerprint
from crawler.recrawl.witnesses import Witnesses, is_well
from crawler.schedule import Schedule


class Observations:
    """Collects what was seen of a site's known pages, `pages` by their keys, in one run.

    `fine` are the keys of the pages that show articles now, `missing` of those that the portal
    calls missing; `doubtful` pages show something else, `led` ones lead to other pages. `former`
    are pages whose articles came up elsewhere, `renamed` the new pages of stories with a new title.
    `edited` pages changed, `others` wholly; `declared` are the pages that pages call their own, and
    `mapped` the ones that a sitemap names.
    """

    def __init__(
        self,
        database: Database,
        site: str,
        now: datetime,
        schedule: Schedule,
        pages: Mapping[str, KnownPage],
    ) -> None:
        self._database, self._site, self._now, self._schedule = database, site, now, schedule
        self._pages = pages
        self.fine: set[str] = set()
        self.missing: set[str] = set()
        self.doubtful: dict[str, Soft404Fingerprint] = {}
        self.led: dict[str, str] = {}
        self.former: dict[str, KnownPage] = {}
        self.renamed: dict[str, str] = {}
        self.edited: set[str] = set()
        self.others: set[str] = set()
        self.declared: dict[str, str] = {}
        self.mapped: set[str] = set()

    @property
    def seen(self) -> set[str]:
        """The keys of all pages that were seen."""
        return self.fine | self.missing | self.doubtful.keys() | self.led.keys()

    @property
    def seen_well(self) -> list[KnownPage]:
        """The pages that were seen and showed their articles until now."""
        return [page for key in self.seen if (page := self._pages.get(key)) and is_well(page)]

    @property
    def articles_seen(self) -> int:
        """The number of known articles seen, two addresses of one counting once."""
        return len({self._pages[key].content_hash for key in self.fine if key in self._pages})

    @property
    def witnesses(self) -> Witnesses:
        """The testimony of the known pages that were seen."""
        return Witnesses.of(self.seen_well, (self.seen - self.fine) | self.others)

    def note_unchanged(self, page: KnownPage, capture: Capture | None) -> None:
        """Note that the portal says that a page did not change."""
        self._database.note_unchanged(page, self._now, self._schedule, capture)
        self.fine.add(page.key)

    def note_article(
        self,
        key: str,
        url: str,
        content_hash: str,
        *,
        is_edited: bool = False,
        is_another: bool = False,
        declared: str = "",
    ) -> None:
        """Note that a page shows an article; whether its text is another than before, or all of it.

        `declared` is the key of the address that the page calls its own.
        """
        self.fine.add(key)
        if is_another:
            self.others.add(key)
        if declared and declared != key:
            self.declared[key] = declared
        if is_edited:
            self.edited.add(key)
        if key in self._pages:
            return
        for twin in self._database.twins(self._site, content_hash, url):
            if twin.key not in self.fine:
                self.former[twin.key] = twin
        if namesake := self._renamed_pages.of(url):
            self.former[namesake.key] = namesake
            self.renamed[namesake.key] = key

    @cached_property
    def _renamed_pages(self) -> RenamedPages:
        return RenamedPages(page for page in self._pages.values() if is_well(page))

    def note_mapped(self, keys: Iterable[str]) -> None:
        """Note the pages that a sitemap names."""
        self.mapped.update(keys)

    def note_unread(self, page: KnownPage, reason: str) -> None:
        """Note that a page could not be read: it is visited later, and ever later while so."""
        since = page.unread_since or self._now
        again = self._schedule.again(self._now, since)
        self._database.note_unread(page, reason, since, again)

    def note_missing(self, key: str) -> None:
        """Note that the portal says that there is no such page."""
        self.missing.add(key)

    def note_doubtful(self, key: str, impression: Soft404Fingerprint) -> None:
        """Note that a page shows no article, for whatever reason."""
        self.doubtful[key] = impression

    def note_redirect(self, key: str, to: str) -> None:
        """Note that a page leads to another page now."""
        self.led[key] = to
