from pathlib import Path

from crawler.database import Database
from tests.testing.database import EVENING, MORNING, rows


def test_a_site_has_no_template_until_one_is_saved(database: Database) -> None:
    assert database.template("an_giang") == (None, 0)


def test_the_latest_version_of_a_sites_template_counts(database: Database, path: Path) -> None:
    for number in range(10):
        database.save_template("an_giang", f"bản {number}", 8, MORNING)
    database.save_template("vietq", "bản khác", 6, MORNING)
    database.save_template("an_giang", "bản cuối", 40, EVENING)

    assert database.template("an_giang") == ("bản cuối", 11)
    assert database.template("vietq") == ("bản khác", 1)
    assert database.template("kien_giang") == (None, 0)
    versions = rows(path, "SELECT version FROM templates WHERE site = 'an_giang' ORDER BY version")
    assert [row["version"] for row in versions] == list(range(1, 12))
    assert rows(path, "SELECT * FROM templates WHERE version = 11") == [
        {
            "site": "an_giang",
            "version": 11,
            "learned": "2026-03-02T11:30:00Z",
            "pages": 40,
            "template": "bản cuối",
        }
    ]


def test_a_template_that_is_learned_once_more_is_no_new_version(database: Database) -> None:
    assert database.save_template("an_giang", "bản đầu", 8, MORNING) == 1
    assert database.save_template("an_giang", "bản đầu", 8, EVENING) == 1
    assert database.save_template("an_giang", "bản sau", 40, EVENING) == 2
