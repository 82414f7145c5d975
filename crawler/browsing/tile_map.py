"""Maps of Vietnam's provinces, a tile each: what stands where is in `tiles.toml`."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

_LAYOUTS = tomllib.loads(Path(__file__).with_name("tiles.toml").read_text("utf-8"))
#: The archipelagos, which are districts of provinces: what they are named.
ARCHIPELAGOS = {"hoang_sa": "Hoàng Sa", "truong_sa": "Trường Sa"}


@dataclass(frozen=True, slots=True)
class Tile:
    """A place on a map, counted from 1: of a province, by its code, or of an archipelago."""

    code: str
    row: int
    column: int


def tiles(period: Literal["present", "former"]) -> Iterator[Tile]:
    """The tiles of the provinces of today, or of those until 30 June 2025."""
    ending = "_2025" if period == "present" else ""
    for row, line in enumerate(_LAYOUTS[period].strip().splitlines(), 1):
        for column, name in enumerate(line.split(), 1):
            if name != ".":
                yield Tile(name if name in ARCHIPELAGOS else name + ending, row, column)
