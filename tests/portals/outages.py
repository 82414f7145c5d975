"""How portals break down: what they answer meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto

from .content import Story
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
    #: A notice in place of every article, inside the portal's frame and under its title.
    NOTICES = auto()
    #: One and the same article at every article's address.
    ONE_ARTICLE = auto()
    #: Of every text its first lines only.
    TEASERS = auto()
    #: A paragraph of advertising in every text.
    ADVERTISING = auto()
    #: Below the first lines of every text a notice to log in.
    LOGIN = auto()
    #: The portal's name in place of every title.
    ONE_TITLE = auto()
    #: Articles that break off in the middle of their source.
    BREAKING_OFF = auto()
    #: UTF-8 that was taken for Windows-1252 on its way.
    TORN_LETTERS = auto()


def answer(
    outage: Outage, portal: System, request: Request, *, is_article: bool
) -> Response | None:
    """What a portal answers in an outage; None for what it would answer without one."""
    if outage in _EVERYWHERE:
        return _EVERYWHERE[outage]
    if outage in _RETOLD:
        return _retelling(portal, request, _RETOLD[outage]) if is_article else None
    if outage in _DAMAGED:
        return _damaged(portal.respond(request), _DAMAGED[outage]) if is_article else None
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
    stories, by_id = portal.stories, portal.by_id
    portal.stories, portal.by_id = [], {}
    try:
        return portal.respond(request)
    finally:
        portal.stories, portal.by_id = stories, by_id


def _retelling(portal: System, request: Request, change: Callable[[Story], Story]) -> Response:
    """As if every story said something else."""
    stories, by_id = portal.stories, portal.by_id
    portal.stories = [change(story) for story in stories]
    portal.by_id = {story.id: story for story in portal.stories}
    try:
        return portal.respond(request)
    finally:
        portal.stories, portal.by_id = stories, by_id


def _damaged(response: Response, damage: Callable[[bytes], bytes]) -> Response:
    return replace(response, body=damage(response.body))


def _torn(body: bytes) -> bytes:
    return body.decode("utf-8").encode().decode("cp1252", "replace").encode()


_CLOSED = (
    "Chuyên mục này đang được rà soát nội dung theo kế hoạch chuyển đổi số của Sở.",
    "Bạn đọc có nhu cầu tra cứu xin liên hệ bộ phận một cửa vào giờ hành chính.",
)
_INVITATION = (
    "Đăng ký gian hàng tại chợ công nghệ mùa thu ngay hôm nay để nhận ưu đãi lớn nhất năm."
)
_ONLY_MEMBERS = "Phần tiếp theo của bài chỉ dành cho thành viên, mời bạn đăng nhập để đọc trọn vẹn."

_RETOLD: dict[Outage, Callable[[Story], Story]] = {
    Outage.NOTICES: lambda s: replace(s, lead="", paragraphs=_CLOSED),
    Outage.ONE_ARTICLE: lambda s: replace(
        s, title="Lịch tiếp công dân của lãnh đạo Sở", lead="", paragraphs=_CLOSED
    ),
    Outage.TEASERS: lambda s: replace(s, paragraphs=(s.paragraphs[0][:90] + "...",)),
    Outage.ADVERTISING: lambda s: replace(s, paragraphs=(*s.paragraphs, _INVITATION)),
    Outage.LOGIN: lambda s: replace(s, paragraphs=(s.paragraphs[0], _ONLY_MEMBERS)),
    Outage.ONE_TITLE: lambda s: replace(s, title="Cổng thông tin Sở Khoa học và Công nghệ"),
}
_DAMAGED: dict[Outage, Callable[[bytes], bytes]] = {
    Outage.BREAKING_OFF: lambda body: body[: len(body) // 2],
    Outage.TORN_LETTERS: _torn,
}
#: What single nights may be like on which articles are shown, but not as they are.
ODD = (*_RETOLD, *_DAMAGED)


_EVERYWHERE = {
    Outage.UNAVAILABLE: Response(503, {"Content-Type": "text/html"}, b"Service Unavailable"),
    Outage.SILENT: HANG_UP,
    Outage.MAINTENANCE: Response(body=_NOTICE.encode()),
    Outage.DATABASE: Response(body=_FAULT.encode()),
}
