"""Records the sample that `make demo` crawls: `make sample` writes data/sample anew.

Four small portals with invented articles, one of each kind of which real pages are known. Their
hosts end in `.example` and their agencies are called samples, so that nobody takes them for real.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit

from scrapy.http import FormRequest, Headers, HtmlResponse, Request, Response, XmlResponse
from scrapy.responsetypes import responsetypes

from tests.portals import server
from tests.portals.content import VIETNAM, Story
from tests.portals.dotnetnuke import DotNetNuke
from tests.portals.sharepoint import DienBien
from tests.portals.system import System
from tests.portals.vietq import VietQ
from tests.portals.websphere import WebSphere
from tests.testing.recording import record

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
#: The time of the recording; it is this day on the portals' clocks.
RECORDED = datetime(2025, 11, 20, 8, tzinfo=VIETNAM)

_SITES_HEAD = "# The sites of the sample that `make demo` crawls; see tests/sample.py.\n"
_SITE = """
[{name}]
agency = "{portal.office}"
province = "{portal.province}"
url = "{portal.home}"
"""
#: Pages that go on for ever or wait for a visitor's input.
_LEFT_OUT = ("calendar", "search", "login")
_PAGER = re.compile(r"__doPostBack\('([^']*)','(Page\$\d+)'\)")
_SITEMAP = re.compile(r"<loc>(.*?)</loc>")


class _OnThatDay:
    today = RECORDED.date()


class _Magazine(_OnThatDay, VietQ):
    pass


class _SharePoint(_OnThatDay, DienBien):
    pass


class _DotNetNuke(_OnThatDay, DotNetNuke):
    pass


class _WebSphere(_OnThatDay, WebSphere):
    """Writes a link the same each time: no recording could answer endlessly many."""

    def __init__(self, host: str, province: str, count: int, seed: int) -> None:
        super().__init__(host, province, count, seed)
        self._written: dict[tuple[object, ...], str] = {}

    def story_address(self, story: Story, section: str | None = None) -> str:
        return self._written.setdefault((story, section), super().story_address(story, section))

    def section_address(self, section: str, page: int = 1) -> str:
        return self._written.setdefault((section, page), super().section_address(section, page))


def portals() -> Mapping[str, System]:
    """The portals by the names of their sites; made anew, for they count their visits."""
    made: dict[str, System] = {
        "mau_tap_chi": _Magazine("tapchi.example", "Việt Nam", 20, 101),
        "mau_kien_giang": _SharePoint("kiengiang.example", "Kiên Giang", 15, 102),
        "mau_an_giang": _WebSphere("angiang.example", "An Giang", 12, 103),
        "mau_kon_tum": _DotNetNuke("kontum.example", "Kon Tum", 16, 104),
    }
    for portal in made.values():
        portal.office += " (cổng mẫu)"
    made["mau_tap_chi"].office = "Tạp chí Chất lượng (cổng mẫu)"
    return made


def write(folder: Path) -> None:
    """Write the sample: `sites.toml`, and a WARC file for each site."""
    folder.mkdir(parents=True, exist_ok=True)
    sites = _SITES_HEAD
    for name, portal in portals().items():
        sites += _SITE.format(name=name, portal=portal)
        record(_answers(portal), folder / f"{name}.warc.gz", RECORDED)
    (folder / "sites.toml").write_text(sites, encoding="utf-8")


def _answers(portal: System) -> Iterator[Response]:
    """What the portal answers to all that its links and pagers lead to, each once."""
    waiting = deque(Request(portal.absolute(p)) for p in ("/", "/robots.txt", "/sitemap.xml"))
    asked = set()
    while waiting:
        request = waiting.popleft()
        if (request.url, request.body) not in asked:
            asked.add((request.url, request.body))
            response = _answer(portal, request)
            yield response
            waiting.extend(_following(portal, response))


def _answer(portal: System, request: Request) -> Response:
    answer = portal.respond(_asked(request))
    headers = Headers(dict(answer.headers))
    kind = responsetypes.from_args(headers=headers, url=request.url, body=answer.body)
    return kind(request.url, answer.status, headers, answer.body, request=request)


def _asked(request: Request) -> server.Request:
    """A request as portals get it."""
    parts = urlsplit(request.url)
    return server.Request(
        method=request.method,
        host=parts.netloc,
        path=unquote(parts.path),
        query=dict(parse_qsl(parts.query, keep_blank_values=True)),
        form=dict(parse_qsl(request.body.decode(), keep_blank_values=True)),
    )


def _following(portal: System, response: Response) -> Iterator[Request]:
    left_out = [portal.addresses[kind] for kind in _LEFT_OUT]
    for link in _links(response):
        request = Request(urldefrag(urljoin(response.url, link)).url)
        asked = _asked(request)
        if asked.host == portal.host and not any(address.match(asked) for address in left_out):
            yield request
    if isinstance(response, HtmlResponse):
        for target, argument in _PAGER.findall(response.text):
            yield _postback(response, {"__EVENTTARGET": target, "__EVENTARGUMENT": argument})


def _links(response: Response) -> list[str]:
    match response:
        case HtmlResponse():
            links = response.css("a::attr(href), link[rel=alternate]::attr(href)").getall()
            return [link for link in links if not link.startswith("javascript:")]
        case XmlResponse():
            return _SITEMAP.findall(response.text)
        case _:
            return []


def _postback(response: HtmlResponse, event: Mapping[str, str]) -> Request:
    """The page's form as its script sends it back."""
    form = response.selector.root.forms[0]
    fields = [(name, value) for name, value in form.form_values() if name not in event]
    return FormRequest(response.urljoin(form.action), formdata=[*fields, *event.items()])


if __name__ == "__main__":
    write(SAMPLE)
