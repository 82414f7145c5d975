"""MIME sniffing of bodies (WHATWG, MIME Sniffing, 7.1), and the test whether one is whole."""

import re

#: Byte order marks, white space, and comments or declarations before the first tag.
_BEFORE = rb"(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->|<\?xml[^>]*>)*"
_HTML = re.compile(
    _BEFORE + rb"<(?:!doctype\s+html|html|head|title|meta|link|script|style|body|iframe|h1|div|font"
    rb"|table|center|a|b|br|p)[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
#: Bytes; pages begin within them.
LONGEST_HEAD = 4096
#: Bytes that no text has (WHATWG, MIME Sniffing, 3), and how many are looked at (5.2).
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_LOOKED_AT = 1445
#: The end of a page, a feed or a sitemap, as far as it has one.
_END = re.compile(
    rb"</\s*(?:html|rss|feed|rdf:rdf|urlset|sitemapindex)\s*>(?:\s|<!--.*?-->)*$",
    re.IGNORECASE | re.DOTALL,
)
#: Bytes; servers add a comment or two behind the end.
_LONGEST_TAIL = 4096


def begins_as_html(body: bytes) -> bool:
    """True if a decompressed body begins like a page.

    >>> begins_as_html(b"<!DOCTYPE html><title>Tin</title>")
    True
    """
    # A zero byte beside each letter is UTF-16.
    head = body[:LONGEST_HEAD].removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return _HTML.match(head.replace(b"\x00", b"")) is not None


def is_text(body: bytes) -> bool:
    """True if a decompressed body may be text: compressed data has bytes that no text has.

    >>> is_text("Tin tức".encode()), is_text(b"\x1f\x8b\x08\x00")
    (True, False)
    """
    return begins_as_html(body) or _BINARY.search(body[:_LOOKED_AT]) is None


def ends_whole(body: bytes) -> bool:
    """True if a decompressed body ends as a whole page, feed or sitemap does.

    >>> ends_whole(b"<p>Tin</p></body></html>\\n<!-- 0.2 s -->"), ends_whole(b"<html><p>Ti")
    (True, False)
    """
    # A zero byte beside each letter is UTF-16.
    return _END.search(body[-_LONGEST_TAIL:].replace(b"\x00", b"")) is not None
