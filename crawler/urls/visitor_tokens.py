"""Tokens that a portal writes into all its addresses, another on every page: session numbers.

They are told by what they do, not by their names. On every page nearly all links have one, in the
same place; no later page has the same ones; and what stands around them is the same.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

#: Of a page's links, the share that has a token; of fewer links nothing is learned.
_SHARE, _LEAST_LINKS = 0.8, 5
#: So many links of a page lead where links of earlier pages led, but for the token.
_LEAST_COMMON = 3
#: Pages in a row that agree with the ones before; and pages after which nothing more is learned.
_AGREEING, _LOOKED_AT = 2, 30
#: Links of a page that are looked at.
_MOST_LINKS = 500
#: A value with a digit in it, long enough to be another every time.
_TOKEN = re.compile(r"(?=.*\d).*[0-9a-z]{8}", re.IGNORECASE)
#: Segments of a path, from its beginning, in which sessions stand.
_SEGMENTS = 2


class _Token(NamedTuple):
    """A token in an address: its place (a segment's number or a parameter's name), itself, and the
    address without it.
    """

    place: int | str
    value: str
    rest: str


@dataclass
class _Seen:
    """The tokens of one place on earlier pages, and the addresses around them."""

    values: set[str] = field(default_factory=set)
    rests: set[str] = field(default_factory=set)
    agreeing: int = 0

    def add(self, tokens: list[_Token]) -> None:
        values, rests = {token.value for token in tokens}, {token.rest for token in tokens}
        is_other = self.values.isdisjoint(values) and len(self.rests & rests) >= _LEAST_COMMON
        self.agreeing = self.agreeing + 1 if is_other else 0
        self.values |= values
        self.rests |= rests


class VisitorTokens:
    """The tokens in the addresses of one site that do not tell its pages apart."""

    def __init__(self) -> None:
        self._seen: defaultdict[int | str, _Seen] = defaultdict(_Seen)
        self._pages = 0
        self._places: set[int | str] = set()

    def learn(self, urls: Iterable[str]) -> bool:
        """Look at the links of one more page; whether a place turned out to have tokens."""
        if self._places or self._pages >= _LOOKED_AT:
            return False
        self._pages += 1
        links = list(dict.fromkeys(urls))[:_MOST_LINKS]
        found = defaultdict[int | str, list[_Token]](list)
        for token in (token for url in links for token in _tokens(url)):
            found[token.place].append(token)
        for place, tokens in found.items():
            if len(tokens) >= max(_LEAST_LINKS, _SHARE * len(links)):
                self._seen[place].add(tokens)
        self._places = {p for p, seen in self._seen.items() if seen.agreeing >= _AGREEING}
        return bool(self._places)

    def without(self, url: str) -> str:
        """An address without its tokens."""
        if not self._places:
            return url
        return next((t.rest for t in _tokens(url) if t.place in self._places), url)


def _tokens(url: str) -> Iterator[_Token]:
    """The parts of an address that may be tokens."""
    parts = urlsplit(url)
    segments = parts.path.split("/")[1:]
    for number, segment in enumerate(segments[:_SEGMENTS]):
        if _TOKEN.match(segment):
            path = "/" + "/".join([*segments[:number], *segments[number + 1 :]])
            yield _Token(number, segment, parts._replace(path=path).geturl())
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for name, value in pairs:
        if _TOKEN.match(value):
            query = urlencode([pair for pair in pairs if pair[0] != name])
            yield _Token(name, value, parts._replace(query=query).geturl())
