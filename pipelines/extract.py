"""Page to article."""

from dataclasses import replace

from scrapy.exceptions import DropItem

from crawler.articles.stages import Before, ExtractedPage, FetchedPage
from crawler.database import KnownPage
from crawler.deduplication.fingerprint import content_hash
from crawler.discovery.article_pager import article_pager
from crawler.engine.stage import Stage
from crawler.extraction import Reading, Template
from crawler.extraction.source.document import parse
from crawler.recrawl.edits import is_cut, is_redesigned
from crawler.vietnamese.decoding import decode
from crawler.workers.pool import ReadingError


class Extract(Stage):
    """Reads the page in another process, with what is known of the site's template.

    A page that cannot be read is recorded as such.
    """

    async def process_item(self, page: FetchedPage) -> ExtractedPage:
        """Read the page; raises `DropItem` where that fails."""
        if page.lacking:
            page = self._completed(page)
        template, version = await self._run.reader.template()
        try:
            reading = await self._run.reader.read(page, template)
        except ReadingError as error:
            self._run.sightings.unreadable(page, str(error))
            raise DropItem(f"{page.url}: {error}", log_level="ERROR") from error
        before = await self._before(page, reading, template)
        return ExtractedPage(page, reading, version, before)

    def _completed(self, page: FetchedPage) -> FetchedPage:
        """The page, with those parts from the archive that did not come today; each is counted."""
        known = self._run.database.page(page.site, page.key)
        stored = (
            {part.number: part for part in self._run.archived.parts(known.url)} if known else {}
        )
        parts = list(page.parts)
        for part in page.lacking:
            if part.number in stored:
                parts.append(stored[part.number])
                self._run.count("fallbacks/part from the archive")
            else:
                self._run.count("fallbacks/part missing")
        parts.sort(key=lambda part: part.number)
        return replace(page, parts=tuple(parts))

    async def _before(
        self, page: FetchedPage, reading: Reading, template: Template | None
    ) -> Before | None:
        """The former article of a page that reads otherwise now; None where it does not."""
        if reading.article is None:
            return None
        known = self._run.database.page(page.site, page.key)
        if known is None or (page.seen_at and page.seen_at < known.last_seen):
            return None
        if content_hash(reading.article.title, reading.article.text) == known.content_hash:
            return None
        before = await self._read_again(page, known, template)
        if before is None:
            self._run.count("fallbacks/edit not compared")
        return before

    async def _read_again(
        self, page: FetchedPage, known: KnownPage, template: Template | None
    ) -> Before | None:
        """Read a page as archived, with the same template; None if nothing is readable."""
        exchange = self._run.archived.answer(known)
        if exchange is None:
            return None
        body = exchange.decoded_body
        parts = self._run.archived.parts(known.url)
        archived = replace(page, body=body, content_type=exchange.content_type, parts=parts)
        article = await self._run.reader.article(archived, template)
        if article is None:
            return None
        redesigned, cut = is_redesigned(body, page.body), is_cut(body, page.body)
        before = Before(known.content_hash, article, redesigned, cut=cut)
        if page.parts and (missed := _missed(archived)):
            common = tuple(part for part in page.parts if part.number not in missed)
            now = await self._run.reader.article(replace(page, parts=common), template)
            return replace(before, now=now)
        return before


def _missed(page: FetchedPage) -> set[int]:
    """The numbers of the parts that the source of a page led to, and that were not read with it."""
    root = parse(decode(page.body, page.content_type).text)
    if root is None:
        return set()
    offered = {number for number in article_pager(root, page.url).links if number > 1}
    return offered - {part.number for part in page.parts}
