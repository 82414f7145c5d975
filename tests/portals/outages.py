"""How portals break down: what they answer meanwhile."""

from __future__ import annotations

from enum import Enum, auto

from .server import HANG_UP, Request, Response
from .system import System

_NOTICE = (
    '<html><head><meta charset="utf-8"><title>Thông báo</title></head><body><center>'
    "<h2>HỆ THỐNG ĐANG BẢO TRÌ</h2><p>Cổng thông tin tạm ngừng phục vụ để nâng cấp, mong quý vị "
    "quay lại sau. Xin cảm ơn!</p></center></body></html>"
)
_FAULT = (
    "<html><head><title>Error</title></head><body><h1>Error establishing a database connection"
    "</h1><p>SQLSTATE[HY000] [2002] Connection refused</p></body></html>"
)


class Outage(Enum):
    """What is wrong."""

    #: 503 for everything.
    UNAVAILABLE = auto()
    #: Connections are closed without an answer.
    SILENT = auto()
    #: A notice with 200 at every address.
    MAINTENANCE = auto()
    #: A database's error with 200 at every address.
    DATABASE = auto()
    #: Every article answers 404; home page and lists are as always.
    NO_ARTICLES = auto()
    #: Every article is a redirect to the home page.
    ARTICLES_HOME = auto()
    #: 404 for everything but the home page.
    ONLY_HOME = auto()
    #: The home page is an empty answer.
    EMPTY_HOME = auto()
    #: Lists have no entries, articles are the portal's page for what is missing: no database.
    NO_STORIES = auto()


def answer(
    outage: Outage, portal: System, request: Request, *, is_article: bool
) -> Response | None:
    """What a portal answers in an outage; None for what it would answer without one."""
    if outage in _EVERYWHERE:
        return _EVERYWHERE[outage]
    is_home = request.path == "/" and not request.query
    if outage is Outage.EMPTY_HOME:
        return Response() if is_home else None
    if outage is Outage.ONLY_HOME:
        return None if is_home else Response(404)
    if outage is Outage.NO_STORIES:
        return _without_stories(portal, request)
    if not is_article:
        return None
    home = {"Location": portal.home, "Content-Type": "text/html"}
    return Response(404) if outage is Outage.NO_ARTICLES else Response(302, home)


def _without_stories(portal: System, request: Request) -> Response:
    """As if there were no stories; serialised by the server's callers, who ask one at a time."""
    stories, by_id = portal.stories, portal._by_id
    portal.stories, portal._by_id = [], {}
    try:
        return portal.respond(request)
    finally:
        portal.stories, portal._by_id = stories, by_id


_EVERYWHERE = {
    Outage.UNAVAILABLE: Response(503, {"Content-Type": "text/html"}, b"Service Unavailable"),
    Outage.SILENT: HANG_UP,
    Outage.MAINTENANCE: Response(body=_NOTICE.encode()),
    Outage.DATABASE: Response(body=_FAULT.encode()),
}
