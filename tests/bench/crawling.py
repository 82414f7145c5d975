"""How fast a portal is crawled: bare Scrapy, a crawler written in an afternoon, and ours."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.bench.costs import Cost, cost_of
from tests.bench.ours import Ours
from tests.bench.portals import SYSTEMS, Plan
from tests.bench.results import Result, number, ratio
from tests.bench.serving import Served, serving

#: The site that is crawled alone.
ALONE = "alone"

Measured = dict[str, tuple[int, Cost]]


def plans(stories: int) -> list[Plan]:
    """One portal with all the stories, and one of each system that share as many."""
    own = -(-stories // len(SYSTEMS))
    others = [Plan(f"beside_{name}", name, own, seed) for seed, name in enumerate(SYSTEMS, 2)]
    return [Plan(ALONE, next(iter(SYSTEMS)), stories, 1), *others]


def measure(folder: Path, stories: int) -> Result:
    """Crawl the portals; the folder keeps the database and the archive of our crawl."""
    portals = plans(stories)
    with serving(portals) as served:
        measured = _others(folder, served)
        ours = Ours(folder, served.proxy)
        ours.catalogue(portals)
        cost = ours.scrapy("crawl", ALONE)
        measured["ours"] = ours.requests(ALONE), cost
        beside = [plan.name for plan in portals[1:]]
        cost = ours.scrapy("crawlall", *beside)
        measured["ours, four portals side by side"] = ours.requests(*beside), cost
    return _result(measured, stories)


def _others(folder: Path, served: Served) -> Measured:
    addresses, database = folder / "addresses.txt", folder / "afternoon.db"
    addresses.write_text("\n".join(served.addresses[ALONE]), "utf-8")

    def cost(spider: str) -> Cost:
        program = ("tests.bench.others", spider, str(addresses), str(database))
        return cost_of(*program, proxy=served.proxy)

    bare, afternoon = cost("bare"), cost("afternoon")
    with closing(sqlite3.connect(database)) as connection:
        (pages,) = connection.execute("SELECT count(*) FROM pages").fetchone()
    return {
        "bare Scrapy": (len(served.addresses[ALONE]), bare),
        "an afternoon's crawler": (pages, afternoon),
    }


def _result(measured: Measured, stories: int) -> Result:
    pages, bare = measured["bare Scrapy"]
    return Result(
        "Crawling",
        f"A simulated portal with {stories:,} articles, and four that share as many. Bare Scrapy "
        "downloads given pages and does nothing with them. An afternoon's crawler follows all "
        "links and puts what trafilatura makes of each page into SQLite. Ours archives, extracts, "
        "deduplicates and stores. None of them pauses between requests. CPU is that of all "
        "processes, then of the main one alone; memory is its peak, then the largest worker's.",
        (
            "",
            "pages",
            "pages/s",
            "ratio",
            "CPU ms/page",
            "ratio",
            "main ms/page",
            "main MiB",
            "worker MiB",
        ),
        [
            _row(name, *found, bare.seconds / pages, bare.cpu / pages)
            for name, found in measured.items()
        ],
        "pages a second",
        {name: pages / cost.seconds for name, (pages, cost) in measured.items()},
    )


def _row(name: str, pages: int, cost: Cost, bare_wall: float, bare_cpu: float) -> list[str]:
    return [
        name,
        f"{pages:,}",
        number(pages / cost.seconds),
        ratio(bare_wall, cost.seconds / pages),
        number(1000 * cost.cpu / pages),
        ratio(cost.cpu / pages, bare_cpu),
        number(1000 * cost.main_cpu / pages),
        number(cost.main_mib),
        number(cost.workers_mib) if cost.has_workers else "–",
    ]
