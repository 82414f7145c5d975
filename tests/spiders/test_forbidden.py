"""Nights on which robots.txt forbids a site: nothing is asked or concluded, and it is told."""

from pathlib import Path

import pytest

from tests.portals.content import stories
from tests.portals.server import Response
from tests.testing.crawling import Crawls
from tests.testing.handmade import Handmade, links, news, page

STORIES = stories(4, seed=9)
PAGES = news("/tin", STORIES)
HOME = page(links(dict(zip(PAGES, (story.title for story in STORIES), strict=True))))
DENIAL = Response(200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("robots", "told"),
    [
        (Response(503), "robots.txt answers HTTP 503"),
        (Response(500), "robots.txt answers HTTP 500"),
        (DENIAL, "robots.txt forbids it"),
    ],
    ids=["unavailable", "broken", "denial"],
)
def test_a_forbidden_site_stays_as_it_is_on_record(
    tmp_path: Path, robots: Response, told: str
) -> None:
    portal = Handmade("binhson.gov.vidu", {"/": HOME, **PAGES})
    with Crawls(tmp_path, {"binh_son": portal}) as crawls:
        crawls.run("crawl", "binh_son", NOW="2026-03-02T03:00:00+07:00")
        before = crawls.rows("SELECT * FROM pages")
        portal.answers = {"/robots.txt": robots}
        for day in (9, 16, 23):
            night = crawls.run("crawlall", NOW=f"2026-03-{day:02}T03:00:00+07:00", RETRY_TIMES=0)
            assert {asked.path for asked in night.requests} == {"/robots.txt"}
        after = crawls.rows("SELECT * FROM pages")
        runs = crawls.rows("SELECT outcome, removed FROM runs ORDER BY id")
    assert night.status == 3
    assert f"binh_son: not crawled: its {told}" in night.log + night.out
    assert [run["outcome"] for run in runs] == ["ok", *["forbidden"] * 3]
    assert len(before) == len(STORIES)
    assert after == before
