"""Feeds and sitemaps of every kind, and what only looks like one."""

import gzip
import time

import pytest

from crawler.discovery.feeds import MAX_UNPACKED, Entry, Listed, read_listed
from tests.discovery.every_kind import ATOM, BASE, INDEX, NEW, OLD, RDF, RSS, SITEMAP, TITLE


def listed(text: str | bytes) -> Listed:
    found = read_listed(text.encode() if isinstance(text, str) else text, BASE)
    assert found is not None
    return found


@pytest.mark.parametrize("feed", [RSS, ATOM, RDF])
def test_feeds_list_their_pages_newest_first(feed: str) -> None:
    assert listed(feed) == Listed(
        [
            Entry(NEW, TITLE, "2021-09-30T05:53:00+07:00"),
            Entry(OLD, "Tin cũ", "2021-09-13T08:30:00+07:00"),
        ],
        [],
        is_feed=True,
    )


def test_sitemap_lists_its_pages_newest_first() -> None:
    pages = listed(SITEMAP).pages
    assert [(page.url, page.title) for page in pages] == [(NEW, ""), (OLD, "")]


def test_sitemap_index_lists_sitemaps() -> None:
    first = Entry("http://skhcn.vidu/map-1.xml", "", "2021-09-13")
    second = Entry("http://skhcn.vidu/map-2.xml.gz", "", "")
    assert listed(INDEX) == Listed([], [first, second])


def test_order_is_kept_where_there_are_no_dates() -> None:
    urls = "".join(f"<url><loc>http://skhcn.vidu/{n}</loc></url>" for n in (5, 1, 3))
    assert [page.url[-1] for page in listed(f"<urlset>{urls}</urlset>").pages] == ["5", "1", "3"]


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(SITEMAP.encode(), mtime=0),
        b"\xef\xbb\xbf" + SITEMAP.encode(),
        b"\n\n  " + SITEMAP.encode(),
        SITEMAP.replace(' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"', "").encode(),
        SITEMAP.replace("http://www.sitemaps.org", "https://www.google.com").encode(),
        SITEMAP.replace("</urlset>", "").encode(),
        SITEMAP.replace("<changefreq>", "<changefreq>&nbsp;&").encode(),
    ],
)
def test_sitemaps_that_are_not_quite_right(body: bytes) -> None:
    assert {page.url for page in listed(body).pages} == {NEW, OLD}


def test_feed_in_an_older_encoding() -> None:
    text = RSS.replace("utf-8", "windows-1258").replace("Tin cũ", "Đo lường")
    body = text.replace(TITLE, "ISO").replace("ờ", "ơ\u0300").replace("Sở", "So").encode("cp1258")
    assert [page.title for page in listed(body).pages] == ["ISO", "Đo lường"]


def test_feed_cut_off_in_the_middle_gives_what_came() -> None:
    assert [page.url for page in listed(RSS[: RSS.index("<description>")]).pages] == [NEW, OLD]


def test_relative_addresses() -> None:
    items = "<item><link>/tin/1</link></item><item><link>bai.html</link></item><item><link/></item>"
    pages = listed(f"<rss><channel>{items}</channel></rss>").pages
    assert [page.url for page in pages] == [
        "http://skhcn.vidu/tin/1",
        "http://skhcn.vidu/rss/bai.html",
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"<html><body><a href='/tin/1'>Tin</a></body></html>",
        b"<!DOCTYPE html><title>404</title>",
        b"\x89PNG\r\n",
        b"{}",
        b"<opml></opml>",
        b"\x1f\x8b",
        gzip.compress(SITEMAP.encode(), mtime=0)[:40],
        gzip.compress(b"Sitemap", mtime=0),
    ],
)
def test_what_is_none_of_them(body: bytes) -> None:
    assert read_listed(body, BASE) in (None, Listed([], []))


def test_gzip_bomb_is_not_unpacked_to_its_end() -> None:
    bomb = gzip.compress(SITEMAP.replace("</urlset>", "").encode() + b" " * (4 * MAX_UNPACKED))
    began = time.monotonic()
    read_listed(bomb, BASE)
    assert time.monotonic() - began < 10


def test_entities_are_not_expanded() -> None:
    lol = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {after} "{f"&{before};" * 10}">'
        for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    )
    began = time.monotonic()
    body = f"{lol}]><rss><channel><item><link>{OLD}</link><title>&i;</title></item></channel></rss>"
    found = read_listed(body.encode(), BASE)
    assert time.monotonic() - began < 5
    assert found is None or all(len(page.title) < 1000 for page in found.pages)
