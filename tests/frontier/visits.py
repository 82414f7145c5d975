"""What a walk through a portal asks for, and what came of it."""

from collections.abc import Iterable

from crawler.database import Database, PageKind, StoredArticle, StoredPage
from crawler.frontier.frontier import Frontier
from crawler.frontier.visits import Candidate, Role, Visit
from tests.testing.site import NOW, SITE

HOST = "skhcn.binhson.vidu"
HOME_URL = f"http://{HOST}/"
HOME = Visit(HOST, HOME_URL, Role.ENTRY)
SECTION_URL = f"http://{HOST}/tin-tuc"
SECTION = Visit(f"{HOST}/tin-tuc", SECTION_URL, Role.PAGE, "Tin tức")
TITLE = "Hội nghị tổng kết công tác đo lường"


def frontier(database: Database) -> Frontier:
    """The frontier of one more run."""
    return Frontier(database, SITE.name, NOW, lambda visit: False)


def link(path: str, text: str = TITLE, *, listed: bool = False) -> Candidate:
    """A link to a page."""
    return Candidate(
        Visit(f"{HOST}/{path}", f"http://{HOST}/{path}", Role.PAGE, text, listed=listed)
    )


def further(number: int, section: Visit = SECTION) -> Candidate:
    """A pager's link."""
    key = f"{section.key}?trang={number}"
    return Candidate(Visit(key, f"http://{key}", Role.FURTHER, "", section.key, number))


def postback(number: int) -> Candidate:
    """A pager's link that sends a form."""
    key = f"{SECTION.key}#grid:Page${number}"
    return Candidate(Visit(key, SECTION_URL, Role.FURTHER, "", SECTION.key, number))


def paths(candidates: Iterable[Candidate]) -> list[str]:
    return [candidate.visit.key.removeprefix(f"{HOST}/") for candidate in candidates]


def save_article(database: Database, path: str) -> None:
    page = StoredPage(f"{HOST}/{path}", f"http://{HOST}/{path}", SITE.name)
    article = StoredArticle(page.url, TITLE, f"Nội dung của {path}.", content_hash=path)
    database.save_article(page, article, NOW)


def save_other(database: Database, path: str, kind: PageKind = PageKind.OTHER) -> None:
    database.save_visit(f"{HOST}/{path}", kind, None, NOW)
