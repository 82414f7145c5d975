"""Memoization of functions of lines: short lines often recur on all pages of a site."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

#: Most characters in a line whose result is cached: a menu entry, label or headline.
SHORT_LINE = 120
#: Number of lines cached for each function.
KEPT = 10_000

Result = TypeVar("Result")


def kept(function: Callable[[str], Result]) -> Callable[[str], Result]:
    """Cache the results of a pure function for short lines."""
    keeping = lru_cache(maxsize=KEPT)(function)

    @wraps(function)
    def result(line: str) -> Result:
        return keeping(line) if len(line) <= SHORT_LINE else function(line)

    return result
