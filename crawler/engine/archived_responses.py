"""Exchanges of the archive as Scrapy's requests and responses, and back."""

from datetime import datetime

from scrapy.http import Headers, Request, Response
from scrapy.responsetypes import responsetypes
from twisted.web.http import RESPONSES

from crawler.archive.records import Exchange
from crawler.archive.records import Headers as Fields

#: The password of the user's own proxy is none of the server's business, nor the archive's.
_SECRET = b"Proxy-Authorization"


def exchange_of(request: Request, response: Response, date: datetime) -> Exchange:
    """Make an exchange of a request and its response: dechunked, not decompressed."""
    return Exchange(
        method=request.method,
        url=response.url,
        request_headers=_fields(request.headers),
        request_body=request.body,
        status=response.status,
        reason=RESPONSES.get(response.status, b"").decode(),
        headers=_fields(response.headers),
        body=response.body,
        date=date,
        truncated="dataloss" in response.flags,
    )


def response_of(exchange: Exchange) -> Response:
    """The response of an exchange, as the downloader would hand it on."""
    headers = Headers()
    for name, value in exchange.headers:
        headers.appendlist(name.encode("latin-1"), value.encode("latin-1"))
    kind = responsetypes.from_args(headers=headers, url=exchange.url, body=exchange.body)
    return kind(exchange.url, status=exchange.status, headers=headers, body=exchange.body)


def _fields(headers: Headers) -> Fields:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        if name != _SECRET
        for value in values
    )
