"""The simulated Liferay portal is what it says: every story can be found, every trap is there."""

from __future__ import annotations

import http.client
import itertools
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import TypeAlias
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit
from urllib.request import ProxyHandler, build_opener

import pytest

from .content import Story, stories
from .liferay import LiferayPortal
from .liferay_mirror import LiferayMirror
from .server import LoggedRequest, PortalServer, Request, Response

pytestmark = pytest.mark.slow

HOST = "skhcn.binhson.gov.vn"
HOME = f"http://{HOST}/"
STEPS = 8000

AnyPortal: TypeAlias = LiferayPortal | LiferayMirror


@cache
def some_stories() -> list[Story]:
    return stories(60, seed=7)


@cache
def many_stories() -> list[Story]:
    return stories(3000, seed=1)


@pytest.fixture
def portal() -> LiferayPortal:
    return LiferayPortal(HOST, some_stories())


def ask(portal: AnyPortal, url: str, *, session: bool = True) -> Response:
    parts = urlsplit(urljoin(HOME, url))
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    cookies = {"JSESSIONID": "1"} if session else {}
    return portal.respond(
        Request("GET", HOST, unquote(parts.path) or "/", query=query, cookies=cookies)
    )


def page(portal: AnyPortal, url: str, *, session: bool = True) -> str:
    return ask(portal, url, session=session).body.decode()


def links(html: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'<a\b[^>]* href="([^"]*)"', html)]


def visible_text(html: str) -> str:
    joined = re.sub(r"</?span[^>]*>", "", html)
    return " ".join(unescape(re.sub(r"<!--.*?-->|<[^>]+>", " ", joined, flags=re.DOTALL)).split())


def follow_links(portal: AnyPortal) -> Iterator[str]:
    """Addresses of the portal, breadth first, each one that is spelt otherwise for itself."""
    queue, seen, known = [HOME], {HOME}, set[tuple[str, str]]()
    for url in queue:
        yield url
        response = ask(portal, url)
        found = links(response.body.decode(errors="replace"))
        directory = url.partition("?")[0].rpartition("/")[0]
        for link in [*found, response.headers.get("Location", "")]:
            if (directory, link) in known or link.startswith("javascript:"):
                continue
            known.add((directory, link))
            target = urljoin(url, link).partition("#")[0]
            if urlsplit(target).hostname == HOST and target not in seen:
                seen.add(target)
                queue.append(target)


@pytest.mark.parametrize(
    "kind", [LiferayPortal, pytest.param(LiferayMirror, marks=pytest.mark.slow)]
)
def test_a_plain_link_follower_reaches_every_story(
    kind: type[LiferayPortal] | type[LiferayMirror],
) -> None:
    portal = kind(HOST, some_stories())
    missing = {story.slug for story in some_stories()}
    for step, url in enumerate(follow_links(portal)):
        missing.discard(re.split(r"[/?.]", unquote(url).partition("/content/")[2])[0])
        if not missing:
            break
        assert step < STEPS, f"{len(missing)} stories are too far away"
    assert not missing


def test_stories_have_as_many_addresses_as_on_the_real_portal() -> None:
    counts = [len(article.urls) for article in LiferayPortal(HOST, many_stories()).articles()]
    assert 3.1 < sum(counts) / len(counts) < 3.5
    assert min(counts) == 1
    assert max(counts) == 10


def test_every_address_shows_title_date_and_text(portal: LiferayPortal) -> None:
    for story, article in zip(portal.site.stories, portal.articles(), strict=True):
        assert article.published == story.published.date().isoformat()
        for url in article.urls:
            for variant in (url, f"{url}/pop_up", f"{url}/en/en/en", f"{url}?redirect=%2Fhome"):
                text = visible_text(page(portal, variant))
                assert f"{article.title} " in text
                assert story.published.strftime("%d/%m/%Y | ") in text
                assert all(" ".join(line.split()) in text for line in article.text.splitlines()), (
                    variant
                )


def test_an_article_page_is_nowhere_headed_with_its_title(portal: LiferayPortal) -> None:
    for article in portal.articles():
        headings = re.findall(r"<(title|h[1-6])\b[^>]*>(.*?)</\1>", page(portal, article.urls[0]))
        assert not [heading for _, heading in headings if article.title in unescape(heading)]


