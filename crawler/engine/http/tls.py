"""HTTPS with servers that nobody has touched for years."""

from dataclasses import dataclass
from typing import cast
from weakref import WeakKeyDictionary, WeakSet

from cryptography.x509 import DuplicateExtension, UnsupportedGeneralNameType
from OpenSSL import SSL
from OpenSSL.crypto import X509
from scrapy.crawler import Crawler
from service_identity import CertificateError, VerificationError
from service_identity.hazmat import DNS_ID, IPAddress_ID, verify_service_identity
from service_identity.pyopenssl import extract_patterns
from twisted.internet.abstract import isIPAddress, isIPv6Address
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator
from twisted.protocols.tls import TLSMemoryBIOProtocol
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.engine.certificates import note_certificate
from crawler.engine.http.headers import TolerantDownloadHandler

#: Weak ciphers, keys and signatures are allowed; connections that anybody can read are not.
_CIPHERS = b"ALL:!aNULL:!eNULL:@SECLEVEL=0"
#: SSL_OP_LEGACY_SERVER_CONNECT: servers without secure renegotiation (RFC 5746).
_LEGACY_SERVER_CONNECT = 0x4
_HTTPS_PORT = 443
#: What OpenSSL's errors mean: https://docs.openssl.org/master/man3/X509_STORE_CTX_get_error/
_PROBLEMS = {
    2: "unknown issuer",  # X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT
    9: "not valid yet",  # X509_V_ERR_CERT_NOT_YET_VALID
    10: "expired",  # X509_V_ERR_CERT_HAS_EXPIRED
    18: "self-signed",  # X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT
    19: "unknown issuer",  # X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN
    20: "unknown issuer",  # X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY
    21: "unknown issuer",  # X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE
}
_OTHER_PROBLEM, _OTHER_HOST = "not valid", "for another host"
#: What a certificate raises that is not for a host, or whose names cannot be read.
_NOT_NAMED = (
    VerificationError,
    CertificateError,
    DuplicateExtension,
    UnsupportedGeneralNameType,
    ValueError,
)


class LegacyTLSDownloadHandler(TolerantDownloadHandler):
    """The same handler for HTTPS, down to TLS 1.0, small keys and certificates that do not verify.

    Whether a server's certificate verifies, the host's name included, is noted for each connection.
    Scrapy's settings do not reach that far: Twisted expands DOWNLOADER_CLIENT_TLS_CIPHERS to a
    list of ciphers, and the security level that TLS 1.0 and 1.1 need is lost on the way. With
    DOWNLOAD_VERIFY_CERTIFICATES they are Scrapy's, strict and unchanged. Newer servers get
    the newest version that both sides know, as ever.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        if not crawler.settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES"):
            self._contextFactory = cast(IPolicyForHTTPS, _LegacyPolicy(crawler))


@dataclass(frozen=True, slots=True)
class _Server:
    host: str
    port: int

    @property
    def is_address(self) -> bool:
        """True if the host is an IP address: servers are not told it, and certificates differ."""
        return isIPAddress(self.host) or isIPv6Address(self.host)

    @property
    def name(self) -> str:
        """The host as addresses show it."""
        return self.host if self.port == _HTTPS_PORT else f"{self.host}:{self.port}"

    def is_named_by(self, certificate: X509) -> bool:
        """True if a certificate is for this server."""
        try:
            wanted = IPAddress_ID(self.host) if self.is_address else DNS_ID(self.host)
            verify_service_identity(extract_patterns(certificate), [wanted], [])
        except _NOT_NAMED:
            return False
        return True


@implementer(IPolicyForHTTPS)
class _LegacyPolicy:
    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self.servers = WeakKeyDictionary[SSL.Connection, _Server]()
        self._judged = WeakSet[SSL.Connection]()
        self.context = SSL.Context(SSL.TLS_METHOD)
        self.context.set_min_proto_version(SSL.TLS1_VERSION)
        self.context.set_options(SSL.OP_ALL | _LEGACY_SERVER_CONNECT)
        self.context.set_cipher_list(_CIPHERS)
        self.context.set_default_verify_paths()
        self.context.set_verify(SSL.VERIFY_PEER, self._verify)

    def creatorForNetloc(self, hostname: bytes, port: int) -> "_LegacyConnections":  # noqa: N802
        return _LegacyConnections(self, _Server(hostname.decode("ascii"), port))

    def _verify(
        self, connection: SSL.Connection, certificate: X509, error: int, depth: int, ok: int
    ) -> bool:
        """Let every certificate pass, and note the first problem of a connection, or that all is
        well: OpenSSL asks for the server's own certificate, at depth 0, last.
        """
        server = self.servers[connection]
        if not ok:
            self._judge(connection, server, _PROBLEMS.get(error, _OTHER_PROBLEM))
        elif depth == 0:
            self._judge(connection, server, "" if server.is_named_by(certificate) else _OTHER_HOST)
        return True

    def _judge(self, connection: SSL.Connection, server: _Server, problem: str) -> None:
        if connection not in self._judged:
            self._judged.add(connection)
            assert self._crawler.stats is not None
            note_certificate(self._crawler.stats, server.name, problem)


@implementer(IOpenSSLClientConnectionCreator)
class _LegacyConnections:
    def __init__(self, policy: _LegacyPolicy, server: _Server) -> None:
        self._policy = policy
        self._server = server

    def clientConnectionForTLS(  # noqa: N802
        self,
        tlsProtocol: TLSMemoryBIOProtocol,  # noqa: N803
    ) -> SSL.Connection:
        connection = SSL.Connection(self._policy.context, None)
        self._policy.servers[connection] = self._server
        if not self._server.is_address:
            connection.set_tlsext_host_name(self._server.host.encode("ascii"))
        return connection
