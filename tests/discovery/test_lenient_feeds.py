"""What careless feeds say of their items."""

import json
import socket

import pytest

from crawler.discovery.feeds import Entry, Listed, read_listed
from tests.discovery.every_kind import ATOM
from tests.discovery.lists import BASE, TITLE, URL, listed, rss


def entry(item: str) -> Entry:
    """The only entry of a feed with one item."""
    (found,) = listed(rss(item)).pages
    return found


def titled(title: str) -> str:
    return entry(f"<title>{title}</title><link>{URL}</link>").title


def dated(date: str) -> str:
    return entry(f"<link>{URL}</link><pubDate>{date}</pubDate>").changed


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("&lt;p&gt;Cân sạch &amp;amp; chợ&lt;/p&gt;", "Cân sạch & chợ"),
        ("<![CDATA[<p>Cân sạch &amp; chợ</p>]]>", "Cân sạch & chợ"),
        ("<![CDATA[Cân sạch &amp;amp; chợ]]>", "Cân sạch & chợ"),
        ("Cân sạch & chợ", "Cân sạch & chợ"),
        ("C&acirc;n&nbsp;s&#7841;ch", "Cân sạch"),
        ("Khoa học c&ocirc;ng nghệ", "Khoa học công nghệ"),
        ("&amp;ldquo;Khoa học&amp;rdquo;", "“Khoa học”"),
        ("&ldquo;Khoa học&rdquo; &ndash; công nghệ", "“Khoa học” – công nghệ"),
        ("Hàm lượng < 5% và > 3%", "Hàm lượng < 5% và > 3%"),
        ("Hàm lượng &lt; 5% &amp; bảo quản", "Hàm lượng < 5% & bảo quản"),
        ("Đề án &lt;TCVN 2021&gt; của tỉnh", "Đề án <TCVN 2021> của tỉnh"),
        ("10&nbsp;m&lt;sup&gt;2&lt;/sup&gt; nhà&lt;br/&gt;lưới", "10 m2 nhà lưới"),
        ("<b>Tin</b> nóng", "Tin nóng"),
        ("Cân\x0b sạch&#x1f; về&#0; chợ", TITLE),
        (" \n Cân sạch\n\tvề chợ ", TITLE),
        ("Hợp tác &khong_co; R&D", "Hợp tác &khong_co; R&D"),
    ],
)
def test_titles_are_plain_text(written: str, title: str) -> None:
    assert titled(written) == title


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("Fri, 22 Sep 17 22:05:03 +0700", "2017-09-22T22:05:03+07:00"),
        ("Fri, 22 Sep 17 15:05:03 GMT", "2017-09-22T22:05:03+07:00"),
        ("22 Sep 17 22:05", "2017-09-22T22:05:00+07:00"),
        ("Thu, 30 Sep 2021 05:53:00 GMT+7", "2021-09-30T05:53:00+07:00"),
        ("Thu, 30 Sep 2021 05:53:00 EST", "2021-09-30T17:53:00+07:00"),
        ("Thu, 30 Sep 2021 05:53:00", "2021-09-30T05:53:00+07:00"),
        ("Sun Jan 14 16:29:06 2018", "2018-01-14T16:29:06+07:00"),
        ("10/04/2021 08:15:00", "2021-04-10T08:15:00+07:00"),
        ("Thứ bảy, 10/04/2021 - 08:15", "2021-04-10T08:15:00+07:00"),
        ("08:15 10-04-2021", "2021-04-10T08:15:00+07:00"),
        ("4/13/2021 8:15:00 PM", "2021-04-13T20:15:00+07:00"),
        ("13/4/2021", "2021-04-13"),
        ("2021-04-10 08:15:00", "2021-04-10T08:15:00+07:00"),
        ("10/04/21", ""),
        ("21-04-10", ""),
        ("31/02/2021", ""),
        ("hôm qua", ""),
        ("Fri, 99 Sep 17 99:05:03 +0700", ""),
    ],
)
def test_dates_are_read_with_the_day_first(written: str, date: str) -> None:
    assert dated(written) == date


def test_date_that_cannot_be_read_gives_way_to_another() -> None:
    dates = "<pubDate>N/A</pubDate><dc:date>2021-09-30T05:53:00+07:00</dc:date>"
    assert entry(f"<link>{URL}</link>{dates}").changed == "2021-09-30T05:53:00+07:00"


