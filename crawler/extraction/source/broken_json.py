"""Lenient JSON parser: JSON in pages, read as far as it can be understood.

Portals write JSON by hand or from templates: in comments, with commas too many or too few, line
breaks and quotation marks inside strings, several objects side by side, cut off in the middle.
Parsers of other dialects (JSON5, JavaScript) reject the page at the first unexpected character;
this one skips what it cannot understand.
"""

import json
import re
from html import unescape
from typing import Any

#: Most levels of nesting; deeper values are skipped.
DEEPEST = 60

#: Comments, CDATA sections and tags inserted by editors.
_NOISE = (
    r"(?://\s*+)?<!\[CDATA\[|(?://\s*+)?\]\]>|<!--|-->|/\*.*?(?:\*/|\Z)|//[^\n]*"
    r"|</?[a-z][^<>\"{}]{0,200}>"
)
_GAP = rf"(?:\s|{_NOISE})*+"
_KEY = r"""(?:"[^"\n]{1,60}"|'[^'\n]{1,60}'|[\w@$]++)\s*+:"""
_VALUE = r"""(?:["'{\[]|-?\d|true|false|null)"""
#: Patterns of what follows the quotation mark that ends a name, a value in an object and one in a
#: list. Other quotation marks belong to the string.
_BEHIND_NAME = ""
_BEHIND_FIELD = (
    rf"(?={_GAP}(?:[}}\]]|,*+{_GAP}(?:{_KEY}|[}}]|\Z)|[^\s\"'{{}}\[\],]{_GAP},{_GAP}{_KEY}|;|\Z))"
)
_BEHIND_ENTRY = rf"(?={_GAP}(?:[}}\]]|,*+{_GAP}(?:{_VALUE}|[}}\]]|\Z)|;|\Z))"


def _tokens(behind: str) -> re.Pattern[str]:
    """Return the pattern of tokens in which `behind` follows the end of a string."""
    double, single = (
        rf"{mark}((?:[^{mark}\\]|\\.|\\\Z|{mark}(?!{behind}))*+)(?:{mark}|\Z)"
        for mark in ('"', "'")
    )
    return re.compile(
        rf"(?P<noise>{_NOISE})|{double}|{single}|(?P<sign>[{{}}\[\]:,])|(?P<word>[\w@$.+-]++)",
        re.DOTALL | re.IGNORECASE,
    )


_NAME, _FIELD, _ENTRY = map(_tokens, (_BEHIND_NAME, _BEHIND_FIELD, _BEHIND_ENTRY))
#: Typographic quotation marks, which editors put in place of plain ones.
_QUOTES = dict.fromkeys(map(ord, "“”„‟″"), '"')
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.)|\Z)", re.DOTALL)
_ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def read_json(text: str) -> tuple[list[Any], bool]:
    """Return the values in a text, and True if it is not valid JSON.

    >>> read_json('<!-- {"headline": "l\\'eau",} -->;')
    ([{'headline': "l'eau"}], True)
    """
    try:
        return [json.loads(text, strict=False)], False
    except (ValueError, RecursionError):
        if '"' not in text:
            text = unescape(text).translate(_QUOTES)
        return _Reader().read(text), True


class _Reader:
    """Builds values from tokens in any order."""

    def __init__(self) -> None:
        self.found: list[Any] = []
        self.open: list[dict[str, Any] | list[Any]] = []
        self.keys: list[str | None] = []
        self.too_deep = 0

    def read(self, text: str) -> list[Any]:
        position = 0
        while token := self._expected().search(text, position):
            position = token.end()
            if token["noise"]:
                continue
            if sign := token["sign"]:
                self._structure(sign)
            elif not self.too_deep:
                self._add(_value(token))
        return [value for value in self.found if isinstance(value, (dict, list))]

    def _expected(self) -> re.Pattern[str]:
        """Return the pattern of tokens for the next item: a name, its value or a list's entry."""
        if not self.open or isinstance(self.open[-1], list):
            return _ENTRY
        return _NAME if self.keys[-1] is None else _FIELD

    def _structure(self, sign: str) -> None:
        if sign in "{[":
            self._begin({} if sign == "{" else [])
        elif sign in "}]":
            self._end(dict if sign == "}" else list)
        elif sign == "," and self.keys:
            self.keys[-1] = None

    def _begin(self, value: dict[str, Any] | list[Any]) -> None:
        if self.too_deep or len(self.open) >= DEEPEST:
            self.too_deep += 1
            return
        self._add(value)
        self.open.append(value)
        self.keys.append(None)

    def _end(self, kind: type) -> None:
        """Close the innermost value of a kind, and all values still open in it."""
        if self.too_deep:
            self.too_deep -= 1
            return
        if any(isinstance(value, kind) for value in self.open):
            while not isinstance(self.open.pop(), kind):
                self.keys.pop()
            self.keys.pop()

    def _add(self, value: Any) -> None:
        """Add a value where it belongs: as a name or under one, in a list, or by itself."""
        if not self.open:
            self.found.append(value)
        elif isinstance(holder := self.open[-1], list):
            holder.append(value)
        elif (key := self.keys[-1]) is not None:
            holder[key] = value
            self.keys[-1] = None
        elif isinstance(value, str):
            self.keys[-1] = value


def _value(token: re.Match[str]) -> Any:
    if (word := token["word"]) is not None:
        try:
            return json.loads(word)
        except (ValueError, RecursionError):
            return word
    string = token[2] if token[2] is not None else token[3]
    return _ESCAPE.sub(_unescape, string)


def _unescape(escape: re.Match[str]) -> str:
    if escape[1]:
        return chr(int(escape[1], 16))
    return _ESCAPED.get(escape[2], escape[2] or "")
