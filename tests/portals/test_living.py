"""A living portal does what it is told, and its ledger tells it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from lxml import html

from .claims import Claims, Times, Validators, request_for
from .content import Story
from .edits import EDITS, added, other_figure
from .living import Cause, Gone, Living
from .outages import Outage
from .server import HANG_UP, Response
from .systems import SYSTEMS

DAY = date(2025, 11, 20)
HOST = "skhcn.dongnai.gov.vn"
OTHER_HOST = "khcn.dongnai.vidu"
_UTF_8 = html.HTMLParser(encoding="utf-8")


def living(system: str = "nukeviet", says: Claims | None = None) -> Living:
    return Living(SYSTEMS[system](12), DAY, says=says, other_host=OTHER_HOST)


def url_of(portal: Living, story: Story) -> str:
    return portal.portal.expected(story).urls[0]


def ask(portal: Living, url: str, **headers: str) -> Response:
    return portal.respond(replace(request_for(url), headers=headers))


def shows(portal: Living, url: str, text: str) -> bool:
    """Whether an address answers with a text, in tags and attributes or as its readers see it."""
    response = ask(portal, url)
    source = portal.portal.read(response.body)
    if response.status != 200 or not source:
        return False
    seen = " ".join(
        str(html.document_fromstring(source.encode(), parser=_UTF_8).xpath("string()")).split()
    )
    return text in source or text in seen


@pytest.mark.parametrize("system", ["nukeviet", "wordpress", "plain_php"])
def test_published_story_is_listed_first_and_dated_that_day(system: str) -> None:
    portal = living(system)
    portal.wake(DAY + timedelta(days=3))
    (story,) = portal.publish()
    assert story.published.date() == portal.day
    assert shows(portal, portal.home, story.title)
    assert shows(portal, url_of(portal, story), story.paragraphs[-1])
    assert [e.cause for e in portal.ledger if e.day == portal.day] == [Cause.PUBLISHED]


def test_new_stories_are_told_apart_from_all_others() -> None:
    portal = living()
    portal.publish(10)
    stories = portal.portal.stories
    assert len({s.id for s in stories}) == len({s.slug for s in stories}) == 22


def test_every_edit_makes_another_text() -> None:
    portal = living()
    story = portal.portal.stories[5]
    for change in (*EDITS, *EDITS):
        story = portal.edit(story, change)
        assert shows(portal, url_of(portal, story), story.title)
    texts = {(e.article.title, e.article.text) for e in portal.ledger if e.story == story.id}
    assert len(texts) == 1 + 2 * len(EDITS)


@pytest.mark.parametrize("how", Gone)
def test_removed_story_is_gone_from_address_and_lists_till_it_is_restored(how: Gone) -> None:
    portal = living()
    story = portal.portal.stories[0]
    url = url_of(portal, story)
    portal.remove(story, how)
    assert ask(portal, url).status == how.value
    assert not shows(portal, url, story.paragraphs[-1])
    for place in ("", "vi/news/rss/", "vi/news/sitemap.xml", "vi/news/"):
        assert not shows(portal, portal.home + place, str(story.id)), place
    portal.restore(story, added)
    assert portal.portal.stories[0].id == story.id
    assert shows(portal, url, "bổ sung sau khi tin đã đăng")
    causes = [e.cause for e in portal.ledger if e.story == story.id]
    assert causes == [Cause.PUBLISHED, Cause.REMOVED, Cause.RESTORED]


def test_surroundings_change_with_every_visit_and_a_new_design_renames_all() -> None:
    portal = living()
    url = url_of(portal, portal.portal.stories[3])
    first, second = ask(portal, url).body, ask(portal, url).body
    assert first != second
    portal.surroundings.redesign()
    names = [set(re.findall(rb'class="([^"]+)"', body)) for body in (second, ask(portal, url).body)]
    assert names[0].isdisjoint(names[1])


@pytest.mark.parametrize(
    ("outage", "home", "article"),
    [
        (Outage.UNAVAILABLE, 503, 503),
        (Outage.SILENT, HANG_UP.status, HANG_UP.status),
        (Outage.MAINTENANCE, 200, 200),
        (Outage.NO_ARTICLES, 200, 404),
        (Outage.ARTICLES_HOME, 200, 302),
        (Outage.ONLY_HOME, 200, 404),
        (Outage.EMPTY_HOME, 200, 200),
        (Outage.NO_STORIES, 200, 200),
    ],
)
def test_outage_lasts_till_it_is_over(outage: Outage, home: int, article: int) -> None:
    portal = living("wordpress")
    story = portal.portal.stories[0]
    url = url_of(portal, story)
    portal.outage = outage
    assert ask(portal, portal.home).status == home
    assert ask(portal, url).status == article
    assert shows(portal, url, story.paragraphs[-1]) == (outage is Outage.EMPTY_HOME)
    portal.outage = None
    assert shows(portal, url, story.paragraphs[-1])
    assert shows(portal, portal.home, story.title)


@pytest.mark.parametrize(("redirects", "status"), [(True, 301), (False, 404)])
def test_former_addresses_lead_to_the_new_or_nowhere(redirects: bool, status: int) -> None:
    portal = living()
    story = portal.portal.stories[2]
    former = url_of(portal, story)
    portal.change_addresses(redirects=redirects, story="/tin/{section}/{slug}-{number}.htm")
    answer = ask(portal, former)
    assert answer.status == status
    assert answer.headers.get("Location") == (url_of(portal, story) if redirects else None)
    assert shows(portal, url_of(portal, story), story.paragraphs[-1])
    assert not shows(portal, portal.home, former.removeprefix(portal.home))


@pytest.mark.parametrize("redirects", [True, False])
def test_portal_goes_on_under_its_other_host_name(redirects: bool) -> None:
    portal = living()
    former = url_of(portal, portal.portal.stories[2])
    assert ask(portal, f"http://{OTHER_HOST}/") is HANG_UP
    portal.move(redirects=redirects)
    present = former.replace(HOST, OTHER_HOST)
    assert ask(portal, former).headers.get("Location") == (present if redirects else None)
    assert ask(portal, present).status == 200
    assert url_of(portal, portal.portal.stories[2]) == present


def test_sitemaps_and_feeds_tell_what_they_claim() -> None:
    portal = living(says=Claims(Times.RIGHT, Times.NOW))
    portal.wake(DAY + timedelta(days=4))
    old = portal.edit(portal.portal.stories[3], other_figure)
    sitemap = ask(portal, portal.home + "vi/news/sitemap.xml").body.decode()
    assert f"{url_of(portal, old)}</loc><lastmod>2025-11-24T" in sitemap
    assert sitemap.count("2025-11-24T") == 1
    portal.says.sitemaps = Times.MISSING
    assert b"lastmod" not in ask(portal, portal.home + "vi/news/sitemap.xml").body
    assert set(
        re.findall(rb"<pubDate>(.{16})", ask(portal, portal.home + "vi/news/rss/").body)
    ) == {b"Sun, 23 Nov 2025"}


@pytest.mark.parametrize(
    ("validators", "same_page", "after_edit"),
    [
        (Validators.RIGHT, 304, 200),
        (Validators.NEW, 200, 200),
        (Validators.FROZEN, 304, 304),
        (Validators.CONSTANT, 304, 304),
    ],
)
def test_validators_are_as_right_as_they_claim(
    validators: Validators, same_page: int, after_edit: int
) -> None:
    portal = living(says=Claims(validators=validators))
    story = portal.portal.stories[3]
    url = url_of(portal, story)
    headers = {"if-none-match": ask(portal, url).headers["ETag"]}
    assert ask(portal, url, **headers).status == same_page
    portal.wake(DAY + timedelta(days=4))
    portal.edit(story, other_figure)
    assert ask(portal, url, **headers).status == after_edit
