"""Addresses of one site: the page that each names, and whether that can be an article."""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from crawler.catalogue.sites import Site
from crawler.urls.hosts import bare_host
from crawler.urls.identity import canonical, identity, unmirrored
from crawler.urls.systems import page_key
from crawler.urls.visitor_tokens import VisitorTokens
from spiders.systems import NO_SYSTEM, recognise, system_named
from spiders.systems.base import System

#: How many links are kept with where they lead.
TARGETS = 20_000


class Addressing:
    """The addresses of a site, better known with every home page that was seen of it."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._homes = {identity(canonical(address)) for address in site.addresses}
        self._article = re.compile(site.article) if site.article else None
        self._skip = re.compile(site.skip) if site.skip else None
        self._systems: dict[str, System] = {}
        self._origins: dict[str, tuple[str, str]] = {}
        self._tokens = VisitorTokens()
        #: The menu's links stand on every page.
        self.target = lru_cache(maxsize=TARGETS)(self._target)

    def learn_system(self, url: str, source: str | None) -> System:
        """Find out by a page's source, or the site's record, which system its host runs on.

        Older and newer hosts of a site may run on others.
        """
        system = system_named(self._site.system)
        if system is None:
            system = NO_SYSTEM if source is None else recognise(source)
        self._systems[bare_host(url)] = system
        self.target.cache_clear()
        return system

    def learn_origin(self, url: str) -> None:
        """Note the scheme and host name under which a portal answers."""
        parts = urlsplit(url)
        self._origins[bare_host(url)] = (parts.scheme, parts.netloc)
        self.target.cache_clear()

    def learn_tokens(self, links: Iterable[str]) -> None:
        """Find out by a page's links whether all addresses have a token that is no part of them."""
        if self._tokens.learn(url for url in links if self._site.contains(url)):
            self.target.cache_clear()

    def knows_system(self, url: str) -> bool:
        """True if it was found out which system the host of an address runs on."""
        return bare_host(url) in self._systems

    def system(self, url: str) -> System:
        """The system behind an address."""
        return self._systems.get(bare_host(url), NO_SYSTEM)

    def _target(self, url: str, link_text: str) -> tuple[str, str] | None:
        """The key and the address of the page that a link leads to; None where it is no page.

        The home page is none, nor is what lies outside the site or cannot be an article.
        """
        answered = canonical(self.as_answered(url))
        if not self._site.contains(answered) or self.is_futile(url):
            return None
        key = self.key(answered, link_text)
        return None if self.is_home(key) else (key, answered)

    def key(self, url: str, link_text: str = "") -> str:
        """The key of the page behind an address, the same for all its variants."""
        url = self._tokens.without(canonical(unmirrored(url)))
        return page_key(url, self.system(url).identity(url, link_text))

    def as_answered(self, url: str) -> str:
        """The address under the scheme and host name that the portal answers to."""
        parts = urlsplit(url)
        scheme, netloc = self._origins.get(bare_host(url), (parts.scheme, parts.netloc))
        return parts._replace(scheme=scheme, netloc=netloc).geturl()

    def is_home(self, key: str) -> bool:
        """True if a key is that of a home page."""
        return key in self._homes

    def is_futile(self, url: str) -> bool:
        """True if no article can stand behind an address, by the site's record or its system."""
        skipped = self._skip is not None and self._skip.search(url) is not None
        return skipped or self.system(url).is_futile(url)

    def is_named(self, url: str) -> bool:
        """True if the site's record says that such an address is an article's."""
        return self._article is not None and self._article.search(url) is not None
