"""The spider that walks every portal: home page, feeds, sitemaps and listings lead to articles.

It works from a site's record alone. What is asked, in which order, so that the newest articles
come first: the home page; headlines found there; the sections of its menu and the headlines on
their first pages; then the listings page by page.
"""

from collections.abc import AsyncIterator, Iterator
from typing import Any, ClassVar, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.articles.stages import FetchedPage
from crawler.catalogue.sites import Site
from crawler.database import KnownPage
from crawler.discovery.feed_entries import CUT
from crawler.discovery.feeds import read_listed
from crawler.discovery.landing_page import ONWARD_DEPTH, onward
from crawler.discovery.links import Link
from crawler.discovery.survey import HomeSurvey, PageSurvey
from crawler.engine import responses
from crawler.engine.errors import note_unforeseen
from crawler.engine.http.robots import LenientRobotParser
from crawler.engine.losses import GONE, REQUEST_LOST
from crawler.engine.messages import context_of, findings_of, visit_of
from crawler.frontier.sitemap_budget import SITEMAP_DEPTH, SitemapShare
from crawler.frontier.visits import Role, Visit
from crawler.period import Period
from crawler.urls.gate import absolute
from crawler.urls.identity import canonical, identity
from spiders.addressing import Addressing
from spiders.arguments import limit_of, yes
from spiders.multipage import MultipageCollector
from spiders.requests import (
    ENTRY,
    FURTHER,
    HEADLINE,
    LISTED,
    OLDER_HEADLINE,
    RESUMED,
    REVISIT,
    SECTION,
    PortalRequests,
)
from spiders.surveying import Surveyor


