"""The share of a run that sitemaps may have: on some portals they name one another without end."""

#: How many sitemaps below each other are followed.
SITEMAP_DEPTH = 3
#: Sitemaps below others that are asked in a run; each may hold 50,000 addresses (sitemaps.org).
MOST = 100
#: So many of them go before articles; the others wait for the headlines that are known by then.
FIRST = 5


class SitemapShare:
    """Counts the sitemaps of a run, each by its key once."""

    def __init__(self) -> None:
        self._keys: set[str] = set()

    def admits(self, key: str) -> bool:
        """Take a sitemap in; False where there have been enough others."""
        if key not in self._keys and len(self._keys) >= MOST:
            return False
        self._keys.add(key)
        return True

    @property
    def is_urgent(self) -> bool:
        """True if what was taken in last goes before articles."""
        return len(self._keys) <= FIRST
