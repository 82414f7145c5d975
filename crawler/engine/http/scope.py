"""Nothing outside a site is asked for, by a link or by a redirect."""

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from scrapy import Spider
from scrapy.downloadermiddlewares.offsite import OffsiteMiddleware
from scrapy.downloadermiddlewares.redirect import (
    BaseRedirectMiddleware,
    MetaRefreshMiddleware,
    RedirectMiddleware,
)
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from crawler.catalogue.sites import Site
from crawler.engine.counters import MOVED_TO
from crawler.engine.errors import note_failure
from crawler.engine.losses import LostPageError, count_loss, keep_sample
from crawler.urls.gate import MALFORMED, web_address
from crawler.urls.hosts import bare_host

logger = logging.getLogger(__name__)

#: The key in a request's `meta` of the web archive's host that it goes to in place of the site.
ARCHIVE_HOST = "archive_host"


def is_for_robots(request: Request) -> bool:
    """True if a request is Scrapy's own for robots.txt."""
    return bool(request.meta.get("dont_obey_robotstxt"))


def is_on_site(site: Site | None, request: Request) -> bool:
    """True if a request stays inside the site.

    robots.txt, and whatever a spider marks with Scrapy's `allow_offsite`, may lie outside of a
    site that is a path, but never on another host. What is asked of a web archive stays there.
    Without a site, as in `scrapy shell`, there is nothing to stay inside of.
    """
    if archive := request.meta.get(ARCHIVE_HOST):
        return bool(urlsplit(request.url).netloc == archive)
    if site is None or site.contains(request.url):
        return True
    is_on_host = bare_host(request.url) in site.hosts
    return is_on_host and (is_for_robots(request) or "allow_offsite" in request.meta)


def site_of(spider: Spider | None) -> Site | None:
    """The site that a spider crawls."""
    site: Site | None = getattr(spider, "site", None)
    return site


class SiteOnlyMiddleware(OffsiteMiddleware):
    """Drops requests that lead outside the site, `dont_filter` or not.

    Scrapy's own goes by host names, which is not enough for a department whose site is a path on
    its province's portal.
    """

    def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Raise `IgnoreRequest` for a request outside the site."""
        if is_on_site(site_of(self.crawler.spider), request):
            return
        logger.debug("Outside the site: %s", request, extra={"spider": self.crawler.spider})
        self.stats.inc_value("offsite/filtered")
        raise IgnoreRequest(f"{request.url} is outside the site")


class _StayingOnSite(BaseRedirectMiddleware):
    """Follows redirects inside the site only."""

    def _followed(
        self,
        redirect: Callable[[Request, Response], Request | Response],
        request: Request,
        response: Response,
    ) -> Request | Response:
        """The request that a response leads to by Scrapy's rules; itself where that is no address.

        Scrapy resolves what servers write, which raises `ValueError` for some of it.
        """
        try:
            result: Request | Response | None = redirect(request, response)
        except ValueError:
            result = None
        if isinstance(result, Response):
            return result
        if result is None or web_address(result.url) is None:
            name = f"fallbacks/{MALFORMED}"
            self.crawler.stats.inc_value(name)
            keep_sample(self.crawler.stats, name, request.url)
            return response
        return result

    def _checked(self, request: Request, redirected: Request) -> Request:
        site = site_of(self.crawler.spider)
        if is_on_site(site, redirected):
            return redirected
        reason = f"redirects to {redirected.url}, outside the site"
        self.crawler.stats.inc_value("redirects/offsite")
        if site and request.meta.get("redirect_urls", [request.url])[0] in site.addresses:
            self.crawler.stats.set_value(MOVED_TO, redirected.url)
        if not is_for_robots(request):
            note_failure(self.crawler.stats, reason)
        logger.info("%s %s", request, reason, extra={"spider": self.crawler.spider})
        raise self._lost(request, "redirect outside the site", reason)

    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        try:
            return super()._redirect(redirected, request, reason)
        except IgnoreRequest as error:
            raise self._lost(request, "redirects without end", str(error)) from error

    def _lost(self, request: Request, loss: str, text: str) -> LostPageError:
        if not is_for_robots(request):
            count_loss(self.crawler.stats, loss, request.url)
        return LostPageError(loss, text)


class SiteRedirectMiddleware(_StayingOnSite, RedirectMiddleware):
    """Follows redirects inside the site only; REDIRECT_MAX_TIMES ends those that never stop."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Turn a redirect into its request; raise `LostPageError` where it leaves the site."""
        result = self._followed(super().process_response, request, response)
        return self._checked(request, result) if isinstance(result, Request) else result


class SiteMetaRefreshMiddleware(_StayingOnSite, MetaRefreshMiddleware):
    """Follows refreshes inside the site only, but not a page that merely reloads itself."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Turn a refresh into its request; raise `LostPageError` where it leaves the site."""
        result = self._followed(super().process_response, request, response)
        if not isinstance(result, Request):
            return result
        if result.url in result.meta["redirect_urls"]:
            return response
        return self._checked(request, result)
