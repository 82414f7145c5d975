"""Asking an archive what it has of a site."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from crawler.archive.cdx import Captured, IndexPage, index_address, prefixes, read_index
from crawler.catalogue.sites import Site
from crawler.engine.http.scope import ARCHIVE_HOST
from crawler.errors import UserError
from crawler.period import Period

#: Seconds; an index may take its time for a whole site.
_TIMEOUT = 300
#: Bytes; some indexes answer all at once.
_LARGEST = 512 * 1024 * 1024
#: Some archives that have nothing answer with 404 and say so in their way.
_ANSWERS = (200, 404)

Ask = Callable[[Request], Awaitable[Response]]


def archive_request(address: str, meta: dict[str, Any], **more: Any) -> Request:
    """A request to an archive: it may leave the site, and its answer is not archived as it is."""
    own = {ARCHIVE_HOST: urlsplit(address).netloc, "no_archive": True}
    return Request(address, meta=own | meta, **more)


class Survey:
    """Reads the index of the CDX server at the address `server`; `ask` sends a request."""

    def __init__(self, ask: Ask, server: str, site: Site, period: Period) -> None:
        self._ask = ask
        self._server = server
        self._site = site
        self._period = period

    async def captures(self) -> list[Captured]:
        """All captures of the site, none of them twice.

        Raises `UserError` where there is none, or where the server is no CDX server. An index that
        does not answer is a failed request as others are: the list is what the rest tells.
        """
        found: dict[Captured, None] = {}
        has_failed = False
        for prefix in prefixes(self._site):
            try:
                async for page in self._pages(prefix):
                    found.update(dict.fromkeys(filter(self._is_meant, page.captures)))
            except IgnoreRequest:
                has_failed = True
        if not found and not has_failed:
            addresses = " or ".join(prefixes(self._site))
            raise UserError(
                f"WAYBACK_CDX={self._server} knows no capture of {addresses}, {self._period}"
            )
        return list(found)

    def _is_meant(self, captured: Captured) -> bool:
        return captured.moment in self._period and self._site.contains(captured.url)

    async def _pages(self, prefix: str) -> AsyncIterator[IndexPage]:
        page = await self._page(index_address(self._server, prefix, self._period))
        if page.is_cut:
            page = await self._page(
                index_address(self._server, prefix, self._period, is_limited=False)
            )
        yield page
        while page.resume_key:
            page = await self._page(
                index_address(self._server, prefix, self._period, page.resume_key)
            )
            yield page

    async def _page(self, address: str) -> IndexPage:
        meta = {"download_timeout": _TIMEOUT, "download_maxsize": _LARGEST}
        response = await self._ask(archive_request(address, meta))
        if response.status not in _ANSWERS:
            raise UserError(f"WAYBACK_CDX={self._server} answers with HTTP {response.status}")
        try:
            return read_index(response.body)
        except UserError as error:
            raise UserError(f"WAYBACK_CDX={self._server} answers with {error}") from error
