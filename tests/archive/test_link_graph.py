"""How recorded pages link each other."""

from pathlib import Path

from crawler.archive.link_graph import Web, read_linked
from crawler.archive.records import Place
from crawler.discovery.links import Link
from crawler.frontier.navigation import LEAST_PAGES
from tests.testing.recorded_site import TITLES, answer, html, listing, url, write

MENU = ("gioi-thieu", Link(url("gioi-thieu"), "Giới thiệu chung về cơ quan"))


def test_links_are_read_without_those_of_the_pager(tmp_path: Path) -> None:
    pager = html('<a href="/tin?page=2">2</a><a href="/tin?page=3">3</a>')
    (home,) = write(tmp_path / "1", [answer("", listing())])
    (more,) = write(tmp_path / "2", [answer("tin", pager)])
    links = read_linked(Place((tmp_path / "1" / home.file).as_posix(), home.offset)).links
    assert [link.text for link in links if "/tin/" in link.url] == list(TITLES)
    linked = read_linked(Place((tmp_path / "2" / more.file).as_posix(), more.offset))
    assert linked.further == (url("tin?page=2"), url("tin?page=3"))
    assert not any("page=" in link.url for link in linked.links)


def test_page_that_nearly_all_pages_link_is_in_the_frame() -> None:
    web = Web()
    for number in range(LEAST_PAGES):
        own = (str(number), Link(url(str(number)), TITLES[0]))
        web.add(f"trang-{number}", [MENU, own], ())
    assert web.in_navigation("gioi-thieu")
    assert not web.in_navigation("3")
    assert web.text("gioi-thieu") == "Giới thiệu chung về cơ quan"


def test_few_pages_tell_nothing_but_a_page_that_links_itself_does() -> None:
    web = Web()
    web.add("gioi-thieu", [MENU], ())
    web.add("tin/1", [("tin/2", Link(url("tin/2"), TITLES[2])), ("tin/3", MENU[1])], ())
    assert web.in_navigation("gioi-thieu")
    assert not web.in_navigation("tin/2")


def test_text_that_reads_like_a_title_is_kept() -> None:
    web = Web()
    for text in ("Xem", TITLES[1], f"{TITLES[2]} ({TITLES[3]})"):
        web.add("x", [("tin/1", Link(url("tin/1"), text))], ())
    assert web.text("tin/1") == TITLES[1]
    assert web.is_headline("tin/1")
    assert web.text("tin/9") == ""
    assert not web.is_headline("tin/9")


def test_page_is_a_listing_when_only_pagers_lead_there() -> None:
    web = Web()
    web.add("tin", [("tin/1", Link(url("tin/1"), TITLES[1]))], ("tin?page=2", "tin/1"))
    assert web.is_listing("tin?page=2")
    assert not web.is_listing("tin/1")
