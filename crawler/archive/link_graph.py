"""Link graph of recorded pages: the text of links to each page, and the site's navigation.

A crawl learns that on its way from page to page; a recording is gone through once for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from crawler.archive.reader import read
from crawler.archive.records import Place
from crawler.discovery.links import Link, read_links
from crawler.discovery.pagers import further_pages
from crawler.extraction.source.document import parse
from crawler.frontier.navigation import Navigation
from crawler.vietnamese.decoding import decode


@dataclass(frozen=True, slots=True)
class Linked:
    """The links of a page, and the further pages of the listing that it is."""

    links: tuple[Link, ...]
    further: tuple[str, ...]


def read_linked(place: Place) -> Linked:
    """Read the links of a recorded page. Raises `UnreadableRecord` when it is not there."""
    exchange = read(Path(), place)
    text = decode(exchange.decoded_body, exchange.content_type).text
    root = parse(text, exchange.url)
    if root is None:
        return Linked((), ())
    further = dict.fromkeys(page.url for page in further_pages(root, exchange.url))
    links = (link for link in read_links(root, exchange.url) if link.url not in further)
    return Linked(tuple(links), tuple(further))


class Web:
    """The links between the recorded pages of a site, whose addresses are known by their keys."""

    def __init__(self) -> None:
        self._navigation = Navigation()
        self._texts: dict[str, Link] = {}
        self._link_themselves: set[str] = set()
        self._further: set[str] = set()

    def add(self, key: str, links: Iterable[tuple[str, Link]], further: Iterable[str]) -> None:
        """Add a page with the links that it has, and the keys of the pages that it goes on with."""
        keys = set()
        for target, link in links:
            keys.add(target)
            known = self._texts.get(target)
            if known is None or (not known.headline and len(link.text) > len(known.text)):
                self._texts[target] = link
        self._navigation.add(keys)
        if key in keys:
            self._link_themselves.add(key)
        self._further.update(further)

    def text(self, key: str) -> str:
        """The text of links to a page; "" where there is none."""
        link = self._texts.get(key)
        return link.text if link else ""

    def is_headline(self, key: str) -> bool:
        """True if links call a page by what reads like a title."""
        link = self._texts.get(key)
        return link is not None and link.headline

    def in_navigation(self, key: str) -> bool:
        """True if a page is linked from (nearly) everywhere, as menus do, or links itself."""
        return key in self._link_themselves or key in self._navigation

    def is_listing(self, key: str) -> bool:
        """True if nothing but pagers leads to a page."""
        return key in self._further and key not in self._texts
