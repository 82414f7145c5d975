"""The site's template is learned on the way, and what was read with less is read again."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest
from scrapy.crawler import Crawler

from crawler.articles.stages import AcceptedArticle, FetchedPage
from crawler.deduplication.fingerprint import content_hash
from crawler.engine.rereading import Rereader
from crawler.engine.run import Run
from crawler.engine.template_manager import FIRST, LEAST
from crawler.extraction import Kind, Reading, Template, learn_template
from crawler.extraction.reading import UNFIT
from crawler.workers.pool import ReadingError
from pipelines.extract import Extract
from pipelines.learn import Learn
from tests.testing.site import NOW, SITE
from tests.testing.stages import TEXT, TITLE, article, page

READING = Reading(Kind.ARTICLE, "", article())


class Lessons:
    """Learning and reading in this process: what was learned from, and what was read with what."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read: list[tuple[str, Template | None]] = []
        self.learned: list[int] = []
        self.fits = True
        self.fails = False
        self.may_end = asyncio.Event()
        self.may_end.set()
        monkeypatch.setattr("crawler.engine.page_reader.read_in_pool", self._read)
        monkeypatch.setattr("crawler.engine.template_trainer.learn_in_pool", self._learn)

    async def _read(
        self, page: FetchedPage, timeout: float, count: object, template: Template | None
    ) -> Reading:
        self.read.append((page.key, template))
        return READING if self.fits else replace(READING, fallbacks=(UNFIT,))

    async def _learn(self, pages: Sequence[FetchedPage], *_: object) -> Template:
        await self.may_end.wait()
        if self.fails:
            raise ReadingError("reading took too long")
        self.learned.append(len(pages))
        return template(len(pages))


@pytest.fixture
def lessons(monkeypatch: pytest.MonkeyPatch) -> Lessons:
    return Lessons(monkeypatch)


def template(pages: int) -> Template:
    return replace(learn_template([]), pages=pages)


class Stages:
    """The two stages that reading and learning are, one after the other."""

    def __init__(self, crawler: Crawler) -> None:
        self._extract, self._learn = Extract.from_crawler(crawler), Learn.from_crawler(crawler)

    async def process(self, page: FetchedPage) -> None:
        read = await self._extract.process_item(page)
        assert read.reading.article is not None
        found = AcceptedArticle(read.page, read.reading.article, read.template, read.fits)
        assert await self._learn.process_item(found) is found

    async def process_some(self, count: int, folder: str = "tin") -> None:
        for number in range(count):
            await self.process(page(f"{folder}/{number}"))

    async def close(self) -> None:
        await self._learn.close_spider()


def stored(crawler: Crawler) -> str | None:
    return Run.of(crawler).database.template(SITE.name)[0]


@pytest.fixture
def again(crawler: Crawler, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The pages that the crawl's end reads once more, each with the hash of its article."""
    read: list[tuple[str, str]] = []

    async def reread(_: Rereader, page: FetchedPage, former: str) -> None:
        read.append((page.key, former))

    monkeypatch.setattr(Rereader, "reread", reread)
    return read


def test_template_is_learned_from_the_first_articles_and_used_from_then_on(
    crawler: Crawler, lessons: Lessons
) -> None:
    asyncio.run(Stages(crawler).process_some(FIRST + 1))

    assert [used for _, used in lessons.read] == [None] * FIRST + [template(FIRST)]
    assert lessons.learned == [FIRST]
    assert stored(crawler) == template(FIRST).to_json()
    assert crawler.stats.get_value("templates/learned") == 1
    assert crawler.stats.get_value("templates/outdated") is None


def test_stored_template_is_used_from_the_first_page_on(
    crawler: Crawler, lessons: Lessons, again: list[tuple[str, str]]
) -> None:
    Run.of(crawler).database.save_template(SITE.name, template(40).to_json(), 40, NOW)

    async def crawl() -> None:
        stages = Stages(crawler)
        await stages.process_some(FIRST)
        await stages.close()

    asyncio.run(crawl())
    assert [used for _, used in lessons.read] == [template(40)] * FIRST
    assert (lessons.learned, again) == ([], [])
    assert crawler.stats.get_value("templates/learned") is None


def test_pages_that_come_during_a_lesson_wait_for_what_is_learned(
    crawler: Crawler, lessons: Lessons
) -> None:
    async def crawl() -> None:
        stages = Stages(crawler)
        lessons.may_end.clear()
        await stages.process_some(FIRST - 1)
        pages = (page("tin/last"), page("tin/during"))
        processed = [asyncio.ensure_future(stages.process(each)) for each in pages[:1]]
        await asyncio.sleep(0.01)
        processed.append(asyncio.ensure_future(stages.process(pages[1])))
        await asyncio.sleep(0.01)
        assert len(lessons.read) == FIRST
        lessons.may_end.set()
        await asyncio.gather(*processed)

    asyncio.run(crawl())
    assert lessons.learned == [FIRST]
    assert lessons.read[-1] == (page("tin/during").key, template(FIRST))


def test_lesson_that_fails_is_counted_and_the_crawl_goes_on(
    crawler: Crawler, lessons: Lessons
) -> None:
    lessons.fails = True
    asyncio.run(Stages(crawler).process_some(FIRST + 2))

    assert [used for _, used in lessons.read] == [None] * (FIRST + 2)
    assert stored(crawler) is None
    assert crawler.stats.get_value("templates/not learned") == 1
    assert crawler.stats.get_value("templates/learned") is None


def test_template_that_no_longer_fits_is_learned_anew(crawler: Crawler, lessons: Lessons) -> None:
    Run.of(crawler).database.save_template(SITE.name, template(40).to_json(), 40, NOW)
    lessons.fits = False

    asyncio.run(Stages(crawler).process_some(FIRST))

    assert stored(crawler) == template(FIRST).to_json()
    assert crawler.stats.get_value("templates/outdated") == 1
    assert crawler.stats.get_value("templates/learned") == 1


def test_at_the_end_what_was_read_with_less_is_read_again(
    crawler: Crawler, lessons: Lessons, again: list[tuple[str, str]]
) -> None:
    async def crawl() -> None:
        stages = Stages(crawler)
        await stages.process_some(FIRST)
        await stages.process_some(3, "thong-bao")
        await stages.close()

    asyncio.run(crawl())
    assert lessons.learned == [FIRST, FIRST + 3]
    former = content_hash(TITLE, TEXT)
    assert again == [(key, former) for key, _ in lessons.read]


def test_few_articles_are_learned_from_at_the_end(
    crawler: Crawler, lessons: Lessons, again: list[tuple[str, str]]
) -> None:
    async def crawl() -> None:
        stages = Stages(crawler)
        await stages.process_some(LEAST)
        await stages.close()

    asyncio.run(crawl())
    assert stored(crawler) == template(LEAST).to_json()
    assert len(again) == LEAST
