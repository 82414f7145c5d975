"""Pages and articles on their way through the pipelines."""

from dataclasses import replace

from crawler.articles.stages import AcceptedArticle, ExtractedPage, FetchedPage
from crawler.database import Database, FrontierLink
from crawler.extraction import Article, Kind, Reading
from tests.testing.site import NOW, SITE

TITLE = "Kiểm định cột đo xăng dầu trước tết"
TEXT = (
    "Sáng 01/3, đoàn kiểm tra đã làm việc với các cửa hàng xăng dầu trên địa bàn huyện.\n"
    "Mười hai cột đo được kiểm định lại, tất cả đều nằm trong giới hạn sai số cho phép."
)


def page(path: str = "tin/1", link_text: str = TITLE) -> FetchedPage:
    """A page that a link of so many words led to."""
    key = f"skhcn.binhson.vidu/{path}"
    return FetchedPage(key, f"http://{key}", SITE.name, b"<p>", "text/html", link_text)


def article(title: str = TITLE, published: str | None = "2026-03-01", text: str = TEXT) -> Article:
    """What extraction makes of a page."""
    return Article(page().url, title, text, "Lê Thu Hà", published, published and "01/03/2026")


def read(
    found: Article | None, of: FetchedPage | None = None, declared: bool = False
) -> ExtractedPage:
    """A page that was read."""
    kind = Kind.ARTICLE if found else Kind.OTHER
    return ExtractedPage(of or page(), Reading(kind, "", found, declared))


def found(path: str = "tin/1", text: str = TEXT, content_hash: str = "") -> AcceptedArticle:
    """An article that was let through, by default with its text as its hash."""
    return AcceptedArticle(
        page(path), replace(article(), text=text), content_hash=content_hash or text
    )


def found_link(database: Database, path: str = "tin/1") -> None:
    """Note that a link to a page was found."""
    where = page(path)
    database.save_links(SITE.name, [FrontierLink(where.key, where.url, where.link_text)], NOW)
