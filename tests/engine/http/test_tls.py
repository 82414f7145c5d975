"""HTTPS with old servers, against real ones on the loopback interface."""

import ssl
import warnings
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from crawler.engine.certificates import UNVERIFIED
from tests.testing.loopback import crawl, page, serve

#: The smallest key that Python's own side still takes.
KEY_BITS = 1024
#: `openssl dhparam -dsaparam 1024`
DH_PARAMETERS = """\
-----BEGIN X9.42 DH PARAMETERS-----
MIIBJwKBgQCcYKkCPDgXi+M8mo8SvFkzNsU028Mi9L54k+T7qQq6vHD8BxVwJCmr
3sAMsqyQ1nrD5MzknDWbqmcPtqNLtxLM/q3U8Fga1pcQ13pCjgNdd7yvUnq5Gtvo
aGWtKlxbGSKwGhwdw9eUI/yIG1SBsqwgnCR9aOWw8CxnVyyZNk/DBwKBgQCJMMdW
i0l77pl6sv613c3orLNZKzk2oc3Elujega2/qFhsbQClMCgUd7bgNMOCbkhFve17
Mz/k7278EWRq/j8tjlXs7job/oQYsK+sIHf5ird8K88VrbzUU3Lh4G77lMmk01tN
Bx1Hef4Ix7cNs5PsS/WHc61dmmO2z3LCzsgp5gIdANMcHsGxGWUoxkioKomiUUG2
yJ4yHf8USGvj+Ok=
-----END X9.42 DH PARAMETERS-----
"""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate with all that can be wrong: unknown issuer, expired, other host, small key."""
    issuer, key = (rsa.generate_private_key(65537, KEY_BITS) for _ in range(2))
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(_name("cong-cu.gov.vn"))
        .issuer_name(_name("CA trung gian"))
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=800))
        .not_valid_after(now - timedelta(days=400))
        .sign(issuer, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    path.write_bytes(private + signed.public_bytes(Encoding.PEM))
    return path


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _context(certificate: Path, version: ssl.TLSVersion, ciphers: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.set_ciphers(f"{ciphers}:@SECLEVEL=0")
            context.minimum_version = context.maximum_version = version
        context.load_cert_chain(certificate)
    except (ssl.SSLError, ValueError) as error:
        pytest.skip(f"this OpenSSL cannot serve {version.name} with {ciphers}: {error}")
    return context


@pytest.mark.parametrize(
    ("version", "ciphers"),
    [
        (ssl.TLSVersion.TLSv1, "AES128-SHA"),
        (ssl.TLSVersion.TLSv1, "ECDHE-RSA-AES128-SHA"),
        (ssl.TLSVersion.TLSv1_1, "ALL"),
        (ssl.TLSVersion.TLSv1_2, "AES256-SHA"),
        (ssl.TLSVersion.TLSv1_3, "ALL"),
    ],
)
def test_old_and_new_servers_are_read(
    certificate: Path, version: ssl.TLSVersion, ciphers: str
) -> None:
    with serve({"/": page(b"<html>Tin</html>")}, _context(certificate, version, ciphers)) as server:
        crawled = crawl(server, "/")
    assert crawled.response.body == b"<html>Tin</html>"
    assert crawled.stats[f"{UNVERIFIED}/unknown issuer"] == 1


def test_server_with_a_small_diffie_hellman_key_is_read(certificate: Path, tmp_path: Path) -> None:
    context = _context(certificate, ssl.TLSVersion.TLSv1_2, "DHE-RSA-AES128-SHA")
    parameters = tmp_path / "dh.pem"
    parameters.write_text(DH_PARAMETERS)
    context.load_dh_params(str(parameters))
    with serve({"/": page()}, context) as server:
        assert crawl(server, "/").response.status == 200


def test_certificates_are_verified_on_request(certificate: Path) -> None:
    context = _context(certificate, ssl.TLSVersion.TLSv1_2, "ALL")
    with serve({"/": page()}, context) as server:
        crawled = crawl(server, "/", DOWNLOAD_VERIFY_CERTIFICATES=True, RETRY_TIMES=0)
    assert crawled.failure.startswith("TLS: certificate verify failed")


def test_plain_server_on_the_https_port_fails_in_one_line() -> None:
    with serve({"/": page()}) as server:
        crawled = crawl(server.url.replace("http:", "https:"), "/", RETRY_TIMES=0)
    assert crawled.failure.startswith("TLS: ")
    assert "\n" not in crawled.failure
