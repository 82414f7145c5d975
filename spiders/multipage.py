"""Collector of articles that stand on several pages.

They are asked for one after the other, each with what has come before it, and what comes last sends
the article on its way: as one page. What looks like a part may be an article of its own, or the
same text again above another list; its reading tells.
"""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

from scrapy.http import Request, Response

from crawler.articles.multipage import MultipageArticle
from crawler.articles.stages import FetchedPage, Part
from crawler.discovery.article_pager import Pager
from crawler.discovery.survey import PageSurvey
from crawler.engine.losses import loss_of
from crawler.engine.messages import RequestContext, context_of, findings_of, visit_of
from crawler.extraction import Reading
from crawler.extraction.parted import Relation, relation
from crawler.frontier.visits import Role, Visit
from crawler.urls.identity import canonical
from crawler.workers.pool import ReadingError, read_in_pool
from spiders.addressing import Addressing
from spiders.surveying import Surveyor

#: Parts are asked before anything else: their article waits for them.
PART = 2000


class MultipageCollector:
    """Brings the parts of articles together, for the spider of one site."""

    def __init__(self, spider: Any, addressing: Addressing, surveyor: Surveyor) -> None:
        self._spider, self._addressing, self._surveyor = spider, addressing, surveyor

    async def begin(self, page: FetchedPage, pager: Pager) -> AsyncIterator[Request | FetchedPage]:
        """The request for the second part, where the page is an article's first; else the page."""
        if not (pager.goes_on or pager.earlier):
            yield page
            return
        reading = await self._read(page)
        if reading is None or reading.article is None:
            yield page
        elif pager.goes_on:
            multipage = MultipageArticle.of(page, reading, pager)
            multipage.keys |= {self._key(url) for url in (*pager.links.values(), *pager.whole)}
            yield self._go_on(multipage)
        else:
            key = self._key(pager.earlier or "")
            yield replace(page, part_of=key if key != page.key else "")

    async def parse(self, response: Response) -> AsyncIterator[Request | FetchedPage]:
        """The page that may be the next part: what follows from it, and where it leads."""
        multipage = _multipage_of(response)
        survey = await self._survey(multipage, response)
        if survey is None:
            yield self._miss(multipage, visit_of(response), response.url)
            return
        page = self._spider.found(response)
        reading = await self._read(page)
        findings_of(response).part = found = _relation(multipage, reading, is_named=survey.is_named)
        if found is Relation.CONTINUES and reading is not None:
            part = Part(
                visit_of(response).number,
                page.key,
                page.url,
                page.body,
                page.content_type,
                page.capture,
            )
            multipage.add(part, reading, survey.pager)
        if found is Relation.ALONE:
            yield page
        if found is Relation.REPEATS:
            yield multipage.complete()
        elif found is Relation.NONE:
            yield self._miss(multipage, visit_of(response), response.url)
        else:
            yield self._go_on(multipage)
        for request in self._spider.walk(response, survey):
            yield request

    async def _survey(self, multipage: MultipageArticle, response: Response) -> PageSurvey | None:
        """Survey the page that may be a part; None where it is no page."""
        if loss_of(response) is not None:
            return None
        article = multipage.reading.article
        title = article.title if article else ""
        return await self._surveyor.page(response, visit_of(response).number, title)

    def failed(self, failure: Any) -> Iterator[Request | FetchedPage]:
        """A part that did not come: the article is read without it."""
        request: Request = failure.request
        yield self._miss(_multipage_of(request), visit_of(request), request.url)

    def _miss(self, multipage: MultipageArticle, visit: Visit, url: str) -> Request | FetchedPage:
        """Go on when a part did not come."""
        multipage.lacks(visit.number, visit.key, canonical(url))
        return self._go_on(multipage)

    def _go_on(self, multipage: MultipageArticle) -> Request | FetchedPage:
        """The request for the next part, or the article with all its parts."""
        following = multipage.next()
        if following is None:
            if multipage.is_cut:
                self._spider.crawler.stats.inc_value("fallbacks/article of too many parts")
            return multipage.complete()
        number, address = following
        url = self._addressing.as_answered(address)
        key = self._key(url)
        multipage.keys.add(key)
        visit = Visit(key, url, Role.PART, "", multipage.page.key, number)
        return Request(
            url,
            callback=self.parse,
            errback=self.failed,
            priority=PART,
            meta=RequestContext(visit, multipage=multipage).meta,
        )

    def _key(self, url: str) -> str:
        return self._addressing.key(canonical(self._addressing.as_answered(url)))

    async def _read(self, page: FetchedPage) -> Reading | None:
        """Read a page; None where that fails."""
        timeout = self._spider.settings.getfloat("EXTRACTION_TIMEOUT")
        try:
            return await read_in_pool(page, timeout, self._spider.crawler.stats.inc_value)
        except ReadingError:
            return None


def _multipage_of(message: Request | Response) -> MultipageArticle:
    context = context_of(message)
    assert context is not None
    assert context.multipage is not None
    return context.multipage


def _relation(multipage: MultipageArticle, reading: Reading | None, *, is_named: bool) -> Relation:
    """The relation of a page to the article that may go on there."""
    if reading is None or multipage.reading.article is None:
        return Relation.NONE
    return relation(multipage.reading, multipage.said, reading, is_named=is_named)
