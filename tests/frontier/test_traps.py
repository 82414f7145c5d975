"""Shapes of addresses that lead nowhere: what is held back, and what is asked all the same."""

from crawler.frontier.traps import (
    ARTICLE_WORTH,
    DEAD_LENGTH,
    LATE_MOST,
    LATE_SAMPLE,
    MOST_HELD,
    REPEATS,
    REPEATS_MOST,
    TRAP_LENGTH,
    VAIN,
    VAIN_MOST,
    Traps,
)
from crawler.frontier.visits import Candidate, Role, Visit

TITLE = "Tập huấn đo lường cho các chợ đầu mối"
OTHER_TITLE = "Trao giải cuộc thi sáng tạo của thiếu niên"


def request(number: int, text: str = TITLE, *, dated: bool = False) -> Candidate:
    url = f"http://skhcn.vidu/tin/{number}"
    return Candidate(Visit(url, url, Role.PAGE, text, dated=dated))


def has(traps: Traps, text: str = TITLE) -> bool:
    return traps.has(request(1, text).visit)


def dead(held: int = 0) -> Traps:
    """A site of dead links, some of which are held."""
    traps = Traps([])
    for number in range(DEAD_LENGTH):
        traps.missed(request(number).visit.url)
    for number in range(held):
        traps.hold(request(number))
    return traps


def repeating(count: int) -> Traps:
    traps = Traps([])
    for number in range(count):
        traps.repeated(request(number).visit.url, TITLE)
    return traps


def test_a_shape_is_a_trap_when_its_pages_bring_nothing() -> None:
    traps = Traps([])
    for _ in range(TRAP_LENGTH):
        assert not has(traps)
        traps.suspect(request(1).visit.url)
    assert has(traps)
    traps.mark_productive(request(1).visit.url)
    assert not has(traps)


def test_a_shape_is_dead_when_its_pages_are_missing() -> None:
    traps = dead()
    assert has(traps)
    traps.mark_productive(request(1).visit.url)
    assert not has(traps)


def test_of_what_repeats_itself_another_title_is_still_asked() -> None:
    traps = repeating(REPEATS)
    assert has(traps)
    assert has(traps, "Xem tiếp")
    assert not has(traps, OTHER_TITLE)


def test_of_what_repeats_itself_for_ever_no_title_is_asked() -> None:
    assert has(repeating(REPEATS_MOST), OTHER_TITLE)


def admits(traps: Traps, path: str) -> bool:
    """Whether a page at a path is asked for."""
    url = f"http://skhcn.vidu/{path}"
    return traps.admits(Visit(url.removeprefix("http://"), url, Role.PAGE, TITLE))


def letters(number: int) -> str:
    """A number in letters: every address with it has a shape of its own."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def test_a_run_that_goes_on_in_vain_asks_only_where_articles_were() -> None:
    traps = Traps([])
    traps.proved("http://skhcn.vidu/tin/7", "skhcn.vidu/danh-sach?trang=1")
    assert [admits(traps, letters(number)) for number in range(VAIN)] == [True] * VAIN
    assert not admits(traps, "thu-vien")
    assert admits(traps, "tin/8")
    assert admits(traps, "danh-sach?trang=2")


def test_a_run_without_end_ends_even_where_articles_were() -> None:
    traps = Traps([])
    traps.proved("http://skhcn.vidu/tin/7", "skhcn.vidu")
    asked = [admits(traps, f"tin/{number}") for number in range(VAIN_MOST + 10)]
    assert sum(asked) == VAIN_MOST
    traps.proved("http://skhcn.vidu/tin/7", "skhcn.vidu")
    assert admits(traps, "tin/8")


def test_an_article_makes_up_for_a_few_repeats() -> None:
    traps = repeating(REPEATS + ARTICLE_WORTH)
    traps.mark_productive(request(1).visit.url, OTHER_TITLE)
    assert has(traps)
    traps.mark_productive(request(2).visit.url, OTHER_TITLE)
    assert not has(traps)


def test_a_sample_of_what_is_dead_is_asked_late() -> None:
    traps = dead(3 * LATE_SAMPLE)
    assert len(traps.late()) == LATE_SAMPLE
    assert traps.late() == []
    assert traps.held == 2 * LATE_SAMPLE


def test_all_is_asked_late_where_articles_are_among_it() -> None:
    traps = dead()
    traps.mark_productive(request(1).visit.url)
    for number in range(DEAD_LENGTH):
        traps.missed(request(number).visit.url)
    for number in range(MOST_HELD):
        traps.hold(request(number))
    asked = 0
    while batch := traps.late():
        asked += len(batch)
    assert asked == LATE_MOST


def test_the_likeliest_are_asked_first() -> None:
    traps = dead(2 * LATE_SAMPLE)
    menu, entry = request(6001, "Giới thiệu"), request(6002, dated=True)
    for one in (menu, entry):
        traps.hold(one)
    asked = traps.late()
    assert asked[0] is entry
    assert menu not in asked


def test_what_is_held_of_a_calendar_is_not_asked_late() -> None:
    traps = Traps([])
    for number in range(TRAP_LENGTH):
        traps.suspect(request(number).visit.url)
    traps.hold(request(1))
    assert traps.late() == []


def test_no_more_is_held_than_memory_allows() -> None:
    traps = Traps([])
    for number in range(MOST_HELD + 1):
        traps.hold(request(number))
    assert traps.held == MOST_HELD
    assert traps.sample == request(0).visit.url
