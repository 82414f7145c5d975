"""The reading room in a real browser, with articles that mean harm, as `make browse` serves it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from crawler.database import Database
from tests.browsing.chromium import CHROMIUM, Chromium
from tests.browsing.samples import HOSTILE, PAGES, fill
from tests.browsing.served import listening
from tests.testing.database import MORNING, PROVINCES, SITES, article, page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium"),
]

HARM = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<style>@import 'http://x.vidu/a.css'; * { background: url(http://x.vidu/b) }</style>",
    "[a](javascript:alert(1) 'b') ![c](http://x.vidu/c.jpg) ![d](//x.vidu/d.jpg)",
    "<meta http-equiv=refresh content='0;url=http://x.vidu/'><base href='http://x.vidu/'>",
    "<link rel=preconnect href=http://x.vidu><iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "| " + "cột " * 60 + "|\n|" + " --- |" * 1 + "\n| " + "W" * 900 + " |",
    "\u202e\u2066đảo\u2069 \x07\x1b[2J " + "Khôngcóchỗngắt" * 80,
    "`" + "x" * 900 + "`",
)
EVIL = [
    replace(
        article(f"{harm} số {number}", f"{harm}\nĐoạn {number}."),
        markdown=harm,
        lead=harm,
        author=harm,
        section=harm,
        source=harm,
        tags=(harm,),
    )
    for number, harm in enumerate(HARM)
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("browser") / "articles.db"
    with closing(Database(path)) as database:
        database.save_catalogue(SITES, PROVINCES)
        fill(database)
        for number, told in enumerate(EVIL):
            database.save_article(page(100 + number), told, MORNING)
    with listening(path) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with Chromium.started() as browser:
        yield browser


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_runs_nothing_leaves_the_machine_and_all_fits(
    server: str, browser: Chromium, width: int
) -> None:
    ours = [path for path in PAGES if "anh=1" not in path]
    theirs = [f"/bai/{told.content_hash}" for told in (HOSTILE, *EVIL)]
    for path in [*ours, *theirs, "/tim?q=script+alert", "/tim?q=khongcochongat*"]:
        browser.open(server + path, width)

        assert browser.told("Page.javascriptDialogOpening") == [], path
        assert all(asked.startswith(server) for asked in browser.requests()), path
        assert browser.evaluate("location.href") == server + path
        assert browser.evaluate("getComputedStyle(document.body).display") == "block"
        assert browser.too_wide() == [], path


def test_pictures_that_the_reader_asks_for_are_all_that_is_loaded(
    server: str, browser: Chromium
) -> None:
    (told,) = (told for told in EVIL if "c.jpg" in (told.markdown or ""))
    browser.open(f"{server}/bai/{told.content_hash}?anh=1", 390)

    elsewhere = {asked for asked in browser.requests() if not asked.startswith(server)}
    assert elsewhere == {"http://x.vidu/c.jpg"}
    assert browser.told("Page.javascriptDialogOpening") == []
