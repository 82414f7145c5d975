"""What makes each system nasty."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from lxml import etree

from .content import SECTIONS, slugify
from .provincial import Provincial
from .reader import Page, Reader
from .server import Request
from .sharepoint import FOLDERS
from .system import System
from .systems import SYSTEMS
from .vnpt import VNPTByScript

pytestmark = pytest.mark.slow

_Open = Callable[[str], tuple[System, Reader]]


@pytest.fixture
def opened() -> Iterator[_Open]:
    """Opens a portal by its name."""
    with ExitStack() as stack:

        def open_portal(name: str) -> tuple[System, Reader]:
            portal = SYSTEMS[name](60)
            return portal, stack.enter_context(Reader(portal))

        yield open_portal


def _locations(page: Page) -> list[str]:
    body = gzip.decompress(page.body) if page.body.startswith(b"\x1f\x8b") else page.body
    return [str(node.text) for node in etree.fromstring(body).iter("{*}loc", "link")]


@pytest.mark.parametrize(
    ("name", "listing"),
    [
        ("dotnetnuke", "/tabid/330/Default.aspx"),
        (
            "sharepoint_postback",
            "/noidung/tintuc/Pages/danh-sach-tin-tuc.aspx?l=TinHoatDong&lv=30",
        ),
    ],
)
def test_postback_wants_the_state_of_the_page_back(opened: _Open, name: str, listing: str) -> None:
    _, reader = opened(name)
    first = reader.get(listing)
    postback = next(first.postbacks())
    stateless = {name: postback[name] for name in ("__EVENTTARGET", "__EVENTARGUMENT")}

    assert set(reader.get(listing, stateless).links()) == set(first.links())
    assert set(reader.get(listing, postback).links()) != set(first.links())


def test_dotnetnuke_pager_hides_pages_behind_dots() -> None:
    with Reader(SYSTEMS["dotnetnuke"](100)) as reader:
        first = reader.get("/tabid/330/Default.aspx")
        last = list(first.postbacks())[-1]
        labels = [a.text for a in first.document.xpath("//tr[@class='pager']//a")]

        assert labels == [*map(str, range(2, 11)), "..."]
        assert last["__EVENTARGUMENT"] == "Page$11"


def test_sharepoint_item_numbers_are_of_their_lists(opened: _Open) -> None:
    portal, reader = opened("sharepoint_views")
    addresses = [
        portal.address("story", folder=FOLDERS[section], number=2) for section in SECTIONS[:2]
    ]

    shown = [reader.get(address).body.decode() for address in addresses]

    titles = [
        next(s.title for s in portal.stories if portal.story_address(s) == address)
        for address in addresses
    ]
    assert titles[0] != titles[1]
    assert all(title in page for title, page in zip(titles, shown, strict=True))


def test_vnpt_script_gets_fragments_for_forms_and_json_for_json(opened: _Open) -> None:
    portal, reader = opened("vnpt_script")
    assert isinstance(portal, VNPTByScript)
    listing = reader.get(portal.section_address(SECTIONS[0]))
    url, data = list(listing.calls())[1]

    fragment = reader.get(url, data).body.decode()

    second = portal.in_section(SECTIONS[0])[portal.PER_PAGE]
    assert portal.story_address(second, SECTIONS[0]) in fragment
    assert "<html" not in fragment
    assert reader.get(url, {**data, "site_id": "9"}).body == b""
    headers = {"content-type": "application/json; charset=utf-8"}
    path = portal.address("load")
    posted = Request("POST", portal.host, path, form={json.dumps(data): ""}, headers=headers)
    assert json.loads(portal.respond(posted).body) == {"d": fragment}


def test_websphere_addresses_are_other_ones_in_every_response(opened: _Open) -> None:
    portal, reader = opened("websphere")
    first, second = (set(reader.get("/wps/portal/Home").links()) for _ in range(2))
    articles = {link for link in first if "/z0/" in link}

    assert len(articles) > 10
    assert not articles & second
    assert {portal.identity(link) for link in articles} <= set(map(portal.identity, second))


def test_php_sessions_stand_in_links_until_a_cookie_comes_back(opened: _Open) -> None:
    _, reader = opened("plain_php")
    first = reader.get("/index.php")
    cookie = first.headers["Set-Cookie"].partition(";")[0]

    again = reader.get("/index.php", headers={"Cookie": cookie})

    assert all("PHPSESSID=" in link for link in first.links() if link.startswith("/"))
    assert not any("PHPSESSID=" in link for link in again.links())


@pytest.mark.parametrize(
    ("name", "content_type", "sample"),
    [
        ("plain_windows_1258", "text/html", b"Khoa ho\xf2c v\xe0 C\xf4ng ngh\xea\xf2"),
        ("plain_tcvn3", "text/html", "Khoa häc vµ C«ng nghÖ".encode("cp1252")),
        ("plain_vni", "text/html; charset=utf-8", "Khoa hoïc vaø Coâng ngheä".encode()),
    ],
)
def test_legacy_pages_are_served_as_they_were_typed(
    opened: _Open, name: str, content_type: str, sample: bytes
) -> None:
    portal, reader = opened(name)
    page = reader.get("/")

    assert page.headers["Content-Type"] == content_type
    assert "Khoa học và Công nghệ" in portal.read(page.body)
    assert sample in page.body


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("nukeviet", "/vi/news/sitemap.xml"),
        ("nukeviet", "/vi/news/rss/"),
        ("vietq", "/sitemaps/news-2021.xml.gz"),
        ("vietq", "/rss/home.rss"),
        ("wordpress", "/wp-sitemap-posts-post-1.xml"),
        ("wordpress", "/feed/"),
        ("drupal", "/rss.xml"),
        ("joomla", "/tin-tuc/tin-hoat-dong?format=feed&type=rss"),
    ],
)
def test_feeds_and_sitemaps_name_articles(opened: _Open, name: str, address: str) -> None:
    portal, reader = opened(name)
    articles = {url for article in portal.articles() for url in article.urls}

    named = set(_locations(reader.get(address))) - {portal.home}

    assert named
    assert named <= articles


@pytest.mark.parametrize("name", ["wordpress", "fulllist"])
def test_listings_print_whole_articles(opened: _Open, name: str) -> None:
    portal, reader = opened(name)
    page = reader.get(portal.section_address(SECTIONS[0]))
    text = " ".join(page.document.text_content().split())

    newest = portal.in_section(SECTIONS[0])[:3]
    assert all(story.paragraphs[-1] in text for story in newest)


def test_province_has_articles_that_are_not_the_departments(opened: _Open) -> None:
    portal, reader = opened("provincial")
    assert isinstance(portal, Provincial)
    foreign = portal.foreign[0]
    ours = {article.title for article in portal.articles()}

    assert foreign.title in reader.get(foreign.href).body.decode()
    assert foreign.href in reader.get(portal.home).links()
    assert foreign.title not in ours


def test_modern_portal_answers_under_both_hosts(opened: _Open) -> None:
    portal, reader = opened("modern")
    story = portal.stories[0]
    address = portal.story_address(story)

    for host in (portal.host, f"www.{portal.host}"):
        for path in (address, f"/{slugify(story.sections[0])}{address}"):
            assert story.title in reader.get(f"http://{host}{path}").body.decode()


def test_offices_of_a_province_share_their_hosts(opened: _Open) -> None:
    portal, reader = opened("travinh")
    story = portal.stories[0]

    for host in portal.portals():
        page = reader.get(f"http://{host.host}{portal.story_address(story)}")
        assert story.title.upper() in page.body.decode()


def test_kon_tums_print_view_shows_markup_as_text(opened: _Open) -> None:
    portal, reader = opened("kontum")
    page = reader.get(portal.address("print", number=portal.stories[0].id))

    assert b"&lt;p" in page.body


def test_a_relative_link_nests_for_ever(opened: _Open) -> None:
    portal, reader = opened("fulllist")
    first = reader.get(portal.section_address(SECTIONS[0]) + "en/")

    assert "en/" in first.links()
    assert "en/" in reader.get(f"{first.url}en/").links()


def test_print_views_show_the_text_again(opened: _Open) -> None:
    for name in ("dotnetnuke", "drupal", "plain_aspx", "sharepoint_days"):
        portal, reader = opened(name)
        story = portal.stories[0]
        page = reader.get(portal.address("print", number=story.id))
        assert story.title in page.body.decode()
