"""Which changes are edits at once, which on later nights, and which never."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from crawler.articles.stages import AcceptedArticle
from crawler.database import Database
from crawler.extraction import Article
from crawler.recrawl.claims import Changed, Claims
from crawler.recrawl.shared_changes import CUT, ways
from tests.recrawl.night import DAY, SCHEDULE, article, save, stored
from tests.testing.site import NOW, SITE
from tests.testing.stages import page

PARAGRAPHS = "Huyện {0} có {0} cột đo xăng dầu.\nĐoàn kiểm tra gồm mười người.\nKết quả tốt."
NOTICE = "Cổng thông tin tạm ngừng hoạt động để nâng cấp.\nMời quý vị trở lại sau."
ADVERT = "Mời dự hội chợ công nghệ và thiết bị toàn quốc."


def text(number: int) -> str:
    return PARAGRAPHS.format("ABCDEFGHIJKLMNOP"[number])


def seen_as(number: int, said: str, *more: str) -> Changed:
    """A page that showed an article of its own when it was stored, and says something else now."""
    path = stored(f"tin/{number}")
    before = Article(path.url, f"Kiểm định cột đo {number}", text(number))
    after = replace(before, text=said)
    found = AcceptedArticle(
        page(f"tin/{number}"), after, changes=ways(before, after) | frozenset(more)
    )
    return Changed(path.url, f"hash {number}", found)


@pytest.fixture
def known(database: Database) -> Database:
    """A database with some articles."""
    for number in range(16):
        save(database, f"tin/{number}", number)
    return database


class Nights:
    """Runs over a site; each tells how many of the changed pages were found to be edited."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def after(self, days: float, pages: Iterable[Changed], seen: int = 10) -> int:
        claims = Claims(self._database, SITE.name, NOW + days * DAY, SCHEDULE)
        for changed in pages:
            claims.hold(changed)
        return len(claims.settle(seen).edited)


@pytest.fixture
def nights(known: Database) -> Nights:
    return Nights(known)


def with_advert(*numbers: int) -> list[Changed]:
    return [seen_as(number, f"{text(number)}\n{ADVERT}") for number in numbers]


def test_edits_of_single_articles_are_edits_at_once(nights: Nights) -> None:
    other = [seen_as(n, text(n).replace("mười", f"{n} người, tức là mười")) for n in range(2)]
    assert nights.after(1, [*other, seen_as(2, f"{text(2)}\n{ADVERT}")]) == 3


def test_same_text_on_several_pages_is_never_that_of_their_articles(nights: Nights) -> None:
    for day in range(1, 9):
        assert nights.after(day, [seen_as(number, NOTICE) for number in range(4)]) == 0


def test_two_pages_with_the_same_text_are_enough_where_little_else_is_seen(nights: Nights) -> None:
    assert nights.after(1, [seen_as(number, NOTICE) for number in range(2)], seen=3) == 0


def test_two_addresses_of_one_article_are_one_witness(nights: Nights) -> None:
    one = seen_as(1, f"{text(1)}\n{ADVERT}")
    assert nights.after(1, [one, replace(one, url=stored("tin/2").url)], seen=2) == 2


def test_what_many_pages_share_is_an_edit_on_the_third_night(nights: Nights) -> None:
    assert [nights.after(day, with_advert(1, 2, 3)) for day in (1, 2, 3)] == [0, 0, 3]


def test_what_was_accepted_is_an_edit_at_once_on_other_pages(nights: Nights) -> None:
    for day in (1, 2, 3):
        nights.after(day, with_advert(1, 2, 3))
    assert nights.after(20, with_advert(4, 5, 6, 7)) == 4


def test_runs_of_one_night_are_one_visit(nights: Nights) -> None:
    assert [nights.after(1 + hour / 24, with_advert(1, 2, 3)) for hour in range(5)] == [0] * 5


def test_pages_of_an_earlier_night_are_witnesses(nights: Nights) -> None:
    nights.after(1, with_advert(1, 2, 3))
    assert nights.after(2, with_advert(4)) == 0


