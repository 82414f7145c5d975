"""JSON Schemas of the catalogue's files, by which editors complete and check what is written.

`python -m crawler.catalogue.schema` writes them beside the files.
"""

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from crawler.catalogue.provinces import Province
from crawler.catalogue.record import NAME, Record
from crawler.catalogue.sites import Site

DATA = Path(__file__).parents[2] / "data"


def schemas() -> dict[str, str]:
    """The schemas as JSON, by the names of their files."""
    return {
        "sites.schema.json": _schema("Sites", Site, "name"),
        "provinces.schema.json": _schema("Provinces", Province, "code"),
    }


def write(folder: Path = DATA) -> None:
    """Write the schemas into a folder."""
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


class _TomlSchema(GenerateJsonSchema):
    """Leaves out what TOML has no word for, and titles that only repeat the keys."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A key that may be missing cannot be null."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """An empty default stands for a missing key, and cannot be written."""
        if schema.get("default"):
            return super().default_schema(schema)
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: object) -> bool:
        """No title."""
        return False


def _schema(title: str, model: type[Record], name_field: str) -> str:
    """The schema of a file of records, whose names are the names of its tables."""
    record: dict[str, Any] = model.model_json_schema(schema_generator=_TomlSchema)
    del record["properties"][name_field]
    record["required"].remove(name_field)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "patternProperties": {f"^{NAME}$": record},
        "additionalProperties": False,
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    write()
