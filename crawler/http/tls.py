"""HTTPS with servers that nobody has touched for years."""

from typing import cast

from OpenSSL import SSL
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from twisted.internet.abstract import isIPAddress, isIPv6Address
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator
from twisted.protocols.tls import TLSMemoryBIOProtocol
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped]

#: Weak ciphers, keys and signatures are allowed; connections that anybody can read are not.
_CIPHERS = b"ALL:!aNULL:!eNULL:@SECLEVEL=0"
#: SSL_OP_LEGACY_SERVER_CONNECT: servers without secure renegotiation (RFC 5746).
_LEGACY_SERVER_CONNECT = 0x4


class LegacyTLSDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's own handler, down to TLS 1.0, small keys and certificates that do not verify.

    Scrapy's settings do not reach that far: Twisted expands DOWNLOADER_CLIENT_TLS_CIPHERS to a
    list of ciphers, and the security level that TLS 1.0 and 1.1 need is lost on the way. With
    DOWNLOAD_VERIFY_CERTIFICATES the handler is Scrapy's, strict and unchanged. Newer servers get
    the newest version that both sides know, as ever.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        if not crawler.settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES"):
            self._contextFactory = cast(IPolicyForHTTPS, _LegacyPolicy())


@implementer(IPolicyForHTTPS)
class _LegacyPolicy:
    def __init__(self) -> None:
        self._context = SSL.Context(SSL.TLS_METHOD)
        self._context.set_min_proto_version(SSL.TLS1_VERSION)
        self._context.set_options(SSL.OP_ALL | _LEGACY_SERVER_CONNECT)
        self._context.set_cipher_list(_CIPHERS)
        self._context.set_verify(SSL.VERIFY_NONE)

    def creatorForNetloc(self, hostname: bytes, port: int) -> "_LegacyConnections":  # noqa: N802
        return _LegacyConnections(self._context, hostname)


@implementer(IOpenSSLClientConnectionCreator)
class _LegacyConnections:
    def __init__(self, context: SSL.Context, hostname: bytes) -> None:
        self._context = context
        self._hostname = hostname

    def clientConnectionForTLS(  # noqa: N802
        self,
        tlsProtocol: TLSMemoryBIOProtocol,  # noqa: N803
    ) -> SSL.Connection:
        connection = SSL.Connection(self._context, None)
        host = self._hostname.decode("ascii")
        if not isIPAddress(host) and not isIPv6Address(host):
            connection.set_tlsext_host_name(self._hostname)
        return connection
