"""Where home pages lead that have nothing to show themselves."""

import time
from urllib.parse import urlsplit

import pytest

from crawler.discovery.landing_page import FEW_LINKS, MOST, onward, written_leads
from crawler.discovery.links import read_links
from crawler.extraction.source.document import parse

URL = "http://skhcn.vidu/"
PORTAL = "http://skhcn.vidu/portal"


def led(page: str, refresh: str = "") -> list[str]:
    root = parse(page)
    assert root is not None
    leads, links = written_leads(root, URL, refresh), read_links(root, URL)
    return onward(leads, links, URL, lambda url: urlsplit(url).hostname == "skhcn.vidu")


@pytest.mark.parametrize(
    "code",
    [
        "location='/portal'",
        "location.href='/portal';",
        'window.location = "/portal"',
        "window . location . href =\n 'portal'",
        "document.location.href=`/portal`;",
        "self.location='http://skhcn.vidu/portal';",
        "top.location.replace('/portal')",
        'window.location.assign( "/portal" );',
        r"location.replace('http:\/\/skhcn.vidu\/portal');",
        "parent.location.href = 'portal#top'",
        "document.URL='/portal';",
        "window.navigate('/portal')",
        "window.open('/portal', '_self');",
        "$(location).attr('href', '/portal');",
        "setTimeout(\"location.href='/portal'\", 5000);",
        "setTimeout('location.href=\\'/portal\\'', 0)",
        "<!--\nlocation.href='/portal'\n//-->",
        "// location.href='/cu';\n/* location='/cu2' */\nlocation.href='/portal';",
        "var host = 'x';\nif (top != self) { top.location.href = '/portal' }",
    ],
)
def test_scripts_lead_on(code: str) -> None:
    assert led(f"<html><head><script>{code}</script></head><body></body></html>") == [PORTAL]
    escaped = code.replace('"', "&quot;")
    if "//" not in code.replace("://", "") and "<!--" not in code:
        assert led(f'<html><body onload="{escaped}">Đang chuyển…</body></html>') == [PORTAL]


@pytest.mark.parametrize(
    "code",
    [
        "if (location.href == '/portal') dem();",
        "location.href = '/tim-kiem?q=' + tu_khoa;",
        "location.href = 'http://khac.vidu/portal';",
        "location.href = 'javascript:void(0)';",
        "location.href = 'http://[skhcn.vidu/';",
        "location.href = '/';",
        "location.href = dich;",
        "location.href = '/dang-nhap.aspx';",
        "window.open('/quang-cao', '_blank');",
        "var noi = {location: 'Hà Nội'};",
        "// location.href='/cu';",
    ],
)
def test_scripts_that_lead_nowhere(code: str) -> None:
    assert led(f"<html><head><script>{code}</script></head><body>Sở</body></html>") == []


@pytest.mark.parametrize(
    "page",
    [
        '<meta http-equiv="refresh" content="0;url=/portal">',
        '<META HTTP-EQUIV="Refresh" CONTENT="10; URL=\'/portal\'">',
        '<noscript><meta http-equiv="refresh" content="0; url=portal"/></noscript>',
        '<body><noscript><meta http-equiv=refresh content=";URL=/portal"></noscript></body>',
        '<noscript><a href="/portal">Vào cổng thông tin</a></noscript>',
        '<body><a href="portal"><img src="chao.gif"></a></body>',
        '<body><a href="/">Trang chủ</a><a href="portal">Vào trang</a></body>',
        '<body><a href="http://khac.vidu/">Tỉnh</a><a href="/portal">Vào trang</a></body>',
        '<frameset cols="*"><frame src="/portal"></frameset>',
        '<frameset cols="*"><frame src="http://khac.vidu/"><frame src="portal"></frameset>',
        '<body><iframe src="/portal" width="100%"></iframe></body>',
        '<base href="http://skhcn.vidu/portal"><body><a href="portal">Vào trang</a></body>',
    ],
)
def test_refreshes_frames_and_single_links_lead_on(page: str) -> None:
    assert led(f"<html>{page}</html>") == [PORTAL]


@pytest.mark.parametrize(
    "header", ["0; url=/portal", "5;URL='/portal'", "0, url=portal", "url=/portal"]
)
def test_header_leads_on(header: str) -> None:
    assert led("<html><body>Xin chờ</body></html>", header) == [PORTAL]


@pytest.mark.parametrize("page", ["<meta http-equiv=refresh content=60>", "<p>Bảo trì</p>", "<b>"])
def test_page_that_leads_nowhere(page: str) -> None:
    assert led(page) == []


def test_page_with_links_of_its_own_is_the_home_page() -> None:
    links = "".join(f'<a href="/tin/{n}">Tin</a>' for n in range(FEW_LINKS + 1))
    script = "<script>function di() { location.href = '/portal' }</script>"
    assert led(f"<html>{script}<body>{links}</body></html>") == []
    elsewhere = links.replace("/tin/", "http://khac.vidu/")
    assert led(f"<html>{script}<body>{elsewhere}</body></html>") == [PORTAL]


@pytest.mark.parametrize("junk", ["/*", "location=", "location .", "location='", "(", " "])
def test_long_scripts_take_no_time(junk: str) -> None:
    began = time.monotonic()
    led(f"<script>{junk * (1_000_000 // len(junk))}</script>" * 4)
    assert time.monotonic() - began < 5


def test_no_more_than_some_addresses_are_followed() -> None:
    frames = "".join(f'<frame src="/{n}.htm">' for n in range(100))
    assert len(led(f"<html><frameset>{frames}</frameset></html>")) == MOST
