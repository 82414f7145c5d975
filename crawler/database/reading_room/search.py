"""Full-text search: any text is a search, and none takes long."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from crawler.database.reading_room.headlines import COLUMNS, IS_SHOWN
from crawler.database.reading_room.records import Headline, rows

#: The most hits that are ranked, those stored last: ranking all hits of a common word takes longer
#: than a reader waits.
CANDIDATES = 2000
#: Columns that hits can be narrowed by.
FACETS = ("province", "site", "year", "section")
#: Characters and phrases of a search that are heeded; more make it slower, not sharper.
_LONGEST, _MOST_PHRASES = 400, 16
_PART = re.compile(r'"([^"]*)"?|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")
#: The `+` keeps SQLite from looking up every row of the facet in the index of words.
_NARROWED = "AND +rowid IN (SELECT rowid FROM articles WHERE {facet} = ?)"
_HITS = f"""
SELECT hit, rank, published, articles.province, site, year, section, {IS_SHOWN} AS is_shown
FROM (
    SELECT rowid AS hit, bm25(articles_fts, 10, 1, 10, 1) AS rank
    FROM articles_fts WHERE articles_fts MATCH ? {{narrowed}}
    ORDER BY rowid DESC LIMIT {CANDIDATES}
)
CROSS JOIN articles ON articles.rowid = hit
"""  # noqa: S608 - of constants
_SHOWN = f"""
SELECT {COLUMNS}, text FROM articles JOIN sites ON sites.name = articles.site
WHERE articles.rowid IN (SELECT value FROM json_each(?))
"""  # noqa: S608 - of constants
#: Words that follow each other.
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An article that was found, and its text."""

    headline: Headline
    text: str


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of what a search found, and how all of it spreads over the values of each facet.

    When `is_cut`, there are more than were ranked.
    """

    total: int
    is_cut: bool
    facets: Mapping[str, Counter[str]]
    shown: Sequence[Found]


def phrases(query: str) -> list[Phrase]:
    """A search: quoted phrases, and words; one like 12/QĐ-TTg is a phrase, too."""
    text = unicodedata.normalize("NFC", query[:_LONGEST])
    parts = ["".join(part.groups("")) for part in _PART.finditer(text)]
    found = [tuple(_WORD.findall(part)) for part in parts]
    return [phrase for phrase in found if phrase][:_MOST_PHRASES]


def search(
    connection: Connection,
    wanted: Sequence[Phrase],
    narrowed: Mapping[str, str],
    *,
    newest_first: bool,
    start: int,
    most: int,
) -> Hits:
    """The articles with all the phrases, best or newest first; `most` of them from `start` on.

    `narrowed` has the value of each of `FACETS` that only articles with it are wanted of.
    """
    expression = " ".join(f'"{" ".join(phrase)}"' for phrase in wanted)
    chosen = {facet: narrowed[facet] for facet in FACETS if facet in narrowed}
    filters = " ".join(_NARROWED.format(facet=facet) for facet in chosen)
    query = _HITS.format(narrowed=filters)
    candidates = rows(connection, query, expression, *chosen.values()) if wanted else []
    hits = [hit for hit in candidates if hit["is_shown"]]
    hits.sort(key=_age if newest_first else _rank, reverse=newest_first)
    facets = {facet: Counter(str(hit[facet]) for hit in hits if hit[facet]) for facet in FACETS}
    numbers = [hit["hit"] for hit in hits[start : start + most]]
    return Hits(len(hits), len(candidates) == CANDIDATES, facets, _shown(connection, numbers))


def _rank(hit: Mapping[str, Any]) -> tuple[float, int]:
    return hit["rank"], -hit["hit"]


def _age(hit: Mapping[str, Any]) -> tuple[str, int]:
    return hit["published"] or "", hit["hit"]


def _shown(connection: Connection, numbers: Sequence[int]) -> list[Found]:
    found = {row["row"]: row for row in rows(connection, _SHOWN, json.dumps(numbers))}
    return [
        Found(text=found[number].pop("text"), headline=Headline(**found[number]))
        for number in numbers
        if number in found
    ]
