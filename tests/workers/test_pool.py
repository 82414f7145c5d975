"""Pages are read in other processes; one that hangs or kills its process costs no other page."""

import asyncio
import os
import signal
import time
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from crawler.articles.stages import FetchedPage
from crawler.extraction import Kind, Reading
from crawler.workers.pool import ReadingError, read_in_pool
from tests.testing.layouts import wrap_text

URL = "http://skhcn.vidu/tin/12"
TITLE = "Tổng kết chương trình năng suất chất lượng năm 2021"
PARAGRAPHS = [
    "Chiều 12/01, Chi cục họp tổng kết chương trình với sự tham dự của hai mươi doanh nghiệp.",
    "Các đơn vị đề nghị kéo dài thời gian hỗ trợ thêm một năm để kịp hoàn tất việc chứng nhận.",
]
PAGE = wrap_text("kon_tum", TITLE, "13/01/2022", "Thu Hằng", PARAGRAPHS).encode()
#: Seconds; a worker has to start and to import the project first.
PATIENCE = 60.0


def hang(html: bytes, *_: Any, **__: Any) -> Reading:
    """What a page could make a parser do; pages without a word for it are harmless."""
    if html == b"hang":
        time.sleep(600)
    return Reading(Kind.OTHER, "harmless", None)


def crash(html: bytes, *_: Any, **__: Any) -> Reading:
    if html == b"exit":
        os._exit(11)
    if html == b"kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if html == b"raise":
        raise RecursionError("maximum recursion depth exceeded")
    return Reading(Kind.OTHER, "harmless", None)


async def gather(
    *readings: Coroutine[Any, Any, Reading],
) -> list[Reading | BaseException]:
    return await asyncio.gather(*readings, return_exceptions=True)


def read(
    html: bytes,
    timeout: float = PATIENCE,
    content_type: str = "text/html; charset=utf-8",
    count: Callable[[str], None] = lambda _: None,
) -> Coroutine[Any, Any, Reading]:
    page = FetchedPage(key=URL, url=URL, site="kon_tum", body=html, content_type=content_type)
    return read_in_pool(page, timeout, count)


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., Reading]], None]:
    """Let the workers read pages in another way."""

    def replace(reader: Callable[..., Reading]) -> None:
        monkeypatch.setattr("crawler.workers.pool.read_page", reader)

    return replace


def test_page_is_read_as_in_this_process() -> None:
    reading = asyncio.run(read(PAGE))
    assert reading.article is not None
    assert reading.article.title == TITLE
    assert reading.article.text == "\n".join(PARAGRAPHS)


def test_charset_that_the_server_declares_reaches_the_reader() -> None:
    page = PAGE.decode().replace("charset=UTF-8", "").encode("utf-16-le")
    reading = asyncio.run(read(page, content_type="text/html; charset=utf-16le"))
    assert reading.article is not None
    assert reading.article.title == TITLE


def test_page_that_hangs_costs_that_page_only(
    use: Callable[[Callable[..., Reading]], None],
) -> None:
    use(hang)
    asyncio.run(gather(*(read(b"page") for _ in range(4))))  # the workers have started

    began = time.monotonic()
    pages = [b"page", b"hang", b"page", b"hang", b"page"]
    results = asyncio.run(
        gather(*(read(page, 1.0 if page == b"hang" else PATIENCE) for page in pages))
    )
    assert time.monotonic() - began < 20
    assert [isinstance(result, Reading) for result in results] == [True, False, True, False, True]
    for result in results[1::2]:
        assert isinstance(result, ReadingError)
        assert str(result) == "reading took too long"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        pytest.param(b"exit", "reading crashed", marks=pytest.mark.slow),
        (b"kill", "reading crashed"),
        (b"raise", "reading failed: RecursionError"),
    ],
)
def test_page_that_kills_its_process_costs_that_page_only(
    use: Callable[[Callable[..., Reading]], None], page: bytes, reason: str
) -> None:
    use(crash)
    results = asyncio.run(gather(*(read(body) for body in (b"page", page, b"page", page, b"page"))))
    assert [isinstance(result, Reading) for result in results] == [True, False, True, False, True]
    for result in results[1::2]:
        assert isinstance(result, ReadingError)
        assert str(result) == reason


@pytest.mark.slow
def test_pool_goes_on_after_many_crashes(use: Callable[[Callable[..., Reading]], None]) -> None:
    use(crash)
    asyncio.run(gather(*(read(b"kill") for _ in range(4))))
    assert isinstance(asyncio.run(read(b"page")), Reading)


def test_waiting_for_a_page_leaves_the_event_loop_free(
    use: Callable[[Callable[..., Reading]], None],
) -> None:
    use(hang)

    async def ticks() -> int:
        reading = asyncio.ensure_future(read(b"hang", 0.5))
        count = 0
        while not reading.done():
            await asyncio.sleep(0.02)
            count += 1
        return count

    assert asyncio.run(ticks()) >= 10
