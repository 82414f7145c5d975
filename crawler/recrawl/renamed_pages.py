"""Pages whose addresses carry the number of the same story, under another title perhaps."""

from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

from crawler.database import KnownPage
from crawler.urls.identity import shape, story_number

#: A story stands in so many sections at most; a number that more pages carry is not a story's.
SECTIONS = 4


class RenamedPages:
    """Finds the page that a story was at before it got a new title, and with it a new address."""

    def __init__(self, pages: Iterable[KnownPage]) -> None:
        self._pages: defaultdict[tuple[str, str], list[KnownPage]] = defaultdict(list)
        for page in pages:
            if number := story_number(page.url):
                self._pages[shape(page.url), number].append(page)

    def of(self, url: str) -> KnownPage | None:
        """The known page that differs from an address by words only; of several, the most alike."""
        number = story_number(url)
        found = self._pages.get((shape(url), number), []) if number else []
        if len(found) > SECTIONS:
            return None
        return max(found, key=lambda p: SequenceMatcher(None, p.url, url).ratio(), default=None)
