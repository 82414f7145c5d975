"""Servers that prove who they are, and others, which are crawled as well but said."""

import ssl
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509

from crawler.engine.certificates import HOSTS, UNVERIFIED, told
from crawler.engine.losses import SAMPLES
from tests.engine.http.authority import LOOPBACK, Authority
from tests.testing.loopback import Crawled, crawl, page, serve

Context = Callable[[Authority], ssl.SSLContext]
ELSEWHERE = x509.DNSName("cong-cu.gov.vn")


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """An authority that is trusted."""
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.path))
    return authority


def crawled_from(context: ssl.SSLContext) -> tuple[Crawled, str]:
    """What a crawl of a server came to, and the server's host as addresses show it."""
    with serve({"/": page(b"<html>Tin</html>")}, context) as server:
        return crawl(server, "/"), server.url.removeprefix("https://")


def test_server_that_proves_who_it_is_is_not_mentioned(authority: Authority) -> None:
    crawled, host = crawled_from(authority.context(LOOPBACK))
    assert crawled.response.body == b"<html>Tin</html>"
    assert crawled.stats[HOSTS] == {host: ""}
    assert told(crawled.stats) == ""
    assert not any(name.startswith(UNVERIFIED) for name in crawled.stats)


@pytest.mark.parametrize(
    ("context", "problem"),
    [
        (lambda ca: ca.context(LOOPBACK, self_signed=True), "self-signed"),
        (lambda ca: ca.context(LOOPBACK, lasts=timedelta(days=-1)), "expired"),
        (lambda ca: ca.context(ELSEWHERE), "for another host"),
        (lambda ca: ca.context(), "for another host"),
    ],
)
def test_server_that_may_be_another_is_crawled_and_said(
    authority: Authority, context: Context, problem: str
) -> None:
    crawled, host = crawled_from(context(authority))
    assert crawled.response.body == b"<html>Tin</html>"
    assert crawled.stats[f"{UNVERIFIED}/{problem}"] >= 1
    assert crawled.stats[SAMPLES] == {f"{UNVERIFIED}/{problem}": f"https://{host}/"}
    assert told(crawled.stats) == f"certificate does not verify ({problem}: {host})"


def test_certificate_of_an_authority_that_nobody_knows_is_said(tmp_path: Path) -> None:
    crawled, host = crawled_from(Authority(tmp_path).context(LOOPBACK))
    assert told(crawled.stats) == f"certificate does not verify (unknown issuer: {host})"
