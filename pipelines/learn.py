"""Template lessons, from the articles that come by."""

from collections.abc import Iterator

from crawler.articles.stages import AcceptedArticle, FetchedPage
from crawler.database import KnownPage, PageStatus
from crawler.deduplication.fingerprint import content_hash
from crawler.engine.stage import Stage
from crawler.engine.template_manager import LEAST, choose


class Learn(Stage):
    """Learns the site's template from the articles that come by.

    Pages that were read before there was one are read again at the end.
    """

    async def process_item(self, accepted: AcceptedArticle) -> AcceptedArticle:
        """Let the article through, after a lesson if there are enough of them for one.

        What a page says otherwise in the same layout may be a fault of the night: it teaches
        nothing until it is on record.
        """
        if accepted.before is None or accepted.before.redesigned:
            await self._run.trainer.note(accepted)
        return accepted

    async def close_spider(self) -> None:
        """Learn from what there is, and read again what was read with another template or none.

        After the first walk through a site that is all of it, as the archive has it: what the
        record holds then does not depend on the order in which pages came, or on interruptions.
        """
        templates, trainer = self._run.template_manager, self._run.trainer
        templates.at_end = True
        known = self._articles() if self._run.is_first_walk and self._run.went_through else []
        if len(known) >= LEAST:
            await trainer.learn([page for page, _ in self._archived(choose(known))])
            stale = [k for k in known if k.template != templates.version]
            await self._run.rereader.reread_all(self._archived(stale))
            return
        if templates.is_due_at_end:
            await trainer.learn_from_samples()
        await self._run.rereader.reread_all(
            (sample.page, content_hash(sample.article.title, sample.article.text))
            for sample in templates.outdated_samples()
        )

    def _articles(self) -> list[KnownPage]:
        """The articles of the site whose pages are in the archive."""
        known = self._run.database.known_pages(self._run.site.name).values()
        return [k for k in known if k.status is PageStatus.ARTICLE and k.warc_file]

    def _archived(self, pages: list[KnownPage]) -> Iterator[tuple[FetchedPage, str]]:
        """Those pages that the archive has, each with the hash of the article that it shows."""
        for known in pages:
            if exchange := self._run.archived.answer(known):
                page = FetchedPage(
                    key=known.key,
                    url=known.url,
                    site=self._run.site.name,
                    body=exchange.decoded_body,
                    content_type=exchange.content_type,
                    link_text=known.link_text,
                    hints=self._run.site.hints,
                    parts=self._run.archived.parts(known.url),
                )
                yield page, known.content_hash
