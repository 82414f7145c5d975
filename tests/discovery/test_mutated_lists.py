"""Feeds and sitemaps in which bytes are wrong: less is read of them, and nothing fails."""

import gzip

from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.feeds import read_listed
from crawler.urls.gate import web_address
from tests.discovery.lists import BASE, TITLE, URL, rss, url_set
from tests.testing.properties import HUNDRED

ITEM = f"<title>{TITLE}</title><link>{URL}</link><pubDate>Mon, 06 Apr 2026 08:00:00 +0700</pubDate>"
ATOM = (
    f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">{TITLE} &amp;lt;</title>'
    f'<link href="{URL}"/><updated>2026-04-06T08:00:00+07:00</updated></entry></feed>'
)
SITEMAP = url_set(f"<url><loc>{URL}</loc><lastmod>2026-04-06</lastmod></url>")
SOURCES = [
    text.encode() for text in (rss(ITEM), rss(f"<![CDATA[{ITEM}]]>"), ATOM, SITEMAP, f"{URL}\n")
]
SOURCES.append(gzip.compress(SITEMAP.encode(), mtime=0))
#: What has a meaning in XML, and what no encoding allows.
BROKEN = st.sampled_from(
    [
        *(
            b"<",
            b">",
            b"&",
            b'"',
            b"]]>",
            b"<!--",
            b"<![CDATA[",
            b"<!DOCTYPE x [",
            b"&#0;",
            b"&#x;",
        ),
        *(b"\x00", b"\xff\xfe", b"\xc3", b"</item>", b"<link>", b"http://[", b"xmlns:x=''", b"x:y"),
    ]
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A list in which some places are overwritten, and which may end too early."""
    body = draw(st.sampled_from(SOURCES))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(body)))
        end = start + draw(st.integers(0, 12))
        body = body[:start] + draw(BROKEN | st.binary(max_size=4)) + body[end:]
    return body[: draw(st.integers(0, len(body)))] if draw(st.booleans()) else body


@HUNDRED
@given(mutated(), st.sampled_from([None, "text/xml", "text/xml; charset=utf-16", "x; charset=x"]))
def test_broken_list_never_fails_and_leads_to_addresses_alone(
    body: bytes, content_type: str | None
) -> None:
    listed = read_listed(body, BASE, content_type)
    entries = [*listed.pages, *listed.sitemaps] if listed else []
    assert [entry.url for entry in entries if web_address(entry.url) is None] == []
