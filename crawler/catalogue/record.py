"""Base of the catalogue's records: strictness, and types of values.

The checks raise `ValueError` saying what to write instead.
"""

import re
from collections.abc import Collection
from datetime import date
from math import inf
from typing import Annotated

from cssselect import SelectorError
from parsel.csstranslator import HTMLTranslator
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
)

from crawler.urls.gate import web_address
from crawler.vietnamese.unicode import slug

#: The form of records' names, which are spiders' names and so identifiers.
NAME = r"[a-z][a-z0-9_]*"


class Record(BaseModel):
    """A table of a TOML file: frozen, with no other keys than the model's and no empty texts."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        str_strip_whitespace=True,
        str_min_length=1,
    )


def accepted_names(info: ValidationInfo) -> Collection[str] | None:
    """The names that a key may refer to; None outside a file, where nothing says which exist.

    Whoever validates a file gives them by key, as pydantic's validation context.
    """
    names: Collection[str] | None = (info.context or {}).get(info.field_name)
    return names


def _name(value: str) -> str:
    if re.fullmatch(NAME, value):
        return value
    better = slug(value).replace("-", "_").lstrip("_0123456789") or "an_giang"
    raise ValueError(
        "a record's name has lower-case letters a to z, digits and _ only"
        f" and starts with a letter; write [{better}]"
    )


def _address(value: str) -> str:
    if web_address(value) is None or re.search(r"\s", value):
        raise ValueError(f'"{value}" is no address; write it whole, such as "http://dost.gov.vn/"')
    return value


def _path(value: str) -> str:
    if not value.startswith("/"):
        raise ValueError(f'"{value}" is no path; write it from the host on, such as "/web/so-khcn"')
    return value


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"'{value}' is no regular expression ({error}); correct it") from error
    return value


def _selector(value: str) -> str:
    try:
        HTMLTranslator().css_to_xpath(value)
    except SelectorError as error:
        raise ValueError(f'"{value}" is no CSS selector ({error}); correct it') from error
    return value


def _day(value: object) -> str:
    """TOML has days of its own; they are kept as texts, in the same form."""
    text = str(value).strip() if isinstance(value, str | date) else ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(f'"{value}" is no day; write it such as 2025-06-30') from None


def _seconds(value: float) -> float:
    if not 0 <= value < inf:
        raise ValueError(f"{value} is no length of time; write seconds, such as 2.5")
    return value


#: The name of a record.
Name = Annotated[str, AfterValidator(_name)]
#: A whole address on the web.
Address = Annotated[
    str,
    AfterValidator(_address),
    WithJsonSchema({"type": "string", "pattern": "^https?://"}),
]
#: A TOML list of addresses; the records keep it as a tuple.
Addresses = Annotated[tuple[Address, ...], Field(strict=False)]
#: The path of an address.
UrlPath = Annotated[str, AfterValidator(_path), WithJsonSchema({"type": "string", "pattern": "^/"})]
#: A regular expression of Python's.
Pattern = Annotated[str, AfterValidator(_pattern)]
#: A CSS selector, with parsel's `::text` and `::attr()`.
Selector = Annotated[str, AfterValidator(_selector)]
#: A day (ISO 8601).
Day = Annotated[str, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
#: A length of time.
Seconds = Annotated[
    float, AfterValidator(_seconds), WithJsonSchema({"type": "number", "minimum": 0})
]
