"""Bar charts as SVG, which needs no script. What they show stands in a table beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: The units of a chart of columns: its height, each column's width, and the way to the next.
HEIGHT, WIDTH, STEP = 100, 16, 20


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it is of, and how long it is, from 0 to 100."""

    name: str
    value: int
    length: int


def bars(values: Mapping[str, int]) -> list[Bar]:
    """The bars of some values; what is not nothing is to be seen."""
    largest = max(values.values(), default=0)
    return [Bar(name, n, max(1, 100 * n // largest) if n > 0 else 0) for name, n in values.items()]


def months_until(last: str, number: int) -> list[str]:
    """So many months up to one, such as 2026-03, the last one last."""
    year, month = map(int, last.split("-"))
    count = 12 * year + month - 1
    return [f"{n // 12}-{n % 12 + 1:02}" for n in range(count - number + 1, count + 1)]


def levels(values: Mapping[str, int], steps: int) -> dict[str, int]:
    """A shade for each value: 0 for nothing, else by its rank from 1 to `steps`."""
    ranked: Sequence[int] = sorted({n for n in values.values() if n > 0})
    shade = {n: 1 + place * steps // len(ranked) for place, n in enumerate(ranked)}
    return {name: shade.get(n, 0) for name, n in values.items()}
