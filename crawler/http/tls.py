"""HTTPS with servers that nobody has touched for years."""

from typing import cast
from weakref import WeakSet

from OpenSSL import SSL
from OpenSSL.crypto import X509
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from twisted.internet.abstract import isIPAddress, isIPv6Address
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator
from twisted.protocols.tls import TLSMemoryBIOProtocol
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped]

#: Counts connections to servers that may be others than they say.
UNVERIFIED = "fallbacks/certificate not verified"
#: Weak ciphers, keys and signatures are allowed; connections that anybody can read are not.
_CIPHERS = b"ALL:!aNULL:!eNULL:@SECLEVEL=0"
#: SSL_OP_LEGACY_SERVER_CONNECT: servers without secure renegotiation (RFC 5746).
_LEGACY_SERVER_CONNECT = 0x4


class LegacyTLSDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's own handler, down to TLS 1.0, small keys and certificates that do not verify.

    A connection to a server whose certificate does not verify is counted. Scrapy's settings do not
    reach that far: Twisted expands DOWNLOADER_CLIENT_TLS_CIPHERS to a
    list of ciphers, and the security level that TLS 1.0 and 1.1 need is lost on the way. With
    DOWNLOAD_VERIFY_CERTIFICATES the handler is Scrapy's, strict and unchanged. Newer servers get
    the newest version that both sides know, as ever.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        if not crawler.settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES"):
            self._contextFactory = cast(IPolicyForHTTPS, _LegacyPolicy(crawler))


@implementer(IPolicyForHTTPS)
class _LegacyPolicy:
    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._unverified = WeakSet[SSL.Connection]()
        self._context = SSL.Context(SSL.TLS_METHOD)
        self._context.set_min_proto_version(SSL.TLS1_VERSION)
        self._context.set_options(SSL.OP_ALL | _LEGACY_SERVER_CONNECT)
        self._context.set_cipher_list(_CIPHERS)
        self._context.set_default_verify_paths()
        self._context.set_verify(SSL.VERIFY_PEER, self._verify)

    def creatorForNetloc(self, hostname: bytes, port: int) -> "_LegacyConnections":  # noqa: N802
        return _LegacyConnections(self._context, hostname)

    def _verify(
        self, connection: SSL.Connection, _certificate: X509, _error: int, _depth: int, ok: int
    ) -> bool:
        """Let every certificate pass; one that does not verify is counted once a connection."""
        if not ok and connection not in self._unverified:
            self._unverified.add(connection)
            assert self._crawler.stats is not None
            self._crawler.stats.inc_value(UNVERIFIED)
        return True


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
