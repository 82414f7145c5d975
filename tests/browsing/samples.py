"""Articles for the reading room, with and without harm, and a database that has all it shows."""

from dataclasses import replace
from datetime import timedelta

from crawler.database import Database, RunCounts, StoredArticle
from crawler.extraction import Attachment, Image
from crawler.schedule import Schedule
from tests.testing.database import EVENING, MORNING, article, edited, page

BEFORE = replace(
    article("Kiểm tra đo lường tại chợ Mỹ Bình", "Đoàn kiểm tra cân.\nTất cả đều đạt."),
    markdown="# Kết quả\n\nĐoàn kiểm tra **cân**.\n\n![Cân](http://127.0.0.1:9/a.jpg)",
    images=(Image("http://127.0.0.1:9/a.jpg"),),
    attachments=(Attachment("http://an_giang.example/kq.pdf", "Kết quả kiểm tra"),),
    lead="Mười hai cửa hàng được kiểm tra.",
    section="Đo lường",
)
NOW = edited(BEFORE)
GONE = article("Lịch tiếp công dân", "Lịch tháng ba.")
HOSTILE = replace(
    article(
        "<script>alert(1)</script> \u202e\x1b[31m" + "Dàiquá" * 200,
        "Xem <svg onload=alert(1)> và <style>*{display:none}</style>.",
    ),
    markdown=(
        "<script>alert(1)</script>\n\n<p onclick=alert(1)>a</p>\n\n[b](javascript:alert(1))\n\n"
        "![c](javascript:alert(1))\n\n[d](data:text/html,<script>alert(1)</script>)\n\n"
        "<javascript:alert(1)>\n\n[e](JaVaScRiPt:alert(1))\n\n![f](data:image/svg+xml,<svg>)\n\n"
        '[g](http://x.vidu/"onmouseover="alert(1))\n\n<svg onload=alert(1)>'
    ),
    author='"><img src=x onerror=alert(1)>',
    tags=('"><b>',),
    images=(Image("javascript:alert(1)"),),
    attachments=(Attachment("javascript:alert(1)", "<b>"), Attachment("http://x/'\"<", "<b>")),
)


def fill(database: Database) -> None:
    schedule = Schedule(timedelta(1), timedelta(60), 0.3)
    for told, when in ((BEFORE, MORNING), (NOW, EVENING)):
        database.save_article(page(1), told, when, schedule)
    database.save_article(page(2), GONE, MORNING, schedule)
    database.save_article(page(3, "kien_giang"), HOSTILE, MORNING)
    (gone,) = (p for p in database.known_pages("an_giang").values() if p.url == page(2).url)
    database.remove_pages([gone], EVENING, schedule)
    for hours, errors in ((0, 3), (10, 0)):
        run = database.start_run("an_giang", MORNING + timedelta(hours=hours))
        reasons = {"legal document": 4, "no text": 1, "fallbacks/x": 1}
        counts = RunCounts(new=2, errors=errors)
        database.finish_run(run, EVENING, "ok", counts, reasons, {"legal document": "http://a/"})
    database.save_template("an_giang", "{}", 12, MORNING)


def bai(told: StoredArticle) -> str:
    return f"/bai/{told.content_hash}"


PAGES = [
    "/",
    "/?sau=2026-03-01.1",
    "/?sau=x",
    "/tim",
    "/tim?q=kiem+tra&xep=moi&tinh=An+Giang&nam=2026&trang=99999999999",
    bai(BEFORE),
    bai(NOW),
    bai(GONE),
    bai(HOSTILE),
    f"{bai(HOSTILE)}?anh=1",
    "/tinh",
    "/tinh/an-giang",
    "/tinh/kien-giang",
    "/tinh/viet-nam",
    "/nguon/an_giang",
    "/nguon/vietq",
    "/suc-khoe",
]
