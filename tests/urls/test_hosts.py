"""One name for a host, however an address writes it."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from crawler.urls.hosts import bare_host, canonical_host
from crawler.urls.identity import canonical
from tests.testing.properties import ADDRESS_LIKE, HOSTS, HUNDRED


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://skhcn.vidu/", "skhcn.vidu"),
        ("http://www.skhcn.vidu/", "skhcn.vidu"),
        ("HTTP://WWW.SKHCN.vidu", "skhcn.vidu"),
        ("//skhcn.vidu/tin", "skhcn.vidu"),
        ("http://skhcn.vidu./", "skhcn.vidu"),
        ("http://skhcn.vidu.:80/", "skhcn.vidu"),
        ("https://skhcn.vidu:443/", "skhcn.vidu"),
        ("https://skhcn.vidu:80/", "skhcn.vidu"),
        ("http://skhcn.vidu:/", "skhcn.vidu"),
        ("http://skhcn.vidu:8080/", "skhcn.vidu:8080"),
        ("http://ai:mat-khau@skhcn.vidu/", "skhcn.vidu"),
        ("http://Sởkhcn.vidu/", "xn--skhcn-5c2b.vidu"),
        ("http://xn--skhcn-5c2b.vidu/", "xn--skhcn-5c2b.vidu"),
        ("http://sởkhcn.vidu。/", "xn--skhcn-5c2b.vidu"),
        ("http://ｗｗｗ．skhcn.vidu/", "skhcn.vidu"),
        ("http://127.0.0.1:8001/", "127.0.0.1:8001"),
        ("http://[::1]/", "[::1]"),
        ("http://[::1]:8080/", "[::1]:8080"),
        ("http://wwwskhcn.vidu/", "wwwskhcn.vidu"),
        ("http://www2.skhcn.vidu/", "www2.skhcn.vidu"),
        ("/tin-tuc/www.skhcn.vidu", ""),
        ("tin.html", ""),
        ("mailto:vanthu@skhcn.vidu", ""),
    ],
)
def test_host_is_the_same_however_it_is_written(url: str, host: str) -> None:
    assert bare_host(url) == host


@pytest.mark.parametrize(
    "url", ["http://[skhcn.vidu/", "http://skhcn.vidu:abc/", "http://skhcn.vidu:99999/"]
)
def test_what_is_no_address_has_no_host(url: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        bare_host(url)


def test_canonical_address_of_a_numbered_host_is_one_still() -> None:
    assert canonical("http://[::1]:8080/tin") == "http://[::1]:8080/tin"


@HUNDRED
@given(HOSTS, st.sampled_from(["http", "https"]), st.sampled_from(["", "/tin", "?a=1", "#b"]))
def test_spellings_of_a_host_are_one(host: str, scheme: str, rest: str) -> None:
    spellings = (host, host.upper(), f"www.{host}", f"WWW.{host}.", f"{host}:443", f"a@{host}:80")
    assert {bare_host(f"{scheme}://{spelling}{rest}") for spelling in spellings} == {host}


@HUNDRED
@given(ADDRESS_LIKE)
def test_host_is_told_once_and_for_all(text: str) -> None:
    try:
        host = canonical_host(f"http://{text}")
    except ValueError:
        assume(False)
    assert canonical_host(f"https://{host}/") == host
