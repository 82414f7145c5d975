"""What a body is whose server does not say it (WHATWG, MIME Sniffing, 7.1)."""

import re

#: Byte order marks, white space, and comments or declarations before the first tag.
_BEFORE = rb"(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->|<\?xml[^>]*>)*"
_HTML = re.compile(
    _BEFORE + rb"<(?:!doctype\s+html|html|head|title|meta|link|script|style|body|iframe|h1|div|font"
    rb"|table|center|a|b|br|p)[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
#: Bytes; pages begin within them.
_LONGEST_HEAD = 4096


def begins_as_html(body: bytes) -> bool:
    """Whether a decompressed body begins like a page.

    >>> begins_as_html(b"<!DOCTYPE html><title>Tin</title>")
    True
    """
    # A zero byte beside each letter is UTF-16.
    head = body[:_LONGEST_HEAD].removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return _HTML.match(head.replace(b"\x00", b"")) is not None