@pytest.mark.parametrize(
    ("item", "url"),
    [
        (f"<guid isPermaLink='true'>{URL}</guid>", URL),
        (f"<guid>{URL}</guid>", URL),
        (f"<guid isPermaLink='false'>{URL}</guid>", URL),
        (f"<link></link><guid isPermaLink='False'>{URL}</guid>", URL),
        (f"<guid>{BASE}?guid</guid><link>{URL}</link>", URL),
        ("<guid>/tin/a1</guid>", URL),
        (f"<link/>{URL}<guid>so-1</guid>", URL),
        (f"<link />\n{URL}\n", URL),
        (f"<link>{URL}<guid>so-1</guid>", URL),
        (f"<LINK>{URL}</LINK>", URL),
        (f"<link href='{URL}'/>", URL),
        ("<link>/tin/a1</link>", URL),
        ("<link>../tin/a1</link>", URL),
        (
            f"<link>http://theo-doi.vidu/1</link><feedburner:origLink>{URL}</feedburner:origLink>",
            URL,
        ),
        (f"<link>http://[skhcn.vidu/tin</link><guid>{URL}</guid>", URL),
        (f"<link>{URL}</link><image><url>/a.jpg</url><link>/b</link><title>B</title></image>", URL),
        (f"<media:group><media:title>B</media:title></media:group><link>{URL}</link>", URL),
    ],
)
def test_address_of_an_item_is_found_where_it_stands(item: str, url: str) -> None:
    assert entry(f"<title>{TITLE}</title>{item}") == Entry(url, TITLE, "")


def test_item_without_an_address_is_no_entry() -> None:
    items = "<guid>so-1</guid></item><item><title>A</title><guid isPermaLink='true'>2</guid></item>"
    items = f"{items}<item><id>tag:so,2021:1</id></item><item><link>{URL}</link>"
    assert listed(rss(items)) == Listed([Entry(URL, "", "")], [], is_feed=True)


def test_relative_links_go_by_the_base_that_is_declared() -> None:
    feed = rss("<link>a1</link>").replace("<item>", "<item xml:base='https://skhcn.vidu/tin/'>")
    assert [page.url for page in listed(feed).pages] == [URL]
    atom = ATOM.replace("<feed ", "<feed xml:base='/tin/' ").replace(
        "http://skhcn.vidu/tin/2", "a1"
    )
    assert listed(atom).pages[0].url == URL


@pytest.mark.parametrize(
    "feed_links",
    [
        '<link hreflang="en" href="/en/a1"/><link hreflang="vi" href="/tin/a1"/>',
        '<link rel="alternate" href="/tin/a1"/><link rel="alternate" href="/in/a1"/>',
        '<link rel="alternate" type="text/plain" href="/tin/a1"/><link rel="self" href="/s"/>',
        '<link rel="enclosure" href="/a.pdf"/><link rel="edit" href="/s"/><link href="/tin/a1"/>',
        f"<id>{URL}</id><link rel='self' href='/s'/>",
    ],
)
def test_of_several_links_that_to_the_page_counts(feed_links: str) -> None:
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry>{feed_links}</entry></feed>'
    assert [page.url for page in listed(feed).pages] == [URL]


@pytest.mark.parametrize(
    "item",
    [
        "<textinput><link>",
        "<georss:point>x</georss:point>",
        "<psc:chapters><psc:chapter start='x'/></psc:chapters>",
        "<dcterms:valid>start=x;end</dcterms:valid>",
        "<pubDate>Fri, 30 Sep 2021 99999999999999999999:00:00 +0700</pubDate>",
        "&#xD800;&#99999999999999999999;",
        "<category><b></category>",
        "<links>a</links>",
        "<published_parsed>a</published_parsed><pubDate>Fri, 22 Sep 17</pubDate>",
        "<title a='b'>c</title><feedburner:origLink a='b'/>",
        "<image/><link>",
    ],
)
def test_elements_that_nobody_expects_cost_no_entry(item: str) -> None:
    feed = rss(f"<title>{TITLE}</title><link>{URL}</link></item><item>{item}")
    assert URL in [page.url for page in listed(feed).pages]


def test_long_feed_is_read_by_its_bare_xml() -> None:
    text = "<description>" + "Sở Khoa học và Công nghệ. " * 100_000 + "</description>"
    found = listed(rss(f"<title>{TITLE}</title><link>/tin/?a=1&b=2</link>{text}"))
    assert found.pages == [Entry("https://skhcn.vidu/tin/?a=1&b=2", TITLE, "")]
    assert found.fallbacks == {"feed read as bare XML": 1}


def test_nothing_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object) -> None:
        raise AssertionError("asked for something")

    monkeypatch.setattr(socket, "create_connection", connect)
    monkeypatch.setattr(socket.socket, "connect", connect)
    doctype = (
        '<!DOCTYPE rss SYSTEM "http://khac.vidu/a.dtd" [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    )
    for text in (
        rss(f"<title>&a;</title><link>{URL}</link>", doctype),
        "http://khac.vidu/rss",
        "/etc/passwd",
    ):
        found = read_listed(text.encode(), BASE)
        assert "root" not in json.dumps([page.title for page in found.pages] if found else [])


def test_page_that_quotes_a_feed_is_none() -> None:
    page = f"<!DOCTYPE html><html><body><pre>{rss('<link>/a</link>', '')}</pre></body></html>"
    assert read_listed(page.encode(), BASE) is None
