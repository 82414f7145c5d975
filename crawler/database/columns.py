"""The columns of `articles`, which follow from what `Article` declares, and what stands in them."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, is_dataclass
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from sqlite_utils import Database

from crawler.database.records import StoredArticle
from crawler.extraction.declaration import Field, declared

_SQL_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL"}
#: The columns that readers look for, in this order; others follow in that of their declaration.
_SHOWN_FIRST = (
    "title",
    "published",
    "site",
    "province",
    "section",
    "author",
    "text",
    "markdown",
    "url",
    "lead",
    "source",
    "tags",
    "images",
    "attachments",
    "year",
)
_VIEW = """
CREATE VIEW current_articles AS
SELECT {columns}, rowid AS rowid
FROM articles
WHERE EXISTS (
    SELECT 1 FROM pages
    WHERE pages.content_hash = articles.content_hash AND pages.status = 'article'
)
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of `articles`: what an `attribute` of the article tells, "" for none.

    Of those that are lists (`is_list`), it has JSON.
    """

    name: str
    field: Field
    sql_type: str = "TEXT"
    is_list: bool = False
    attribute: str = ""


#: What no page tells of an article: when and where the crawler met it, and what SQL makes of it.
_OWN = (
    Column(
        "site",
        Field(
            en="The site where the article was first seen.",
            vi="Trang thông tin nơi bài viết được thấy lần đầu.",
        ),
    ),
    Column(
        "province",
        Field(
            en='The province of that site; "Việt Nam" for VietQ.',
            vi="Tỉnh, thành phố của trang thông tin đó; “Việt Nam” đối với VietQ.",
        ),
    ),
    Column(
        "url",
        Field(
            en="Where the article was first seen.",
            vi="Địa chỉ nơi bài viết được thấy lần đầu.",
        ),
    ),
    Column(
        "year",
        Field(en="The year of publication.", vi="Năm đăng.", exported=False),
        sql_type="INTEGER",
    ),
    Column(
        "first_seen",
        Field(
            en="When the crawler first met the article (UTC).",
            vi="Thời điểm chương trình thu thập gặp bài viết lần đầu (UTC).",
        ),
    ),
)


def columns_of(record: type[StoredArticle]) -> tuple[Column, ...]:
    """The columns for what a class of articles declares, in the order in which they are shown."""
    return tuple(sorted((*_read(record), *_OWN), key=_place))


def _read(record: type[StoredArticle]) -> Iterator[Column]:
    for attribute, hint, field in declared(record):
        kinds = {get_origin(kind) or kind for kind in _alternatives(hint)} - {NoneType}
        is_list = kinds == {tuple}
        sql_type = "TEXT" if is_list else _SQL_TYPES[kinds.pop()]
        yield Column(field.name or attribute, field, sql_type, is_list, attribute)


def _alternatives(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if isinstance(hint, UnionType) else (hint,)


def _place(column: Column) -> int:
    first = column.name in _SHOWN_FIRST
    return _SHOWN_FIRST.index(column.name) if first else len(_SHOWN_FIRST)


COLUMNS = columns_of(StoredArticle)


def complete_columns(db: Database) -> None:
    """Add the declared columns that `articles` lacks, and show them in `current_articles`."""
    there = _names(db, "articles")
    for column in COLUMNS:
        if column.name not in there:
            db.execute(f"ALTER TABLE articles ADD COLUMN {column.name} {column.sql_type}")
    shown = [column.name for column in COLUMNS]
    if _names(db, "current_articles") != [*shown, "rowid"]:
        db.execute("DROP VIEW current_articles")
        db.execute(_VIEW.format(columns=", ".join(shown)))


def _names(db: Database, table: str) -> list[str]:
    """The columns of a table or view; generated ones, too."""
    query = "SELECT name FROM pragma_table_xinfo(?)"
    return [name for (name,) in db.execute(query, [table])]


def row(article: StoredArticle) -> dict[str, Any]:
    """The row of an article: lists as JSON, empty ones as NULL."""
    return {
        column.name: _cell(column.field.of(getattr(article, column.attribute)))
        for column in COLUMNS
        if column.attribute
    }


def item(row: dict[str, Any]) -> dict[str, Any]:
    """The item that exports have of a row."""
    return {
        column.name: json.loads(row[column.name] or "[]") if column.is_list else row[column.name]
        for column in COLUMNS
        if column.field.exported
    }


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return json.dumps([*map(_entry, value)], ensure_ascii=False) if value else None
    return value


def _entry(value: Any) -> Any:
    """A picture or file without what the page does not tell of it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: told for name, told in asdict(value).items() if told is not None}
    return value