@pytest.mark.parametrize(
    "trap",
    [
        pytest.param(r"/c/portal/login\?p_l_id=\d+", id="login"),
        pytest.param(r"/content/[^/?]+\?p_p_id=58&.*saveLastPath", id="login in the page"),
        pytest.param(r"\?p_p_id=8&.*_8_month=", id="calendar"),
        pytest.param(r"\?p_p_id=3&.*_3_keywords=", id="search"),
        pytest.param(r"controlPanelCategory=", id="control panel"),
        pytest.param(r"p_p_auth=\w{8}&", id="token"),
        pytest.param(r"_82_languageId=en_US", id="language"),
        pytest.param(r"/pop_up\?_101_INSTANCE_\w+_viewMode=print", id="pop-up"),
        pytest.param(r"\?_101_INSTANCE_\w+_viewMode=print", id="print view"),
        pytest.param(r"p_p_state=pop_up", id="pop-up by parameter"),
        pytest.param(r"inheritRedirect=false", id="redirect of a box"),
    ],
)
def test_article_pages_link_to_the_trap(portal: LiferayPortal, trap: str) -> None:
    found = [link for article in portal.articles() for link in links(page(portal, article.urls[0]))]
    assert any(re.search(trap, link) for link in found)


def test_listings_have_a_pager_with_its_parameters(portal: LiferayPortal) -> None:
    html = page(portal, "/nong-nghiep-nong-thon")
    pager = [link for link in links(html) if "_cur=" in link and "redirect=" not in link]
    assert {"delta", "keywords", "advancedSearch", "cur"} <= {
        name.rpartition("_")[2] for link in pager for name, _ in parse_qsl(link, True)
    }
    text = unicodedata.normalize("NFC", visible_text(html))
    assert re.search(r"← Đầu tiên Trước 1 2 .*Tiếp theo Cuối cùng →", text)
    assert re.search(r"Hiển thị 1 - 10 của \d+ kết quả", text)


def test_relative_links_nest_for_ever(portal: LiferayPortal) -> None:
    url = f"{HOME}tin-hoat-dong"
    for depth in range(1, 30):
        html = page(portal, url)
        nested = {urljoin(url, link) for link in links(html) if re.fullmatch(r"[\w-]+/en", link)}
        assert nested == {f"{HOME}tin-hoat-dong{'/en' * depth}"}
        (url,) = nested


def test_the_calendar_never_ends(portal: LiferayPortal) -> None:
    url, seen = "/home", set[str]()
    for _ in range(40):
        url = next(link for link in links(page(portal, url)) if "_8_day=1" in link)
        assert url not in seen
        seen.add(url)


def test_a_missing_article_answers_as_if_it_were_there(portal: LiferayPortal) -> None:
    removed = next(link for link in links(page(portal, "/")) if "guong-dien-hinh" in link)
    response = ask(portal, removed)
    assert response.status == 200
    assert "Tài nguyên không được tìm thấy." in unicodedata.normalize("NFC", response.body.decode())


def test_frames_are_decomposed_and_texts_composed(portal: LiferayPortal) -> None:
    article = portal.articles()[0]
    html = page(portal, article.urls[0])
    assert unicodedata.normalize("NFD", "Về đầu trang") in html
    assert unicodedata.is_normalized("NFC", article.text)
    assert article.text.splitlines()[-1] in visible_text(html)


def test_counters_and_tokens_change_from_visit_to_visit(portal: LiferayPortal) -> None:
    url = portal.articles()[0].urls[0]
    first, second = page(portal, url), page(portal, url)
    for pattern in (r"View count: \d+", r"Tổng lượt[^<]*<b>[\d.]+", r"p_p_auth=\w+"):
        pattern = unicodedata.normalize("NFD", pattern)
        found = [re.findall(pattern, html) for html in (first, second)]
        assert found[0]
        assert found[0] != found[1]


def test_only_a_visitor_without_cookie_gets_sessions_in_links(portal: LiferayPortal) -> None:
    assert ";jsessionid=" not in page(portal, "/")
    with_session = next(
        link for link in links(page(portal, "/", session=False)) if ";jsessionid=" in link
    )
    assert ask(portal, with_session).status == 200


