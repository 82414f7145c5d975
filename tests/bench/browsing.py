"""How long readers wait for pages of the reading room when many articles are stored."""

import asyncio
import time
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from datasette.app import Datasette

from tests.bench.filling import fill
from tests.bench.results import Result, number
from tests.browsing.served import served

#: Each page is opened so often, and once before that does not count.
_TIMES = 5
#: Sentences of an article, which make it about as long as those of portals.
_SENTENCES = 20


def _search(words: str, **narrowed: str) -> str:
    return f"/tim?{urlencode({'q': words, **narrowed})}"


PAGES = {
    "first page": "/",
    "later page of the list": "/?sau=2010-01-01.1",
    "article": "/bai/" + "0" * 64,
    "province": "/tinh/viet-nam",
    "maps": "/tinh",
    "site": "/nguon/kho-00",
    "state of all sites": "/suc-khoe",
    "feed": "/moi.atom",
    "search: a word of most articles": _search("khoa"),
    "search: four words": _search("tiêu chuẩn đo lường"),
    "search: a phrase": _search('"khoa học và công nghệ"'),
    "search: within a site and a year": _search("công nghệ", nguon="kho-07", nam="2015"),
    "search: newest first": _search("công nghệ", xep="moi"),
    "search: nothing there": _search("khongcogi"),
}


def measure(path: Path, articles: int) -> Result:
    """Open pages of a database with so many articles."""
    path.parent.mkdir(parents=True)
    fill(path, articles, _SENTENCES)
    with served(path) as room:
        times = {name: asyncio.run(_milliseconds(room, page)) for name, page in PAGES.items()}
    path.unlink()
    return Result(
        "Reading room",
        f"Pages of a database with {articles:,} articles of {_SENTENCES} sentences; medians of "
        f"{_TIMES}, warm, without the network.",
        ("page", "ms"),
        [[name, number(spent)] for name, spent in times.items()],
        "ms a page",
        times,
    )


async def _milliseconds(room: Datasette, page: str) -> float:
    spent = []
    for _ in range(1 + _TIMES):
        start = time.perf_counter()
        answer = await room.client.get(page)
        spent.append(1000 * (time.perf_counter() - start))
        assert answer.status_code == 200, page
    return median(spent[1:])
