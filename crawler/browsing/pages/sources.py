"""`/nguon/<site>` and `/suc-khoe`: the sites, and how their crawls go."""

from collections import Counter
from collections.abc import Iterable, Mapping
from sqlite3 import Connection

from crawler.browsing import charts
from crawler.browsing.pages.lists import LISTED, listed, position
from crawler.browsing.serving import Page, PageRequest
from crawler.browsing.verdicts import by_verdict, verdict
from crawler.database.reading_room import headlines, sites, totals
from crawler.database.reading_room.records import Run

#: The runs of a site that are shown.
_RUNS = 30
#: In reasons that count something else than pages that are no articles.
_GROUPED = "/"


def source(connection: Connection, request: PageRequest) -> Page | None:
    """A site: what it is, its runs, its articles, what was not taken for one and why."""
    name = request.named["site"]
    states = sites.states(connection, name)
    if not states:
        return None
    runs = sites.runs(connection, name, _RUNS)
    context = {
        "site": states[0],
        "successor": sites.agencies(connection).get(states[0].successor or ""),
        "verdict": verdict(states[0]),
        "runs": runs,
        "news": charts.bars(_news(runs)),
        "years": charts.bars(totals.by_year(connection, site=name)),
        "rejected": _reasons(runs[:1]),
        "samples": runs[0].samples if runs else {},
        "templates": sites.templates(connection, name),
    }
    found = headlines.newest_of_site(connection, name, LISTED + 1, position(request))
    return Page("source.html", context | listed(found))


def health(connection: Connection, request: PageRequest) -> Page:
    """All sites, those that need a look first."""
    context = {
        "states": by_verdict(sites.states(connection)),
        "latest": sites.latest_crawl(connection),
    }
    return Page("health.html", context)


def _news(runs: Iterable[Run]) -> Mapping[str, int]:
    """The new articles of each run, the oldest first, by the time at which it began."""
    return {run.started: run.new for run in reversed(list(runs))}


def _reasons(runs: Iterable[Run]) -> list[tuple[str, int]]:
    counted = Counter[str]()
    for run in runs:
        counted.update({why: n for why, n in run.reasons.items() if _GROUPED not in why})
    return counted.most_common()
