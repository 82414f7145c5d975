"""The maps of the provinces."""

from pathlib import Path
from typing import Literal

import pytest

from crawler.browsing.rendering import STYLES
from crawler.browsing.tile_map import ARCHIPELAGOS, tiles
from crawler.catalogue import load_provinces
from settings import PROVINCES_FILE


@pytest.mark.parametrize(("period", "number"), [("present", 34), ("former", 63)])
def test_every_province_has_one_tile(period: Literal["present", "former"], number: int) -> None:
    shown = [tile.code for tile in tiles(period)]
    known = {p.code for p in load_provinces(Path(PROVINCES_FILE)).values() if p.period == period}

    assert len(known) == number
    assert sorted(shown) == sorted(known | set(ARCHIPELAGOS))


@pytest.mark.parametrize("period", ["present", "former"])
def test_the_styles_have_a_place_for_every_tile(period: Literal["present", "former"]) -> None:
    places = [(tile.row, tile.column) for tile in tiles(period)]

    assert len(set(places)) == len(places)
    for row, column in places:
        assert f".r{row} {{" in STYLES
        assert f".c{column} {{" in STYLES
