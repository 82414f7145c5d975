"""Atom feeds: of all articles, of a province, of a site, of a search."""

from collections.abc import Sequence
from sqlite3 import Connection

from crawler.browsing.pages.places import find_place
from crawler.browsing.pages.search import narrowed
from crawler.browsing.serving import Page, PageRequest
from crawler.database.reading_room import headlines, sites
from crawler.database.reading_room.records import Headline
from crawler.database.reading_room.search import phrases, search

#: Articles of a feed.
_MOST = 50


def of_all(connection: Connection, request: PageRequest) -> Page:
    """The newest articles of all sites."""
    return _feed(request.language("room"), "/", headlines.newest(connection, _MOST))


def of_province(connection: Connection, request: PageRequest) -> Page | None:
    """The newest articles of a province."""
    place = find_place(connection, request.named["name"])
    if place is None:
        return None
    found = headlines.newest_of_provinces(connection, place.names, _MOST)
    return _feed(place.name, f"/tinh/{request.named['name']}", found)


def of_source(connection: Connection, request: PageRequest) -> Page | None:
    """The newest articles of a site."""
    states = sites.states(connection, request.named["site"])
    if not states:
        return None
    found = headlines.newest_of_site(connection, states[0].name, _MOST)
    return _feed(states[0].agency, f"/nguon/{states[0].name}", found)


def of_search(connection: Connection, request: PageRequest) -> Page:
    """The newest articles that a search finds."""
    query = request.arguments.get("q", "")
    hits = search(
        connection, phrases(query), narrowed(request), newest_first=True, start=0, most=_MOST
    )
    found = [found.headline for found in hits.shown]
    return _feed(query, request.here().replace("/tim.atom", "/tim", 1), found)


def _feed(title: str, page: str, articles: Sequence[Headline]) -> Page:
    updated = max((headline.first_seen for headline in articles), default="1970-01-01T00:00:00Z")
    return Page(
        "feed.xml", {"title": title, "page": page, "articles": articles, "updated": updated}
    )
