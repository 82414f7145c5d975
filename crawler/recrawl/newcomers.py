"""New articles that nobody vouches for yet: does the site answer that is known, or another one?

When a domain lapses or a server mixes up its sites, another portal answers for a night, and all its
articles are new. So the first new articles of a run wait until known pages were seen to be there.
Where those are others, or missing, nothing new is believed before the third such night.
"""

from datetime import datetime
from itertools import pairwise

from crawler.articles.stages import AcceptedArticle
from crawler.database import Database
from crawler.recrawl.claims import MOST_HELD, NIGHT, THRICE
from crawler.recrawl.tracker import PageTracker


class Newcomers:
    """Holds back new articles of a site as long as its known pages do not vouch for it.

    `withheld` is the name under which runs count those that were not believed.
    """

    def __init__(
        self, database: Database, site: str, now: datetime, tracker: PageTracker, withheld: str
    ) -> None:
        self._database, self._tracker = database, tracker
        nights = [*database.runs_since_well(site, withheld), now]
        self._nights = 1 + sum(later - earlier >= NIGHT for earlier, later in pairwise(nights))
        self._in_doubt = database.last_complete_run(site) is not None
        self._held: list[AcceptedArticle] = []

    @property
    def is_full(self) -> bool:
        """True if it is time to settle what is held."""
        return len(self._held) >= MOST_HELD

    def awaits(self, found: AcceptedArticle) -> bool:
        """True if an article is new, and nothing vouches for the site yet."""
        if not self._is_in_doubt():
            return False
        page = found.page
        is_known = self._database.page(page.site, page.key) is not None
        return not (is_known or self._database.twins(page.site, found.content_hash, page.url))

    def hold(self, found: AcceptedArticle) -> None:
        """Hold back a new article; the tracker asks some known pages then."""
        page = found.page
        self._held.append(found.without_source())
        self._tracker.observations.note_article(page.key, page.url, found.content_hash)

    def settle(self) -> tuple[list[AcceptedArticle], list[AcceptedArticle]]:
        """Those of the articles that are held that are believed, and those that are not."""
        held, self._held = self._held, []
        if self._tracker.observations.witnesses.deny and self._nights < THRICE:
            return [], held
        return held, []

    def _is_in_doubt(self) -> bool:
        """True if nothing vouches for the site yet; what once did need not be asked again."""
        self._in_doubt = self._in_doubt and not self._tracker.observations.witnesses.vouch
        return self._in_doubt
