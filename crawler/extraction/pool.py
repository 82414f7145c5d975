"""Reading pages in other processes, so that downloading never waits for it.

A page that hangs or kills its process costs that page: the process is replaced.
"""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as ReadingTimeoutError
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import resource_tracker
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from crawler.extraction.article import Reading
from crawler.extraction.learning import learn_template
from crawler.extraction.parted import Source, read_parted
from crawler.extraction.reading import read_page
from crawler.extraction.template import Template
from crawler.extraction.worker import settle
from crawler.page import Page

#: How often a page is read that had a part in a pool's breaking.
ATTEMPTS = 3


Result = TypeVar("Result")


class ReadingError(Exception):
    """A page could not be read; the text says why."""


def start_reading() -> None:
    """Start the processes that read, for a command that will soon have pages for them."""
    _pools.current()


async def read_in_pool(page: Page, timeout: float, template: Template | None = None) -> Reading:
    """`read_page`, of all parts if there are, in another process, for `timeout` seconds a part.

    Raises `ReadingError` when the page takes longer, kills the process or cannot be read.
    """
    if page.parts:
        sources = [Source(page.body, page.url, page.content_type)]
        sources += [Source(part.body, part.url, part.content_type) for part in page.parts]
        return await in_pool(
            timeout * len(sources),
            read_parted,
            sources,
            template,
            link_text=page.link_text,
            hints=page.hints,
        )
    return await in_pool(
        timeout,
        read_page,
        page.body,
        page.url,
        template,
        content_type=page.content_type,
        link_text=page.link_text,
        hints=page.hints,
    )


async def learn_in_pool(pages: Sequence[Page], timeout: float) -> Template:
    """`learn_template` in another process, for at most `timeout` seconds a page.

    Raises `ReadingError` when it takes longer or fails.
    """
    sources = [(page.body, page.url) for page in pages]
    return await in_pool(timeout * len(pages), learn_template, sources)


async def in_pool(
    timeout: float, function: Callable[..., Result], *arguments: Any, **options: Any
) -> Result:
    """What a function returns in another process, after `timeout` seconds at most.

    Raises `ReadingError` when it takes longer, kills the process or fails.
    """
    for _ in range(ATTEMPTS):
        try:
            return await _once(timeout, function, arguments, options)
        except RuntimeError:  # a BrokenProcessPool, or what a broken pool says to newcomers
            # The pool gives up when a process dies before saying which page it reads: all that it
            # had are read again, and only the page that did it breaks the next pool as well.
            continue
    raise ReadingError("reading crashed")


async def _once(
    timeout: float, function: Callable[..., Result], arguments: Any, options: Any
) -> Result:
    future = _pools.current().schedule(function, arguments, options, timeout=timeout)
    try:
        return await asyncio.wrap_future(future)
    except ReadingTimeoutError as error:
        raise ReadingError("reading took too long") from error
    except ProcessExpired as error:
        raise ReadingError("reading crashed") from error
    except BrokenProcessPool:
        raise
    except Exception as error:
        raise ReadingError(f"reading failed: {type(error).__name__}") from error


class _Pools:
    """The one pool of this process, a worker a core; a new one where the last has broken."""

    def __init__(self) -> None:
        self._pool: ProcessPool | None = None

    def current(self) -> ProcessPool:
        if self._pool is None or not self._pool.active:
            self._pool = _started()
        return self._pool


def _started() -> ProcessPool:
    pool = ProcessPool(
        max_workers=os.cpu_count() or 1,
        # Forking a process that runs an event loop and threads can deadlock the child.
        context=multiprocessing.get_context("spawn"),
        initializer=settle,
    )
    # Ctrl-C is for the crawl: what the pool starts inherits that it does not listen. (Python's
    # resource tracker, started with the first process, would take the block away.)
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        assert pool.active, "asking a pool starts it"
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return pool


_pools = _Pools()
