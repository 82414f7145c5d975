"""Learning the site's template from the articles that come by."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from crawler.articles.stages import AcceptedArticle, FetchedPage
from crawler.database import Database
from crawler.engine.counters import LEARNED, NOT_LEARNED, OUTDATED
from crawler.engine.template_manager import TemplateManager
from crawler.workers.pool import ReadingError, learn_in_pool

_log = logging.getLogger(__name__)


class TemplateTrainer:
    """Has templates learned when there is enough to learn from, and saves them."""

    def __init__(
        self,
        database: Database,
        site: str,
        now: datetime,
        templates: TemplateManager,
        timeout: float,
        count: Callable[[str], None],
    ) -> None:
        self._database, self._site, self._now = database, site, now
        self._templates, self._timeout, self._count = templates, timeout, count

    async def note(self, accepted: AcceptedArticle) -> None:
        """Note an article; there is a lesson when there are enough of them for one."""
        self._templates.note(accepted)
        if self._templates.is_due:
            await self.learn_from_samples()

    async def learn_from_samples(self) -> None:
        """Learn the template from the articles that came by."""
        await self.learn([sample.page for sample in self._templates.samples])

    async def learn(self, pages: Sequence[FetchedPage]) -> None:
        """Learn the site's template; pages that come meanwhile wait to be read with it."""
        is_outdated = self._templates.is_outdated
        self._templates.begin()
        try:
            template = await learn_in_pool(pages, self._timeout, self._count)
        except ReadingError as error:
            self._count(NOT_LEARNED)
            _log.error("%s: no template learned: %s", self._site, error)
            return
        finally:
            self._templates.end()
        version = self._database.save_template(
            self._site, template.to_json(), template.pages, self._now
        )
        self._templates.use(template, version)
        self._count(LEARNED)
        if is_outdated:
            self._count(OUTDATED)
