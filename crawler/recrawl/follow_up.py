"""Visits that a run makes besides, before anything is concluded from what it saw."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import islice

from crawler.database import KnownPage
from crawler.recrawl.observations import Observations
from crawler.recrawl.soft_404 import Soft404Fingerprint
from crawler.recrawl.witnesses import FEW, controls, is_well
from crawler.urls.identity import shape

#: Pages that tell, when some are missing, how the rest of the site is.
CONTROLS = 10
#: Of the pages whose articles came up elsewhere, so many are looked at; if none of them is there
#: any more, the others are not either.
FORMER_ASKED = 20
#: A sitemap that names this share of so many known pages names all; where it does not name one that
#: was not visited for some time, that page is looked at, so many of them in a run.
MAPPED_SHARE, MAPPED_LEAST = 0.8, 20
UNVISITED, UNMAPPED_ASKED = timedelta(days=7), 5


class FollowUp:
    """Plans the visits of one run; `asked` are the keys of the pages of earlier answers.

    `probed` are the answers to addresses that cannot exist, by the shape of their addresses.
    """

    def __init__(
        self, pages: Mapping[str, KnownPage], observed: Observations, now: datetime
    ) -> None:
        self._pages, self._observed, self._now = pages, observed, now
        self.asked: set[str] = set()
        self.probed: dict[str, Soft404Fingerprint | None] = {}
        self._controls = 0

    def questions(self) -> list[KnownPage]:
        """Pages to visit as well: some that should be well, and where known articles were."""
        pages = list(islice(self._unmapped(), UNMAPPED_ASKED)) if not self.asked else []
        seen = max(self._controls, sum(key in self._pages for key in self._observed.fine))
        self._controls = max(seen, self._controls_wanted())
        well = controls(self._pages.values(), self.asked | self._observed.seen)
        pages += well[: self._controls - seen]
        pages += islice(self._observed.former.values(), FORMER_ASKED)
        asked = self.asked | self._observed.seen
        news = {page.key: page for page in pages if page.key not in asked}
        self.asked |= news.keys()
        return list(news.values())

    def probes(self) -> Iterator[str]:
        """Addresses of doubtful pages: what does the portal answer to one like it that is none?"""
        for key in self._observed.doubtful:
            page = self._pages.get(key)
            if page and shape(page.url) not in self.probed:
                self.probed[shape(page.url)] = None
                yield page.url

    def note_probe(self, url: str, impression: Soft404Fingerprint | None) -> None:
        """Note what the portal answered to an address like `url`; None for an error."""
        self.probed[shape(url)] = impression

    def _controls_wanted(self) -> int:
        """The number of known pages to see before anything is concluded from others."""
        if (
            self._observed.missing
            or self._observed.doubtful
            or self._observed.led
            or self._observed.edited
        ):
            return CONTROLS
        return 0 if self._observed.fine <= self._pages.keys() else FEW

    def _unmapped(self) -> Iterator[KnownPage]:
        """Pages that the site's sitemaps, which name all others, do not name any more."""
        well = {key for key, page in self._pages.items() if is_well(page)}
        if len(well) < MAPPED_LEAST or len(well & self._observed.mapped) < MAPPED_SHARE * len(well):
            return iter(())
        unmapped = (self._pages[key] for key in well - self._observed.mapped)
        long_unseen = [page for page in unmapped if self._now - page.last_seen >= UNVISITED]
        return iter(sorted(long_unseen, key=lambda page: page.last_seen))
