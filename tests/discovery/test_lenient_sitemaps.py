"""What careless sitemaps say of their pages."""

import pytest

from crawler.discovery.feeds import Entry, Listed, read_listed
from tests.discovery.lists import BASE, TITLE, URL, listed, url_set


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (("4/13/2021", "4/3/2021"), ["2021-04-13", "2021-04-03"]),
        (("4/3/2021", "5/3/2021"), ["2021-03-05", "2021-03-04"]),
        (("13/4/2021", "4/13/2021"), ["2021-04-13", ""]),
        (("4/13/2021 9:30:00 PM", "2021-04-12"), ["2021-04-13T21:30:00+07:00", "2021-04-12"]),
    ],
)
def test_month_stands_first_only_where_a_list_cannot_mean_anything_else(
    written: tuple[str, ...], read: list[str]
) -> None:
    urls = "".join(f"<url><loc>{URL}</loc><lastmod>{date}</lastmod></url>" for date in written)
    assert [page.changed for page in listed(url_set(urls)).pages] == read


@pytest.mark.parametrize(
    "sitemap",
    [
        "<urlset><url><loc>{url}</loc><lastmod>{day}</lastmod></url></urlset>",
        "<sm:urlset xmlns:sm='a'><sm:url><sm:loc>{url}</sm:loc>"
        "<sm:lastmod>{day}</sm:lastmod></sm:url></sm:urlset>",
        "<sm:urlset><sm:url><sm:loc>{url}</sm:loc>"
        "<sm:lastmod>{day}</sm:lastmod></sm:url></sm:urlset>",
        "<URLSET><URL><LOC>{url}</LOC><LASTMOD>{day}</LASTMOD></URL></URLSET>",
        "<urlset><url><loc><![CDATA[ {url} ]]></loc>"
        "<lastmod><![CDATA[{day}]]></lastmod></url></urlset>",
        "<urlset><url><image:image><image:loc>/a.jpg</image:loc><image:title>B</image:title></image:image>"
        "<loc>{url}</loc><lastmod>{day}</lastmod></url></urlset>",
        "<urlset><url><loc>{url}</loc><news:news><news:publication_date>{day}</news:publication_date>"
        "</news:news></url></urlset>",
        "<urlset xmlns='a' xmlns:n='b'><url><loc>{url}</loc><n:news><n:publication>S"
        "</n:publication><n:publication_date>{day}</n:publication_date></n:news></url></urlset>",
        "<urlset><url>{url}<lastmod>{day}</lastmod></url></urlset>",
        "<urlset><url><loc>{url}</loc><lastmod/><lastmod>{day}</lastmod></urlset>",
    ],
)
def test_sitemaps_of_every_hand(sitemap: str) -> None:
    found = listed(sitemap.format(url=URL, day="2021-09-30"))
    assert found == Listed([Entry(URL, "", "2021-09-30")], [])


def test_sitemap_of_news_tells_titles() -> None:
    day = "<n:publication_date>2021-09-30</n:publication_date>"
    news = f"<n:news><n:title>Cân s&#7841;ch về chợ</n:title>{day}</n:news>"
    assert listed(url_set(f"<url><loc>{URL}</loc>{news}</url>")).pages == [
        Entry(URL, TITLE, "2021-09-30")
    ]


def test_sitemap_among_pages_is_one() -> None:
    urls = "".join(f"<url><loc>/{name}</loc></url>" for name in ("tin/a1", "sitemap-tin.xml.gz"))
    found = listed(url_set(urls))
    assert [page.url for page in found.pages] == [URL]
    assert [each.url for each in found.sitemaps] == ["https://skhcn.vidu/sitemap-tin.xml.gz"]


@pytest.mark.parametrize(
    "text",
    [
        f"{URL}\nhttps://skhcn.vidu/?a=1&b=2",
        f"\ufeff{URL}\r\n\r\n  https://skhcn.vidu/?a=1&b=2  \r\n",
        f"{URL}\rhttps://skhcn.vidu/?a=1&b=2\r",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_text_sitemap_has_an_address_in_each_line(text: str, encoding: str) -> None:
    found = listed(text.encode(encoding), "text/plain")
    assert found == Listed([Entry(URL, "", ""), Entry("https://skhcn.vidu/?a=1&b=2", "", "")], [])


@pytest.mark.parametrize(
    "text", ["Tin tức\nhttps://skhcn.vidu/", "https://skhcn.vidu/ không có\n", "User-agent: *\n"]
)
def test_other_texts_are_no_sitemaps(text: str) -> None:
    assert read_listed(text.encode(), BASE, "text/plain") is None
