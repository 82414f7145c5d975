"""Requests of a walk through a portal, each with its priority."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from scrapy.http import Request, Response

from crawler.discovery.links import Link
from crawler.discovery.survey import FilledForm
from crawler.engine.messages import RequestContext, visit_of
from crawler.frontier.visits import Role, Visit
from crawler.urls.identity import canonical, identity
from spiders.addressing import Addressing

#: Request priorities: what promises the newest articles goes first.
ENTRY, LISTED, HEADLINE, SECTION, OLDER_HEADLINE = 1000, 120, 100, 50, 30
REVISIT, RESUMED, FURTHER = 20, 10, 0
#: English editions mostly repeat the Vietnamese articles: they come last.
OTHER_LANGUAGE = -2000
_DIGITS = re.compile(r"\d+")


class PortalRequests:
    """Makes the requests of the spider of one site."""

    def __init__(self, spider: Any, addressing: Addressing) -> None:
        self._spider, self._addressing = spider, addressing

    def postbacks(
        self, response: Response, forms: Iterable[FilledForm], chain: str
    ) -> Iterator[Request]:
        """The further pages of a listing, by its key `chain`, that are asked for by forms."""
        listing = chain.partition("#")[0]
        for request in self._addressing.system(response.url).further(response):
            key = f"{listing}#{request.body.decode()}"
            visit = Visit(key, request.url, Role.FURTHER, "", chain)
            request.meta.update(RequestContext(visit).meta)
            yield request.replace(
                callback=self._spider.parse, errback=self._spider.failed, priority=FURTHER
            )
        for back, filled in forms:
            # Buttons such as "next" are the same on every page: the page they lead to tells them.
            number = back.number or max(visit_of(response).number, 1) + 1
            key = f"{listing}#{_DIGITS.sub('', back.target)}:{number}"
            request = filled.to_scrapy(
                self._spider.parse, errback=self._spider.failed, priority=FURTHER - back.number
            )
            visit = Visit(key, request.url, Role.FURTHER, "", chain, number)
            request.meta.update(RequestContext(visit).meta)
            yield request

    def page(
        self, link: Link, priority: int, *, listed: bool = False, changed: str = ""
    ) -> Iterator[Request]:
        """The request for the page that a link leads to; none where no article can stand."""
        target = self._addressing.target(link.url, link.text)
        if target is None:
            return
        key, url = target
        if "/en/" in url:
            priority += OTHER_LANGUAGE
        visit = Visit(
            key, url, Role.PAGE, link.text, listed=listed, changed=changed, dated=link.dated
        )
        yield self.of(visit, priority)

    def entry(
        self,
        url: str,
        callback: Any,
        priority: int,
        *,
        key: str = "",
        deferrable: bool = False,
        changed: str = "",
        allow_offsite: bool = False,
        **context: Any,
    ) -> Request:
        """The request for an entry to the site: home page, listing, feed or sitemap."""
        key = key or identity(canonical(url))
        visit = Visit(key, url, Role.ENTRY, deferrable=deferrable, changed=changed)
        meta = RequestContext(visit, **context).meta
        if allow_offsite:
            meta["allow_offsite"] = True
        return Request(
            url, callback=callback, errback=self._spider.failed, priority=priority, meta=meta
        )

    def of(self, visit: Visit, priority: int) -> Request:
        """The request for a visit."""
        return Request(
            visit.url,
            callback=self._spider.parse,
            errback=self._spider.failed,
            priority=priority,
            meta=RequestContext(visit).meta,
        )
