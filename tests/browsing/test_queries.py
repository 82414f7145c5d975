"""The ready queries, and what spreadsheets get of them."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from datasette.app import Datasette

from crawler.browsing.pages.queries import QUERIES
from crawler.database import Database
from tests.browsing.served import answer, opened, parsed, served, source
from tests.testing.database import MORNING, article, page

FORMULA = '=HYPERLINK("http://x.vidu/";"Đo lường")'


@pytest.fixture
def room(database: Database, path: Path) -> Iterator[Datasette]:
    database.save_article(page(1), article(FORMULA), MORNING)
    with served(path) as datasette:
        yield datasette


def test_every_ready_query_and_each_of_its_files_opens(room: Datasette) -> None:
    addresses = parsed(source(room, "/truy-van")).xpath("//ul[@class='queries']//a/@href")

    assert len(addresses) == 4 * len(QUERIES)
    for address in addresses:
        opened(room, address)


def test_the_file_for_spreadsheets_has_no_formula_and_the_other_one_is_exact(
    room: Datasette,
) -> None:
    exact = answer(room, "/articles/newest_by_province.csv?province=")
    shielded = answer(room, "/truy-van/newest_by_province.csv?province=")

    assert shielded.content.startswith(b"\xef\xbb\xbf")
    assert "attachment" in shielded.headers["content-disposition"]
    (told,) = csv.DictReader(io.StringIO(exact.text))
    (changed,) = csv.DictReader(io.StringIO(shielded.content.decode("utf-8-sig")))
    assert told["title"] == FORMULA
    assert changed == told | {"title": f"'{FORMULA}"}


def test_only_ready_queries_are_made_files_of(room: Datasette) -> None:
    assert answer(room, "/truy-van/articles.csv").status_code == 404
