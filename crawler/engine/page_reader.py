"""Reading pages in other processes, with what is known of the site's template."""

from collections.abc import Callable

from crawler.articles.stages import FetchedPage
from crawler.engine.counters import REJECTED
from crawler.engine.template_manager import TemplateManager
from crawler.extraction import Article, Reading, Template
from crawler.workers.pool import ReadingError, read_in_pool


class PageReader:
    """Reads the pages of one site; `timeout` is in seconds a page, `count` is `Run.count`."""

    def __init__(
        self, templates: TemplateManager, timeout: float, count: Callable[..., None]
    ) -> None:
        self._templates, self._timeout, self._count = templates, timeout, count

    async def template(self) -> tuple[Template | None, int]:
        """The site's template and its version, when no lesson is under way."""
        await self._templates.ready()
        return self._templates.template, self._templates.version

    async def read(self, page: FetchedPage, template: Template | None) -> Reading:
        """Read a page; raises `ReadingError` where it cannot be read, which is counted.

        What had to be done in another way than the usual is counted while pages come.
        """
        try:
            reading = await read_in_pool(page, self._timeout, self._count, template)
        except ReadingError as error:
            self._count(REJECTED)
            self._count(f"{REJECTED}/{error}", url=page.url)
            raise
        if not self._templates.at_end:
            for fallback in reading.fallbacks:
                self._count(f"fallbacks/{fallback}", url=page.url)
        return reading

    async def article(self, page: FetchedPage, template: Template | None) -> Article | None:
        """The article of a page that was counted before; None where none can be read."""
        try:
            return (await read_in_pool(page, self._timeout, self._count, template)).article
        except ReadingError:
            return None
