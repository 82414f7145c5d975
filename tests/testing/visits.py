"""What a walk through a portal asks for, and what came of it."""

from collections.abc import Iterable

from scrapy.http import Request

from crawler.database import Database, PageKind, StoredArticle, StoredPage
from crawler.frontier.frontier import Frontier
from crawler.frontier.visits import Role, Visit, visit_of
from tests.conftest import NOW, SITE

HOST = "skhcn.binhson.vidu"
HOME = Visit(HOST, Role.ENTRY)
HOME_URL = f"http://{HOST}/"
SECTION = Visit(f"{HOST}/tin-tuc", Role.PAGE, "Tin tức")
SECTION_URL = f"http://{HOST}/tin-tuc"
TITLE = "Hội nghị tổng kết công tác đo lường"


def frontier(database: Database) -> Frontier:
    """The frontier of one more run."""
    return Frontier(database, SITE.name, NOW, lambda visit: False)


def link(path: str, text: str = TITLE, *, listed: bool = False) -> Request:
    """A link to a page."""
    visit = Visit(f"{HOST}/{path}", Role.PAGE, text, listed=listed)
    return Request(f"http://{HOST}/{path}", meta={"visit": visit})


def further(number: int, section: Visit = SECTION) -> Request:
    """A pager's link."""
    key = f"{section.key}?trang={number}"
    visit = Visit(key, Role.FURTHER, "", section.key, number)
    return Request(f"http://{key}", meta={"visit": visit})


def postback(number: int) -> Request:
    """A pager's link that sends a form."""
    key = f"{SECTION.key}#grid:Page${number}"
    visit = Visit(key, Role.FURTHER, "", SECTION.key, number)
    return Request(SECTION_URL, meta={"visit": visit})


def paths(requests: Iterable[Request]) -> list[str]:
    return [visit_of(request).key.removeprefix(f"{HOST}/") for request in requests]


def save_article(database: Database, path: str) -> None:
    page = StoredPage(f"{HOST}/{path}", f"http://{HOST}/{path}", SITE.name)
    database.save_article(page, StoredArticle(path, TITLE, f"Nội dung của {path}."), NOW)


def save_other(database: Database, path: str, kind: PageKind = PageKind.OTHER) -> None:
    database.save_visit(f"{HOST}/{path}", kind, None, NOW)
