"""Bodies that are compressed in another way than their headers say."""

import logging
from typing import cast

from scrapy import Spider
from scrapy.downloadermiddlewares.httpcompression import (
    ACCEPTED_ENCODINGS,
    HttpCompressionMiddleware,
)
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

logger = logging.getLogger(__name__)

_GZIP_MAGIC = b"\x1f\x8b\x08"
#: A sitemap that is a gzip file may come compressed once more by the server.
_LAYERS = 2


class LenientCompressionMiddleware(HttpCompressionMiddleware):
    """Decompresses what is compressed, and leaves alone what is not, whatever the headers say.

    A gzip file, such as a sitemap, comes out decompressed as well. No body grows beyond
    DOWNLOAD_MAXSIZE: Scrapy drops it when it is about to.
    """

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return the response with its body decompressed."""
        for _ in range(_LAYERS):
            _correct_header(response)
            if "Content-Encoding" not in response.headers or request.method == "HEAD":
                break
            response = self._decompressed(request, response)
        return response

    def _decompressed(self, request: Request, response: Response) -> Response:
        try:
            return cast(Response, super().process_response(request, response))
        except IgnoreRequest:
            raise
        except Exception as error:  # each decompressor raises errors of its own
            logger.debug("%s is not compressed: %r", response, error)
            del response.headers["Content-Encoding"]
            return response


def _correct_header(response: Response) -> None:
    encodings = (response.headers.get("Content-Encoding") or b"").lower()
    if response.body.startswith(_GZIP_MAGIC):
        response.headers["Content-Encoding"] = b"gzip"
    elif not any(known in encodings for known in ACCEPTED_ENCODINGS):
        response.headers.pop("Content-Encoding", None)
