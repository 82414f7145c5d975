"""Short lines often stand on all pages of a site, so what was made of them is kept."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

#: Lines no longer than this (characters) are menu entries, labels, headlines.
SHORT_LINE = 120
#: How many lines are kept for each function.
KEPT = 10_000

Result = TypeVar("Result")


def kept(function: Callable[[str], Result]) -> Callable[[str], Result]:
    """Keep what a pure function makes of short lines."""
    keeping = lru_cache(maxsize=KEPT)(function)

    @wraps(function)
    def result(line: str) -> Result:
        return keeping(line) if len(line) <= SHORT_LINE else function(line)

    return result
