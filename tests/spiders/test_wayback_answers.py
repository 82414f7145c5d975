"""Sites that are gone, read from a web archive: as the Internet Archive answers, or none does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.spiders.past import FIRST, PAST, SECOND, SITE, THIRD, Past, Reading
from tests.testing.crawling import Crawls
from tests.testing.internet_archive import HOST, SETTINGS, GoneSite, InternetArchive, Kept
from tests.testing.web_archives import answer

pytestmark = pytest.mark.slow


@pytest.fixture
def past() -> Past:
    return Past(count=12)


@pytest.fixture
def gone(tmp_path: Path, past: Past) -> Iterator[Reading]:
    """Of each day all pages; on the last, one is lost, and one is again what it was at first."""
    kept = []
    for day in past.days():
        stamp = f"{day:%Y%m%d%H%M%S}"
        for url in past.urls():
            response = answer(past.portal, url)
            media_type = response.headers["Content-Type"].partition(";")[0]
            kept.append(Kept(url, stamp, response.body, media_type, response.status))
    first, second, last = (f"{day:%Y%m%d%H%M%S}" for day in (FIRST, SECOND, THIRD))
    kept = [k for k in kept if (k.url, k.stamp) not in ((past.once, last), (past.twice, last))]
    kept.append(Kept(past.once, last, repeats=first))
    kept.append(Kept(past.twice, last, b"<p>...</p>", lost_to=second))
    with Crawls(tmp_path, {SITE: GoneSite(PAST, InternetArchive(kept))}) as crawls:
        yield Reading(crawls, SETTINGS)


def test_a_text_that_came_back_is_an_edit_and_a_lost_capture_is_none(
    gone: Reading, past: Past
) -> None:
    ended = gone.run()
    assert ended.status == 0, ended.log
    history = gone.history()
    assert [(y, c) for u, y, c in history if u == past.once] == [
        ("2027", "published"),
        ("2028", "edited"),
        ("2029", "edited"),
    ]
    assert [(y, c) for u, y, c in history if u == past.twice] == [
        ("2027", "published"),
        ("2028", "edited"),
    ]
    hashes = gone.crawls.rows(
        "SELECT content_hash FROM revisions WHERE url = ? ORDER BY seen_at", past.once
    )
    assert hashes[0] == hashes[2] != hashes[1]
    assert len(gone.crawls.articles(SITE)) == 14
    assert {request.host for request in ended.requests} == {HOST}
    (page,) = gone.crawls.rows("SELECT * FROM pages WHERE url = ?", past.once)
    assert page["etag"] == f'"{THIRD:%Y%m%d%H%M%S}"'


def test_a_page_that_is_no_article_is_not_read_over_and_over(tmp_path: Path) -> None:
    stamps = [f"20{year}0101000000" for year in range(10, 30)]
    url = f"http://{PAST}/gioi-thieu/to-chuc"
    kept = [
        Kept(url, stamp, f"<html><body><p>Sơ đồ tổ chức {stamp}</p></body></html>".encode())
        for stamp in stamps
    ]
    with Crawls(tmp_path, {SITE: GoneSite(PAST, InternetArchive(kept))}) as crawls:
        first, second = Reading(crawls, SETTINGS).run(), Reading(crawls, SETTINGS).run()
    # And one by which the system is recognised.
    assert len([r for r in first.requests if "id_/" in r.path]) == 3 + 1
    assert len([r for r in second.requests if "id_/" in r.path]) == 1


def test_a_limit_leaves_the_rest_to_the_next_run(gone: Reading) -> None:
    assert gone.run("limit=5").status == 0
    assert len(gone.crawls.articles(SITE)) == 5
    gone.run()
    assert len(gone.crawls.articles(SITE)) == 14


def test_an_archive_that_has_nothing_says_so_in_one_line(gone: Reading) -> None:
    ended = gone.run("until=2011")
    assert ended.status == 1
    assert ended.log.splitlines()[-1] == (
        f"{SITE}: WAYBACK_CDX={SETTINGS['WAYBACK_CDX']} knows no capture of {PAST}/, …"
        " to 2011-12-31"
    )
    assert "Traceback" not in ended.log


def test_an_archive_that_does_not_answer_is_told_as_unreachable(gone: Reading) -> None:
    ended = gone.run(WAYBACK_CDX="http://127.0.0.1:9/cdx", HTTPPROXY_ENABLED=0)
    assert ended.status == 3
    assert ended.log.splitlines()[-1].startswith(f"{SITE}: cannot be reached (")
    assert "127.0.0.1:9" in ended.log.splitlines()[-1]


def test_an_address_that_is_no_index_is_told(gone: Reading) -> None:
    ended = gone.run(WAYBACK_CDX=f"http://{HOST}/cdx")
    assert ended.status == 1
    assert "no index of an archive" in ended.log.splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("source=gogole",), "source=gogole: no such source"),
        (("source=wayback", "until=2025-13"), "until=2025-13: not a day"),
    ],
)
def test_a_mistake_in_the_arguments_is_told(
    gone: Reading, arguments: tuple[str, ...], line: str
) -> None:
    more = [part for argument in arguments for part in ("-a", argument)]
    ended = gone.crawls.run("crawl", SITE, *more)
    assert ended.status == 2
    assert line in ended.log.splitlines()[-1]
