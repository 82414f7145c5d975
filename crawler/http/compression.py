"""Bodies that are compressed in another way than their headers say."""

from typing import Self

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response, TextResponse
from scrapy.responsetypes import responsetypes

from crawler.http.coding import undone


class LenientCompressionMiddleware(HttpCompressionMiddleware):
    """Decompresses what is compressed, and leaves alone what is not, whatever the headers say.

    A gzip file, such as a sitemap, comes out decompressed as well. Of a body that was cut off, what
    came is kept and `fallbacks/compressed body cut off` counts it; one that grows beyond
    DOWNLOAD_MAXSIZE is dropped.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler=crawler)
        self._stats = crawler.stats
        self._largest = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware, as Scrapy does."""
        return cls(crawler)

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Response:
        """Return the response with its body decompressed."""
        codings = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
        body, is_cut = undone(response.body, codings, self._largest + 1)
        if len(body) > self._largest:
            raise IgnoreRequest(f"{response.url} exceeded DOWNLOAD_MAXSIZE when decompressed")
        if is_cut:
            self._stats.inc_value("fallbacks/compressed body cut off")
        response.headers.pop("Content-Encoding", None)
        if body is response.body:
            return response
        kind = responsetypes.from_args(headers=response.headers, url=response.url, body=body)
        # What the compressed bytes were taken for tells nothing of the text's encoding.
        guessed_anew = {"encoding": None} if issubclass(kind, TextResponse) else {}
        return response.replace(cls=kind, body=body, **guessed_anew)
