"""A crawl's archive: whole, pointed into by the database, and good for the same crawl again."""

from html import unescape
from pathlib import Path
from urllib.request import urlopen

import pytest

from crawler.archive.reader import exchanges, read
from crawler.archive.records import Place
from tests.portals.systems import SYSTEMS
from tests.testing.crawling import Crawls
from tests.testing.web_archives import Pywb, need_pywb

from .samples import problems

pytestmark = pytest.mark.slow

SITE = "dong_nai"
NIGHTS = ("2026-03-02T03:00:00+07:00", "2026-03-03T03:00:00+07:00")


@pytest.fixture(scope="module")
def crawls(tmp_path_factory: pytest.TempPathFactory) -> Crawls:
    """Two nights of a portal that does not change."""
    crawls = Crawls(tmp_path_factory.mktemp("crawls"), {SITE: SYSTEMS["nukeviet"](20)})
    with crawls:
        for night in NIGHTS:
            run = crawls.run("crawl", SITE, NOW=night)
            assert run.status == 0, run.log
    return crawls


def test_files_are_sound(crawls: Crawls) -> None:
    files = list(crawls.archive.rglob("*"))
    assert [path.name for path in files if path.is_file()] == [f"{SITE}-00001.warc.gz"]
    assert problems(crawls.archive, SITE) == 0


def test_every_page_points_to_what_it_was_read_from(crawls: Crawls) -> None:
    pages = crawls.rows(
        "SELECT pages.url, warc_file, warc_offset, title"
        " FROM pages JOIN articles USING (content_hash)"
    )
    assert len(pages) >= 20
    for page in pages:
        exchange = read(crawls.archive, Place(page["warc_file"], page["warc_offset"]))
        assert exchange.url == page["url"]
        assert page["title"] in unescape(exchange.decoded_body.decode())


def test_every_request_is_on_record(crawls: Crawls) -> None:
    (path,) = crawls.archive.rglob("*.warc.gz")
    answered = [exchange.url for exchange, _ in exchanges(path)]
    asked = [f"http://{request.host}{request.path}" for request in crawls.server.requests]
    assert sorted(answered) == sorted(asked)


def test_what_came_again_is_archived_once(crawls: Crawls) -> None:
    (path,) = crawls.archive.rglob("*.warc.gz")
    full = [(e.url, e.digest) for e, _ in exchanges(path) if not e.repeats]
    again = [(e.url, e.digest) for e, _ in exchanges(path) if e.repeats]
    assert again
    assert set(again) <= set(full)
    assert len(full) == len(set(full))


def test_archive_can_be_crawled_in_place_of_the_network(tmp_path: Path) -> None:
    with Crawls(tmp_path, {SITE: SYSTEMS["nukeviet"](20)}) as crawls:
        crawls.run("crawl", SITE, NOW=NIGHTS[0])
        crawled = crawls.rows("SELECT url, content_hash FROM pages ORDER BY url")
        crawls.database.unlink()
        run = crawls.run("crawl", SITE, NOW=NIGHTS[0], REPLAY=crawls.archive)
        assert (run.status, run.requests) == (0, ()), run.log
        assert crawls.rows("SELECT url, content_hash FROM pages ORDER BY url") == crawled
    assert len(crawled) >= 20


def test_web_archive_shows_every_archived_page(crawls: Crawls, tmp_path: Path) -> None:
    need_pywb()
    pages = crawls.rows("SELECT url, title FROM current_articles")
    with Pywb(tmp_path / "pywb", sorted(crawls.archive.rglob("*.warc.gz"))) as pywb:
        base = pywb.settings["WAYBACK_CAPTURES"]
        for page in pages:
            # The second night's are revisits, where the page did not change.
            with urlopen(f"{base}/20260303id_/{page['url']}", timeout=30) as answer:  # noqa: S310
                assert page["title"] in unescape(answer.read().decode())