def test_english_pages_frame_vietnamese_texts(portal: LiferayPortal) -> None:
    url = next(url for article in portal.articles() for url in article.urls if "/en/" in url)
    text = visible_text(page(portal, url))
    assert re.search(r"Publish date \d\d/\d\d/\d{4} \| \d+:\d\d [AP]M \| View count: \d+", text)


def test_some_texts_come_from_a_word_processor_and_print_views_name_role_accounts() -> None:
    portal = LiferayPortal(HOST, stories(300, seed=2))
    prints = [page(portal, f"{article.urls[0]}/pop_up") for article in portal.articles()]
    assert 0.05 < sum("MsoNormal" in html for html in prints) / len(prints) < 0.16
    assert all(re.search("admin admin|Pho Ban bien tap|Ad Min", html) for html in prints)
    assert not any("admin admin" in page(portal, a.urls[0]) for a in portal.articles()[:20])


def test_two_of_three_article_pages_repeat_the_same_headlines() -> None:
    portal = LiferayPortal(HOST, stories(300, seed=2))
    pages = [page(portal, article.urls[0]) for article in portal.articles()]
    lists = {html.partition("Other News")[2].partition("</ul>")[0] for html in pages}
    share = sum("Other News" in html for html in pages) / len(pages)
    assert 0.58 < share < 0.75
    assert len({tuple(re.findall(r">([^<]+)</a>", listed)) for listed in lists if listed}) == 1


@pytest.mark.parametrize(("feed", "kind"), [("working", "text/xml"), ("broken", "text/html")])
def test_feeds_work_or_not(feed: str, kind: str) -> None:
    portal = LiferayPortal(HOST, some_stories(), feed="working" if feed == "working" else "broken")
    rss = next(link for link in links(page(portal, "/tin-hoat-dong")) if link.endswith("/rss"))
    assert ask(portal, rss).headers["Content-Type"].startswith(kind)


def test_a_sitemap_lists_the_newer_half() -> None:
    portal = LiferayPortal(HOST, some_stories(), sitemap=True)
    assert f"Sitemap: {HOME}sitemap.xml" in page(portal, "/robots.txt")
    listed = page(portal, "/sitemap.xml")
    assert [a.urls[0] in listed for a in portal.articles()] == [True] * 30 + [False] * 30


def test_a_mirror_knows_files_only() -> None:
    mirror = LiferayMirror(HOST, some_stories())
    html = page(mirror, "/tin-hoat-dong.html")
    assert not [link for link in links(html) if link.startswith(("/", HOME)) or "?" in link]
    article = next(link for link in links(html) if "%3Fredirect=" in link)
    assert article.endswith(".html")
    assert "journal-content-article" in page(mirror, article)
    assert ask(mirror, "/tin-hoat-dong").status == 404
    # A query makes no difference to a file.
    assert page(mirror, "/tin-hoat-dong.html?p_p_id=58") == html


def test_a_server_tells_portals_apart_and_serves_as_a_proxy(portal: LiferayPortal) -> None:
    with PortalServer([portal]) as server:
        opener = build_opener(ProxyHandler({"http": server.url}))
        with opener.open(f"{HOME}home?a=b") as answer:
            assert HOST in answer.read().decode()
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        connection.request("GET", "/robots.txt", headers={"Host": "unknown.gov.vn"})
        assert connection.getresponse().status == 502
        connection.close()
    assert server.requests == [
        LoggedRequest(HOST, "GET", "/home?a=b"),
        LoggedRequest("unknown.gov.vn", "GET", "/robots.txt"),
    ]


def test_a_seed_gives_the_same_stories_again() -> None:
    assert stories(20, seed=5) == stories(20, seed=5) != stories(20, seed=6)


def test_three_thousand_stories_differ() -> None:
    many = many_stories()
    assert len({story.title for story in many}) == len({story.slug for story in many}) == 3000
    lengths = sorted(len(story.text.split()) for story in many)
    assert lengths[0] < 35
    assert lengths[-1] > 800
    assert {story.published.year for story in many} == set(range(2010, 2026))
    assert many == sorted(many, key=lambda story: story.published)
    fingers = [set(zip(w, w[1:], w[2:], strict=False)) for w in (s.text.split() for s in many)]
    pairs = itertools.pairwise(fingers)
    assert max(len(a & b) / len(a | b) for a, b in pairs) < 0.5
