"""Bodies that are compressed in another way than their headers say."""

from typing import Self

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Request, Response, TextResponse
from scrapy.responsetypes import responsetypes

from crawler.engine.counters import FAILED
from crawler.engine.http.binary import is_binary
from crawler.engine.http.scope import is_for_robots
from crawler.engine.losses import BROKEN_OFF, TOO_LARGE, UNDECODABLE, LostPageError, count_loss
from crawler.extraction.source.document import is_too_large
from crawler.payload.codings import undone
from crawler.payload.sniffing import begins_as_html, is_text


class LenientCompressionMiddleware(HttpCompressionMiddleware):
    """Decompresses what is compressed, and leaves alone what is not, whatever the headers say.

    A gzip file, such as a sitemap, comes out decompressed as well. Of a body that was cut off, what
    came is kept, flagged as Scrapy's downloader flags what broke off. One that grows beyond
    DOWNLOAD_MAXSIZE, is a page too large to be read, or neither text nor what its headers say, is
    lost.
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
        """Return the response with its body decompressed; raise `LostPageError` if it is lost."""
        codings = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
        body, is_cut, is_left = undone(response.body, codings, self._largest + 1)
        if len(body) > self._largest:
            raise self._lost(request, TOO_LARGE, "larger than DOWNLOAD_MAXSIZE when decompressed")
        if begins_as_html(body) and is_too_large(body):
            raise self._lost(request, TOO_LARGE, "too large to be read as a page")
        if is_left and not is_text(body) and not is_binary(response.url, response.headers, body):
            raise self._lost(request, UNDECODABLE, f"not decompressible as {codings or 'gzip'}")
        if is_cut and BROKEN_OFF not in response.flags:
            response.flags.append(BROKEN_OFF)
        response.headers.pop("Content-Encoding", None)
        if body is response.body:
            return response
        kind = responsetypes.from_args(headers=response.headers, url=response.url, body=body)
        # What the compressed bytes were taken for tells nothing of the text's encoding.
        guessed_anew = {"encoding": None} if issubclass(kind, TextResponse) else {}
        return response.replace(cls=kind, body=body, **guessed_anew)

    def _lost(self, request: Request, loss: str, text: str) -> LostPageError:
        if not is_for_robots(request):
            count_loss(self._stats, loss, request.url)
            self._stats.inc_value(FAILED)
        return LostPageError(loss, text)
