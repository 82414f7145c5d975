"""The schemas by which editors check the catalogue's files, and what importing it loads."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from crawler.catalogue.schema import schemas, write

DATA = Path(__file__).parents[2] / "data"
FILES = ["sites", "provinces"]


@pytest.mark.parametrize("name", FILES)
def test_the_schemas_beside_the_files_are_those_of_the_models(name: str) -> None:
    file = f"{name}.schema.json"
    stored = (DATA / file).read_text(encoding="utf-8")
    assert stored == schemas()[file], "run python -m crawler.catalogue.schema"


@pytest.mark.parametrize("name", FILES)
def test_a_file_names_its_schema_in_the_first_line(name: str) -> None:
    first, *_ = (DATA / f"{name}.toml").read_text(encoding="utf-8").splitlines()
    assert first == f"#:schema ./{name}.schema.json"


@pytest.mark.parametrize("name", FILES)
def test_records_have_the_keys_that_the_schema_describes(name: str) -> None:
    schema: dict[str, Any] = json.loads(schemas()[f"{name}.schema.json"])
    ((pattern, record),) = schema["patternProperties"].items()
    tables = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
    for table_name, table in tables.items():
        assert re.search(pattern, table_name)
        assert record["properties"].keys() >= table.keys() >= set(record["required"])
    assert all(key["description"] for key in record["properties"].values())


def test_the_command_writes_both(tmp_path: Path) -> None:
    write(tmp_path)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == schemas()


def test_importing_the_catalogue_loads_no_scrapy() -> None:
    code = "import sys, crawler.catalogue; sys.exit('scrapy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
