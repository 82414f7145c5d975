"""What a user gets wrong is told in one clear line, before anything is asked for."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crawler.database import Database
from tests.testing.crawling import Crawls, record
from tests.testing.handmade import Handmade, page


@pytest.fixture
def crawls(tmp_path: Path) -> Iterator[Crawls]:
    portal = Handmade("binhson.gov.vidu", {"/": page("<p>Trang chủ</p>")})
    with Crawls(tmp_path, {"binh_son": portal}) as crawls:
        yield crawls


def mistake(crawls: Crawls, *arguments: str, **settings: object) -> str:
    """The one line that a command says and ends with."""
    quiet = ["--nolog"] if arguments[0] == "crawl" else []
    run = crawls.run(*arguments, *quiet, **settings)
    assert run.status == 2, run.log
    assert run.requests == ()
    assert run.out == ""
    assert run.log.startswith("Error: ")
    assert run.log.count("\n") == 1, run.log
    return run.log


def test_mistake_is_told_once_beside_the_log(crawls: Crawls) -> None:
    run = crawls.run("crawl", "binh_sn")
    assert run.status == 2
    assert run.log.count("no site named binh_sn") == 1
    assert "Traceback" not in run.log


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (record("binh_son", "http://a.vidu/", "delay = -1"), ["[binh_son]", "delay"]),
        pytest.param("[binh_son\n", ["line 1"], marks=pytest.mark.slow),
    ],
)
def test_broken_catalogue(crawls: Crawls, text: str, parts: list[str]) -> None:
    crawls.sites_file.write_text(text, encoding="utf-8")
    line = mistake(crawls, "crawl", "binh_son")
    for part in [str(crawls.sites_file), *parts]:
        assert part in line


def test_missing_catalogue(crawls: Crawls, tmp_path: Path) -> None:
    path = tmp_path / "khong-co.toml"
    assert str(path) in mistake(crawls, "crawlall", SITES_FILE=path)


@pytest.mark.slow
def test_database_of_another_program_stays_as_it_is(crawls: Crawls) -> None:
    with closing(sqlite3.connect(crawls.database)) as connection:
        connection.execute("CREATE TABLE articles (tên TEXT)")
    before = crawls.database.read_bytes()
    line = mistake(crawls, "crawl", "binh_son")
    assert f"{crawls.database}: this database belongs to another program" in line
    assert crawls.database.read_bytes() == before


def test_file_that_is_no_database_stays_as_it_is(crawls: Crawls) -> None:
    crawls.database.write_text("Danh sách bài viết\n" * 100, encoding="utf-8")
    assert f"{crawls.database}: this is not an SQLite database" in mistake(
        crawls, "crawlall", "binh_son"
    )
    assert crawls.database.read_text(encoding="utf-8").startswith("Danh sách")


@pytest.mark.slow
def test_database_of_a_newer_version(crawls: Crawls) -> None:
    Database(crawls.database).close()
    with closing(sqlite3.connect(crawls.database)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('articles', 'add_moods', '2031-01-01')"
        )
    line = mistake(crawls, "crawlall", "binh_son")
    assert f"{crawls.database}: this database was made by a newer version" in line
    assert "add_moods" in line


def test_limit_that_is_no_number(crawls: Crawls) -> None:
    assert "limit=nhiều: " in mistake(crawls, "crawl", "binh_son", "-a", "limit=nhiều")


@pytest.mark.slow
def test_clock_that_tells_no_time(crawls: Crawls) -> None:
    assert "NOW=hôm nay: not a time" in mistake(crawls, "crawl", "binh_son", NOW="hôm nay")
