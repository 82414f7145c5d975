"""Addresses of a portal's pages, declared once: made from their fields and taken apart again."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, quote_plus

from .server import Request

_FIELD = re.compile(r"\{(\w+)\}")
_NUMERIC = frozenset({"number", "page", "category", "year", "month", "day", "start"})


class Address:
    """The address of one kind of page.

    `Address("/tin/{slug}?trang={page}")` asks for the path and for that parameter; other
    parameters in a request make no difference, as on the real portals. Fields that are numbers
    by their names match digits only, `path` matches any number of segments, the others one.
    """

    def __init__(self, template: str) -> None:
        self._path, self._mark, self._query = template.partition("?")
        self._path_pattern = _pattern(self._path)
        self._query_patterns = {
            name: _pattern(value) for name, value in parse_qsl(self._query, keep_blank_values=True)
        }

    def __call__(self, **fields: object) -> str:
        path = quote(self._path.format_map(fields), safe="/!$&'()*+,;=:@~%")
        quoted = {name: quote_plus(str(value)) for name, value in fields.items()}
        return path + self._mark + self._query.format_map(quoted)

    def match(self, request: Request) -> dict[str, str] | None:
        """The fields of the requested address; None where it is of another kind."""
        matches = [self._path_pattern.fullmatch(request.path)]
        for name, pattern in self._query_patterns.items():
            matches.append(pattern.fullmatch(request.query.get(name, "\0")))
        fields: dict[str, str] = {}
        for match in matches:
            if match is None:
                return None
            fields.update(match.groupdict())
        return fields


def _pattern(template: str) -> re.Pattern[str]:
    parts = _FIELD.split(template)
    pattern = re.escape(parts[0])
    for name, literal in zip(parts[1::2], parts[2::2], strict=True):
        value = r"\d+" if name in _NUMERIC else ".*" if name == "path" else "[^/]*"
        pattern += f"(?P<{name}>{value})" + re.escape(literal)
    return re.compile(pattern)
