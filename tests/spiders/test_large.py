"""A portal of the size of a real one: nothing missed, nothing twice, within bounds."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.portals.content import stories
from tests.portals.liferay import LiferayPortal
from tests.portals.liferay_mirror import LiferayMirror
from tests.portals.server import Portal
from tests.spiders.quality import score
from tests.testing.crawling import Crawls

COUNT = 1000
#: Shares of the articles, as large portals are judged.
MISSING, TOO_MANY = 0.004, 0.01
#: For an article: its own request, and its share of the listings that lead to it.
REQUESTS_PER_ARTICLE = 2.2
#: Home page, robots.txt, sitemaps, and the first pages of the listings in three languages.
REQUESTS_WITHOUT_NEWS = 60
#: MiB, of the largest process.
MEMORY = 400


@pytest.mark.slow
@pytest.mark.parametrize("make", [LiferayPortal, LiferayMirror])
def test_large_portal(tmp_path: Path, make: Callable[..., Portal]) -> None:
    portal = make("sokhcn.binhson.gov.vn", stories(COUNT, 41))
    memory = tmp_path / "memory"
    launcher = ("tests.spiders.peak_memory", str(memory))
    with Crawls(tmp_path, {"binh_son": portal}, launcher=launcher) as crawls:
        first = crawls.run("crawl", "binh_son")
        assert first.status == 0, first.log
        assert int(memory.read_text("utf-8")) <= MEMORY
        result = score(portal.articles(), crawls.articles("binh_son"))
        before = crawls.tables()
        second = crawls.run("crawl", "binh_son")
        after = crawls.tables()
    assert len(result.missing) <= MISSING * COUNT, result.missing
    assert len(result.twice + result.foreign) <= TOO_MANY * COUNT, result.twice + result.foreign
    assert result.share_right("title") >= 0.95, result.wrong["title"][:10]
    assert result.share_right("published") >= 0.95, result.wrong["published"][:10]
    assert result.share_right("author") >= 0.9, result.wrong["author"][:10]
    assert result.mean_f1 >= 0.97
    assert len(first.requests) <= REQUESTS_PER_ARTICLE * COUNT
    assert len(second.requests) <= REQUESTS_WITHOUT_NEWS
    assert {n: len(rows) for n, rows in after.items() if n != "runs"} == {
        n: len(rows) for n, rows in before.items() if n != "runs"
    }
