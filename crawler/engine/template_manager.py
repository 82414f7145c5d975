"""The template of the site that is being crawled: used, watched and learned.

A site's template is learned from the first articles of a crawl, once more when there are enough to
know it well, and anew when articles stop fitting it, because the site has changed its layout.
"""

import asyncio
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from crawler.articles.stages import AcceptedArticle, FetchedPage
from crawler.database import KnownPage
from crawler.extraction import Template
from crawler.urls.identity import shape

#: Articles from which a template is learned first, and those from which it is learned well.
FIRST, ENOUGH = 8, 40
#: So many that differ are enough as well: some samples are copies, or tell nothing.
NEARLY_ENOUGH = 30
#: Of the articles that a template is learned from, so many may have addresses of one shape: notices
#: and documents should be among them, though the news come first.
OF_ONE_SHAPE = 20
#: The share of a crawl's articles that no longer fit, with which a template has had its day.
UNFIT_SHARE = 0.5
#: So few articles of a crawl tell nothing about a template.
LEAST = 5


def choose(pages: Iterable[KnownPage]) -> list[KnownPage]:
    """The pages to learn a site's template from, when all of them are known.

    They are the same ones in whatever order the pages were met.
    """
    shapes: Counter[str] = Counter()
    chosen: list[KnownPage] = []
    for page in sorted(pages, key=lambda page: zlib.crc32(page.key.encode())):
        shapes[shape(page.url)] += 1
        if len(chosen) < ENOUGH and shapes[shape(page.url)] <= OF_ONE_SHAPE:
            chosen.append(page)
    return chosen


class Sample:
    """An article as it was read, and its page, packed."""

    def __init__(self, accepted: AcceptedArticle) -> None:
        self.article, self.template = accepted.article, accepted.template
        self._packed = zlib.compress(accepted.page.body)
        self._page = replace(accepted.page, body=b"")

    @property
    def page(self) -> FetchedPage:
        """The page, unpacked."""
        return replace(self._page, body=zlib.decompress(self._packed))


class TemplateManager:
    """Knows the template of a site during one crawl, and the articles to learn it from.

    `at_end` tells that no more pages come, but some are read again.
    """

    def __init__(self, stored: str | None, version: int = 0) -> None:
        self.template = Template.from_json(stored) if stored else None
        self.version = version
        self.samples: list[Sample] = []
        self.at_end = False
        self._shapes: Counter[str] = Counter()
        self._articles = 0
        self._unfit = 0
        self._no_lesson = asyncio.Event()
        self._no_lesson.set()
        self._learned_from = self.template.pages if self.template else 0
        #: How many samples the next lesson takes; None when there is nothing to learn.
        self._next = self._next_after(self._learned_from) if self.template else FIRST

    @property
    def is_due(self) -> bool:
        """True if there are enough samples for the next lesson."""
        enough = self._next is not None and len(self.samples) >= self._next
        return enough and self._no_lesson.is_set() and not self.at_end

    @property
    def is_due_at_end(self) -> bool:
        """True if something can be learned from the samples when no more will come."""
        return self._next is not None and len(self.samples) >= max(LEAST, self._learned_from + 1)

    @property
    def is_outdated(self) -> bool:
        """True if the site's articles no longer fit its template."""
        return self._unfit >= LEAST and self._unfit > UNFIT_SHARE * self._articles

    def note(self, accepted: AcceptedArticle) -> None:
        """Note an article and how its page was read; a sample while there is something to learn."""
        if self.at_end:
            return
        if accepted.template == self.version:
            self._articles += 1
            self._unfit += not accepted.fits
        if len(self.samples) < ENOUGH:
            own = shape(accepted.page.url)
            if self.template is None or self._shapes[own] < OF_ONE_SHAPE:
                self._shapes[own] += 1
                self.samples.append(Sample(accepted))
        if self.is_outdated and self._no_lesson.is_set():
            self._learned_from, self._next = 0, FIRST

    async def ready(self) -> None:
        """Wait until no lesson is under way: pages should be read with what it teaches."""
        await self._no_lesson.wait()

    def begin(self) -> None:
        """Begin a lesson with all samples; no other begins before its end."""
        self._no_lesson.clear()
        self._learned_from = len(self.samples)
        self._next = self._next_after(self._learned_from)

    def end(self) -> None:
        """End a lesson."""
        self._no_lesson.set()

    def use(self, learned: Template, version: int) -> None:
        """Use a template from now on."""
        self.template, self.version = learned, version
        self._articles = self._unfit = 0

    def outdated_samples(self) -> list[Sample]:
        """The samples that were read without the present template."""
        return [sample for sample in self.samples if sample.template != self.version]

    @staticmethod
    def _next_after(samples: int) -> int | None:
        return ENOUGH if samples < NEARLY_ENOUGH else None
