"""What a measurement found, for tables and for the chart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """A table, and those of its figures that the chart shows as bars."""

    title: str
    note: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    unit: str
    bars: Mapping[str, float]


def ratio(value: float, base: float) -> str:
    """How many times the base a value is."""
    return f"{value / base:.2f}" if base else "–"


def number(value: float) -> str:
    """A value with three digits, or all of its whole ones."""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f}"
