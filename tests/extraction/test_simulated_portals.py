"""On whole simulated portals: what is read of their articles beside title, date and text."""

from collections.abc import Iterator
from urllib.parse import unquote

import pytest

from crawler.extraction import Article, read_page
from tests.portals.content import Story, stories
from tests.portals.liferay import LiferayPortal
from tests.portals.reader import Reader
from tests.portals.server import Request
from tests.portals.system import System
from tests.portals.systems import SYSTEMS

pytestmark = pytest.mark.slow

COUNT = 16
#: Those that show a way to the page, or name the section.
FILING = ("dotnetnuke", "drupal", "kontum", "modern", "nukeviet", "provincial", "wordpress")
#: Those whose articles all have titles of their own.
PICTURED = (*FILING, "joomla", "plain_php", "plain_tcvn3", "sharepoint_days", "websphere")


def articles(portal: System) -> Iterator[tuple[Story, Article, str]]:
    """Each story with its article and the HTML of its page."""
    by_title = {story.title: story for story in portal.stories}
    with Reader(portal) as reader:
        for expected in portal.articles():
            page = reader.get(expected.urls[0])
            article = read_page(page.body, page.url).article
            assert article is not None, page.url
            yield by_title[expected.title], article, portal.read(page.body)


@pytest.mark.parametrize("name", FILING)
def test_every_article_is_in_a_section_of_its_story(name: str) -> None:
    for story, article, _ in articles(SYSTEMS[name](COUNT)):
        assert article.section in story.sections, article.url


@pytest.mark.parametrize("name", PICTURED)
def test_every_picture_of_a_text_is_found_with_its_caption(name: str) -> None:
    found = 0
    for story, article, source in articles(SYSTEMS[name](COUNT)):
        pictures = [image for image in article.images if "/tinbai/" in image.address]
        assert len(pictures) == source.count("/tinbai/"), article.url
        assert all(picture.caption == story.captions[0] for picture in pictures)
        found += len(pictures)
    assert found


def test_lead_and_tags_of_nukeviet() -> None:
    for story, article, _ in articles(SYSTEMS["nukeviet"](COUNT)):
        assert article.lead == (story.lead or None)
        assert 0 < len(article.tags) <= 4


def test_every_notice_of_liferay_has_its_file() -> None:
    portal = LiferayPortal("sokhcn.binhson.gov.vn", stories(COUNT, 41))
    by_title = {story.title: story for story in portal.site.stories}
    for expected in portal.articles():
        url = expected.urls[0]
        path = unquote(url.removeprefix(f"http://{portal.host}"))
        response = portal.respond(Request("GET", portal.host, path, {}))
        article = read_page(response.body, url).article
        assert article is not None
        story = by_title[expected.title]
        names = [file.label for file in article.attachments]
        assert names == ([] if story.lead else [f"{story.id}_TB-SKHCN.pdf"]), url
