"""Home-made portals that name everything in the query: Hà Giang, Cần Thơ, Quảng Trị, Đà Nẵng."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from .content import SECTIONS, Story
from .encodings import from_tcvn3, from_vni, from_windows_1258, tcvn3, vni, windows_1258
from .markup import Body, body
from .server import Request, Response
from .system import System

_STYLES = ("breaks", "table", "plain", "justified", "word")
_FIRST_CATEGORY = 11
_LOCAL_LINK = re.compile(r'(<a [^>]*href="(?!http|javascript|#|mailto)[^"]*)"')
_SESSION = re.compile(r"[?&]PHPSESSID=\w+")


@dataclass(frozen=True)
class Dialect:
    """How one of these portals names its pages and dates its articles."""

    story: str
    section: str
    later: str
    base: str
    """The address that all other pages are parameters of."""
    dateline: str
    """Above the text; `%V` is how often the page was seen."""
    has_time: bool = False
    has_sessions: bool = False
    """Links carry the number of a new session until a cookie comes back."""
    content_type: str = "text/html; charset=utf-8"
    declared_charset: str = ""
    encode: Callable[[str], bytes] = str.encode
    decode: Callable[[bytes], str] = bytes.decode


HA_GIANG = Dialect(
    story="/index.php?com=tintuc_ct&id_news={number}",
    section="/index.php?com=tintuc&id_cat={category}",
    later="/index.php?com=tintuc&id_cat={category}&trang={page}",
    base="/index.php?com=",
    dateline="(Ngày đăng: %d-%m-%Y, lượt xem: %V)",
    has_sessions=True,
)
HA_GIANG_1258 = replace(
    HA_GIANG, content_type="text/html", encode=windows_1258, decode=from_windows_1258
)
HA_GIANG_TCVN3 = replace(
    HA_GIANG,
    content_type="text/html",
    declared_charset="iso-8859-1",
    has_sessions=False,
    encode=tcvn3,
    decode=from_tcvn3,
)
HA_GIANG_VNI = replace(HA_GIANG, has_sessions=False, encode=vni, decode=from_vni)
CAN_THO = Dialect(
    story="/default.aspx?nid={number}&pid=57",
    section="/default.aspx?pid={category}",
    later="/default.aspx?pid={category}&page={page}",
    base="/default.aspx?trang=",
    dateline="[%d/%m/%Y %H:%M]",
    has_time=True,
    declared_charset="utf-8",
)
QUANG_TRI = Dialect(
    story="/?details={number}&menuID={category}&CongID=1",
    section="/?menuID={category}&CongID=1",
    later="/?menuID={category}&CongID=1&Trang={page}",
    base="/?page=",
    dateline="Cập nhật: %A, ngày %d/%m/%Y",
    declared_charset="utf-8",
)
DA_NANG = Dialect(
    story="/chi-tiet-tin-tuc?dinhdanh={number}&cat={category}",
    section="/danh-sach-tin?cat={category}",
    later="/danh-sach-tin?cat={category}&p={page}",
    base="/trang?ten=",
    dateline="Người đăng tin: Test Test Ngày đăng tin: %d/%m/%Y Lượt xem: %V",
    declared_charset="utf-8",
)
THANH_HOA = Dialect(
    story="/?portalid=admin&selectpageid=page.chitiet&newsdetail={number}&n_g_manager={category}",
    section="/?portalid=admin&selectpageid=page.danhsach&n_g_manager={category}",
    later="/?portalid=admin&selectpageid=page.danhsach&n_g_manager={category}&p={page}",
    base="/?portalid=admin&selectpageid=page.",
    dateline="(%d/%m/%Y)",
    declared_charset="utf-8",
)
HUE = Dialect(
    story="/default.aspx?gd=41&cn={category}&tc={number}",
    section="/default.aspx?gd=40&cn={category}",
    later="/default.aspx?gd=40&cn={category}&trang={page}",
    base="/default.aspx?gd=",
    dateline="Ngày cập nhật %d/%m/%Y",
    declared_charset="utf-8",
)


class PlainPHP(System):
    """One of the dialects; a story has an address a section where its address names a category."""

    NAME = "plainphp"

    def __init__(
        self, host: str, province: str, count: int, seed: int, dialect: Dialect = HA_GIANG
    ) -> None:
        base = dialect.base
        addresses = {
            "static": base + "gioithieu&muc={key}",
            "documents": base + "vanban",
            "document": base + "vanban_ct&idvb={number}",
            "login": base + "dangnhap",
            "calendar": base + "lich&thang={month}&nam={year}",
            "search": base + "timkiem&tukhoa={words}",
            "print": base + "intin&idtin={number}",
            "story": dialect.story,
            "later": dialect.later,
            "section": dialect.section,
            "file": "/upload/{name}",
            "start": "/index.php",
            "home": "/",
        }
        self.dialect = dialect
        super().__init__(host, province, count, seed, addresses=addresses)

    def body(self, story: Story) -> Body:
        return body(story, _STYLES[story.id % len(_STYLES)], signature=True)

    def shown_date(self, story: Story) -> str:
        return self.shown_time(story) if self.dialect.has_time else super().shown_date(story)

    def story_address(self, story: Story, section: str | None = None) -> str:
        category = _FIRST_CATEGORY + SECTIONS.index(section or story.sections[0])
        return self.address("story", number=story.id, category=category)

    def section_address(self, section: str, page: int = 1) -> str:
        kind = "section" if page == 1 else "later"
        return self.address(kind, category=_FIRST_CATEGORY + SECTIONS.index(section), page=page)

    def identity(self, path: str) -> str:
        return _SESSION.sub("", path)

    def respond(self, request: Request) -> Response:
        """Adds a session to links and cookies where the visitor brings none."""
        response = super().respond(request)
        is_page = response.headers["Content-Type"].startswith("text/html")
        if not self.dialect.has_sessions or "PHPSESSID" in request.cookies or not is_page:
            return response
        session = hashlib.md5(str(next(self._visits)).encode()).hexdigest()  # noqa: S324
        marked = _LOCAL_LINK.sub(
            lambda match: f'{match[1]}{"&amp;" if "?" in match[1] else "?"}PHPSESSID={session}"',
            response.body.decode("latin-1"),
        )
        cookie = {"Set-Cookie": f"PHPSESSID={session}; path=/"}
        return Response(response.status, {**response.headers, **cookie}, marked.encode("latin-1"))

    def page(self, text: str) -> Response:
        headers = {"Content-Type": self.dialect.content_type, "X-Powered-By": "PHP/5.2.17"}
        return Response(200, headers, self.dialect.encode(text))

    def read(self, body: bytes) -> str:
        return self.dialect.decode(body)

    def show_home(self, request: Request) -> Response:
        boxes = [(link, self.links(self.in_section(link.title)[:4])) for link in self.sections]
        return self.render("home", boxes=boxes)

    show_start = show_home

    def show_section(self, request: Request, category: str) -> Response | None:
        return self.show_later(request, category, "1")

    def show_later(self, request: Request, category: str, page: str) -> Response | None:
        place = int(category) - _FIRST_CATEGORY
        if not 0 <= place < len(SECTIONS):
            return None
        section = SECTIONS[place]
        stories = self.in_section(section)
        return self.render(
            "listing",
            heading=section,
            links=self.links(self.page_of(stories, int(page)), section),
            page=int(page),
            last=self.page_count(stories),
        )

    def show_story(self, request: Request, number: str, category: str = "") -> Response | None:
        story = self.story(number)
        if story is None:
            return None
        related = self.related(story)[1]
        return self.render("article", story=story, body=self.body(story), related=related)

    def show_print(self, request: Request, number: str) -> Response | None:
        story = self.story(number)
        return self.render("print", story=story, body=self.body(story)) if story else None
