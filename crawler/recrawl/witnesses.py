"""Witnesses: known pages that tell whether the site is the one that is known, and well."""

import zlib
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Set
from dataclasses import dataclass
from datetime import date, timedelta

from crawler.database import KnownPage, PageStatus

#: Fewer pages than this tell nothing of their site.
FEW = 3
#: Pages that came on one night and of which this share went within a week tell of themselves only:
#: another site's, or a trial of the portal's.
PASSING_SHARE, PASSING = 0.8, timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Witnesses:
    """The numbers of known pages that show what they showed, and of those that do not."""

    own: int
    others: int

    @classmethod
    def of(cls, asked: Iterable[KnownPage], away: Set[str]) -> "Witnesses":
        """The testimony of pages of which those with the keys `away` do not show their articles."""
        told = telling(asked, away)
        others = sum(page.key in away for page in told)
        return cls(len(told) - others, others)

    @property
    def vouch(self) -> bool:
        """True if most pages are there: the site is the one that is known."""
        return self.own >= FEW and self.own > self.others

    @property
    def deny(self) -> bool:
        """True if another site answers in its place, or nothing that is known."""
        return self.others >= FEW and self.others > self.own


def telling(asked: Iterable[KnownPage], away: Set[str]) -> list[KnownPage]:
    """The pages that tell how their site is.

    Those that came on one night and soon went together do not, where enough older ones do.
    """
    nights: defaultdict[date, list[KnownPage]] = defaultdict(list)
    for page in asked:
        nights[page.first_seen.date()].append(page)
    told: list[KnownPage] = []
    for night in sorted(nights):
        if len(told) < FEW or not _is_passing(nights[night], away):
            told += nights[night]
    return told


def controls(pages: Iterable[KnownPage], asked: Container[str]) -> list[KnownPage]:
    """Pages to ask how their site is, in the order in which to ask them: old ones first."""
    well = [page for page in pages if is_well(page) and page.key not in asked]
    return sorted(well, key=lambda page: (_is_young(page), zlib.crc32(page.key.encode())))


def is_well(page: KnownPage) -> bool:
    """True if a page showed its article when it was last asked for."""
    return page.status is PageStatus.ARTICLE and page.gone_since is None


def _is_young(page: KnownPage) -> bool:
    return page.last_seen - page.first_seen < PASSING


def _is_passing(pages: Collection[KnownPage], away: Set[str]) -> bool:
    gone = [page for page in pages if page.key in away and _is_young(page)]
    return len(gone) >= FEW and len(gone) >= PASSING_SHARE * len(pages)
