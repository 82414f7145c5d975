"""What holds of all addresses, whatever stands in them."""

from urllib.parse import urlencode

from hypothesis import assume, given
from hypothesis import strategies as st

from crawler.urls.gate import absolute, web_address
from crawler.urls.hosts import bare_host
from crawler.urls.identity import canonical, identity, nests, shape, story_number, unmirrored
from crawler.urls.systems import possible_keys
from tests.testing.properties import ADDRESS_LIKE, HOSTS, HUNDRED

BASE = "http://skhcn.vidu/tin/bai-1.html"
#: Parameters with names that tell pages apart.
PARAMETERS = st.lists(
    st.tuples(
        st.sampled_from(["id", "Cat", "page", "tabid", "newsid", "loại"]), st.text(max_size=8)
    ),
    unique_by=lambda pair: pair[0],
)


@HUNDRED
@given(ADDRESS_LIKE)
def test_behind_the_gate_every_address_can_be_taken_apart(text: str) -> None:
    url = absolute(BASE, text)
    if url is None:
        return
    assert web_address(url) == url
    kept = canonical(unmirrored(url))
    assert bare_host(kept) == bare_host(url)
    assert {type(told) for told in (identity(kept), shape(url), *possible_keys(url))} == {str}
    assert nests(url) in (True, False)
    assert (story_number(url) or "0").isdecimal()


@HUNDRED
@given(ADDRESS_LIKE)
def test_what_is_no_address_raises_nothing_else_than_a_value_error(text: str) -> None:
    for function in (canonical, identity, shape, bare_host, unmirrored):
        try:
            function(text)
        except ValueError:
            continue


@HUNDRED
@given(ADDRESS_LIKE)
def test_canonical_address_is_its_own(text: str) -> None:
    url = absolute(BASE, text)
    assume(url is not None)
    once = canonical(url or "")
    assert canonical(once) == once


@HUNDRED
@given(ADDRESS_LIKE)
def test_page_is_the_same_by_its_canonical_address_with_and_without_www(text: str) -> None:
    url = absolute("http://skhcn.vidu/", text.lstrip("/\\"))
    assume(url is not None and url.startswith("http://skhcn.vidu/"))
    key = identity(canonical(url or ""))
    others = ("http://www.skhcn.vidu/", "https://skhcn.vidu/", "https://WWW.skhcn.vidu:443/")
    for other in others:
        assert identity(canonical((url or "").replace("http://skhcn.vidu/", other))) == key


@HUNDRED
@given(HOSTS, PARAMETERS)
def test_order_of_parameters_makes_no_other_page(
    host: str, parameters: list[tuple[str, str]]
) -> None:
    orders = (parameters, sorted(parameters), parameters[::-1])
    urls = (f"http://{host}/tin?{urlencode(pairs)}" for pairs in orders)
    assert len({identity(canonical(url)) for url in urls}) == 1
