import multiprocessing
import sqlite3
import threading
from contextlib import closing
from multiprocessing.synchronize import Barrier, Semaphore
from pathlib import Path

import sqlite_utils

from crawler.database import Change, Database, FrontierLink
from crawler.database.connection import enable_wal
from tests.testing.database import EVENING, MORNING, PROVINCES, SITES, article, edited, page, rows

PROCESSES = multiprocessing.get_context("spawn")
PAGES = 100


def crawl(path: Path, site: str, start: Barrier) -> None:
    """Create or open the database when all are ready, and fill it."""
    start.wait()
    database = Database(path)
    database.save_catalogue(SITES, PROVINCES)
    for number in range(PAGES):
        shown = page(number, site)
        database.save_links(site, [FrontierLink(shown.key, shown.url)], MORNING)
        database.save_article(shown, article(f"Bản tin số {number}"), MORNING)
    database.close()


def crawl_until_killed(path: Path, saved: Semaphore) -> None:
    database = Database(path)
    for number in range(1_000_000):
        database.save_article(page(number), article(f"Bản tin số {number}"), MORNING)
        saved.release()


def test_crawls_at_once_create_and_fill_one_database(path: Path) -> None:
    sites = [site.name for site in SITES]
    start = PROCESSES.Barrier(len(sites))
    crawls = [PROCESSES.Process(target=crawl, args=(path, site, start)) for site in sites]
    for process in crawls:
        process.start()
    for process in crawls:
        process.join(timeout=120)

    assert [process.exitcode for process in crawls] == [0] * len(sites)
    assert rows(path, "SELECT count(*) AS n FROM articles") == [{"n": PAGES}]
    assert rows(path, "SELECT site, count(*) AS n FROM pages GROUP BY site ORDER BY site") == [
        {"site": site, "n": PAGES} for site in sorted(sites)
    ]
    assert rows(path, "PRAGMA journal_mode") == [{"journal_mode": "wal"}]
    assert rows(path, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]


def test_a_killed_crawl_keeps_what_it_saved(database: Database, path: Path) -> None:
    saved = PROCESSES.Semaphore(0)
    process = PROCESSES.Process(target=crawl_until_killed, args=(path, saved))
    process.start()
    try:
        for _ in range(20):
            assert saved.acquire(timeout=60)
    finally:
        process.kill()
        process.join()

    assert database.save_article(page(19), article("Bản tin số 19"), EVENING) is Change.UNCHANGED
    complete = "SELECT count(*) AS n FROM pages JOIN articles USING (content_hash)"
    assert rows(path, complete) == rows(path, "SELECT count(*) AS n FROM revisions")
    assert rows(path, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]


def test_a_long_reader_does_not_hold_up_a_crawl(database: Database, path: Path) -> None:
    database.save_article(page(), first := article(), MORNING)
    with closing(sqlite3.connect(path, timeout=0)) as reader:
        reader.execute("BEGIN")
        seen = "SELECT count(*) FROM articles"
        assert reader.execute(seen).fetchone() == (1,)

        assert database.save_article(page(), edited(first), EVENING) is Change.EDITED

        assert reader.execute(seen).fetchone() == (1,)
        reader.execute("COMMIT")
        assert reader.execute(seen).fetchone() == (2,)


def test_a_crawl_does_not_hold_up_a_reader(database: Database, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE sites SET note = 'đang sửa'")

        with closing(sqlite3.connect(path, timeout=0)) as reader:
            assert reader.execute("SELECT DISTINCT note FROM sites").fetchone() == ("",)
        writer.execute("ROLLBACK")


def test_spiders_in_one_process_take_turns(database: Database, path: Path) -> None:
    with closing(Database(path)) as other:
        for number in range(5):
            database.save_article(page(number), article(f"Bản tin số {number}"), MORNING)
            other.save_article(page(number, "vietq"), article(f"Bản tin số {number}"), MORNING)

    assert rows(path, "SELECT count(*) AS n FROM pages") == [{"n": 10}]


def test_the_switch_to_wal_waits_for_a_writer(path: Path) -> None:
    with (
        closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as writer,
        closing(sqlite_utils.Database(path)) as db,
    ):
        writer.execute("CREATE TABLE articles (title TEXT)")
        writer.execute("BEGIN IMMEDIATE")
        end = threading.Timer(0.2, writer.execute, ["ROLLBACK"])
        end.start()

        enable_wal(db)

        end.join()
        assert db.journal_mode == "wal"
