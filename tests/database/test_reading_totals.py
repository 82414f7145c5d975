"""The table of totals, which always says what counting would."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from crawler.database import Database
from crawler.schedule import Schedule
from tests.testing.database import MORNING, article, edited, page, rows

SCHEDULE = Schedule(timedelta(1), timedelta(60), 0.3)
COUNTED = """
SELECT site, ifnull(substr(published, 1, 7), '') AS month, province, count(*) AS articles
FROM current_articles GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
KEPT = "SELECT site, month, province, articles FROM article_totals WHERE articles ORDER BY 1, 2, 3"


def test_totals_follow_whatever_happens_to_pages(database: Database, path: Path) -> None:
    now = MORNING
    one, other = article("Một"), replace(article("Hai"), published=None)

    def is_right() -> bool:
        return rows(path, KEPT) == rows(path, COUNTED)

    for number, told in ((1, one), (2, one), (3, other), (4, article("Ba"))):
        database.save_article(page(number), told, now)
        assert is_right()
    database.save_article(page(1), edited(one), now := now + timedelta(1))
    assert is_right()
    database.save_article(page(2), edited(one), now := now + timedelta(1))
    assert is_right()
    known = list(database.known_pages("an_giang").values())
    database.remove_pages(known[:2], now := now + timedelta(1), SCHEDULE)
    assert is_right()
    database.save_article(page(1), one, now := now + timedelta(1))
    assert is_right()
    database.move_page(page(3).url, page(4).url, now)
    assert is_right()
    dated = replace(one, published="2019-05-06")
    assert database.correct_article(page(1), one.content_hash, dated, now)
    assert is_right()
    better = article("Một, đọc lại")
    assert database.correct_article(page(1), one.content_hash, better, now)
    assert is_right()
