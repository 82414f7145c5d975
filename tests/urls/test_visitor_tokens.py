"""Tokens in the addresses of a portal that tell visitors apart, and no pages."""

from collections.abc import Callable
from hashlib import sha256
from itertools import count

import pytest

from crawler.urls.visitor_tokens import VisitorTokens

HOST = "http://skhcn.example.gov.vn"
MENU = ("", "tin-tuc", "van-ban", "thong-bao", "lien-he")
#: How an address is written, with what is drawn for it.
Form = Callable[[str, str], str]

FORMS: dict[str, Form] = {
    "a segment before the path": lambda path, token: f"/p{token}/{path}",
    "a bare segment": lambda path, token: f"/{token}/{path}",
    "a segment behind a folder": lambda path, token: f"/cong/{token}/{path}",
    "a parameter": lambda path, token: f"/{path}?phien={token}",
    "a parameter among others": lambda path, token: f"/{path}?trang=2&k={token}",
}


def token(number: int) -> str:
    return sha256(str(number).encode()).hexdigest()[:12]


def page(form: Form, number: int, paths: tuple[str, ...] = MENU) -> list[str]:
    """The links of a page whose addresses have one token."""
    return [HOST + form(path, token(number)) for path in paths]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_token_that_differs_from_page_to_page_is_left_out(form: Form) -> None:
    tokens = VisitorTokens()
    assert [tokens.learn(page(form, number)) for number in range(3)] == [False, False, True]
    one, other = page(form, 4), page(form, 5)
    assert [tokens.without(url) for url in one] == [tokens.without(url) for url in other]
    assert len({tokens.without(url) for url in one}) == len(MENU)


def test_token_that_differs_from_link_to_link_is_left_out() -> None:
    tokens, numbers = VisitorTokens(), count()
    for _ in range(3):
        links = (page(FORMS["a parameter"], next(numbers), (path,)) for path in MENU)
        tokens.learn(url for (url,) in links)
    assert tokens.without(f"{HOST}/tin-tuc?phien=1f3d5a7b") == f"{HOST}/tin-tuc"


CATEGORIES = [token(number) for number in range(9)]


@pytest.mark.parametrize(
    "links",
    [
        # The menu names sections by numbers, the same on every page.
        lambda number: [f"/{category}/danh-sach" for category in CATEGORIES],
        # Each page shows other articles under the same menu.
        lambda number: [
            *(f"/{path}" for path in MENU),
            *(f"/tin/{number}{article:08x}{kind}" for article in range(5) for kind in "ab"),
        ],
        # All links are of articles by number.
        lambda number: [f"/tin?id={number}{article:08}" for article in range(20)],
        # What is asked of an article by its number: four things, at each article's page.
        lambda number: [
            *(f"/{path}" for path in MENU),
            *(f"/{CATEGORIES[number]}/{what}" for what in ("in", "gui", "chia-se", "y-kien")),
        ],
    ],
)
def test_tokens_that_name_pages_stay(links: Callable[[int], list[str]]) -> None:
    tokens = VisitorTokens()
    for number in range(9):
        urls = [HOST + url for url in links(number)]
        assert not tokens.learn(urls)
        assert [tokens.without(url) for url in urls] == urls
