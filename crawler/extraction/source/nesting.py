"""Pages whose elements nest deeper than the parser follows them: it drops all that comes then."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from lxml.etree import ErrorTypes
from lxml.html import HTMLParser

#: So many wrappers stay around each other at most; the parser follows some 2,000 elements.
DEEPEST = 200
#: A tag of what stands around a text or marks it. Where elements may be left unclosed (`li`, `td`),
#: the parser closes them.
_WRAPPER = re.compile(
    rb"<(/?)(div|span|font|b|i|u|s|em|strong|small|big|center|section|article|main|aside|header"
    rb"|footer|form|blockquote|ul|ol|dl|table|ins|o:p)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)

#: Where a tag begins and ends.
_Span = tuple[int, int]


def is_cut(parser: HTMLParser) -> bool:
    """True if a parser gave up in the midst of its last page."""
    return any(entry.type == ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)


def flattened(source: bytes) -> bytes:
    """A page without the tags of wrappers that are never closed or lie too deep; linear in time.

    >>> flattened(b"<div><font><b>Tin</b></div>")
    b'<div><b>Tin</b></div>'
    """
    pairs, unclosed = _matched(_WRAPPER.finditer(source))
    kept, end = [], 0
    for start, stop in sorted(chain(unclosed, _too_deep(pairs))):
        kept.append(source[end:start])
        end = stop
    return b"".join([*kept, source[end:]])


def _matched(tags: Iterable[re.Match[bytes]]) -> tuple[list[tuple[_Span, _Span]], list[_Span]]:
    """The opening and closing tags of each wrapper, and the opening ones of those never closed."""
    pairs, unclosed = list[tuple[_Span, _Span]](), list[_Span]()
    around, numbers = list[tuple[bytes, _Span]](), Counter[bytes]()
    for tag in tags:
        name = tag[2].lower()
        if not tag[1]:
            around.append((name, tag.span()))
            numbers[name] += 1
        elif numbers[name]:
            while around[-1][0] != name:
                left, opening = around.pop()
                numbers[left] -= 1
                unclosed.append(opening)
            pairs.append((around.pop()[1], tag.span()))
            numbers[name] -= 1
    return pairs, [*unclosed, *(opening for _, opening in around)]


def _too_deep(pairs: Iterable[tuple[_Span, _Span]]) -> Iterator[_Span]:
    """The tags of those wrappers that have as many around them as stay."""
    ends = list[int]()
    for opening, closing in sorted(pairs):
        while ends and ends[-1] <= opening[0]:
            ends.pop()
        if len(ends) < DEEPEST:
            ends.append(closing[1])
        else:
            yield from (opening, closing)
