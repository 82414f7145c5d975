"""`/tinh` and `/tinh/<name>`: the provinces of today, and those until 30 June 2025."""

from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Literal

from crawler.browsing import charts
from crawler.browsing.pages.lists import LISTED, listed, position
from crawler.browsing.serving import Page, PageRequest
from crawler.browsing.tile_map import ARCHIPELAGOS, tiles
from crawler.browsing.verdicts import by_verdict
from crawler.catalogue import COUNTRY
from crawler.database.reading_room import headlines, sites, totals
from crawler.database.reading_room.records import ProvinceRow
from crawler.vietnamese.unicode import slug

#: Shades of the map.
_SHADES = 5


@dataclass(frozen=True, slots=True)
class Place:
    """A province as readers look for it, with the names that articles have of it."""

    name: str
    names: tuple[str, ...]
    present: ProvinceRow | None = None
    former: tuple[ProvinceRow, ...] = ()

    @property
    def is_present(self) -> bool:
        """True if it is a province of today, or the country."""
        return self.present is None or self.present.name == self.name


@dataclass(frozen=True, slots=True)
class MapTile:
    """A tile of the map; one without an address is not a province but a part of one."""

    name: str
    address: str | None
    articles: int
    shade: int
    row: int
    column: int


def provinces(connection: Connection, request: PageRequest) -> Page:
    """Both maps."""
    return Page(
        "provinces.html",
        {"present": map_of(connection, "present"), "former": map_of(connection, "former")},
    )


def province(connection: Connection, request: PageRequest) -> Page | None:
    """A province of today with what was merged into it, or a former one."""
    place = find_place(connection, request.named["name"])
    if place is None:
        return None
    found = headlines.newest_of_provinces(connection, place.names, LISTED + 1, position(request))
    states = [site for site in sites.states(connection) if site.province in place.names]
    years = totals.by_year(connection, provinces=place.names)
    context = {
        "place": place,
        "years": charts.bars(years),
        "total": sum(years.values()),
        "states": by_verdict(states),
    }
    return Page("province.html", context | listed(found))


def find_place(connection: Connection, name: str) -> Place | None:
    """The province whose name has a slug; of two of that name, the one of today."""
    if name == slug(COUNTRY):
        return Place(COUNTRY, (COUNTRY,))
    known = sites.provinces(connection)
    named = sorted((p for p in known if slug(p.name) == name), key=lambda p: not p.is_present)
    if not named:
        return None
    wanted = named[0]
    merged = tuple(p for p in known if p.present == wanted.present and not p.is_present)
    present = next(p for p in known if p.code == wanted.present)
    names = _names(wanted, merged) if wanted.is_present else (wanted.name,)
    return Place(wanted.name, names, present, merged)


def map_of(connection: Connection, period: Literal["present", "former"]) -> list[MapTile]:
    """The tiles of a map, with the articles of each province and of those merged into it."""
    known = sites.provinces(connection)
    by_name = totals.by_province(connection)
    shown = {p.code: p for p in known if p.is_present == (period == "present")}
    articles = {
        code: sum(by_name.get(name, 0) for name in _names(wanted, known))
        for code, wanted in shown.items()
    }
    shades = charts.levels(articles, _SHADES)
    return [
        MapTile(
            ARCHIPELAGOS.get(tile.code) or shown[tile.code].name,
            None if tile.code in ARCHIPELAGOS else f"/tinh/{slug(shown[tile.code].name)}",
            articles.get(tile.code, 0),
            shades.get(tile.code, 0),
            tile.row,
            tile.column,
        )
        for tile in tiles(period)
        if tile.code in ARCHIPELAGOS or tile.code in shown
    ]


def _names(wanted: ProvinceRow, known: Sequence[ProvinceRow]) -> tuple[str, ...]:
    """The names of a province, and where it is one of today, of those merged into it."""
    merged = [p.name for p in known if wanted.is_present and p.present == wanted.code]
    return tuple(dict.fromkeys([wanted.name, *merged]))
