"""The parts of an article as they come: in their order, some of them not, and not without end."""

from crawler.articles.multipage import MultipageArticle
from crawler.articles.stages import FetchedPage, Part
from crawler.discovery.article_pager import MOST_PARTS, NO_PAGER, Pager
from crawler.extraction import Article, Kind, Reading

URL = "http://skhcn.vidu/bai"
READING = Reading(Kind.ARTICLE, "", Article(URL, "Họp báo quý II", "Sở họp ngày 12 tháng 5."))


def begun(*numbers: int) -> MultipageArticle:
    pager = Pager(1, {number: f"{URL}?page={number}" for number in numbers})
    return MultipageArticle.of(FetchedPage("bai", URL, "so", b"", None), READING, pager)


def part(number: int) -> Part:
    return Part(number, f"bai?page={number}", f"{URL}?page={number}")


def asked(multipage: MultipageArticle) -> list[int]:
    numbers = []
    while following := multipage.next():
        numbers.append(following[0])
    return numbers


def test_parts_are_asked_for_in_their_order_and_each_once() -> None:
    assert asked(begun(3, 2, 5)) == [2, 3, 5]


def test_part_may_know_of_others() -> None:
    multipage = begun(2)
    multipage.next()
    multipage.add(part(2), READING, Pager(2, {1: URL, 3: f"{URL}?page=3"}))
    assert multipage.next() == (3, f"{URL}?page=3")


def test_what_came_and_what_did_not_goes_on_its_way_together() -> None:
    multipage = begun(2, 3)
    multipage.add(part(2), READING, NO_PAGER)
    multipage.lacks(3, "bai?page=3", f"{URL}?page=3")
    page = multipage.complete()
    assert (page.parts, page.lacking) == ((part(2),), (part(3),))


def test_no_more_than_so_many_parts_are_asked_for() -> None:
    multipage = begun(*range(2, 3 * MOST_PARTS))
    assert asked(multipage) == list(range(2, MOST_PARTS + 1))
    assert multipage.is_cut
    assert not begun(2, 3).is_cut
