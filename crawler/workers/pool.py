"""Reading pages in other processes, so that downloading never waits for it.

A page that hangs or kills its process costs that page: the process is replaced. A page whose
process somebody else kills is read again.
"""

import asyncio
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from crawler.articles.stages import FetchedPage
from crawler.extraction.article import Reading
from crawler.extraction.parted import Source, read_parted
from crawler.extraction.reading import read_page
from crawler.extraction.template.template import Template
from crawler.extraction.template.training import learn_template
from crawler.workers.supervision import (
    Crew,
    Job,
    WorkerDiedError,
    WorkerFailedError,
)
from crawler.workers.worker import Call

#: What is counted where a process died while it read, and another one took its place.
REPLACED = "fallbacks/reading process died"
#: Seconds; forty pages take ten as a rule, and pages wait meanwhile, as does the end of a crawl.
LONGEST_LESSON = 300.0


Result = TypeVar("Result")


class ReadingError(Exception):
    """A page could not be read; the text says why."""


def start_reading() -> None:
    """Start the processes that read, for a command that will soon have pages for them."""
    _crew()


async def read_in_pool(
    page: FetchedPage,
    timeout: float,
    count: Callable[[str], None],
    template: Template | None = None,
) -> Reading:
    """`read_page`, of all parts if there are, in another process, for `timeout` seconds a part.

    `count` is told of processes that died. Raises `ReadingError` when the page takes longer, kills
    one process after the other or cannot be read.
    """
    if page.parts:
        sources = [Source(page.body, page.url, page.content_type)]
        sources += [Source(part.body, part.url, part.content_type) for part in page.parts]
        return await in_pool(
            timeout * len(sources),
            count,
            read_parted,
            sources,
            template,
            link_text=page.link_text or "",
            hints=page.hints,
        )
    return await in_pool(
        timeout,
        count,
        read_page,
        page.body,
        page.url,
        template,
        content_type=page.content_type,
        link_text=page.link_text or "",
        hints=page.hints,
    )


async def learn_in_pool(
    pages: Sequence[FetchedPage], timeout: float, count: Callable[[str], None]
) -> Template:
    """`learn_template` in another process, for `timeout` seconds a page or LONGEST_LESSON.

    `count` is told of processes that died. Raises `ReadingError` when it takes longer or fails.
    """
    sources = [(page.body, page.url) for page in pages]
    most = min(timeout * len(pages), LONGEST_LESSON)
    return await in_pool(most, count, learn_template, sources)


async def in_pool(
    timeout: float,
    count: Callable[[str], None],
    function: Callable[..., Result],
    *arguments: Any,
    **options: Any,
) -> Result:
    """Call a function in another process, for `timeout` seconds at most.

    `count` is told, by name, of each process that died at it. Raises `ReadingError` when it takes
    longer, kills one process after the other or fails.
    """
    job = Job(Call(function, arguments, options, timeout))
    _crew().submit(job)
    try:
        result: Result = await asyncio.wrap_future(job.result)
    except TimeoutError as error:
        raise ReadingError("reading took too long") from error
    except WorkerDiedError as error:
        raise ReadingError("reading crashed") from error
    except WorkerFailedError as error:
        raise ReadingError(f"reading failed: {error}") from error
    except Exception as error:  # such as arguments that cannot be sent
        raise ReadingError(f"reading failed: {type(error).__name__}") from error
    finally:
        for _ in range(job.deaths):
            count(REPLACED)
    return result


@cache
def _crew() -> Crew:
    """The processes that read for this one."""
    return Crew()
