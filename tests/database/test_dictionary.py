"""The meaning of tables and columns, where it is read."""

from pathlib import Path

import pytest
from datasette.utils import parse_metadata

from crawler.database import Database, columns, dictionary
from tests.database.notice import Notice
from tests.testing.database import rows

RENEW = "to renew it: .venv/bin/python -m crawler.database.dictionary"
#: What the search index, SQLite and sqlite-utils keep for themselves.
NOT_EXPLAINED = ("article_search", "articles_fts%", "sqlite!_%", "!_sqlite!_%")


def test_the_data_dictionary_is_up_to_date() -> None:
    assert dictionary.DOCUMENT.read_text("utf-8") == dictionary.document(), RENEW


def test_datasettes_metadata_is_up_to_date() -> None:
    text = dictionary.METADATA.read_text("utf-8")

    assert text == dictionary.metadata(text), RENEW


def test_every_table_is_explained_with_all_its_columns(database: Database, path: Path) -> None:
    known = " AND ".join(f"name NOT LIKE '{name}' ESCAPE '!'" for name in NOT_EXPLAINED)
    query = f"SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND {known}"  # noqa: S608
    explained = {table.name: table.columns.keys() for table in dictionary.tables()}

    xinfo = "SELECT name FROM pragma_table_xinfo(?)"
    assert explained == {
        table["name"]: {row["name"] for row in rows(path, xinfo, table["name"])}
        for table in rows(path, query)
    }


def test_every_meaning_is_told_in_both_languages() -> None:
    for table in dictionary.tables():
        for meaning in (table.meaning, *table.columns.values()):
            assert meaning.en.endswith("."), (table.name, meaning)
            assert meaning.vi.endswith("."), (table.name, meaning)


def test_a_declared_field_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "COLUMNS", columns.columns_of(Notice))

    document = dictionary.document()
    metadata = parse_metadata(dictionary.metadata(dictionary.METADATA.read_text("utf-8")))

    row = "| `symbol` | text | The symbol of the document. | Số, ký hiệu của văn bản. |"
    assert document.count(row) == 2  # articles, current_articles
    assert "all of these columns but `year`, `sheets`," in " ".join(document.split())
    for table in ("articles", "current_articles"):
        described = metadata["databases"]["articles"]["tables"][table]["columns"]
        assert described["symbol"] == "The symbol of the document."
