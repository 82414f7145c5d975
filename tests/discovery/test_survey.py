"""What a page offers to go on from, all at once and ready to be sent to another process."""

import pickle

import pytest

from crawler.discovery.links import Link
from crawler.discovery.pagers import Further, Postback
from crawler.discovery.survey import UNSENDABLE, PageSurvey, survey, survey_home

URL = "http://skhcn.vidu/tin-tuc/"
PAGE = """<html><head><title>Tin tức</title><link rel="canonical" href="/tin-tuc"></head><body>
<a href="/tin/khai-mac-12.html" title="x">Khai mạc tuần lễ chuyển đổi số năm nay</a>
<a href="?page=2">2</a> <a href="http://[skhcn.vidu/">Hỏng</a>
<form method="post" action="./" {enctype}><input type="hidden" name="__VIEWSTATE" value="đ=1">
<input name="q" value=""><a href="javascript:__doPostBack('ds$trang','Page$3')">3</a></form>
</body></html>"""


def surveyed(page: str, *, part: int | None = None, title: str = "") -> PageSurvey:
    found = survey(page.encode(), URL, "text/html; charset=utf-8", part=part, title=title)
    assert found is not None
    return found


def test_all_that_leads_on() -> None:
    found = surveyed(PAGE, title="Tin tức")
    assert found.unpaged == [
        Link("http://skhcn.vidu/tin/khai-mac-12.html", "Khai mạc tuần lễ chuyển đổi số năm nay")
    ]
    assert found.further == (Further(f"{URL}?page=2", 2),)
    assert found.own_address == "http://skhcn.vidu/tin-tuc"
    assert found.is_named
    assert set(found.refused) == {"http://[skhcn.vidu/"}


def test_postback_brings_the_state_of_its_page() -> None:
    ((back, request),) = surveyed(PAGE).forms
    assert back == Postback("ds$trang", "Page$3", 3)
    assert (request.method, request.url) == ("POST", URL)
    sent = b"__VIEWSTATE=%C4%91%3D1&q=&__EVENTTARGET=ds%24trang&__EVENTARGUMENT=Page%243"
    assert request.body == sent


def test_form_that_cannot_be_sent_costs_no_links() -> None:
    found = surveyed(PAGE.replace("{enctype}", 'enctype="multipart/form-data"'))
    assert found.forms == ()
    assert found.fallbacks == (UNSENDABLE,)
    assert found.links


def test_pager_is_read_of_articles_only() -> None:
    assert surveyed(PAGE, part=0).pager.links == {2: f"{URL}?page=2"}
    assert surveyed(PAGE).pager.links == {}


def test_survey_can_be_sent_and_holds_no_trees() -> None:
    found = surveyed(PAGE, part=0, title="Tin tức")
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301
    assert all(type(text) is str for link in found.links for text in (link.url, link.text))


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", None),
        (b"Xin chao", "text/plain"),
        (b'<?xml version="1.0"?><rss><channel/></rss>', "text/xml"),
        (b'{"tong": 12}', "application/json"),
    ],
)
def test_what_is_no_page_offers_nothing(body: bytes, content_type: str | None) -> None:
    assert survey(body, URL, content_type) is None
    assert survey_home(body, URL, content_type) is None


def test_fragment_in_json_is_a_page() -> None:
    found = survey(b'{"d": "<a href=\\"/tin/2.html\\">Tin hai</a>"}', URL, "application/json")
    assert found is not None
    assert [link.url for link in found.links] == ["http://skhcn.vidu/tin/2.html"]


def test_home_page_names_feeds_and_leads_on() -> None:
    page = (
        '<head><link rel="alternate" type="application/rss+xml" href="/rss/tin.xml">'
        "<script>location.href='/cong'</script></head><body>Xin chờ</body>"
    )
    home = survey_home(page.encode(), URL, None, "0;url=/vao")
    assert home is not None
    assert home.feeds == ("http://skhcn.vidu/rss/tin.xml",)
    assert home.leads == ("http://skhcn.vidu/vao", "http://skhcn.vidu/cong")
