"""Certificates that are made for a test, and the authority that issues them."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

LOOPBACK: x509.GeneralName = x509.IPAddress(ip_address("127.0.0.1"))


class Authority:
    """An authority; what trusts the certificate in its file `path` trusts what it issues."""

    def __init__(self, folder: Path) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name("CA thử nghiệm")
        builder = _builder(self._name, self._name, self._key, timedelta(days=30))
        constraints = x509.BasicConstraints(ca=True, path_length=None)
        signed = builder.add_extension(constraints, True).sign(self._key, hashes.SHA256())
        self._folder = folder
        self.path = folder / "ca.pem"
        self.path.write_bytes(signed.public_bytes(Encoding.PEM))

    def context(
        self,
        *names: x509.GeneralName,
        lasts: timedelta = timedelta(days=9),
        self_signed: bool = False,
    ) -> ssl.SSLContext:
        """What a server with a certificate for some names serves with; it lasts so long from now.

        Without names, the certificate has none but its subject, as old ones do.
        """
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _name("127.0.0.1")
        issuer = subject if self_signed else self._name
        builder = _builder(subject, issuer, key, lasts)
        if names:
            builder = builder.add_extension(x509.SubjectAlternativeName(names), False)
        signed = builder.sign(key if self_signed else self._key, hashes.SHA256())
        private = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        path = self._folder / "server.pem"
        path.write_bytes(private + signed.public_bytes(Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, lasts: timedelta
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=90))
        .not_valid_after(now + lasts)
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])
