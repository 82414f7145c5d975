"""What one new page costs when many articles are stored."""

from collections.abc import Sequence
from pathlib import Path
from shutil import rmtree
from statistics import median
from typing import NamedTuple

from tests.bench.filling import fill
from tests.bench.ours import Ours
from tests.bench.portals import Plan
from tests.bench.results import Result, number, ratio
from tests.bench.serving import serving

#: Portals that are crawled into each database; medians count.
_PORTALS = 3
#: A site that nobody answers for, which tells what starting costs.
_NOBODY = Plan("nobody", "vnpt", 0, 0)
_UNREACHED = (0, 1, 3)


class PerPage(NamedTuple):
    """Milliseconds for one page: CPU of the main process, and by the clock."""

    cpu: float
    wall: float


def measure(folder: Path, sizes: Sequence[int], stories: int) -> Result:
    """Crawl the same new portals into databases of these sizes."""
    plans = [Plan(f"new_{seed}", "vnpt", stories, seed) for seed in range(11, 11 + _PORTALS)]
    with serving(plans) as served:
        found = {
            size: _per_page(Ours(folder / str(size), served.proxy), size, plans) for size in sizes
        }
    first = found[sizes[0]]
    rows = [
        [
            f"{size:,}",
            number(one.cpu),
            ratio(one.cpu, first.cpu),
            number(one.wall),
            ratio(one.wall, first.wall),
        ]
        for size, one in found.items()
    ]
    return Result(
        "Storing beside many",
        f"New portals with {stories:,} articles, crawled into databases that hold short articles "
        f"of 64 other sites; medians of {_PORTALS} crawls: CPU time of the main process, and "
        "time by the clock, without what it takes to start and end (a crawl of a site that does "
        "not answer).",
        ("articles stored", "CPU ms/page", "ratio", "ms/page by the clock", "ratio"),
        rows,
        "CPU ms a page in the main process",
        {f"{size:,} articles stored": one.cpu for size, one in found.items()},
    )


def _per_page(ours: Ours, size: int, plans: Sequence[Plan]) -> PerPage:
    ours.catalogue([*plans, _NOBODY])
    fill(ours.database, size)
    costs = []
    start = ours.scrapy("crawl", _NOBODY.name, statuses=_UNREACHED)
    for plan in plans:
        cost = ours.scrapy("crawl", plan.name)
        pages = ours.requests(plan.name)
        costs.append(
            PerPage(
                1000 * (cost.main_cpu - start.main_cpu) / pages,
                1000 * (cost.seconds - start.seconds) / pages,
            )
        )
    rmtree(ours.folder)
    return PerPage(median(one.cpu for one in costs), median(one.wall for one in costs))
