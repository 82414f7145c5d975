"""What stands where an address should: one that can be asked for, or none."""

import pytest
from scrapy.http import Request

from crawler.urls.gate import LONGEST, absolute, refusals, web_address
from crawler.urls.identity import canonical, identity, shape, story_number
from tests.testing.evil import MALFORMED, ODD, OTHER

BASE = "http://a.vidu/tin/"


@pytest.mark.parametrize("reference", MALFORMED)
def test_malformed_address_is_none_and_told(reference: str) -> None:
    with refusals() as refused:
        assert absolute(BASE, reference) is None
        assert absolute(BASE, reference) is None
    assert refused == [reference, reference]


@pytest.mark.parametrize("reference", OTHER)
def test_what_is_none_of_the_web_is_not_malformed(reference: str) -> None:
    with refusals() as refused:
        assert absolute(BASE, reference) is None
    assert refused == []


@pytest.mark.parametrize(("reference", "address"), ODD.items())
def test_odd_address_can_be_asked_for(reference: str, address: str) -> None:
    assert absolute(BASE, reference) == address
    found = canonical(Request(address).url)
    assert canonical(found) == found
    assert web_address(found) is not None
    assert identity(found)
    assert shape(found)
    story_number(found)


def test_longest_address() -> None:
    path = "/" + "a" * (LONGEST - len("http://a.vidu/"))
    assert absolute(BASE, path) == "http://a.vidu" + path
    assert absolute(BASE, path + "a") is None
