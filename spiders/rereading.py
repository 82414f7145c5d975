"""The spider that visits the archive of a site in place of the site: every page is read again."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from crawler.archive.captures import capture_of
from crawler.archive.errors import UnreadableRecord
from crawler.archive.passes import Pass
from crawler.archive.reader import read
from crawler.archive.records import Place
from crawler.articles.stages import PART_OF_FRAME, FetchedPage
from crawler.database import ArchivedPage, Source
from crawler.engine.back_pressure import BackPressure
from crawler.engine.counters import ARCHIVED, KNOWN
from crawler.engine.errors import ErrorCounter, ending_the_crawl
from crawler.engine.run import Run
from spiders.portal import PortalSpider


class RereadingSpider(PortalSpider):
    """Reads what was archived of a site, articles and pages that were none, once more."""

    source = Source.REEXTRACTION

    async def start(self) -> AsyncIterator[Any]:
        """The archived pages, in the order in which they lie in the archive."""
        run, pace = Run.of(self.crawler), BackPressure(self.crawler)
        through = Pass(run.database, self.site.name, run.now)
        for batch in through:
            # What is no article on record goes through the pipelines, as a new page does.
            for archived in (each for each in batch if not each.former):
                if page := self._page_of(archived, run):
                    if not await pace.admits(page.key):
                        return
                    yield page
            known = (
                (p, each.former)
                for each in batch
                if each.former and (p := self._page_of(each, run))
            )
            with ending_the_crawl(self.crawler):
                await run.rereader.reread_all(known)
            if not await pace.drained():
                return
            through.reached(batch[-1])
        through.end()

    def _page_of(self, archived: ArchivedPage, run: Run) -> FetchedPage | None:
        """The page as it was archived; None where it cannot be found any more."""
        place = Place(archived.warc_file, archived.warc_offset)
        try:
            exchange = read(Path(self.settings["ARCHIVE"]), place)
        except UnreadableRecord as error:
            if errors := self.crawler.get_extension(ErrorCounter):
                errors.note(error)
            return None
        run.count(ARCHIVED)
        if archived.former:
            run.count(KNOWN)
        return FetchedPage(
            key=archived.key,
            url=archived.url,
            site=self.site.name,
            body=exchange.decoded_body,
            content_type=exchange.content_type,
            link_text=archived.link_text or None,
            hints=self.site.hints,
            in_navigation=archived.reason == PART_OF_FRAME,
            named=self.addressing.is_named(archived.url),
            capture=capture_of(exchange, place),
            seen_at=exchange.date,
            parts=run.archived.parts(archived.url) if archived.former else (),
        )
