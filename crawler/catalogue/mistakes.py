"""Mistakes that pydantic finds in a record, in words for somebody who wrote TOML."""

import json
from collections.abc import Iterator
from datetime import date
from typing import get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from crawler.catalogue.errors import did_you_mean, nearest
from crawler.catalogue.record import Record

#: What to write instead of a value, by pydantic's types of errors.
_REMEDIES = {
    "string_type": 'a text, such as "…"',
    "string_too_short": 'a text, such as "…"',
    "float_type": "a number",
    "tuple_type": 'a list of texts, such as ["…", "…"]',
}


def mistakes(
    model: type[Record], name_field: str, error: ValidationError
) -> Iterator[tuple[str, str]]:
    """The key, and what is wrong and to be done, for each mistake; "" is the key of the name."""
    keys = [key for key in model.model_fields if key != name_field]
    details = error.errors(include_url=False)
    meant = {nearest(_key(detail), keys) for detail in details if _is_unknown(detail)}
    for detail in details:
        key = _key(detail)
        if key == name_field:
            yield "", _told(detail)
        elif _is_unknown(detail):
            question = did_you_mean(nearest(key, keys))
            yield key, f"no such key{question}; correct or remove it"
        elif not (_is_missing(detail) and key in meant):
            yield key, _told(detail, get_args(model.model_fields[key].annotation))


def _key(detail: ErrorDetails) -> str:
    return str(detail["loc"][0])


def _is_unknown(detail: ErrorDetails) -> bool:
    return detail["type"] == "extra_forbidden"


def _is_missing(detail: ErrorDetails) -> bool:
    """True if a key is not there; one that is needed only at times has its default then."""
    return detail["type"] == "missing" or detail["input"] is None


def _told(detail: ErrorDetails, choices: tuple[str, ...] = ()) -> str:
    """The mistake in a value, and the way to mend it."""
    kind, value = detail["type"], detail["input"]
    if kind == "value_error":
        return str(detail["ctx"]["error"])
    if kind == "missing":
        return f'missing; add {_key(detail)} = "…"'
    if kind == "literal_error":
        remedy = f"one of {', '.join(choices)}{did_you_mean(nearest(str(value), choices))}"
    else:
        remedy = _REMEDIES.get(kind, f"what fits ({detail['msg']})")
    return f"{_shown(value)} does not fit; write {remedy}"


def _shown(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False, default=str)
