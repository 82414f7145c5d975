"""Base of the content systems."""

from collections.abc import Iterator
from re import Pattern
from typing import ClassVar

from scrapy.http import Request, Response


class System:
    """A portal of no system in particular; the base of all systems.

    A system says how its portals are recognised and what about their addresses is known. Nothing
    depends on it: a portal of an unknown system is walked by what every page offers. The docstring
    of each names the portals in tests/portals that simulate it.
    """

    #: What a site's record gives as its `system`.
    name: ClassVar[str] = ""
    #: What stands in the source of every page of such a portal, and of no other.
    signs: ClassVar[Pattern[str] | None] = None
    #: Where feeds usually are.
    feeds: ClassVar[tuple[str, ...]] = ("/rss", "/feed", "/rss.xml")
    #: Addresses on such portals behind which no article stands.
    futile: ClassVar[Pattern[str] | None] = None

    def identity(self, url: str, link_text: str) -> str | None:
        """The key of the page behind an address on the whole portal; None for the usual rules.

        A rule that needs the address alone belongs in crawler/urls/systems.py, for those who read
        what was recorded.
        """
        return None

    def further(self, response: Response) -> Iterator[Request]:
        """Requests for further pages of a listing, where only the system's own way leads there."""
        return iter(())

    def is_futile(self, url: str) -> bool:
        """True if no article can stand behind an address."""
        return self.futile is not None and self.futile.search(url) is not None