class PortalSpider(Spider):
    """Walks one site of the catalogue; the subclass that the loader makes says which."""

    site: ClassVar[Site]

    def __init__(
        self,
        limit: str | None = None,
        full: str = "",
        since: str | None = None,
        until: str | None = None,
        **arguments: Any,
    ) -> None:
        super().__init__(**arguments)
        self.limit = limit_of(limit)
        self.full = yes("full", full)
        self.period = Period.given(since, until)
        self.addressing = Addressing(self.site)
        self.requests = PortalRequests(self, self.addressing)
        self.surveyor = Surveyor(self)
        self.multipage = MultipageCollector(self, self.addressing, self.surveyor)
        self._sitemaps: list[str] = []
        self._share = SitemapShare()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Scrapy's way to make a spider; robots.txt is read on the way to the first page."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.note_sitemaps, signals.robots_parsed)
        return spider

    def note_sitemaps(self, robotparser: LenientRobotParser) -> None:
        """Remember the sitemaps that a robots.txt announces."""
        self._sitemaps += robotparser.sitemaps

    async def start(self) -> AsyncIterator[Request]:
        """The home page, and what the record hints at."""
        for address in (*self.site.addresses, *self.site.listings):
            # Validators that lie about the home page would hide what is new.
            yield self.requests.entry(address, self.parse_home, ENTRY, unconditional=True)
        for address in (*self.site.feeds, *self.site.sitemaps):
            if url := absolute(self.site.addresses[0], address):
                yield self.requests.entry(url, self.parse_listed, ENTRY - 1, deferrable=True)

    def resume(self, key: str, url: str, link_text: str, continuation: bool) -> Request:
        """The request for an address that an earlier run found and did not get to."""
        role = Role.FURTHER if continuation else Role.PAGE
        return self.requests.of(Visit(key, url, role, link_text), RESUMED)

    def revisit(self, page: KnownPage) -> Request:
        """The request for a page that shows an article, or showed one."""
        return self.requests.of(Visit(page.key, page.url, Role.PAGE, page.link_text), REVISIT)

    async def parse_home(self, response: Response) -> AsyncIterator[Request]:
        """The home page: which system this is, which feeds it announces, where it leads."""
        home = await self.surveyor.home(response) if response.status < 400 else None
        if home is None:
            return
        self.addressing.learn_origin(response.url)
        system = self.addressing.learn_system(response.url, responses.text_of(response))
        for address in self._sitemaps or ["/sitemap.xml"]:
            # A sitemap lies at a host's root, also where the site is only a path of the host.
            if url := absolute(response.url, address):
                yield self.requests.entry(
                    url, self.parse_listed, ENTRY - 3, deferrable=True, allow_offsite=True
                )
        for address in (*home.feeds, *system.feeds):
            if (url := absolute(response.url, address)) and self.site.contains(url):
                yield self.requests.entry(url, self.parse_listed, ENTRY - 3, deferrable=True)
        onward = [*self._onward(response, home), *self.walk(response, home.page)]
        if not onward:
            findings_of(response).fallbacks["home page leads nowhere"] = 1
        for request in onward:
            yield request

    def parse_listed(self, response: Response) -> Iterator[Request]:
        """A feed or sitemap: its pages, newest first."""
        kind = responses.content_type(response)
        listed = read_listed(response.body, response.url, kind) if response.status < 400 else None
        findings, context = findings_of(response), context_of(response)
        if listed is None:
            findings.no_list = response.status < 500
            return
        findings.is_sitemap = not listed.is_feed
        findings.fallbacks = dict(listed.fallbacks)
        if not listed.sitemaps and CUT not in listed.fallbacks:
            dates = [] if listed.is_feed else [entry.changed for entry in listed.pages]
            findings.newest = max(dates, default="")
        depth = (context.sitemap_depth if context else 0) + 1
        differ = len({entry.changed for entry in listed.sitemaps}) > 1
        for entry in listed.sitemaps if depth <= SITEMAP_DEPTH else ():
            key = identity(canonical(entry.url))
            if not self._share.admits(key):
                findings.fallbacks["too many sitemaps"] = 1
                break
            yield self.requests.entry(
                entry.url,
                self.parse_listed,
                ENTRY - 4 if self._share.is_urgent else SECTION - 1,
                key=key,
                deferrable=True,
                # An index that calls all changed alike tells when it was made.
                changed=entry.changed if differ else "",
                sitemap_depth=depth,
                allow_offsite=True,
            )
        for rank, entry in enumerate(listed.pages):
            link = Link(entry.url, entry.title)
            priority = LISTED - min(rank, LISTED - SECTION)
            yield from self.requests.page(link, priority, listed=True, changed=entry.changed)

    async def parse(self, response: Response) -> AsyncIterator[Request | FetchedPage]:
        """Any other page: perhaps an article, and where it leads."""
        if response.status >= 400:
            await self._note_titled(response)
            return
        visit = visit_of(response)
        part = 0 if visit.role is Role.PAGE else None
        survey = await self.surveyor.page(response, part)
        if survey is None:
            findings_of(response).no_page = "not a page"
            return
        if not self.addressing.knows_system(response.url):
            # What an earlier run left to be asked may answer before the home page does.
            self.addressing.learn_system(response.url, responses.text_of(response))
        own = self.addressing.as_answered(survey.own_address)
        page = self.found(response, own)
        if page.declared not in ("", page.key):
            for request in self.requests.page(Link(own, visit.link_text), HEADLINE):
                yield request
        async for output in self.multipage.begin(page, survey.pager):
            yield output
        if page.part_of and survey.pager.earlier:
            for request in self.requests.page(
                Link(survey.pager.earlier, visit.link_text), HEADLINE
            ):
                yield request
        for request in self.walk(response, survey):
            yield request

    def found(self, response: Response, own: str = "") -> FetchedPage:
        """The page that a response shows; `own` is the address that it calls its own."""
        visit = visit_of(response)
        url = canonical(response.url)
        redirected = responses.was_redirected(response)
        return FetchedPage(
            key=self.addressing.key(url, visit.link_text) if redirected else visit.key,
            url=url,
            site=self.site.name,
            body=response.body,
            content_type=responses.content_type(response),
            link_text=visit.link_text,
            hints=self.site.hints,
            named=self.addressing.is_named(url),
            capture=findings_of(response).capture,
            renamed=redirected,
            declared=self.addressing.key(own) if self.site.contains(own) else "",
            listing=visit.listing,
            dated=visit.dated,
        )

    def failed(self, failure: Any) -> None:
        """A request that no answer came to: counted on its way here, it is to be recorded."""
        note_unforeseen(self.crawler, failure)
        self.crawler.signals.send_catch_log(
            REQUEST_LOST, request=failure.request, exception=failure.value
        )

    def _onward(self, response: Response, home: HomeSurvey) -> Iterator[Request]:
        """The page behind one that has nothing to show but the way there."""
        context = context_of(response)
        depth = (context.landing_depth if context else 0) + 1
        if depth > ONWARD_DEPTH:
            return
        for url in onward(home.leads, home.page.links, response.url, self.site.contains):
            findings_of(response).fallbacks["home page only leads on"] = 1
            key = self.addressing.key(url)
            # "/" and "/index.aspx" are mostly one page, but not where the one leads to the other.
            key = canonical(url) if self.addressing.is_home(key) else key
            yield self.requests.entry(
                url, self.parse_home, ENTRY, key=key, unconditional=True, landing_depth=depth
            )

    def walk(self, response: Response, survey: PageSurvey) -> Iterator[Request]:
        """The requests for what a page leads to."""
        visit = visit_of(response)
        from_article = visit.role is Role.PAGE and Link(response.url, visit.link_text).headline
        self.addressing.learn_tokens(link.url for link in survey.links)
        for link in survey.unpaged:
            headline = OLDER_HEADLINE if from_article else HEADLINE
            yield from self.requests.page(link, headline if link.headline else SECTION)
        chain = visit.chain or visit.key
        for page in survey.further:
            url = self.addressing.as_answered(page.url)
            key = self.addressing.key(url)
            following = Visit(key, url, Role.FURTHER, "", chain, page.number)
            yield self.requests.of(following, FURTHER - page.number)
        yield from self.requests.postbacks(response, survey.forms, chain)

    async def _note_titled(self, response: Response) -> None:
        """Count a page that the server calls missing and sends all the same."""
        title = visit_of(response).link_text
        if response.status in GONE and title:
            survey = await self.surveyor.page(response, title=title)
            if survey and survey.is_named:
                findings_of(response).fallbacks["missing page with its title"] = 1
