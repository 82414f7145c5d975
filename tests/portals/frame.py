"""What stands around the articles: templates, invented pages and boxes, dates in Vietnamese."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_HERE = Path(__file__).parent
FURNITURE: Mapping[str, Any] = tomllib.loads((_HERE / "furniture.toml").read_text("utf-8"))
_WEEKDAYS = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")
_MONTHS = (
    *("Một", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy"),
    *("Tám", "Chín", "Mười", "Mười Một", "Mười Hai"),
)


def vietnamese_date(moment: date, pattern: str) -> str:
    """`strftime` with Vietnamese names: `%A` is `Thứ Năm`, `%B` `Tháng Hai`, `%P` `SA` or `CH`.

    `%E` and `%O` are day and month without a zero.
    """
    weekday = moment.isoweekday()
    names = {
        "%A": "Chủ Nhật" if weekday == 7 else f"Thứ {_WEEKDAYS[weekday - 1]}",
        "%B": f"Tháng {_MONTHS[moment.month - 1]}",
        "%P": "SA" if getattr(moment, "hour", 0) < 12 else "CH",
        "%E": str(moment.day),
        "%O": str(moment.month),
    }
    for directive, name in names.items():
        pattern = pattern.replace(directive, name)
    return moment.strftime(pattern)


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["date"] = vietnamese_date
    return environment


TEMPLATES = _environment()
