"""Data dictionary: `python -m crawler.database.dictionary` writes it where it is read.

That is the data dictionary, in English and Vietnamese, and the part of Datasette's metadata between
two marks.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from crawler.database import columns
from crawler.database.schema import migrate

_ROOT = Path(__file__).parents[2]
DOCUMENT = _ROOT / "docs" / "data-dictionary.md"
METADATA = _ROOT / "data" / "metadata.yml"
_MEANINGS = Path(__file__).with_name("dictionary.toml")
_BLOCK = re.compile(r"(?<=# meanings: begin\n).*(?=# meanings: end\n)", re.DOTALL)
_HEAD = """\
<!-- Made by `python -m crawler.database.dictionary`. -->

# Data dictionary · Từ điển dữ liệu

Times are ISO 8601 in UTC unless said otherwise. What is not known is null, never a guess.

Thời gian theo ISO 8601, giờ UTC nếu không ghi khác. Điều gì không biết thì để trống (null),
không bao giờ phỏng đoán.
"""
_EXPORT = """\
Files of new articles (`scrapy crawl … -o new.jsonl`) have all of these columns but {left_out},
lists as lists; there, `url`, `site` and `province` are those of the page that is new or was edited.
The search index holds the words of {searched}; {hashed} make the content hash.

Tệp xuất các bài mới (`scrapy crawl … -o new.jsonl`) có tất cả các cột này trừ {left_out}, danh sách
giữ nguyên dạng danh sách; ở đó `url`, `site` và `province` là của trang mới hoặc vừa được sửa. Chỉ
mục tìm kiếm chứa chữ của {searched}; mã băm được tính từ {hashed}.
"""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The meaning of a table or column, in English and Vietnamese."""

    en: str
    vi: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table or view: what it means, and what each of its columns does."""

    name: str
    meaning: Meaning
    columns: dict[str, Meaning]


def tables() -> Iterator[Table]:
    """The tables and views that are explained, those of articles first."""
    articles = {c.name: Meaning(c.field.en, c.field.vi) for c in columns.COLUMNS}
    for name, told in tomllib.loads(_MEANINGS.read_text("utf-8")).items():
        own = {column: Meaning(**meaning) for column, meaning in told.get("columns", {}).items()}
        shared = articles if name in ("articles", "current_articles") else {}
        yield Table(name, Meaning(told["en"], told["vi"]), shared | own)


def document() -> str:
    """The data dictionary, as Markdown."""
    db = Database(memory=True)
    migrate(db)
    sections = [_section(table, _types(db, table.name)) for table in tables()]
    db.close()
    return "\n".join((_HEAD, *sections))


def metadata(text: str) -> str:
    """Datasette's metadata with what tables and columns mean at its place."""
    return _BLOCK.sub(lambda _: "".join(_described()), text)


def _types(db: Database, table: str) -> dict[str, str]:
    query = "SELECT name, lower(type) FROM pragma_table_xinfo(?)"
    return dict(db.execute(query, [table]).fetchall())


def _section(table: Table, types: dict[str, str]) -> str:
    meaning = table.meaning
    lines = [f"## `{table.name}`", "", meaning.en, "", meaning.vi, ""]
    lines += ["| column | type | meaning | ý nghĩa |", "| --- | --- | --- | --- |"]
    for name, column in table.columns.items():
        lines.append(f"| `{name}` | {types[name]} | {column.en} | {column.vi} |")
    if table.name == "articles":
        lines += ["", _export().rstrip()]
    return "\n".join((*lines, ""))


def _export() -> str:
    """Further declarations of a column of articles."""
    declared = [(column.name, column.field) for column in columns.COLUMNS]
    return _EXPORT.format(
        left_out=_listed(name for name, field in declared if not field.exported),
        searched=_listed(name for name, field in declared if field.searched),
        hashed=_listed(name for name, field in declared if field.hashed),
    )


def _listed(names: Iterator[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _described() -> Iterator[str]:
    """The lines of the metadata, an anchor for each table; strings as in JSON, which is YAML."""
    yield "meanings:\n"
    for table in tables():
        yield f"  {table.name}: &{table.name}\n"
        yield f"    description: {_quoted(table.meaning.en)}\n"
        yield "    columns:\n"
        for name, meaning in table.columns.items():
            yield f"      {name}: {_quoted(meaning.en)}\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    DOCUMENT.write_text(document(), "utf-8")
    METADATA.write_text(metadata(METADATA.read_text("utf-8")), "utf-8")
