import sqlite3
from contextlib import closing
from pathlib import Path

from crawler.database import Database
from tests.testing.database import MORNING, PROVINCES, SITES, article, page, rows


def test_sites_and_provinces_can_be_joined(database: Database, path: Path) -> None:
    sql = """
        SELECT sites.name, present.name AS now FROM sites
        JOIN provinces AS former ON former.name = sites.province AND former.period = 'former'
        JOIN provinces AS present ON present.code = former.present ORDER BY sites.name
    """

    assert rows(path, sql) == [
        {"name": "an_giang", "now": "An Giang"},
        {"name": "kien_giang", "now": "An Giang"},
    ]


def test_a_site_is_stored_as_its_record_says(database: Database, path: Path) -> None:
    (site,) = rows(path, "SELECT * FROM sites WHERE name = 'kien_giang'")

    assert site["agency"] == "Sở Khoa học và Công nghệ tỉnh Kiên Giang"
    assert site["older"] == "http://cu.kien_giang.example/\nhttp://kien_giang.example:8080/"
    assert (site["until"], site["successor"]) == ("2025-06-30", "an_giang")


def test_the_same_catalogue_again_writes_nothing(database: Database, path: Path) -> None:
    with closing(sqlite3.connect(path)) as watcher:
        before = watcher.execute("PRAGMA data_version").fetchone()

        database.save_catalogue(SITES, PROVINCES)

        assert watcher.execute("PRAGMA data_version").fetchone() == before


def test_a_changed_record_is_brought_up_to_date(database: Database, path: Path) -> None:
    database.save_article(page(site="vietq"), article(), MORNING)

    database.save_catalogue([SITES[2].model_copy(update={"url": "https://moi.vietq.example/"})], [])

    assert rows(path, "SELECT url FROM sites WHERE name = 'vietq'") == [
        {"url": "https://moi.vietq.example/"}
    ]
    assert rows(path, "SELECT count(*) AS n FROM sites") == [{"n": len(SITES)}]
    assert rows(path, "SELECT site FROM pages") == [{"site": "vietq"}]
