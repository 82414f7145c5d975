"""`scrapy reextract`: what is archived is read again, and what changes is no edit."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.archive.captures import capture_of
from crawler.archive.records import Exchange
from crawler.catalogue.sites import COUNTRY, Site
from crawler.database import Capture, Database, FrontierLink, PageKind, StoredArticle, StoredPage
from tests.testing.crawling import Crawls, Ended, record
from tests.testing.recorded_site import BEGAN, SITE, TITLES, answer, article, html, url, write

FORMER = "đọc chưa đúng"


class Archived:
    """A site whose pages were archived, and stored as they were read then."""

    def __init__(self, folder: Path) -> None:
        self.crawls = Crawls(folder, {}, {SITE: record(SITE, url(""))})
        self.database = Database(self.crawls.database)
        self.database.save_catalogue(
            [Site(name=SITE, agency=f"Sở {SITE}", province=COUNTRY, url=url(""))], []
        )

    def stored(self, number: int, body: bytes) -> None:
        """A page that was read as an article, but badly."""
        exchange, key = answer(f"tin/{number}.html", body, number), f"tin/{number}"
        text = f"{FORMER} {number}"
        found = StoredArticle(exchange.url, TITLES[number], text, content_hash=text)
        page = StoredPage(key, exchange.url, SITE, self._capture(exchange))
        self.database.save_article(page, found, exchange.date)

    def rejected(self, path: str, body: bytes, reason: str) -> None:
        """A page that was read as none."""
        exchange = answer(path, body, 9)
        link = FrontierLink(path, exchange.url, "Khai mạc triển lãm sáng kiến của thanh niên")
        self.database.save_links(SITE, [link], exchange.date)
        self.database.save_visit(path, PageKind.OTHER, reason, exchange.date)
        self._capture(exchange)

    def _capture(self, exchange: Exchange) -> Capture:
        (place,) = write(self.crawls.archive, [exchange])
        capture = capture_of(exchange, place)
        self.database.save_capture(SITE, capture)
        return capture

    def reextract(self, *arguments: str) -> Ended:
        self.database.close()
        return self.crawls.run("reextract", *arguments)


@pytest.fixture
def archived(tmp_path: Path) -> Iterator[Archived]:
    site = Archived(tmp_path)
    with site.crawls:
        yield site


def revisions(crawls: Crawls) -> list[tuple[str, str]]:
    """What happened to which page; pages are read side by side, and end in any order."""
    rows = crawls.rows("SELECT url, cause FROM revisions ORDER BY url, id")
    return [(row["url"].removeprefix(url("")), row["cause"]) for row in rows]


def test_what_reads_better_is_put_right_and_never_an_edit(archived: Archived) -> None:
    archived.stored(0, article(0))
    archived.stored(1, html("<p>Trang đang được bảo trì.</p>"))
    archived.rejected("tin/4.html", article(4), "no text")
    archived.rejected("lien-he", html("<p>Điện thoại: 0255 000 000</p>"), "no text")
    run = archived.reextract()
    assert run.status == 0, run.out + run.log
    assert "binh_son: 4 pages, 1 re-extracted, 1 new, 1 no longer read, 0 errors" in run.out
    crawls = archived.crawls
    assert revisions(crawls) == [
        ("tin/0.html", "published"),
        ("tin/0.html", "re-extracted"),
        ("tin/1.html", "published"),
        ("tin/4.html", "published"),
    ]
    shown = {
        row["url"].removeprefix(url("")): row["text"]
        for row in crawls.rows(
            "SELECT pages.url, text FROM pages JOIN articles USING (content_hash)"
        )
    }
    assert "nước mắm" in shown["tin/0.html"]
    assert shown["tin/1.html"] == f"{FORMER} 1"
    (found,) = crawls.rows("SELECT first_seen FROM pages WHERE url = ?", url("tin/4.html"))
    assert found["first_seen"] == (BEGAN + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M:%SZ")
    (row,) = crawls.rows("SELECT source, outcome, requests FROM runs")
    assert row == {"source": "re-extraction", "outcome": "ok", "requests": 0}
    assert run.requests == ()

    before = crawls.tables()
    again = crawls.run("reextract", SITE)
    assert "5 pages" not in again.out
    assert "0 re-extracted, 0 new, 1 no longer read, 0 errors" in again.out
    assert crawls.tables() | {"runs": []} == before | {"runs": []}


@pytest.mark.slow
def test_interrupted_pass_goes_on_where_it_stopped_and_the_next_begins_anew(
    archived: Archived,
) -> None:
    for number in range(3):
        archived.stored(number, article(number))
    database = archived.database
    pages = database.archived_pages(SITE, ("", 0), 10)
    reached = (pages[1].warc_file, pages[1].warc_offset)
    database.save_reextraction(SITE, BEGAN, reached)
    first = archived.reextract()
    assert "binh_son: 1 pages, 1 re-extracted" in first.out
    second = archived.reextract()
    assert "binh_son: 3 pages, 2 re-extracted" in second.out


@pytest.mark.slow
def test_lost_archive_file_is_an_error_in_one_line(archived: Archived) -> None:
    archived.stored(0, article(0))
    (path,) = archived.crawls.archive.rglob("*.warc.gz")
    path.unlink()
    run = archived.reextract()
    assert run.status == 1
    assert f"binh_son: UnreadableRecord: {path}: No such file or directory" in run.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "nothing is archived"),
        pytest.param((SITE,), "binh_son: nothing is archived", marks=pytest.mark.slow),
        (("binh_sn",), "has no site named binh_sn; did you mean binh_son?"),
    ],
)
def test_nothing_to_read_is_told_in_one_line(
    archived: Archived, arguments: tuple[str, ...], message: str
) -> None:
    run = archived.reextract(*arguments)
    assert (run.status, run.out, run.log.count("\n")) == (2, "", 1)
    assert message in run.log
