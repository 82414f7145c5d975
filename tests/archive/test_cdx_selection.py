"""Which captures of a site are read."""

from datetime import UTC, datetime

from crawler.archive.cdx import Captured
from crawler.archive.cdx_selection import select
from crawler.urls.identity import canonical, identity

HOST = "http://skhcn.binhson.vidu"


def captured(
    path: str, year: int, digest: str, media_type: str = "text/html", status: str = "200"
) -> Captured:
    moment = datetime(year, 1, 1, tzinfo=UTC)
    return Captured(HOST + path, moment, status, media_type, digest)


def years(*captures: Captured) -> dict[str, list[int]]:
    """The years of the captures that are read, by the pages' keys."""
    pages = select(captures, lambda url: identity(canonical(url)))
    return {key.partition("/")[2]: [c.moment.year for c in read] for key, read in pages.items()}


def test_a_payload_is_read_once_until_another_came_between() -> None:
    captures = [captured("/tin", year, digest) for year, digest in enumerate("AABBA", 2011)]
    assert years(*reversed(captures)) == {"tin": [2011, 2013, 2015]}


def test_a_revisit_is_a_capture_of_the_payload_it_repeats() -> None:
    assert years(
        captured("/tin", 2011, "A"),
        captured("/tin", 2012, "A", "warc/revisit", ""),
        captured("/tin", 2013, "B"),
        captured("/tin", 2014, "A", "warc/revisit", ""),
    ) == {"tin": [2011, 2013, 2014]}


def test_only_pages_are_read() -> None:
    assert years(
        captured("/tin", 2011, "A", "text/html; charset=utf-8"),
        captured("/anh", 2011, "B", "image/png"),
        captured("/anh", 2012, "B", "warc/revisit", ""),
        captured("/mat", 2011, "C", status="404"),
        captured("/doi", 2011, "D", status="302"),
        captured("/cu", 2011, "E", ""),
    ) == {"tin": [2011], "cu": [2011]}


def test_variants_of_an_address_are_one_page_in_the_order_of_time() -> None:
    other = Captured(
        "https://www.skhcn.binhson.vidu:443/vi/tin", datetime(2012, 1, 1, tzinfo=UTC), "200",
        "text/html", "B",
    )  # fmt: skip
    assert years(captured("/tin", 2013, "C"), other, captured("/tin", 2011, "A")) == {
        "tin": [2011, 2012, 2013]
    }


def test_print_views_are_read_only_where_there_is_nothing_else() -> None:
    assert years(
        captured("/tin?print=1", 2011, "A"),
        captured("/tin", 2012, "B"),
        captured("/bai?print=1", 2011, "C"),
    ) == {"tin": [2012], "bai": [2011]}


def test_pages_that_were_captured_once_come_first() -> None:
    captures = [
        captured("/hai", 2011, "A"),
        captured("/hai", 2012, "B"),
        captured("/mot", 2013, "C"),
    ]
    assert list(years(*captures)) == ["mot", "hai"]


def test_addresses_without_a_key_are_never_read() -> None:
    assert select([captured("/tim-kiem?q=x", 2011, "A")], lambda url: None) == {}
