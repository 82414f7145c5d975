"""XML repair: malformed feeds and sitemaps, made readable for a parser."""

import re
from dataclasses import dataclass
from html import escape
from html.entities import html5
from re import Match

#: Root elements of feeds and sitemaps.
_ROOT = re.compile(
    r"<(?P<tag>(?:[\w.-]+:)?(?P<kind>sitemapindex|urlset|rss|rdf|feed))(?=[\s/>])", re.IGNORECASE
)
#: Most characters before the root element: comments, PHP warnings and style sheets.
_LONGEST_HEAD = 20_000
#: HTML before the root element: a page that quotes a feed is none.
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
#: Sections copied unchanged; one without an end was truncated.
_VERBATIM = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))", re.DOTALL)
#: An ampersand that begins no XML reference, with the name of a possible HTML entity.
_AMPERSAND = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)(?:(?P<name>[a-z][a-z\d]{1,31});)?",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"&#(?:x(?P<hex>[\da-f]{1,6})|(?P<decimal>\d{1,7}));", re.IGNORECASE)
#: A less-than sign that begins no tag: `hàm lượng < 5%`.
_LESS_THAN = re.compile(r"<(?![a-z_/!?])", re.IGNORECASE)
#: An address behind an empty element, as Liferay writes it, or in an unclosed one.
_LINK = re.compile(r"<link\s*/?>\s*(https?://[^\s<]+)(?:\s*</link\s*>)?", re.IGNORECASE)
#: Characters that XML forbids.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LAST_CHARACTER = 0x10FFFF


@dataclass(frozen=True, slots=True)
class Markup:
    """A list from its root element on; `kind` is that element's name in lower case, without prefix.

    `text` is XML except that its tags may not match. `is_cut`: its end is missing; a truncated
    element at the end is left out.
    """

    kind: str
    text: str
    is_cut: bool


def mended(text: str) -> Markup | None:
    """Return the repaired feed, sitemap or sitemap index in a text; None if it has none.

    Text before the root element is removed, including all declarations of entities.
    """
    head = _COMMENT.sub(lambda comment: " " * len(comment[0]), text[:_LONGEST_HEAD])
    root = _ROOT.search(head)
    if root is None or _PAGE.search(head, 0, root.start()):
        return None
    text, is_cut = _ended(text[root.start() :], root["tag"])
    return Markup(root["kind"].lower(), _mended(text), is_cut)


def _ended(text: str, tag: str) -> tuple[str, bool]:
    """Return a list up to its end, or up to its last tag; True if it was truncated."""
    first = text[: text.find(">") + 1]
    if first.endswith("/>"):
        return first, False
    end = text.rfind(f"</{tag}")
    if end >= 0:
        return f"{text[:end]}</{tag}>", False
    cdata = text.rfind("<![CDATA[")
    if cdata > text.rfind("]]>"):
        text = text[:cdata]
    return text[: text.rfind(">") + 1], True


def _mended(text: str) -> str:
    parts = _VERBATIM.split(_FORBIDDEN.sub("", text))
    parts[::2] = map(_mended_part, parts[::2])
    return "".join(part for part in parts if not part.startswith("<!--"))


def _mended_part(text: str) -> str:
    text = _REFERENCE.sub(_allowed, _AMPERSAND.sub(_known, text))
    return _LINK.sub(r"<link>\1</link>", _LESS_THAN.sub("&lt;", text))


def _known(match: Match[str]) -> str:
    """Return the character of an HTML entity, or the escaped ampersand."""
    name = match["name"]
    if name and (character := html5.get(f"{name};")):
        return escape(character)
    return f"&amp;{match[0][1:]}"


def _allowed(match: Match[str]) -> str:
    """Return a reference to a character, "" if XML does not allow that."""
    code = int(match["hex"], 16) if match["hex"] else int(match["decimal"])
    is_none = code > _LAST_CHARACTER or _FORBIDDEN.match(chr(code))
    return "" if is_none else match[0]
