"""Records in a TOML file, read into dataclasses; every mistake is found and told at once.

A table of the file is a record: the table's name is the dataclass's first field, its keys are the
other fields. Fields may be of the types `str`, `float`, `tuple[str, ...]` (a list in the file), a
`Literal` of texts, or one of these or None.
"""

import json
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args, get_origin

from crawler.vietnamese.unicode import slug

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Record = TypeVar("Record", bound=DataclassInstance)

#: Gives a value the form in which it is kept, or raises ValueError saying what to do instead.
Check = Callable[[Any], Any]

_NAME = re.compile(r"[a-z][a-z0-9_]*")


class RecordFile:
    """A file of records. `mistakes` has one line for each, naming file, record, key and remedy."""

    def __init__(self, path: Path, setting: str) -> None:
        """Read the file; `setting` is the name of the setting that says where it is."""
        self.mistakes: list[str] = []
        self._path = path
        self._tables = dict(self._read_tables(setting))

    @property
    def names(self) -> frozenset[str]:
        """The names of all records, whole or not."""
        return frozenset(self._tables)

    def wrong(self, name: str, key: str, what: str) -> None:
        """Note a mistake in a record."""
        self._note(f"[{name}] {key}: {what}")

    def read(
        self,
        record_type: "type[Record]",
        checks: Mapping[str, Check],
        required: Callable[[Mapping[str, object]], Mapping[str, str]] = lambda table: {},
    ) -> "dict[str, Record]":
        """The records without a mistake, by name.

        `checks` has further conditions on the values of a key, or on each value of a list.
        `required` names the keys which a table needs beside those without a default, and what
        to do about each.
        """
        make: Callable[..., Record] = record_type
        records = {}
        for name, table in self._tables.items():
            before = len(self.mistakes)
            values = dict(self._values(record_type, checks, name, table, required(table)))
            if len(self.mistakes) == before:
                records[name] = make(name, **values)
        return records

    def _read_tables(self, setting: str) -> Iterator[tuple[str, dict[str, object]]]:
        try:
            # Editors on Windows begin a file with a mark, those on macOS may decompose letters.
            text = unicodedata.normalize("NFC", self._path.read_text("utf-8-sig"))
            tables = tomllib.loads(text)
        except OSError as error:
            self._note(f"cannot be read ({error.strerror}); check the setting {setting}")
        except UnicodeDecodeError:
            self._note("is not UTF-8 text; save it as UTF-8")
        except tomllib.TOMLDecodeError as error:
            self._note(f"is not valid TOML: {error}; correct that place")
        else:
            if not tables:
                self._note("holds no record; add one")
            yield from self._checked_tables(tables)

    def _note(self, what: str) -> None:
        self.mistakes.append(" ".join(f"{self._path}: {what}".split()))

    def _checked_tables(
        self, tables: Mapping[str, object]
    ) -> Iterator[tuple[str, dict[str, object]]]:
        for name, table in tables.items():
            if not isinstance(table, dict):
                self._note(
                    f"{name}: stands outside a record; move it below a line such as [an_giang]"
                )
                continue
            if not _NAME.fullmatch(name):
                better = slug(name).replace("-", "_").lstrip("_0123456789") or "an_giang"
                self._note(
                    f"[{name}]: a record's name has lower-case letters a to z, digits and _ only"
                    f" and starts with a letter; write [{better}]"
                )
            yield name, table

    def _values(
        self,
        record_type: "type[Record]",
        checks: Mapping[str, Check],
        name: str,
        table: Mapping[str, object],
        required: Mapping[str, str],
    ) -> Iterator[tuple[str, Any]]:
        types = {field.name: field.type for field in fields(record_type)[1:]}
        needed = {
            field.name: f'add {field.name} = "…"'
            for field in fields(record_type)[1:]
            if field.default is MISSING
        } | dict(required)
        for key, value in table.items():
            needed.pop(key, None)
            if key not in types:
                meant = _nearest(key, types)
                needed.pop(meant, None)
                self.wrong(name, key, f"no such key{_question(meant)}; correct or remove it")
                continue
            try:
                yield key, _checked(value, types[key], checks.get(key))
            except ValueError as error:
                self.wrong(name, key, str(error))
        for key, remedy in needed.items():
            self.wrong(name, key, f"missing; {remedy}")


def _checked(value: object, expected: Any, check: Check | None) -> Any:
    """The value in the form in which a record keeps it; ValueError when it does not fit."""
    if isinstance(value, date):
        value = value.isoformat()
    fitting = _fitting(value, expected)
    if fitting is None:
        raise ValueError(f"{_shown(value)} does not fit; write {_description(value, expected)}")
    if check and isinstance(fitting, tuple):
        return tuple(check(element) for element in fitting)
    return check(fitting) if check else fitting


def _fitting(value: object, expected: Any) -> Any:
    """The value as the type that is expected of it; None when it is of another."""
    expected = _without_none(expected)
    if expected is str and isinstance(value, str):
        return value.strip() or None
    if expected is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if get_origin(expected) is Literal and value in get_args(expected):
        return value
    if (
        get_origin(expected) is tuple
        and isinstance(value, list)
        and all(isinstance(element, str) for element in value)
    ):
        return tuple(value)
    return None


def _description(value: object, expected: Any) -> str:
    """What to write where something of a type is expected, in place of a value."""
    expected = _without_none(expected)
    if get_origin(expected) is Literal:
        choices = get_args(expected)
        return f"one of {', '.join(choices)}{_question(_nearest(str(value), choices))}"
    if get_origin(expected) is tuple:
        return 'a list of texts, such as ["…", "…"]'
    return "a number" if expected is float else 'a text, such as "…"'


def _without_none(expected: Any) -> Any:
    """The other type of one that may be None."""
    if get_origin(expected) in (Union, UnionType):
        return next(kind for kind in get_args(expected) if kind is not type(None))
    return expected


def _nearest(word: str, words: Iterable[str]) -> str:
    return next(iter(get_close_matches(word.lower(), words, n=1)), "")


def _question(meant: str) -> str:
    return f' (did you mean "{meant}"?)' if meant else ""


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
