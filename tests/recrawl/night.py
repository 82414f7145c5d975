"""A site of some articles, and one more run over it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from crawler.database import Change, Database, PageStatus, StoredArticle, StoredPage
from crawler.frontier.visits import Role, Visit
from crawler.recrawl.tracker import PageTracker
from crawler.recrawl.verdict import Conclusion, Rules
from crawler.schedule import Schedule
from tests.testing.site import NOW, SITE

DAY = timedelta(days=1)
SCHEDULE = Schedule(DAY, 60 * DAY, 0.3)
RULES = Rules(visits=2, days=2 * DAY, lost_share=0.3)
HOST = "skhcn.binhson.vidu"
TEXT = "Sáng 01/3, đoàn kiểm tra đã làm việc với các cửa hàng xăng dầu trên địa bàn huyện {}."
SOFT = "<p>Cổng thông tin</p><p>Bài viết bạn xem hiện không có ở đây</p>"
BUSY = "<p>Cổng thông tin</p><h1>Hệ thống đang bận</h1><p>Mời bạn trở lại</p>"


def stored(path: str) -> StoredPage:
    return StoredPage(f"{HOST}/{path}", f"http://{HOST}/{path}", SITE.name)


def article(number: int) -> StoredArticle:
    title = f"Kiểm định cột đo xăng dầu ở huyện số {number}"
    return StoredArticle(
        f"http://{HOST}/{number}",
        title,
        TEXT.format(number),
        published="2020-01-01",
        content_hash=f"hash {number}",
    )


def save(database: Database, path: str, number: int, when: datetime = NOW) -> Change:
    return database.save_article(stored(path), article(number), when, SCHEDULE)


def key(number: int) -> str:
    return stored(f"tin/{number}").key


def linked(number: int, changed: str = "") -> Visit:
    """A page as a link or a sitemap names it."""
    page = stored(f"tin/{number}")
    return Visit(page.key, page.url, Role.PAGE, changed=changed)


class Night:
    """One more run, in which some pages are fine."""

    def __init__(
        self, database: Database, days: float, fine: Iterable[int] = range(20, 30)
    ) -> None:
        self.database = database
        self.now = NOW + days * DAY
        self.tracker = PageTracker(database, SITE.name, self.now, SCHEDULE, RULES)
        for number in fine:
            self.shows(f"tin/{number}", number)

    def shows(self, path: str, number: int, declared: str = "") -> None:
        change = save(self.database, path, number, self.now)
        page = stored(path)
        is_edited = change is Change.EDITED
        self.tracker.observations.note_article(
            page.key, page.url, f"hash {number}", is_edited=is_edited, declared=declared
        )

    def missing(self, *numbers: int) -> Conclusion:
        for number in numbers:
            self.tracker.observations.note_missing(key(number))
        return self.tracker.conclude()


def revisions(database: Database, path: str) -> list[str]:
    url = stored(path).url
    return [revision.cause for revision in database.histories.revisions(url)]


def status(database: Database, path: str) -> PageStatus:
    page = database.page(SITE.name, stored(path).key)
    assert page is not None
    return page.status
