"""The row of a run in `runs`, made of its counters."""

from collections.abc import Mapping
from typing import Any

from crawler.database import RunCounts
from crawler.engine.counters import (
    ALIKE,
    ALIKE_SAMPLE,
    DUPLICATE,
    EDITED,
    ERRORS,
    FAILED,
    MOVED,
    NEW,
    REJECTED,
    REMOVED,
    REQUESTS,
    RESTORED,
    UNCHANGED,
    UNREAD,
)
from crawler.engine.losses import LOSSES, SAMPLES

#: How the names of the counters begin that end in `runs.reasons`.
_REASONS = (f"{REJECTED}/", f"{LOSSES}/", "fallbacks/", "templates/", "following/", UNREAD)


def counts_of(stats: Mapping[str, Any]) -> RunCounts:
    """The numbers of requests and of articles of each kind."""
    return RunCounts(
        requests=stats.get(REQUESTS, 0),
        new=stats.get(NEW, 0),
        duplicates=stats.get(DUPLICATE, 0),
        edited=stats.get(EDITED, 0),
        unchanged=stats.get(UNCHANGED, 0),
        removed=stats.get(REMOVED, 0),
        restored=stats.get(RESTORED, 0),
        moved=stats.get(MOVED, 0),
        rejected=stats.get(REJECTED, 0),
        errors=stats.get(ERRORS, 0) + stats.get(FAILED, 0),
    )


def reasons_of(stats: Mapping[str, Any]) -> dict[str, int]:
    """The number of times that each reason to reject, lose or read otherwise was met."""
    reasons = {
        name.removeprefix(f"{REJECTED}/"): count
        for name, count in stats.items()
        if name.startswith(_REASONS)
    }
    if sample := stats.get(ALIKE_SAMPLE):
        reasons[f"{ALIKE}, such as {sample}"] = reasons.pop(ALIKE)
    return reasons


def samples_of(stats: Mapping[str, Any]) -> dict[str, str]:
    """The first address that was met for each of the reasons."""
    return {name.removeprefix(f"{REJECTED}/"): url for name, url in stats.get(SAMPLES, {}).items()}
