"""The catalogue in the database, so that queries can join it."""

from collections.abc import Collection, Iterable
from typing import Any

from crawler.catalogue import Province, Site
from crawler.database.base import OpenDatabase


class CatalogueTables(OpenDatabase):
    """The tables `sites` and `provinces`."""

    def save_catalogue(self, sites: Iterable[Site], provinces: Iterable[Province]) -> None:
        """Write what is new or changed in the catalogue. Nothing that left it is deleted."""
        with self._transaction():
            self._save_records("provinces", "code", provinces)
            self._save_records("sites", "name", sites)

    def _save_records(self, table_name: str, key: str, records: Iterable[Site | Province]) -> None:
        table = self._db.table(table_name)
        known = {row[key]: row for row in table.rows}
        columns = table.columns_dict.keys()
        rows = [_row(record, columns) for record in records]
        news = [row for row in rows if not row.items() <= known.get(row[key], {}).items()]
        table.upsert_all(news, pk=key)


def _row(record: Site | Province, columns: Collection[str]) -> dict[str, Any]:
    """The fields of a record that have a column, as SQLite gives them back; a list by lines."""
    return {
        name: "\n".join(value) if isinstance(value, tuple) else value
        for name, value in record
        if name in columns
    }
