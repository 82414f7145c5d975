"""The XML of feeds and sitemaps as it is served, mended into what a parser can read."""

import re
from dataclasses import dataclass
from html import escape
from html.entities import html5
from re import Match

#: What feeds and sitemaps are inside of.
_ROOT = re.compile(
    r"<(?P<tag>(?:[\w.-]+:)?(?P<kind>sitemapindex|urlset|rss|rdf|feed))(?=[\s/>])", re.IGNORECASE
)
#: Characters; comments, warnings of PHP and style sheets stand before a list, but not more.
_LONGEST_HEAD = 20_000
#: A page that quotes a feed is none.
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
#: What is taken as it is; a section that never ends was cut off.
_VERBATIM = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))", re.DOTALL)
#: An ampersand that begins none of the references that XML knows, with the name that HTML may know.
_AMPERSAND = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)(?:(?P<name>[a-z][a-z\d]{1,31});)?",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"&#(?:x(?P<hex>[\da-f]{1,6})|(?P<decimal>\d{1,7}));", re.IGNORECASE)
#: What begins no tag: `hàm lượng < 5%`.
_LESS_THAN = re.compile(r"<(?![a-z_/!?])", re.IGNORECASE)
#: An address behind an empty element, as Liferay writes it, or in one that nobody closes.
_LINK = re.compile(r"<link\s*/?>\s*(https?://[^\s<]+)(?:\s*</link\s*>)?", re.IGNORECASE)
#: Characters that XML forbids.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LAST_CHARACTER = 0x10FFFF


@dataclass(frozen=True, slots=True)
class Markup:
    """A list from its root element on; `kind` is that element's name in lower case, less prefix.

    `text` is XML as far as its tags match. `is_cut`: its end is missing; what was cut in two is
    left out.
    """

    kind: str
    text: str
    is_cut: bool


def mended(text: str) -> Markup | None:
    """The feed, sitemap or index of sitemaps in a text, mended; None where there is none.

    What stands before its root element goes, and with it all that declares entities.
    """
    head = _COMMENT.sub(lambda comment: " " * len(comment[0]), text[:_LONGEST_HEAD])
    root = _ROOT.search(head)
    if root is None or _PAGE.search(head, 0, root.start()):
        return None
    text, is_cut = _ended(text[root.start() :], root["tag"])
    return Markup(root["kind"].lower(), _mended(text), is_cut)


def _ended(text: str, tag: str) -> tuple[str, bool]:
    """A list up to its end; one that was cut off, up to its last tag."""
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
    """The character that HTML calls so, or the ampersand as it is meant."""
    name = match["name"]
    if name and (character := html5.get(f"{name};")):
        return escape(character)
    return f"&amp;{match[0][1:]}"


def _allowed(match: Match[str]) -> str:
    """A reference to a character, if there is such a one in XML."""
    code = int(match["hex"], 16) if match["hex"] else int(match["decimal"])
    is_none = code > _LAST_CHARACTER or _FORBIDDEN.match(chr(code))
    return "" if is_none else match[0]
