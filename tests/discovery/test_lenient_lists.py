"""Feeds and sitemaps as careless servers send them: what they mean is read all the same."""

import gzip
import time

import pytest

from crawler.discovery.feeds import Entry, Listed, read_listed
from tests.discovery.every_kind import ATOM, RDF, RSS, SITEMAP
from tests.discovery.lists import BASE, TITLE, URL, listed, rss, url_set

ADDRESSES = [
    ("/?cat=7&id=301", "?cat=7&id=301"),
    ("/?a=1&b=2&c=3", "?a=1&b=2&c=3"),
    ("/?a=1&amp;b=2", "?a=1&b=2"),
    ("/?a=1&amp;amp;b=2", "?a=1&b=2"),
    ("/?a=1&#38;b=2", "?a=1&b=2"),
    ("/?ItemID=12&CateID=3&copy=1&lt=2&reg=3", "?ItemID=12&CateID=3&copy=1&lt=2&reg=3"),
    ("<![CDATA[/?a=1&b=2]]>", "?a=1&b=2"),
    ("<![CDATA[/?a=1&amp;b=2]]>", "?a=1&b=2"),
    ("\n  /?a=1&b=2\n", "?a=1&b=2"),
]


@pytest.mark.parametrize(("written", "query"), ADDRESSES)
def test_ampersands_of_addresses_are_kept(written: str, query: str) -> None:
    address = f"https://skhcn.vidu/{query}"
    assert [page.url for page in listed(rss(f"<link>{written}</link>")).pages] == [address]
    assert listed(url_set(f"<url><loc>{written}</loc></url>")).pages == [Entry(address, "", "")]


BEFORE = [
    "",
    "\n\n \t",
    "\ufeff",
    "\ufeff\ufeff\n",
    '<?xml version="1.0" encoding="utf-16"?>',
    '<?xml version="1.0" encoding="windows-1252"?>',
    '\n<?xml version="1.0" encoding="khong-co"?>',
    '<!-- Lưu lúc 08:15 <rss> --><?xml version="1.0"?>',
    "<br />\n<b>Notice</b>: Undefined id in <b>/a.php</b> on line 3<br />\n<?xml version='1.0'?>",
    '<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="/a.xsl"?>',
    '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://so.vidu/a">',
    '<!DOCTYPE r [<!ENTITY nbsp "&#160;">]>',
]


@pytest.mark.parametrize("before", BEFORE)
def test_what_stands_before_a_list_does_not_matter(before: str) -> None:
    item = f"<title>Cân&nbsp;sạch về chợ</title><link>{URL}</link>"
    assert listed(rss(item, before)).pages == [Entry(URL, TITLE, "")]
    sitemap = listed(before + url_set(f"<url>&nbsp;<loc>{URL}</loc></url>"))
    assert sitemap == Listed([Entry(URL, "", "")], [])


@pytest.mark.parametrize(
    "after", ["<!-- 0,5 giây -->", "\x00\x00", "<script>thongke()</script>", "&"]
)
@pytest.mark.parametrize("text", [RSS, ATOM, RDF, SITEMAP])
def test_what_stands_behind_a_list_does_not_matter(text: str, after: str) -> None:
    assert listed(text + after) == listed(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", ["utf-8", "utf-16", "iso-8859-1"])
def test_encodings_are_read_as_they_are(encoding: str, declared: str) -> None:
    text = rss(
        f"<title>{TITLE}</title><link>{URL}</link>", f"<?xml version='1.0' encoding='{declared}'?>"
    )
    found = listed(text.encode(encoding))
    assert found.pages == [Entry(URL, TITLE, "")]
    if encoding == "utf-8" != declared:
        assert len(found.fallbacks) == 1


@pytest.mark.parametrize(
    "bad", ["http://[skhcn.vidu/tin", "http://skhcn.vidu:cong/", "javascript:void(0)"]
)
def test_malformed_addresses_are_left_out_and_counted(bad: str) -> None:
    counted = {"malformed address in a list": 1}
    one = [Entry(URL, "", "")]
    sitemap = url_set(f"<url><loc>{bad}</loc></url><url><loc>{URL}</loc></url>")
    assert listed(sitemap) == Listed(one, [], fallbacks=counted)
    assert listed(f"{URL}\n{bad}") == Listed(one, [], fallbacks=counted)
    index = f"<sitemapindex><sitemap><loc>{bad}</loc></sitemap></sitemapindex>"
    assert listed(index) == Listed([], [], fallbacks=counted)


@pytest.mark.parametrize("text", [RSS, ATOM, RDF, SITEMAP])
def test_of_a_list_that_was_cut_off_what_came_is_read(text: str) -> None:
    whole = {page.url for page in listed(text).pages}
    for end in range(len(text) - 12, len(text) // 3, -7):
        for body in (text[:end].encode(), gzip.compress(text[:end].encode())):
            found = listed(body)
            assert {page.url for page in found.pages} <= whole
            assert found.fallbacks["list cut off"] == 1


def test_gzip_that_was_cut_off_gives_its_beginning() -> None:
    urls = "".join(f"<url><loc>https://skhcn.vidu/tin/a{n * n}</loc></url>" for n in range(2000))
    found = listed(gzip.compress(url_set(urls).encode())[:-300])
    assert 500 < len(found.pages) < 2000
    assert {int(page.url.rpartition("a")[2]) ** 0.5 % 1 for page in found.pages} == {0}


@pytest.mark.parametrize("junk", ["<b>", "<a", '<a b="', "<![CDATA[", "<!--", "&x", "<!x ", "<?x "])
@pytest.mark.parametrize("head", ["<rss><channel><item>", "<urlset><url>"])
def test_junk_takes_no_time(head: str, junk: str) -> None:
    began = time.monotonic()
    read_listed(f"{head}{junk * (100_000 // len(junk))}".encode(), BASE)
    assert time.monotonic() - began < 5
