"""A TOML file of records; every mistake in it is found, and all are told at once."""

import tomllib
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from crawler.catalogue.errors import CatalogueError
from crawler.catalogue.mistakes import mistakes
from crawler.catalogue.record import Record

RecordType = TypeVar("RecordType", bound=Record)


class RecordFile:
    """The tables of a file, by name, and its mistakes: a line each, with record, key and remedy."""

    def __init__(self, path: Path, setting: str) -> None:
        """Read the file; `setting` is the name of the setting that says where it is."""
        self.path = path
        self.mistakes: list[str] = []
        self.tables = dict(self._read_tables(setting))

    def records(
        self,
        model: type[RecordType],
        name_field: str,
        accepted: Mapping[str, Collection[str]] | None = None,
    ) -> dict[str, RecordType]:
        """The records by name, which is the field `name_field`; those with mistakes are left out.

        `accepted` has the names that a key may refer to, by key.
        """
        records = {}
        for name, table in self.tables.items():
            # A key of that name would be taken for the table's name.
            own = {key: value for key, value in table.items() if key != name_field}
            if len(own) < len(table):
                self.wrong(name, name_field, "no such key; correct or remove it")
            try:
                records[name] = model.model_validate({name_field: name, **own}, context=accepted)
            except ValidationError as error:
                for key, what in mistakes(model, name_field, error):
                    self.wrong(name, key, what)
        return records

    def wrong(self, name: str, key: str, what: str) -> None:
        """Note a mistake in a record; the key is "" for its name."""
        self._note(f"[{name}] {key}: {what}" if key else f"[{name}]: {what}")

    def check(self) -> None:
        """Raise `CatalogueError` with all mistakes, if there are any."""
        if self.mistakes:
            raise CatalogueError("\n".join(self.mistakes))

    def _read_tables(self, setting: str) -> Iterator[tuple[str, dict[str, object]]]:
        try:
            # Editors on Windows begin a file with a mark, those on macOS may decompose letters.
            text = unicodedata.normalize("NFC", self.path.read_text("utf-8-sig"))
            tables = tomllib.loads(text)
        except OSError as error:
            self._note(f"cannot be read ({error.strerror}); check the setting {setting}")
        except UnicodeDecodeError:
            self._note("is not UTF-8 text; save it as UTF-8")
        except ValueError as error:
            self._note(f"is not valid TOML: {error}; correct that place")
        else:
            if not tables:
                self._note("holds no record; add one")
            yield from self._records_among(tables)

    def _records_among(
        self, tables: Mapping[str, object]
    ) -> Iterator[tuple[str, dict[str, object]]]:
        for name, table in tables.items():
            if isinstance(table, dict):
                yield name, table
            else:
                self._note(
                    f"{name}: stands outside a record; move it below a line such as [an_giang]"
                )

    def _note(self, what: str) -> None:
        self.mistakes.append(" ".join(f"{self.path}: {what}".split()))
