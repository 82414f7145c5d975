"""How long one page takes to read: ours with and without a template, and trafilatura."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from statistics import median
from time import process_time

import trafilatura

from crawler.evaluation.saved_pages import load_pages
from crawler.extraction import learn_template, read_page
from crawler.extraction.template.training import LEAST_PAGES
from tests.bench.results import Result, number, ratio
from tests.portals import systems
from tests.portals.server import Request
from tests.testing.crawling import ROOT

_TEMPLATE, _PLAIN = "ours, with a template", "ours, without"
_THEIRS = "trafilatura"
_THEIRS_WHOLE = "trafilatura, with metadata"

Pages = Sequence[tuple[bytes, str]]


def measure(stories: int) -> Result:
    """Read the saved pages and those of every simulated system, `stories` of each."""
    saved, simulated = _saved(), _simulated(stories)
    measured = {"saved": _times(saved), "simulated": _times(simulated)}
    rows = [_row(name, measured) for name in (_TEMPLATE, _PLAIN, _THEIRS, _THEIRS_WHOLE)]
    return Result(
        "Reading",
        f"{_count(saved)} articles in tests/pages of {len(saved)} sites, and {_count(simulated)} "
        f"of {len(simulated)} simulated portals, in one process; medians of CPU time. Ours reads "
        "title, date, author, section, tags, pictures, files and Markdown besides the text.",
        ("", "saved: ms/page", "ratio", "simulated: ms/page", "ratio"),
        rows,
        "CPU ms a page (simulated)",
        {name: median(times) for name, times in measured["simulated"].items()},
    )


def _row(name: str, measured: Mapping[str, Mapping[str, Sequence[float]]]) -> list[str]:
    row = [name]
    for times in measured.values():
        own = median(times[name])
        row += [number(own), ratio(own, median(times[_THEIRS]))]
    return row


def _count(sites: Sequence[Pages]) -> int:
    return sum(map(len, sites))


def _saved() -> list[Pages]:
    folders = load_pages(ROOT / "tests" / "pages").values()
    sites = [[(page.html, page.url) for page in pages if page.is_article] for pages in folders]
    return [pages for pages in sites if len(pages) >= LEAST_PAGES]


def _simulated(stories: int) -> list[Pages]:
    found: list[Pages] = []
    for make in systems.SYSTEMS.values():
        portal = make(stories)
        paths = [portal.story_address(story) for story in portal.stories]
        requests = [Request("GET", portal.host, path) for path in paths]
        found.append(
            [(portal.respond(request).body, portal.absolute(request.path)) for request in requests]
        )
    return found


def _times(sites: Sequence[Pages]) -> dict[str, list[float]]:
    """The milliseconds of each way to read, for each page of all sites."""
    times = defaultdict(list)
    for pages in sites:
        template = learn_template(pages)
        for html, url in pages:
            ways: dict[str, Callable[[], object]] = {
                _TEMPLATE: partial(read_page, html, url, template),
                _PLAIN: partial(read_page, html, url),
                _THEIRS: partial(trafilatura.extract, html, url=url),
                _THEIRS_WHOLE: partial(trafilatura.extract, html, url=url, with_metadata=True),
            }
            for name, read in ways.items():
                times[name].append(_milliseconds(read))
    return times


def _milliseconds(call: Callable[[], object]) -> float:
    started = process_time()
    call()
    return 1000 * (process_time() - started)
