"""Landing pages: home pages without content that only redirect visitors.

Portals were moved into folders and left a page at their root that only leads there: by a script, by
a refresh that is meant for those without scripts, by a single link or the frames of a frameset.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from lxml.html import HtmlElement

from crawler.discovery.links import Link, is_futile
from crawler.extraction.source.document import base_address
from crawler.urls.gate import absolute

#: Most links to its site on a landing page; a page with more is a home page, whatever its scripts.
FEW_LINKS = 5
#: Most addresses of one page that are followed: for telephones, for a language, and the site.
MOST = 4
#: Most landing pages followed in a row before the home page.
ONWARD_DEPTH = 3
#: Most characters of scripts that are searched; those of landing pages are short.
LONGEST_SCRIPT = 50_000
#: An address in a script; one that is concatenated with more is incomplete.
_ADDRESS = r"""\\?(?P<quote>['"`])(?P<url>[^'"`\s]{1,500}?)\\?(?P=quote)(?!\s*\+)"""
_BY_SCRIPT = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:location(?:\s*\.\s*href)?|document\s*\.\s*URL)\s*=\s*{_ADDRESS}",
        rf"\blocation\s*\.\s*(?:replace|assign)\s*\(\s*{_ADDRESS}",
        rf"\blocation\s*\)\s*\.\s*(?:attr|prop)\(\s*['\"]href['\"]\s*,\s*{_ADDRESS}",
        rf"\bwindow\s*\.\s*navigate\s*\(\s*{_ADDRESS}",
        rf"\bwindow\s*\.\s*open\s*\(\s*{_ADDRESS}\s*,\s*['\"]_(?:self|top|parent)\b",
    )
)
#: Comments in scripts; `//` within an address begins none.
_REMARK = re.compile(r"/\*.*?\*/|^[^\S\n]*+//[^\n]*$", re.DOTALL | re.MULTILINE)
#: The value of a refresh, in an HTTP header or a page's head.
_REFRESH = re.compile(
    r"""\s*+[\d.]*+\s*+(?:[;,]\s*+)?url\s*+=\s*+['"]?(?P<url>[^'">]+)""", re.IGNORECASE
)


def written_leads(root: HtmlElement, url: str, refresh: str = "") -> list[str]:
    """The addresses that refreshes, scripts and frames of the page at `url` send visitors to.

    `refresh` is the header that some servers send.
    """
    base = base_address(root, url)
    written = (*_refreshed(root, refresh), *_scripted(root), *_framed(root))
    return [address for each in written if (address := absolute(base, each.strip()))]


def onward(
    leads: Sequence[str], links: Iterable[Link], url: str, is_inside: Callable[[str], bool]
) -> list[str]:
    """The addresses that the page at `url` sends its visitors to, the likeliest first.

    `leads` are its `written_leads`. Only those count that are inside of the site; none for a page
    that has `links` of its own to go on by.
    """
    own = [link for link in links if is_inside(link.url)]
    own = [link for link in own if link.url != url and link.url not in leads]
    if len(own) > FEW_LINKS:
        return []
    found = [*leads]
    if len(own) == 1 and not own[0].headline:
        found.append(own[0].url)
    inside = dict.fromkeys(address for address in found if address != url and is_inside(address))
    return [address for address in inside if not is_futile(address)][:MOST]


def _refreshed(root: HtmlElement, header: str) -> Iterator[str]:
    values = [header]
    for meta in root.iter("meta"):
        if (meta.get("http-equiv") or "").strip().lower() == "refresh":
            values.append(meta.get("content") or "")
    for value in values:
        if match := _REFRESH.match(value):
            yield match["url"]


def _scripted(root: HtmlElement) -> Iterator[str]:
    """Yield the addresses that scripts set, except those that they put together from parts."""
    source = "\n".join(_scripts(root))[:LONGEST_SCRIPT]
    source = _REMARK.sub("", source).replace("\\/", "/")
    for pattern in _BY_SCRIPT:
        yield from (match["url"] for match in pattern.finditer(source))


def _scripts(root: HtmlElement) -> Iterator[str]:
    for script in root.iter("script"):
        yield script.text or ""
    for body in root.iter("body", "frameset"):
        yield body.get("onload") or ""


def _framed(root: HtmlElement) -> Iterator[str]:
    for frame in root.iter("frame", "iframe"):
        if source := frame.get("src"):
            yield source
