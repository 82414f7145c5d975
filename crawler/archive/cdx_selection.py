"""Selection of captures to read: pages, by address, in the order of time, without repetitions.

A page is captured again and again, mostly unchanged. A capture counts when its payload is another
than the one before; that of an older payload that came back counts again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from crawler.archive.cdx import REVISIT, Captured
from crawler.urls.identity import canonical

CapturedT = TypeVar("CapturedT", bound=Captured)

#: Media types of pages; "unk" is an archive's word for none.
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "unk", "")


def select(
    captures: Iterable[CapturedT], key_of: Callable[[str], str | None]
) -> dict[str, list[CapturedT]]:
    """The captures to read of each page, oldest first.

    `key_of` names the page behind an address, None for one that is never read. Pages come with
    those first that were captured least often: what they have in common is then known by the time
    that one is read a second time.
    """
    variants: defaultdict[str, list[CapturedT]] = defaultdict(list)
    keys: dict[str, str | None] = {}
    for capture in _pages(sorted(captures, key=lambda c: (c.moment, c.url))):
        if capture.url not in keys:
            keys[capture.url] = key_of(capture.url)
        if key := keys[capture.url]:
            variants[key].append(capture)
    pages = {key: _changes(_plain(found)) for key, found in variants.items()}
    return dict(sorted(pages.items(), key=lambda page: len(page[1])))


def _pages(captures: Iterable[CapturedT]) -> Iterable[CapturedT]:
    """Those of the captures, in the order of time, that are pages or may be."""
    types: dict[tuple[str, str], str] = {}
    for capture in captures:
        if capture.media_type == REVISIT:
            media_type = types.get((capture.url, capture.digest), "")
        else:
            media_type = types[capture.url, capture.digest] = capture.media_type.partition(";")[0]
        is_well = capture.status == "200" or (capture.media_type == REVISIT and not capture.status)
        if is_well and media_type in _PAGE_TYPES:
            yield capture


def _plain(captures: list[CapturedT]) -> list[CapturedT]:
    """Without print views and session ids, where the page was captured at its plain address too."""
    urls = {capture.url for capture in captures}
    plain = {url for url in urls if _is_plain(url)} if len(urls) > 1 else urls
    return [capture for capture in captures if capture.url in plain] or captures


def _is_plain(url: str) -> bool:
    return _tail(url) == _tail(canonical(url))


def _tail(url: str) -> str:
    parts = urlsplit(url)
    return unquote(f"{parts.path or '/'}?{parts.query}")


def _changes(captures: list[CapturedT]) -> list[CapturedT]:
    """Without captures that repeat the payload before them, of their address or of the page."""
    last: dict[str, str] = {}
    changes: list[CapturedT] = []
    for capture in captures:
        known = {last.get(capture.url), changes[-1].digest if changes else None}
        last[capture.url] = capture.digest
        if not capture.digest or capture.digest not in known:
            changes.append(capture)
    return changes
