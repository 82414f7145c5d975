"""`/tim?q=`: the search."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from sqlite3 import Connection

from crawler.browsing.passages import Marker, Piece
from crawler.browsing.serving import Page, PageRequest
from crawler.database.reading_room import sites
from crawler.database.reading_room.records import Headline
from crawler.database.reading_room.search import CANDIDATES, FACETS, Found, Hits, phrases, search

#: Articles of a page of results, and values of a facet that are offered.
_SHOWN, _OFFERED = 20, 12
#: The arguments that narrow a search, by the columns they are of.
ARGUMENTS = dict(zip(FACETS, ("tinh", "nguon", "nam", "muc"), strict=True))


@dataclass(frozen=True, slots=True)
class Result:
    """An article that was found, with what was looked for marked in it."""

    headline: Headline
    title: list[Piece]
    passage: list[Piece]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a search can be narrowed by, how many articles have it, where that leads."""

    label: str
    articles: int
    address: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet of a search; `chosen` is the value that narrows it, "" for none."""

    column: str
    chosen: str
    anything: str
    choices: list[Choice]


def find(connection: Connection, request: PageRequest) -> Page:
    """The page of a search; without any word, the way to search."""
    wanted = phrases(request.arguments.get("q", ""))
    number = request.number("trang", CANDIDATES // _SHOWN)
    hits = search(
        connection,
        wanted,
        narrowed(request),
        newest_first=request.arguments.get("xep") == "moi",
        start=(number - 1) * _SHOWN,
        most=_SHOWN,
    )
    marker = Marker(wanted)
    context = {
        "query": request.arguments.get("q", ""),
        "is_search": bool(wanted),
        "hits": hits,
        "results": [_result(marker, found) for found in hits.shown],
        "facets": list(_facets(hits, request, sites.agencies(connection))),
        "number": number,
        "pages": -(-hits.total // _SHOWN),
        "most": CANDIDATES,
    }
    return Page("search.html", context)


def narrowed(request: PageRequest) -> Mapping[str, str]:
    """The values that a search is narrowed by, by column."""
    given = {column: request.arguments.get(name, "") for column, name in ARGUMENTS.items()}
    return {column: value for column, value in given.items() if value}


def _result(marker: Marker, found: Found) -> Result:
    headline = found.headline
    passage = marker.passage(found.text) or marker.marked(headline.lead)
    return Result(headline, marker.marked(headline.title), passage)


def _facets(hits: Hits, request: PageRequest, agencies: Mapping[str, str]) -> Iterator[Facet]:
    """The facets that are of use: those with several values, or one that was chosen.

    Sites go by their agencies.
    """
    for column, name in ARGUMENTS.items():
        chosen = request.arguments.get(name, "")
        found = hits.facets[column].most_common(_OFFERED)
        choices = [
            Choice(
                agencies.get(value, value), articles, request.here(**{name: value, "trang": None})
            )
            for value, articles in found
        ]
        if chosen or len(choices) > 1:
            label = agencies.get(chosen, chosen)
            yield Facet(column, label, request.here(**{name: None, "trang": None}), choices)
