"""Moves: pages whose articles are found at another address."""

from crawler.database import Database, KnownPage, PageStatus
from crawler.deduplication.near_duplicates import Story, similarity


def successor(database: Database, site: str, page: KnownPage, led_to: str | None) -> str | None:
    """The address of the page that has taken a page's place; None where there is none.

    That is the page to which the portal leads, if it shows the article or a version of it, or one
    that came to show the same article later.
    """
    if page.status is not PageStatus.ARTICLE:
        return None
    target = database.page(site, led_to) if led_to else None
    if target and target.url != page.url and _tells_the_same(database, page, target):
        return target.url
    twins = database.twins(site, page.content_hash, page.url)
    later = [twin for twin in twins if twin.first_seen > page.first_seen]
    newest = max(later, key=lambda twin: twin.first_seen, default=None)
    return newest.url if newest else None


def _tells_the_same(database: Database, page: KnownPage, other: KnownPage) -> bool:
    if other.status is not PageStatus.ARTICLE:
        return False
    if other.content_hash == page.content_hash:
        return True
    one, two = (Story(*database.text(p.content_hash)) for p in (page, other))
    return similarity(one, two) is not None
