import sqlite3
from contextlib import closing
from pathlib import Path

import sqlite_utils

from crawler.database import Database, StoredArticle
from crawler.database.near_duplicates import AT_ONCE, COMPARED, NEWEST, link_near_duplicates
from tests.testing.database import EVENING, MORNING, TEXT, article, edited, page, rows

SIGNED = article(text=f"{TEXT}\nTheo Chi cục Tiêu chuẩn Đo lường Chất lượng")
OTHER = article(
    "Trao giải cuộc thi sáng tạo thanh thiếu niên",
    "Ban tổ chức nhận được 96 mô hình của học sinh, 15 mô hình đoạt giải.",
)


def numbered(number: int) -> StoredArticle:
    """A notice that differs from all others of its form in two figures."""
    return article(
        "Kết quả giải quyết thủ tục hành chính",
        f"Tuần {number} có {number * 7} hồ sơ được giải quyết đúng hạn, không hồ sơ nào quá hạn.",
    )


def links(path: Path) -> list[tuple[str, str]]:
    """The pairs of linked articles, the later one first."""
    found = rows(path, "SELECT * FROM near_duplicates ORDER BY rowid")
    return [(row["content_hash"], row["other_hash"]) for row in found]


def make_older_than_the_index(path: Path) -> None:
    """What a database was like that the step for near duplicates has not seen."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            """
            DROP TABLE signature_bands;
            DROP TABLE signatures;
            DELETE FROM near_duplicates;
            DELETE FROM _sqlite_migrations WHERE name = 'index_near_duplicates';
            """
        )


def test_a_story_republished_elsewhere_is_linked(database: Database, path: Path) -> None:
    database.save_article(page(1), first := article(), MORNING)
    database.save_article(page(2), OTHER, MORNING)
    database.save_article(page(1, "vietq"), SIGNED, EVENING)

    assert links(path) == [(SIGNED.content_hash, first.content_hash)]
    ((similarity,),) = [
        row.values() for row in rows(path, "SELECT similarity FROM near_duplicates")
    ]
    assert 0.7 < similarity < 1


def test_nothing_new_adds_no_link(database: Database, path: Path) -> None:
    for number, shown in enumerate((article(), SIGNED, article(), SIGNED)):
        database.save_article(page(number), shown, MORNING)

    assert links(path) == [(SIGNED.content_hash, article().content_hash)]


def test_versions_of_one_page_are_revisions_and_no_near_duplicates(
    database: Database, path: Path
) -> None:
    for shown in (article(), edited(article()), article(), edited(article())):
        database.save_article(page(), shown, MORNING)

    assert links(path) == []


def test_nor_are_they_while_one_of_two_addresses_still_shows_the_former(
    database: Database, path: Path
) -> None:
    for shown in (article(), edited(article())):
        for number in (1, 2):
            database.save_article(page(number), shown, MORNING)

    assert links(path) == []


def test_an_edited_article_is_linked_in_its_present_version(database: Database, path: Path) -> None:
    database.save_article(page(1), before := article(), MORNING)
    database.save_article(page(1), after := edited(before), MORNING)
    database.save_article(page(2), SIGNED, EVENING)

    assert links(path) == [(SIGNED.content_hash, after.content_hash)]


def test_an_edit_can_make_a_near_duplicate(database: Database, path: Path) -> None:
    database.save_article(page(1), OTHER, MORNING)
    database.save_article(page(2), first := article(), MORNING)

    database.save_article(page(1), SIGNED, EVENING)

    assert links(path) == [(SIGNED.content_hash, first.content_hash)]


def test_a_version_shown_again_is_linked_with_what_came_in_between(
    database: Database, path: Path
) -> None:
    database.save_article(page(1), first := article(), MORNING)
    database.save_article(page(1), OTHER, MORNING)
    database.save_article(page(2), SIGNED, MORNING)
    assert links(path) == []

    database.save_article(page(1), first, EVENING)

    assert links(path) == [(SIGNED.content_hash, first.content_hash)]


def test_an_older_database_is_caught_up_with_a_part_at_a_time(
    path: Path, database: Database
) -> None:
    database.save_article(page(1), first := article(), MORNING)
    database.save_article(page(2), edited(first), MORNING)
    database.save_article(page(2), OTHER, MORNING)
    for number in range(3, AT_ONCE + 3):
        database.save_article(page(number), numbered(number), MORNING)
    database.save_article(page(AT_ONCE + 3), SIGNED, MORNING)
    make_older_than_the_index(path)

    with closing(Database(path)) as later:
        waiting = []
        for number in (101, 102):
            later.save_article(page(number), numbered(number), EVENING)
            waiting += rows(path, "SELECT count(*) AS n FROM signatures WHERE waiting")

    assert [row["n"] for row in waiting] == [5, 0]
    assert links(path) == [(SIGNED.content_hash, first.content_hash)]


def test_one_more_takes_no_more_work_the_more_there_are(database: Database, path: Path) -> None:
    """Work is instructions of SQLite's virtual machine: a look-up in an index is a few of them."""
    work = []
    for count in (NEWEST, 3 * NEWEST):
        for number in range(count):
            shown = article(text=f"{TEXT}\nTheo nguồn {number}")
            database.save_article(page(number), shown, MORNING)
        work.append(instructions(path, shown.content_hash))

    assert work[1] < 1.1 * work[0]
    (linked,) = rows(path, "SELECT count(*) AS n FROM near_duplicates")
    assert linked["n"] <= 3 * NEWEST * COMPARED


def instructions(path: Path, content_hash: str) -> int:
    """What it takes to compare a stored article with the others."""
    executed = 0

    def count() -> int:
        nonlocal executed
        executed += 1
        return 0

    with closing(sqlite_utils.Database(path)) as db:
        db.conn.set_progress_handler(count, 1)
        link_near_duplicates(db, content_hash)
    return executed
