"""Stories that got another title, and with it another address."""

from dataclasses import replace

import pytest

from crawler.database import Database, PageStatus
from crawler.recrawl.renamed_pages import SECTIONS

from .night import SCHEDULE, Night, article, revisions, save, status, stored

#: Addresses of one story before and after its title changed.
OLD, NEW = "tin/kiem-dinh-cot-do-xang-dau-1152.html", "tin/ra-soat-cot-do-xang-dau-1152.html"


@pytest.fixture
def site(database: Database) -> Database:
    """A site of thirty articles, and the story."""
    for number in range(30):
        save(database, f"tin/{number}", number)
    save(database, OLD, 40)
    return database


def asked(night: Night) -> list[str]:
    return [page.key for page in night.tracker.follow_up.questions()]


def test_old_address_is_asked_for_when_its_number_comes_up_with_other_words(
    site: Database,
) -> None:
    night = Night(site, 5)
    night.shows(NEW, 41)
    assert asked(night) == [stored(OLD).key]


def test_history_goes_on_at_the_new_address_where_both_show_the_new_text(site: Database) -> None:
    night = Night(site, 5)
    night.shows(NEW, 41)
    night.shows(OLD, 41)
    assert night.tracker.conclude().variants == 1
    assert revisions(site, NEW) == ["published", "edited"]
    assert status(site, OLD) is PageStatus.MOVED


def test_history_goes_on_at_the_new_address_where_the_old_one_is_gone(site: Database) -> None:
    renamed = replace(
        article(40), title="Rà soát cột đo xăng dầu ở huyện số 40", content_hash="new"
    )
    night, page = Night(site, 5), stored(NEW)
    site.save_article(page, renamed, night.now, SCHEDULE)
    night.tracker.observations.note_article(
        page.key, page.url, renamed.content_hash, is_edited=False
    )
    night.tracker.observations.note_missing(stored(OLD).key)
    assert night.tracker.conclude().moved == 1
    assert revisions(site, NEW) == ["published", "edited"]


def test_page_that_still_says_what_it_said_is_another(site: Database) -> None:
    night = Night(site, 5)
    night.shows(NEW, 41)
    night.shows(OLD, 40)
    assert night.tracker.conclude().variants == 0
    assert (status(site, OLD), revisions(site, NEW)) == (PageStatus.ARTICLE, ["published"])


def test_other_section_of_a_story_is_no_new_address(site: Database) -> None:
    night = Night(site, 5)
    night.shows(NEW, 40)
    night.shows(OLD, 40)
    assert night.tracker.conclude().variants == 0
    assert status(site, OLD) is PageStatus.ARTICLE


def test_of_several_sections_the_one_that_is_most_alike_is_asked_for(site: Database) -> None:
    save(site, "do-luong-chat-luong/kiem-dinh-cot-do-xang-dau/1152", 40)
    save(site, "tin-hoat-dong-nganh/kiem-dinh-cot-do-xang-dau/1152", 40)
    night = Night(site, 5)
    night.shows("tin-hoat-dong-nganh/ra-soat-cot-do-xang-dau/1152", 41)
    assert asked(night) == [stored("tin-hoat-dong-nganh/kiem-dinh-cot-do-xang-dau/1152").key]


def test_number_that_many_pages_have_names_no_story(site: Database) -> None:
    words = ("mot", "hai", "ba", "bon", "nam", "sau")[:SECTIONS]
    for number, word in enumerate(words):
        save(site, f"tin/kiem-dinh-lan-{word}-1152.html", 50 + number)
    night = Night(site, 5)
    night.shows(NEW, 41)
    assert asked(night) == []