def test_page_that_shows_its_article_again_was_not_edited(nights: Nights, known: Database) -> None:
    nights.after(1, with_advert(1, 2, 3))
    assert len(known.claims(SITE.name)) == 3
    for number in (1, 2):
        save(known, f"tin/{number}", number, NOW + 2 * DAY)
    page_3 = known.page(SITE.name, stored("tin/3").key)
    assert page_3
    known.note_unchanged(page_3, NOW + 2 * DAY, SCHEDULE, None)
    assert known.claims(SITE.name) == {}


@pytest.mark.parametrize("left", [text(1).rpartition("\n")[0], text(1)[:70] + "...", "Huyện"])
def test_text_that_shrank_is_confirmed_by_a_second_visit(nights: Nights, left: str) -> None:
    assert [nights.after(day, [seen_as(1, left)]) for day in (1, 2)] == [0, 1]


def test_a_few_texts_that_shrank_are_confirmed_by_a_third_visit_among_many(nights: Nights) -> None:
    teasers = [seen_as(number, text(number)[:40]) for number in range(3)]
    assert [nights.after(day, teasers, seen=500) for day in (1, 2, 3)] == [0, 0, 3]


def test_text_of_another_article_is_confirmed_by_a_second_visit(
    nights: Nights, known: Database
) -> None:
    other = "Trạm quan trắc nước ngầm đã hoạt động.\nSố liệu gửi về Sở mỗi giờ."
    known.save_article(stored("tin/20"), replace(article(20), text=other), NOW, SCHEDULE)
    assert [nights.after(day, [seen_as(1, other)]) for day in (1, 2)] == [0, 1]


def test_other_address_of_an_edited_article_shows_no_other_one(
    nights: Nights, known: Database
) -> None:
    rewritten = "Hai cột đo bị niêm phong.\nChủ cửa hàng đã nộp phạt."
    save(known, "muc/1", 1)
    edited = replace(article(1), text=rewritten, content_hash="hash of the edit")
    known.save_article(stored("muc/1"), edited, NOW + DAY, SCHEDULE)
    assert nights.after(2, [seen_as(1, rewritten)]) == 1


def test_texts_of_which_all_shrank_are_confirmed_by_a_third(nights: Nights) -> None:
    teasers = [seen_as(number, text(number)[:40]) for number in range(5)]
    assert [nights.after(day, teasers) for day in (1, 2, 3)] == [0, 0, 5]


@pytest.mark.parametrize(
    "written", [str.upper, lambda said: said.replace("cột đo", "cốt đo"), lambda said: said + "!"]
)
def test_texts_that_are_all_written_otherwise_for_good_are_edits_on_the_third_night(
    nights: Nights, written: Callable[[str], str]
) -> None:
    shouted = [seen_as(number, written(text(number))) for number in range(8)]
    assert [nights.after(day, shouted) for day in (1, 2, 3)] == [0, 0, 8]


def test_texts_that_are_written_otherwise_on_each_night_are_no_edits(nights: Nights) -> None:
    for day, typo in enumerate(("cốt", "côt", "cọt", "Cột"), 1):
        torn = [seen_as(number, text(number).replace("cột", typo)) for number in range(8)]
        assert nights.after(day, torn) == 0


def test_texts_that_all_became_others_are_no_edits_on_the_first_night(nights: Nights) -> None:
    torn = [seen_as(n, text(n).encode().decode("cp1258", "replace")) for n in range(5)]
    assert nights.after(1, torn) == 0


def test_source_that_breaks_off_is_confirmed_by_a_third_visit(nights: Nights) -> None:
    cut = seen_as(1, text(1)[:-5] + "tuyệt vời", CUT)
    assert [nights.after(day, [cut]) for day in (1, 2, 3)] == [0, 0, 1]


def test_another_change_than_was_claimed_is_a_claim_of_its_own(nights: Nights) -> None:
    shrunk = [seen_as(1, text(1)[:length]) for length in (60, 50, 40)]
    assert [nights.after(day, [one]) for day, one in enumerate(shrunk, 1)] == [0, 0, 0]


def test_pages_that_changed_alike_are_visited_again_the_next_night(
    nights: Nights, known: Database
) -> None:
    nights.after(1, with_advert(1, 2, 3))
    pages = known.known_pages(SITE.name)
    visits = [pages[stored(f"tin/{number}").key].next_visit for number in (1, 2, 3)]
    assert all(visit and visit <= NOW + 2 * DAY for visit in visits)
