"""`/bai/<hash>`: an article as one reads it, and its page as it was archived."""

import json
from collections.abc import Sequence
from sqlite3 import Connection
from typing import Any

from crawler.browsing.markdown import is_web, paragraphs, to_html
from crawler.browsing.serving import Page, PageRequest
from crawler.database import Histories
from crawler.database.reading_room import articles, headlines
from crawler.database.reading_room.records import FullArticle, Position, Showing
from crawler.page_history.history import PageHistory


def article(connection: Connection, request: PageRequest) -> Page | None:
    """An article; a former version or a removed one says so."""
    wanted = articles.article(connection, request.named["hash"])
    if wanted is None:
        return None
    with_pictures = request.arguments.get("anh") == "1"
    showings = articles.showings(connection, wanted.content_hash)
    place = Position(wanted.published or "", wanted.row)
    before, after = headlines.neighbours(connection, wanted.site, place)
    context = {
        "article": wanted,
        "lead": _lead_apart(wanted),
        "body": _body(wanted, request, with_pictures=with_pictures),
        "tags": [tag for tag in _list(wanted.tags) if isinstance(tag, str)],
        "attachments": _links(wanted.attachments, "label"),
        "pictures": _links(wanted.images, "caption"),
        "with_pictures": with_pictures,
        "showings": showings,
        "newer": _newer(wanted, showings),
        "is_shown": any(page.shows(wanted.content_hash) for page in showings),
        "alike": articles.alike(connection, wanted.content_hash),
        "history": _history(connection, showings),
        "before": before,
        "after": after,
    }
    return Page("article.html", context, has_pictures=with_pictures)


def _lead_apart(wanted: FullArticle) -> str | None:
    """The lead, unless the text begins with it."""
    lead = " ".join((wanted.lead or "").split())
    return None if " ".join(wanted.text.split()).startswith(lead) else lead


def _body(wanted: FullArticle, request: PageRequest, *, with_pictures: bool) -> str:
    if not wanted.markdown:
        return paragraphs(wanted.text)
    picture = request.language("picture")
    return to_html(wanted.markdown, pictures=with_pictures, picture=picture)


def _newer(wanted: FullArticle, showings: Sequence[Showing]) -> str | None:
    """The article that is read now in place of a former version."""
    shown = [p.content_hash for p in showings if p.status == "article"]
    return shown[0] if shown and wanted.content_hash not in shown else None


def _history(connection: Connection, showings: Sequence[Showing]) -> PageHistory | None:
    """The history of the article's first page, where it has any."""
    history = PageHistory.of(Histories(connection), showings[0].url) if showings else None
    return history if history and len(history.entries) > 1 else None


def _list(text: str | None) -> list[Any]:
    """A column of JSON; nothing where it holds something else."""
    try:
        value = json.loads(text or "[]")
    except ValueError:
        return []
    return value if isinstance(value, list) else []


def _links(text: str | None, label: str) -> list[tuple[str, str]]:
    """The files or pictures that have an address of the web, each with what it is called."""
    return [
        (entry["address"], str(entry.get(label) or entry["address"]))
        for entry in _list(text)
        if isinstance(entry, dict) and is_web(entry.get("address"))
    ]
